"""The list of steps at the bottom of the window."""
