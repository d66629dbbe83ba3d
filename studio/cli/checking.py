"""Options that say what a package is checked for, and problems as lines of text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from studio.cli.terminal import Terminal
    from studio.package.problems import Findings, Problem
    from studio.package.rules.catalogue import Options
    from studio.package.snapshot import Snapshot


class OtherPackage(StudioError):
    """What is given as the version before is a different service."""


def add_options(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the options of checking."""
    parser.add_argument(
        "--profile",
        choices=("osc", "operatorhub", "all"),
        help=terminal.say(message("which rules to apply; by default those of the workspace")),
    )
    parser.add_argument(
        "--target",
        choices=("marketplace", "private"),
        help=terminal.say(message("who will see the service: everybody or one tenant")),
    )
    parser.add_argument(
        "--previous",
        type=Path,
        metavar="PATH",
        help=terminal.say(message("the version before this one, to compare with")),
    )


def options_for(snapshot: Snapshot, arguments: argparse.Namespace) -> Options:
    """What the workspace file says, overridden by the command line."""
    from studio.package.opening import open_package
    from studio.package.workspace import workspace_of

    options = workspace_of(snapshot).options
    if arguments.profile:
        options = replace(options, profile=arguments.profile)
    if arguments.target:
        options = replace(options, private=arguments.target == "private")
    if arguments.previous:
        previous = open_package(arguments.previous).snapshot
        _require_same_package(snapshot, previous, arguments.previous)
        options = replace(options, previous=previous)
    return options


def _require_same_package(snapshot: Snapshot, previous: Snapshot, path: Path) -> None:
    """Raise `OtherPackage` when the two are known to be different services."""
    from studio.package.layout import layout_of

    name, other = layout_of(snapshot).name, layout_of(previous).name
    if name and other and name != other:
        raise OtherPackage(
            "{path} is no earlier version of {name}: it holds {other}.",
            path=path,
            name=name,
            other=other,
        )


def lines(findings: Findings, snapshot: Snapshot, terminal: Terminal) -> Iterator[str]:
    """One line for each problem that stands, as compilers write them."""
    return (_line(problem, snapshot, terminal) for problem in findings.standing())


def _line(problem: Problem, snapshot: Snapshot, terminal: Terminal) -> str:
    line, column = problem.position(snapshot)
    where = f"{problem.place.path}:{line}:{column}: " if problem.place.path else ""
    severity = terminal.severity(problem.severity.value)
    rule = terminal.coloured(f"[{problem.rule}]", "faint")
    return f"{terminal.coloured(where, 'strong')}{severity}: {terminal.say(problem.message)} {rule}"
