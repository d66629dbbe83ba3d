"""What other programs are told about problems and exports: stable JSON shapes (`cli.md`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio import __version__
from studio.errors import StudioError
from studio.package.layout import layout_of
from studio.package.problems import Severity
from studio.yamltext.pointers import format_pointer

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.delivery import Delivery
    from studio.package.packing import Packed
    from studio.package.problems import Findings, Problem
    from studio.package.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Packing:
    """What was packed: the files of the deploy package, and those of the service package.

    `archive` is the deploy package as one file of the service package, None when it was exported
    alone.
    """

    deploy: tuple[Packed, ...]
    archive: Packed | None = None
    images: tuple[Packed, ...] = ()

    @property
    def members(self) -> tuple[Packed, ...]:
        """The files of the service package in order."""
        return (*((self.archive,) if self.archive else ()), *self.images)


@dataclass(frozen=True, slots=True)
class Report:
    """One export: the archive, its size in bytes and SHA-256, what it holds, what was wrong."""

    path: Path
    size: int
    sha256: str
    delivery: Delivery
    packing: Packing
    findings: Findings
    snapshot: Snapshot

    @property
    def overridden(self) -> int:
        """How many errors were allowed against the rules."""
        return self.findings.counts[Severity.ERROR]

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The report for `--report`, with the keys of `validate` and more."""
        archive = self.packing.archive
        return {
            **findings_as_json(self.findings, self.snapshot, language),
            "archive": {"file": self.path.name, "size": self.size, "sha256": self.sha256},
            "deploy_package": {
                "file": self.delivery.deploy_archive,
                "size": archive.size if archive else self.size,
                "sha256": archive.sha256 if archive else self.sha256,
                "contents": [_packed_as_json(packed) for packed in self.packing.deploy],
            },
            "contents": [_packed_as_json(packed) for packed in self.packing.members],
            "left_out": list(self.delivery.left_out),
            "allowed_errors": self.overridden,
        }


def findings_as_json(
    findings: Findings, snapshot: Snapshot, language: str = "en"
) -> dict[str, Any]:
    """The result of checking a package, as `validate` prints it."""
    return {
        **package_as_json(snapshot),
        "problems": [problem_as_json(item, snapshot, language) for item in findings.problems],
        "not_checked": [
            {"rule": item.rule, "reason": item.reason.text(language)}
            for item in findings.not_checked
        ],
        "counts": {severity.value: findings.counts[severity] for severity in Severity},
    }


def package_as_json(snapshot: Snapshot) -> dict[str, Any]:
    """Which program speaks about which package."""
    layout = layout_of(snapshot)
    return {
        "studio": __version__,
        "package": {
            "kind": layout.kind.value if layout.kind else None,
            "layout": "service" if layout.is_service else "deploy",
            "name": layout.name,
            "version": layout.version,
        },
    }


def problem_as_json(problem: Problem, snapshot: Snapshot, language: str = "en") -> dict[str, Any]:
    """One problem; line and column count from 1."""
    line, column = problem.position(snapshot)
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "file": problem.place.path,
        "line": line,
        "column": column,
        "pointer": format_pointer(problem.place.pointer),
        "message": problem.message.text(language),
        "fixable": problem.fix is not None,
        "accepted": problem.accepted is not None,
    }


def _packed_as_json(packed: Packed) -> dict[str, Any]:
    return {
        "name": packed.name,
        "size": packed.size,
        "packed_size": packed.packed_size,
        "sha256": packed.sha256,
    }


class ReportNotWritten(StudioError):
    """The archive was exported, its report was not; `report` tells about the archive."""

    def __init__(self, report: Report, path: Path, error: OSError) -> None:
        super().__init__(
            "The archive is written, only its report cannot be written to {path}: {reason}.",
            path=path,
            reason=error.strerror or error,
        )
        self.report = report


def write_report(report: Report, path: Path, language: str) -> None:
    """Write a report for other programs, its sentences in `language`; raises `ReportNotWritten`."""
    text = json.dumps(report.as_json(language), ensure_ascii=False, indent=2)
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise ReportNotWritten(report, path, error) from error
