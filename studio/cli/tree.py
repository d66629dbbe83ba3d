"""`osc-studio tree`: the files of a package, what they are, and where the problems lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.cli.package_argument import add_format, add_package, opened
from studio.sizes import size_text
from studio.wording import message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from studio.cli.terminal import Terminal
    from studio.package.entries import Entry
    from studio.package.problems import Findings, Severity
    from studio.package.snapshot import Snapshot

SUMMARY = message("print the files of a package, what they are, and how many problems they have")
EXAMPLE = "osc-studio tree ./etcd --format json"

_SIGNS = {"error": "✕", "warning": "⚠", "info": "ⓘ"}


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    add_package(parser, terminal)
    add_format(parser, terminal, "json")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the tree; 0."""
    from studio.package.checks import check

    snapshot = opened(arguments.path, terminal).snapshot
    findings = check(snapshot).findings
    if arguments.format == "json":
        terminal.print_json(_as_json(snapshot, findings))
    else:
        _Printer(snapshot, findings, terminal).print_all(arguments.path.resolve().name)
    return 0


def _counts(findings: Findings) -> dict[str, dict[str, int]]:
    """The problems that stand, by path and severity."""
    from studio.package.problems import Severity

    counts: dict[str, dict[str, int]] = {}
    for problem in findings.standing():
        none = {severity.value: 0 for severity in Severity}
        counts.setdefault(problem.place.path, none)[problem.severity.value] += 1
    return counts


def _as_json(snapshot: Snapshot, findings: Findings) -> dict[str, Any]:
    """The package as in `validate`, with the files instead of the problems."""
    from studio.package.layout import layout_of
    from studio.package.outline import missing_files
    from studio.package.report import package_as_json

    layout, counts = layout_of(snapshot), _counts(findings)
    none = dict.fromkeys(_SIGNS, 0)
    return {
        **package_as_json(snapshot),
        "files": [
            {
                "path": path,
                "role": layout.roles[path].value,
                "size": content.size,
                "deploy": layout.deploy_path(path) is not None,
                "problems": counts.get(path, none),
            }
            for path, content in snapshot.files.items()
        ],
        "missing": [
            {"path": entry.path, "role": entry.role.value, "required": entry.required}
            for entry in missing_files(snapshot)
        ],
        "counts": {severity.value: findings.counts[severity] for severity in _severities()},
    }


def _severities() -> Iterator[Severity]:
    from studio.package.problems import Severity

    return iter(Severity)


class _Printer:
    """Draws the tree with lines."""

    def __init__(self, snapshot: Snapshot, findings: Findings, terminal: Terminal) -> None:
        self._snapshot = snapshot
        self._counts = _counts(findings)
        self._terminal = terminal

    def print_all(self, fallback_name: str) -> None:
        """Print the package with everything in it."""
        from studio.package.layout import layout_of
        from studio.package.outline import package_entry

        entry = package_entry(self._snapshot, fallback_name)
        kind = layout_of(self._snapshot).kind
        words = [entry.title, entry.detail, f"({kind.value})" if kind else ""]
        title = " ".join(word for word in words if word)
        marks = self._marks("")
        self._terminal.print(self._terminal.coloured(title, "strong") + marks)
        self._print_below(entry, "")

    def _print_below(self, entry: Entry, indent: str) -> None:
        from studio.package.entries import EntryKind
        from studio.package.outline import children

        rows = [row for row in children(self._snapshot, entry) if row.kind is not EntryKind.NODE]
        for row in rows:
            last = row is rows[-1]
            self._terminal.print(f"{indent}{'└── ' if last else '├── '}{self._row(row)}")
            if row.kind is EntryKind.FOLDER:
                self._print_below(row, f"{indent}{'    ' if last else '│   '}")

    def _row(self, row: Entry) -> str:
        from studio.package.entries import EntryKind

        if row.kind is EntryKind.FOLDER:
            return self._terminal.coloured(f"{row.title}/", "strong")
        if row.kind is EntryKind.MISSING:
            absent = message("missing") if row.required else message("not there, optional")
            return self._terminal.coloured(f"{row.title} ({self._terminal.say(absent)})", "faint")
        size = size_text(self._snapshot.files[row.path].size)
        facts = self._terminal.coloured(f"  {row.role.value}, {size}", "faint")
        return f"{row.title}{facts}{self._marks(row.path)}"

    def _marks(self, path: str) -> str:
        counts = self._counts.get(path, {})
        return "".join(
            "  " + self._terminal.coloured(f"{_SIGNS[severity]}{count}", severity)
            for severity, count in counts.items()
            if count
        )
