"""What works in the background, and what became of it."""
