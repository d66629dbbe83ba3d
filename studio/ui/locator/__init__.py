"""Go anywhere and run anything by typing a few letters."""
