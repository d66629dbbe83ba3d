"""Tell which folders were renamed by what happened to their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def renamed_folders(renamed: dict[str, str], remaining: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Old and new paths of the folders that are gone because all their files were moved."""
    kept = {folder for path in remaining for folder in _folders_above(path)}
    for old, new in renamed.items():
        pairs = zip(_folders_above(old), _folders_above(new), strict=False)
        yield from ((a, b) for a, b in pairs if a != b and a not in kept)


def _folders_above(path: str) -> list[str]:
    """The folders around `path`, the innermost first."""
    parts = path.rstrip("/").split("/")[:-1]
    return ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]
