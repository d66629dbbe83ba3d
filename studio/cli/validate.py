"""`osc-studio validate`: check a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.cli.checking import add_options, lines, options_for
from studio.cli.package_argument import add_format, add_package, opened
from studio.wording import message

if TYPE_CHECKING:
    import argparse

    from studio.cli.terminal import Terminal
    from studio.package.problems import Findings
    from studio.package.snapshot import Snapshot

SUMMARY = message("check a package")
EXAMPLE = "osc-studio validate ./etcd --strict --format sarif > etcd.sarif"


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    add_package(parser, terminal)
    add_options(parser, terminal)
    parser.add_argument(
        "--strict",
        action="store_true",
        help=terminal.say(message("let warnings fail as errors do")),
    )
    add_format(parser, terminal, "json", "sarif")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Check and print; 1 when the package has errors."""
    from studio.package.checks import check
    from studio.package.problems import Severity

    snapshot = opened(arguments.path, terminal).snapshot
    findings = check(snapshot, options_for(snapshot, arguments)).findings
    _print(findings, snapshot, arguments, terminal)
    counts = findings.counts
    failing = counts[Severity.ERROR] + (counts[Severity.WARNING] if arguments.strict else 0)
    return 1 if failing else 0


def _print(
    findings: Findings, snapshot: Snapshot, arguments: argparse.Namespace, terminal: Terminal
) -> None:
    if arguments.format == "text":
        _print_text(findings, snapshot, terminal)
        return
    if arguments.format == "sarif":
        from studio.cli.sarif import sarif_log

        shape = sarif_log(findings, snapshot, arguments.path, terminal.language)
    else:
        from studio.package.report import findings_as_json

        shape = findings_as_json(findings, snapshot, terminal.language)
    terminal.print_json(shape)


def _print_text(findings: Findings, snapshot: Snapshot, terminal: Terminal) -> None:
    from studio.package.problems import Severity

    for line in lines(findings, snapshot, terminal):
        terminal.print(line)
    for item in findings.not_checked:
        text = message("{rule} was not checked: {reason}.", rule=item.rule, reason=item.reason)
        terminal.print(terminal.coloured(terminal.say(text), "faint"))
    counts = findings.counts
    accepted = sum(problem.accepted is not None for problem in findings.problems)
    if not counts.total() and not accepted:
        terminal.print(terminal.coloured(terminal.say(message("No problems found.")), "good"))
        return
    summary = message(
        "Errors: {errors}, warnings: {warnings}, notes: {notes}, accepted: {accepted}.",
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
        accepted=accepted,
    )
    terminal.print(terminal.coloured(terminal.say(summary), "strong"))
