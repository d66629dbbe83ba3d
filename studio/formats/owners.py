"""Who describes a resource: a CSD, or an entry of a CSV's owned CRDs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.formats.descriptors import Descriptor, DescriptorTree, read_descriptors
from studio.formats.shapes import at, items, mapping
from studio.yamltext.nodes import Sequence
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from studio.yamltext.nodes import Node, Tree
    from studio.yamltext.pointers import Pointer

OWNED: Pointer = ("spec", "customresourcedefinitions", "owned")
EXAMPLES: Pointer = ("metadata", "annotations", "alm-examples")
DEFAULT_CONFIGURATION: Pointer = ("spec", "defaultConfiguration")
_SIDES = {"spec": "specDescriptors", "status": "statusDescriptors"}


@dataclass(frozen=True, slots=True, eq=False)
class Owner:
    """What one CSD, or one entry of a CSV, says about one CRD.

    `pointer` is its place in the file. `version` and `kind` are "" where it speaks of all.
    `example` is the JSON text with its instance, or a CSV's text with those of all its resources.
    """

    is_csd: bool
    pointer: Pointer
    crd: str
    version: str
    kind: str
    label: str
    help: str
    role: str
    example: str | None
    spec: DescriptorTree
    status: DescriptorTree

    def list_pointer(self, side: str) -> Pointer:
        """Where its list of descriptors stands, or belongs; `side` is "spec" or "status"."""
        return (
            (*self.pointer, "descriptors", side) if self.is_csd else (*self.pointer, _SIDES[side])
        )

    def descriptor_pointer(self, descriptor: Descriptor, side: str = "spec") -> Pointer:
        """Where one of its descriptors stands."""
        return (*self.list_pointer(side), descriptor.index)

    @property
    def example_pointer(self) -> Pointer:
        """Where its example stands, or belongs."""
        return DEFAULT_CONFIGURATION if self.is_csd else EXAMPLES


def read_csd(tree: Tree) -> tuple[Owner, ...]:
    """What a CSD says; () where it does not parse."""
    if tree.error or tree.root is None:
        return ()
    spec = find(tree.root, ("spec",))
    reference = mapping(_value(spec, "CRDRef"))
    crd = reference.get("name") or at(reference, "metadata", "name")
    return (
        Owner(
            is_csd=True,
            pointer=("spec",),
            crd=_text(crd),
            version="",
            kind="",
            label=_text(_value(spec, "displayName")),
            help=_text(_value(spec, "description")),
            role=_text(_value(spec, "role")) or "serviceEntity",
            example=_example(tree.root, DEFAULT_CONFIGURATION),
            spec=_tree(find(spec, ("descriptors", "spec"))),
            status=_tree(find(spec, ("descriptors", "status"))),
        ),
    )


def read_csv(tree: Tree) -> tuple[Owner, ...]:
    """What a CSV says about each CRD that it owns; () where it does not parse."""
    owned = None if tree.error else find(tree.root, OWNED)
    if not isinstance(owned, Sequence):
        return ()
    example = _example(tree.root, EXAMPLES)
    return tuple(_owned(item, index, example) for index, item in enumerate(owned.items))


def _owned(item: Node, index: int, example: str | None) -> Owner:
    return Owner(
        is_csd=False,
        pointer=(*OWNED, index),
        crd=_text(_value(item, "name")),
        version=_text(_value(item, "version")),
        kind=_text(_value(item, "kind")),
        label=_text(_value(item, "displayName")),
        help=_text(_value(item, "description")),
        role="",
        example=example,
        spec=_tree(find(item, ("specDescriptors",))),
        status=_tree(find(item, ("statusDescriptors",))),
    )


def _tree(node: Node | None) -> DescriptorTree:
    return DescriptorTree(read_descriptors(items(to_python(node))))


def _example(root: Node | None, pointer: Pointer) -> str | None:
    value = to_python(find(root, pointer))
    return value if isinstance(value, str) else None


def _value(node: Node | None, key: str) -> Any:
    return to_python(find(node, (key,)))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
