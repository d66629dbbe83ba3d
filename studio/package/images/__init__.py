"""The images of a package: where they are named, and what the mapping makes of them."""
