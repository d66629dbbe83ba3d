"""The packaging studio for OSC service packages."""

__version__ = "0.1.0"
