"""The editor of one text file of the package."""
