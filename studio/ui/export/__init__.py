"""The dialog that exports a package."""
