"""`osc-studio export`: write the archive that is delivered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.checking import add_options, lines, options_for
from studio.cli.package_argument import add_package, opened
from studio.errors import StudioError
from studio.sizes import size_text
from studio.wording import message

if TYPE_CHECKING:
    import argparse

    from studio.cli.terminal import Terminal
    from studio.package.opening import Opened

SUMMARY = message("write the archive that is delivered to OSC")
EXAMPLE = "osc-studio export ./etcd -o dist --report dist/etcd.json"


class InsidePackage(StudioError):
    """The archive would become a part of what it is made of."""


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    add_package(parser, terminal)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="DIR",
        help=terminal.say(message("the folder to write into; made where it is missing")),
    )
    parser.add_argument(
        "--deploy-only",
        action="store_true",
        help=terminal.say(message("write only the deploy package, without images")),
    )
    parser.add_argument(
        "--allow-errors",
        action="store_true",
        help=terminal.say(message("export although the package has errors; the report tells")),
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE.json",
        help=terminal.say(message("write contents, checksums and problems into this file")),
    )
    add_options(parser, terminal)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Export, and print path, size and SHA-256; 1 when errors stand in the way."""
    from studio.package.export import ExportRefused, export
    from studio.package.report import write_report

    package = opened(arguments.path, terminal)
    snapshot = package.snapshot
    _require_outside(package, arguments.output)
    try:
        with terminal.progress() as progress:
            report = export(
                snapshot,
                arguments.output,
                deploy_only=arguments.deploy_only,
                allow_errors=arguments.allow_errors,
                options=options_for(snapshot, arguments),
                progress=progress,
            )
    except ExportRefused as refused:
        for line in lines(refused.findings, snapshot, terminal):
            terminal.complain(line)
        terminal.complain(f"osc-studio: {terminal.say(refused.message)}")
        return 1
    terminal.print(str(report.path))
    terminal.print(f"{size_text(report.size)} ({report.size} B)")
    terminal.print(f"SHA-256 {report.sha256}")
    if report.overridden:
        allowed = message("Exported in spite of errors: {count}.", count=report.overridden)
        terminal.complain(terminal.say(allowed))
    # Last, so that a report that fails does not hide the archive that is there.
    if arguments.report:
        write_report(report, arguments.report, terminal.language)
    return 0


def _require_outside(package: Opened, folder: Path) -> None:
    """Raise `InsidePackage` when the archive would lie in the folder of the package."""
    if folder.resolve().is_relative_to(package.origin.path.resolve()):
        raise InsidePackage(
            "{folder} lies inside the package, so the archive would become a part of it.",
            folder=folder,
        )
