"""The window: its frame, its areas, and the commands that work everywhere."""
