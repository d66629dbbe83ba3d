"""The entry point: the window by default, the command line when a subcommand is given."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

_QUIT_AFTER_PAINT = "--quit-after-paint"
_INTERRUPTED = 130


def main() -> int:
    """Run what the arguments of the process ask for; the exit code."""
    try:
        return _run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program itself was being loaded
        return _INTERRUPTED


def _run(arguments: list[str]) -> int:
    from studio.cli.commands import is_command, is_nothing

    if arguments and is_command(arguments[0]):
        return _run_command(arguments)
    # Hidden: the benchmark of the start measures how long it takes to paint a window once.
    quit_after_paint = _QUIT_AFTER_PAINT in arguments
    paths = [argument for argument in arguments if argument != _QUIT_AFTER_PAINT]
    if len(paths) > 1 or (paths and (paths[0].startswith("-") or is_nothing(paths[0]))):
        return _run_command(paths)  # which says what is wrong with them
    # All that a start makes stays; looking through it for garbage costs the first picture 50 ms.
    gc.disable()
    from studio.app import run_window

    return run_window(Path(paths[0]) if paths else None, quit_after_paint=quit_after_paint)


def _run_command(arguments: list[str]) -> int:
    from studio.cli.program import main

    return main(arguments)


if __name__ == "__main__":
    sys.exit(main())
