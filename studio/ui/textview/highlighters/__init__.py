"""Which characters of a line mean what, one language per module, without Qt."""
