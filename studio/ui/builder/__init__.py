"""The page on which images are built."""
