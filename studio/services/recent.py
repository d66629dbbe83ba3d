"""The packages that were opened lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from studio.services.settings import RECENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.services.settings import Settings

MOST = 30


@dataclass(frozen=True, slots=True)
class RecentPackage:
    """One package as it was when it was last opened; `kind` is a value of `Kind` or ""."""

    path: Path
    kind: str
    name: str
    version: str
    when: datetime


def _now() -> datetime:
    return datetime.now(timezone.utc)


class RecentPackages:
    """The list in the settings: at most 30, the latest first, every path once."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = _now) -> None:
        self._settings = settings
        self._clock = clock

    def entries(self) -> list[RecentPackage]:
        """The packages, the latest first; what cannot be read is left out."""
        read = (_read(entry) for entry in self._settings.value(RECENT))
        return [entry for entry in read if entry is not None]

    def add(self, path: Path, kind: str, name: str, version: str) -> None:
        """Put a package that was opened now at the top; `path` is absolute."""
        others = [entry for entry in self.entries() if entry.path != path]
        self._write([RecentPackage(path, kind, name, version, self._clock()), *others])

    def remove(self, path: Path) -> None:
        """Forget a package; nothing happens to its files."""
        self._write([entry for entry in self.entries() if entry.path != path])

    def clear(self) -> None:
        """Forget every package."""
        self._write([])

    def _write(self, entries: list[RecentPackage]) -> None:
        self._settings.set_value(RECENT, [_written(entry) for entry in entries[:MOST]])


def _written(entry: RecentPackage) -> dict[str, str]:
    return {
        "path": str(entry.path),
        "kind": entry.kind,
        "name": entry.name,
        "version": entry.version,
        "when": entry.when.isoformat(timespec="seconds"),
    }


def _read(entry: object) -> RecentPackage | None:
    """An entry of the settings, which people and other versions may have changed."""
    match entry:
        case {
            "path": str(path),
            "kind": str(kind),
            "name": str(name),
            "version": str(version),
            "when": str(when),
        } if path:
            try:
                moment = datetime.fromisoformat(when)
            except ValueError:
                return None
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=timezone.utc)
            return RecentPackage(Path(path), kind, name, version, moment)
        case _:
            return None
