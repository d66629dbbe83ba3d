"""The work that an export does in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.export import export
from studio.package.report import write_report

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.report import Report
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Progress


def report_path(archive: Path) -> Path:
    """Where the report on `archive` lies: beside it."""
    return archive.with_name(f"{archive.name}.report.json")


def write_package(
    snapshot: Snapshot,
    folder: Path,
    *,
    allow_errors: bool,
    language: str | None,
    progress: Progress,
) -> Report:
    """Export into `folder`, with a report in `language` beside the archive, or none for None.

    Raises what `export` raises, and `ReportNotWritten`.
    """
    report = export(snapshot, folder, allow_errors=allow_errors, progress=progress)
    if language is not None:
        write_report(report, report_path(report.path), language)
    return report
