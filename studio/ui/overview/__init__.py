"""The page that shows the package as a whole."""
