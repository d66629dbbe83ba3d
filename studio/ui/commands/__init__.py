"""Every action of the studio as a registered command, and the menus made from them."""
