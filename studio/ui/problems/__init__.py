"""The list of problems at the bottom of the window."""
