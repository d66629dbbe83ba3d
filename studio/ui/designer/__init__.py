"""The deploy form as its author shapes it."""
