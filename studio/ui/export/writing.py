"""The work that an export does in the background."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.export import export

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.report import Report
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Progress


class ReportFailed(StudioError):
    """The archive was written, its report was not; `report` tells about the archive."""

    def __init__(self, report: Report, path: Path, error: OSError) -> None:
        super().__init__(
            "The archive was written, but its report could not be written to {path}: {reason}.",
            path=path, reason=error.strerror or error,
        )  # fmt: skip
        self.report = report


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

    Raises what `export` raises, and `ReportFailed`.
    """
    report = export(snapshot, folder, allow_errors=allow_errors, progress=progress)
    if language is not None:
        target = report_path(report.path)
        text = json.dumps(report.as_json(language), ensure_ascii=False, indent=2)
        try:
            target.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise ReportFailed(report, target, error) from error
    return report
