"""Which subcommands there are, told without loading any of them."""

from __future__ import annotations

from pathlib import Path

COMMANDS = {
    "validate": "studio.cli.validate",
    "export": "studio.cli.export",
    "tree": "studio.cli.tree",
    "form": "studio.cli.form",
    "set": "studio.cli.set_value",
    "build": "studio.cli.build",
    "images": "studio.cli.images",
    "rules": "studio.cli.rules",
    "completion": "studio.cli.completion",
}
"""The modules of the subcommands, in the order of the help."""


def is_command(argument: str) -> bool:
    """Whether the first argument of a call is for the command line and not a path."""
    name = argument.partition("=")[0]
    return name in COMMANDS or name in {"-h", "--help", "--version", "--language"}


def is_nothing(argument: str) -> bool:
    """Whether the first argument of a call is neither for the command line nor a path to open."""
    if is_command(argument):
        return False
    try:
        return not Path(argument).exists()
    except OSError:
        return False  # Opening it tells why it cannot be reached.
