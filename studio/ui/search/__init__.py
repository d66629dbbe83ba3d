"""Find and replace over all files of the package."""
