"""One package as an immutable value, and what can be done with it."""
