"""What the window shows while no package is open."""
