"""Descriptors of a resource: which field each one means, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studio.formats.fieldpaths import FieldPath, parse_path
from studio.formats.shapes import items, mapping
from studio.formats.urns import Urn, read_urn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

URNS = "x-descriptors"


@dataclass(frozen=True, slots=True)
class Dependency:
    """A field is shown only while the control field has `value`, compared as text.

    With `negated` it is shown only while it has another one (a hint of charts).
    """

    path: FieldPath
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Descriptor:
    """One entry of `descriptors.spec`, `descriptors.status` or their counterparts in a CSV.

    `index` is its place in its list. `path` is as written, `tokens` what it means. Empty `scenes`
    mean all. `has_default` tells of the key `value`, which has no effect.
    """

    index: int
    path: str
    tokens: FieldPath
    label: str = ""
    help: str = ""
    scenes: tuple[str, ...] = ()
    urns: tuple[Urn, ...] = ()
    has_default: bool = False

    def with_id(self, *ids: str) -> Iterator[Urn]:
        """Its x-descriptors that ask for one of these capabilities."""
        return (urn for urn in self.urns if urn.id in ids)

    def shown_in(self, scene: str) -> bool:
        """Whether `scene` ("CCE", "UCS") is not excluded."""
        return not self.scenes or scene in self.scenes


@dataclass(slots=True)
class Branch:
    """What descriptors say of one field and of those below it.

    `own` holds the entries of the field itself; of several the later wins where it says
    something. `place` is the index that orders it: of its last own entry, else of the first below.
    """

    own: list[Descriptor] = field(default_factory=list[Descriptor])
    children: dict[str, Branch] = field(default_factory=dict[str, "Branch"])
    place: int = 0


class DescriptorTree:
    """The descriptors of one side of a resource, by the field that they mean."""

    def __init__(self, entries: Iterable[Descriptor] = ()) -> None:
        self.entries = tuple(entries)
        self.root = Branch()
        self.controls: set[FieldPath] = set()
        for entry in self.entries:
            self._add(entry)

    def _add(self, entry: Descriptor) -> None:
        branch = self.root
        for token in entry.tokens:
            below = branch.children.get(token)
            if below is None:
                below = branch.children[token] = Branch(place=entry.index)
            branch = below
        branch.own.append(entry)
        branch.place = entry.index
        dependency = dependency_of(entry)
        if dependency is not None:
            self.controls.add(dependency.path)

    def __len__(self) -> int:
        return len(self.entries)

    def branch(self, path: FieldPath) -> Branch | None:
        """What is said of the field at `path` and below it; None where nothing is."""
        branch = self.root
        for token in path:
            below = branch.children.get(token)
            if below is None:
                return None
            branch = below
        return branch


def read_descriptors(value: Any) -> tuple[Descriptor, ...]:
    """Read a list of descriptors; entries that are no mapping keep their place but say nothing."""
    return tuple(_read(entry, index) for index, entry in enumerate(items(value)))


def _read(value: Any, index: int) -> Descriptor:
    entry = mapping(value)
    path = _text(entry.get("path"))
    scenes = items(mapping(entry.get("restriction")).get("scenes"))
    return Descriptor(
        index=index,
        path=path,
        tokens=parse_path(path),
        label=_text(entry.get("displayName")),
        help=_text(entry.get("description")),
        scenes=tuple(_text(scene) for scene in scenes),
        urns=tuple(read_urn(_text(urn)) for urn in items(entry.get(URNS))),
        has_default="value" in entry,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def dependency_of(entry: Descriptor) -> Dependency | None:
    """The field and value that an entry waits for; None where it waits for none."""
    for urn in entry.with_id("fieldDependency"):
        path, colon, value = urn.argument.partition(":")
        if path and colon:
            return Dependency(parse_path(path), value)
    return None
