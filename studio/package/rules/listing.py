"""Where each kind of package says what the marketplace lists: source, categories, scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.kinds import Kind
from studio.package.rules.fixes import edit_fix, remove_step, set_step
from studio.package.snapshot import Place
from studio.yamltext.nodes import Scalar, Sequence
from studio.yamltext.pointers import find
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Fix
    from studio.package.rules.views import File, Package, Span
    from studio.wording import Message
    from studio.yamltext.nodes import Node, Tree
    from studio.yamltext.pointers import Pointer
    from studio.yamltext.splices import Splice

_OSC_KEYS = {"maintainers": ("maintainers",), "provider": ("provider",)}
_HELM_KEYS = {"maintainers": ("maintainers",), "description": ("description",)}
_CSV_KEYS = {"maintainers": ("spec", "maintainers"), "provider": ("spec", "provider")}


class Listed(NamedTuple):
    """One value of a key: as text, where it stands, and its number among those of one text."""

    value: str
    pointer: Pointer
    span: Span
    number: int | None = None


def listing_file(package: Package) -> File | None:
    """The file that describes the service: metadata.yaml, Chart.yaml or the current CSV."""
    if package.kind is Kind.OPERATOR:
        bundle = package.layout.bundle
        return package.file(bundle.csv) if bundle else None
    return package.deploy_file("Chart.yaml" if package.kind is Kind.HELM else "metadata.yaml")


def listing_pointer(kind: Kind, key: str) -> Pointer:
    """Where `key` stands in the describing file of a package of `kind`."""
    if kind is Kind.OSC:
        return _OSC_KEYS.get(key, (key,))
    if kind is Kind.HELM:
        return _HELM_KEYS.get(key, ("annotations", key))
    return _CSV_KEYS.get(key, ("metadata", "annotations", key))


def listed(file: File, key: str) -> Iterator[Listed]:
    """The values of `key`: the items of a list, or those of a text with commas."""
    pointer = listing_pointer(file.kind, key)
    node = file.node(*pointer)
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if isinstance(item, Scalar) and resolve(item) is not None:
                yield Listed(item.value.strip(), (*pointer, index), (item.start, item.end))
    elif isinstance(node, Scalar) and resolve(node) is not None:
        if file.kind is Kind.OSC:
            yield Listed(node.value.strip(), pointer, (node.start, node.end))
        else:
            yield from _separated(file, node, pointer)


def _separated(file: File, node: Scalar, pointer: Pointer) -> Iterator[Listed]:
    """The values between the commas of an annotation, each with its own span."""
    source = file.text.text[node.start : node.end] if file.text else ""
    at = 0
    for index, part in enumerate(node.value.split(",")):
        value = part.strip()
        found = source.find(value, at) if value else -1
        span = (node.start, node.end)
        if found >= 0:
            at = found + len(value)
            span = (node.start + found, node.start + at)
        if value:
            yield Listed(value, pointer, span, index)


def replace_listed(label: Message, file: File, value: Listed, new: str) -> Fix:
    """Put `new` in the place of one value; where it stands there already, take the old one out."""
    place = Place(file.path, value.pointer)

    def change(tree: Tree) -> Splice:
        if value.number is not None:
            node = find(tree.root, value.pointer)
            return set_step(place, _exchanged(node, value.number, new))(tree)
        siblings = find(tree.root, value.pointer[:-1])
        if isinstance(siblings, Sequence) and _contains(siblings, new):
            return remove_step(place)(tree)
        return set_step(place, new)(tree)

    return edit_fix(label, place, change)


def _exchanged(node: Node | None, index: int, new: str) -> str:
    parts = [part.strip() for part in node.value.split(",")] if isinstance(node, Scalar) else []
    parts[index : index + 1] = [] if new in parts else [new]
    return ", ".join(part for part in parts if part)


def _contains(sequence: Sequence, text: str) -> bool:
    return any(isinstance(item, Scalar) and item.value == text for item in sequence.items)
