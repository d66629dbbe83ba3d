"""Pictures, with their size and a ground that shows what is transparent."""
