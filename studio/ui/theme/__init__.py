"""Colours, type, icons and the style sheet: all that knows how the studio looks."""
