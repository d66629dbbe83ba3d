"""Every image of the package, and the mapping that tells OSC where to write it."""
