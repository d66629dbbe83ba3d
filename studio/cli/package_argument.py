"""The argument PATH and what is opened there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.wording import message

if TYPE_CHECKING:
    import argparse

    from studio.cli.terminal import Terminal
    from studio.package.opening import Opened


def add_package(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare PATH."""
    parser.add_argument(
        "path",
        metavar="PATH",
        type=Path,
        help=terminal.say(
            message("a service package, chart, operator or OSC package: folder, zip or tgz")
        ),
    )


def add_format(parser: argparse.ArgumentParser, terminal: Terminal, *others: str) -> None:
    """Declare `--format`: text, or what programs read."""
    parser.add_argument(
        "--format",
        choices=("text", *others),
        default="text",
        help=terminal.say(message("how to print the result")),
    )


def opened(path: Path, terminal: Terminal) -> Opened:
    """The package at `path`; what opening it noticed goes to stderr. Raises StudioError."""
    from studio.package.opening import open_package

    _silence_logs()
    package = open_package(path)
    for notice in package.notices:
        terminal.complain(terminal.say(notice))
    return package


def _silence_logs() -> None:
    """Print no traceback of a rule that fails: the result says which was not checked and why."""
    import logging

    log = logging.getLogger("studio")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
