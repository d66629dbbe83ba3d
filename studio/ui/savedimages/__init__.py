"""What is inside a saved image, for people."""
