"""What must be done to a folder so that it holds other files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.package.content import FileBlob, Folder
from studio.package.sources import Handle, OnDisk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from studio.package.content import Content


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps from one set of files to another, in the order in which a crash loses nothing.

    `moves` are files that only change their path, target and source; a source may itself be a
    target of a move before. `writes` are the files whose bytes are new, `folders` the empty ones
    to make, `deletes` what goes, deepest first; those `in_the_way` go before anything is written,
    because a folder takes the name of a file or the other way round. `displaced` are the blobs
    that are overwritten or deleted and not moved, `exposed` the sources of moves that have no
    proper name for a moment: they exchange places, or are in the way.
    """

    moves: tuple[tuple[str, str], ...]
    writes: Mapping[str, Content]
    folders: tuple[str, ...]
    deletes: tuple[str, ...]
    in_the_way: tuple[str, ...]
    displaced: tuple[str, ...]
    exposed: frozenset[str]

    @property
    def touched(self) -> frozenset[str]:
        """Every path whose state on disk matters to the plan."""
        targets = [target for target, _ in self.moves]
        return frozenset([*targets, *self.writes, *self.folders, *self.deletes])


def plan_of(root: Path, before: Mapping[str, Content], after: Mapping[str, Content]) -> Plan:
    """The plan that makes `after` of `before` in the folder `root`."""
    changed = {path: item for path, item in after.items() if before.get(path) != item}
    deletes = tuple(sorted(before.keys() - after.keys(), reverse=True))
    released = {*changed, *deletes}
    sources: dict[str, str] = {}
    for target, item in changed.items():
        source = _place_of(item, root)
        if source in released and source not in sources and before.get(source) == item:
            sources[source] = target
    moves, cycles = _ordered(sources)
    targets = {target for target, _ in moves}
    in_the_way = _in_the_way(deletes, after)
    return Plan(
        moves=moves,
        writes={
            path: item
            for path, item in changed.items()
            if path not in targets and not isinstance(item, Folder)
        },
        folders=tuple(path for path, item in changed.items() if isinstance(item, Folder)),
        deletes=deletes,
        in_the_way=in_the_way,
        exposed=cycles | (sources.keys() & set(in_the_way)),
        displaced=tuple(
            path
            for path in sorted(released & before.keys() - sources.keys())
            if isinstance(before[path], FileBlob)
        ),
    )


def _place_of(item: Content, root: Path) -> str:
    """The path below `root` where the bytes of a blob lie now; "" for everything else."""
    source = item.source if isinstance(item, FileBlob) else None
    location = source.location if isinstance(source, Handle) else None
    if isinstance(location, OnDisk) and location.path.is_relative_to(root):
        return location.path.relative_to(root).as_posix()
    return ""


def _in_the_way(deletes: Iterable[str], after: Mapping[str, Content]) -> tuple[str, ...]:
    """What goes and is a file where `after` has a folder, or lies where it has a file."""
    folders = {folder for path in after for folder in _folders_of(path)}
    return tuple(
        path
        for path in deletes
        if path in folders or any(folder in after for folder in _folders_of(path))
    )


def _folders_of(path: str) -> Iterator[str]:
    """The folders that `path` lies in; for a folder, with a "/" at its end, itself too."""
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _ordered(
    sources: Mapping[str, str],
) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """The moves such that none overwrites what another still has to move, and who cannot.

    `sources` has the target of each source. Where files exchange places in a circle no order
    helps; they are returned as well.
    """
    ordered: dict[str, str] = {}
    cycles: set[str] = set()
    for source in sources:
        chain: list[str] = []
        here = source
        while here in sources and here not in ordered and here not in chain:
            chain.append(here)
            here = sources[here]
        if here in chain:
            cycles.update(chain[chain.index(here) :])
        ordered.update((member, sources[member]) for member in reversed(chain))
    return tuple((target, moved) for moved, target in ordered.items()), frozenset(cycles)
