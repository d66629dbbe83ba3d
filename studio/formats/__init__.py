"""What the files of a package are and mean."""
