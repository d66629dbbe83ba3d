"""Markdown as its readers see it, with nothing but what the package holds."""
