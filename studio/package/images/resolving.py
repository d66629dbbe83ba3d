"""Which fields of the deploy package an entry of the mapping writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.formats.imagemap import OPERATOR, conventions
from studio.formats.imagerefs import reference_of
from studio.formats.kinds import Kind, Role
from studio.package.images.addresses import undotted
from studio.package.images.documents import DEFAULT_CONFIGURATION, EXAMPLES
from studio.package.images.embedded import embedded
from studio.package.images.uses import CONTAINERS
from studio.package.snapshot import Place
from studio.yamltext.nodes import Alias, Scalar, Sequence
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.formats.imagemap import MappingEntry
    from studio.package.images.uses import Use
    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Node
    from studio.yamltext.pointers import Pointer


@dataclass(frozen=True, slots=True)
class Target:
    """A field that OSC writes: a value of a file, or one inside the text at `place`."""

    place: Place
    text: str
    inner: Pointer | None = None

    @property
    def spot(self) -> tuple[str, Pointer, Pointer | None]:
        """What tells two fields apart, with the numbers in pointers as text."""
        inner = None if self.inner is None else tuple(map(str, self.inner))
        return self.place.path, tuple(map(str, self.place.pointer)), inner


def chart_root(layout: Layout) -> str | None:
    """The folder of the chart of a package, also of one that wraps it; None without a chart."""
    if layout.kind is Kind.HELM:
        return layout.deploy_root
    raw = layout.in_deploy("raw")
    is_wrapped = layout.kind is Kind.OSC and f"{raw}/Chart.yaml" in layout.roles
    return raw if is_wrapped else None


def addressed(snapshot: Snapshot, layout: Layout, path: str) -> Iterator[Target]:
    """The scalars that a dot path of the mapping leads to, in all files that OSC writes.

    In an operator package the path is looked for in each example.
    """
    pointer = undotted(path)
    if pointer is None or layout.kind is None:
        return
    roles = conventions().rewritten[layout.kind.value]
    chart = chart_root(layout)
    if chart is not None and "values" in roles:
        values = f"{chart}/values.yaml" if chart else "values.yaml"
        yield from _in_file(snapshot, values, pointer)
    if layout.kind is Kind.HELM:
        return
    if "csv" in roles:
        for csv in layout.with_role(Role.CSV):
            yield from _in_examples(snapshot, csv, pointer)
    if "lifecycle" in roles:
        for lifecycle in layout.with_role(Role.LIFECYCLE):
            yield from _in_file(snapshot, lifecycle, pointer)
    if "csd" in roles:
        for csd in layout.with_role(Role.CSD):
            yield from _in_text(snapshot, csd, DEFAULT_CONFIGURATION, pointer)
            yield from _in_file(snapshot, csd, (*DEFAULT_CONFIGURATION, *pointer))


def containers_of(entry: MappingEntry, uses: Iterable[Use]) -> Iterator[Use]:
    """The containers whose image an operator entry fills in: those of its type and image name.

    Where tags differ, only those with its tag; an image that is named by digest has none.
    """
    if entry.section != OPERATOR:
        return
    how = CONTAINERS.get(conventions().containers.get(entry.type or "container", ""))
    for use in uses:
        reference = reference_of(use.reference)
        if use.how is not how or not use.rewritten or reference is None:
            continue
        if entry.image in {reference.name, reference.path} and (
            not reference.tag or entry.tag in {"", reference.tag}
        ):
            yield use


def _in_file(snapshot: Snapshot, path: str, pointer: Pointer) -> Iterator[Target]:
    tree = snapshot.tree(path)
    found = _scalar(find(tree.root, pointer)) if tree and not tree.error else None
    if found is not None:
        yield Target(Place(path, pointer), found.value)


def _in_text(snapshot: Snapshot, path: str, place: Pointer, pointer: Pointer) -> Iterator[Target]:
    content = snapshot.text(path)
    inside = embedded(content, place) if content else None
    found = _scalar(find(inside.tree.root, pointer)) if inside else None
    if found is not None:
        yield Target(Place(path, place), found.value, pointer)


def _in_examples(snapshot: Snapshot, path: str, pointer: Pointer) -> Iterator[Target]:
    content = snapshot.text(path)
    inside = embedded(content, EXAMPLES) if content else None
    root = inside.tree.root if inside else None
    for index in range(len(root.items) if isinstance(root, Sequence) else 0):
        yield from _in_text(snapshot, path, EXAMPLES, (index, *pointer))


def _scalar(node: Node | None) -> Scalar | None:
    if isinstance(node, Alias):
        node = node.target
    return node if isinstance(node, Scalar) else None
