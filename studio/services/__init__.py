"""What takes time or touches the world."""
