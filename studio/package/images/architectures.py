"""The architectures that a package promises to run on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.imagemap import conventions
from studio.formats.kinds import Kind, Role
from studio.formats.shapes import items, mapping
from studio.package.layout import layout_of
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot
    from studio.yamltext.pointers import Pointer

ANNOTATION: Pointer = ("metadata", "annotations", "architecture")
LABEL = "operatorframework.io/arch."
LABELS: Pointer = ("metadata", "labels")


PROMISING = (Role.METADATA, Role.CHART, Role.CSV)
"""The roles of the files that promise architectures."""


def promised(snapshot: Snapshot) -> dict[str, tuple[str, Pointer]]:
    """Each architecture (`x86_64`, `aarch64`) with the file and the pointer that promise it.

    Empty where the package says nothing; OSC then takes x86_64.
    """
    found: dict[str, tuple[str, Pointer]] = {}
    for name, path, pointer in _stated(snapshot, layout_of(snapshot)):
        if name in conventions().architectures:
            found.setdefault(name, (path, pointer))
    return found


def architectures_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The promised architectures in OSC's order; the first one where nothing is promised."""
    known = tuple(conventions().architectures)
    named = promised(snapshot)
    return tuple(name for name in known if name in named) or known[:1]


def _stated(snapshot: Snapshot, layout: Layout) -> Iterator[tuple[str, str, Pointer]]:
    if layout.kind is Kind.OSC:
        path = layout.in_deploy("metadata.yaml")
        value = _value(snapshot, path, ("architecture",))
        for index, name in enumerate(items(value)):
            yield str(name), path, ("architecture", index)
        if isinstance(value, str):
            yield value, path, ("architecture",)
    elif layout.kind is Kind.HELM:
        path = layout.in_deploy("Chart.yaml")
        yield from _listed(snapshot, path, ("annotations", "architecture"))
    else:
        go = {word: name for name, word in conventions().architectures.items()}
        for path in layout.with_role(Role.CSV):
            yield from _listed(snapshot, path, ANNOTATION)
            for key, value in mapping(_value(snapshot, path, LABELS)).items():
                word = key.removeprefix(LABEL)
                if word != key and value == "supported" and word in go:
                    yield go[word], path, (*LABELS, key)


def _listed(snapshot: Snapshot, path: str, pointer: Pointer) -> Iterator[tuple[str, str, Pointer]]:
    """The members of an annotation that lists them with commas."""
    value = _value(snapshot, path, pointer)
    for name in value.split(",") if isinstance(value, str) else ():
        yield name.strip(), path, pointer


def _value(snapshot: Snapshot, path: str, pointer: Pointer) -> Any:
    tree = snapshot.tree(path)
    return to_python(find(tree.root, pointer)) if tree and not tree.error else None
