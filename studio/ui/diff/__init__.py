"""Differences between two states of the package, as people read them."""
