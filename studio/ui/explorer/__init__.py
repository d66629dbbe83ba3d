"""The package tree at the left of the window."""
