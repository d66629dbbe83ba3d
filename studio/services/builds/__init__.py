"""Builds of the window: run one after the other in the background, and followed by it."""
