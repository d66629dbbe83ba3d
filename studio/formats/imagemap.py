"""mapping.yaml: which fields OSC writes once it has pushed the images (osc_sp_0012)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from studio.resources import resource_path
from studio.yamltext.nodes import Mapping as MappingNode
from studio.yamltext.nodes import Scalar, Sequence
from studio.yamltext.pointers import Pointer, find
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.formats.imagerefs import ImageReference
    from studio.yamltext.nodes import Node, Tree

MAPPING_PATH = "images/mapping.yaml"
IMAGES_FOLDER = "images"
INSTANCE, OPERATOR = "instance", "operator"

Part: TypeAlias = "str | Mapping[str, str]"

_TAR_NAME = re.compile(r"[A-Za-z0-9_.-]*[A-Za-z0-9](?:\.tar|\.tar\.gz|\.tgz)")
ENTRY_KEYS = ("image", "tag", "type", "address", "package")
"""The keys of an entry in the order of OSC's guide."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """How OSC is taken to read the mapping (`resources/rules/images.json`).

    `sections` tells the section of each spelling, the first of a section being the one that is
    written. `containers` has the list of a pod for each `type`, `address` what each key writes,
    `complete` the sets of keys that make up an address, `architectures` Go's word for each of
    OSC's, and `rewritten` the roles of the files that OSC writes by kind of package.
    """

    sections: Mapping[str, str]
    containers: Mapping[str, str]
    address: Mapping[str, Part]
    complete: tuple[frozenset[str], ...]
    unconfirmed: frozenset[str]
    architectures: Mapping[str, str]
    rewritten: Mapping[str, frozenset[str]]
    pull_secret: str

    def is_complete(self, keys: frozenset[str]) -> bool:
        """Whether exactly these keys make up an address."""
        return keys in self.complete


@cache
def conventions() -> Conventions:
    """The conventions, read once."""
    path = resource_path("rules", "images.json")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Conventions(
        sections={
            **dict.fromkeys(data["instance_sections"], INSTANCE),
            **dict.fromkeys(data["operator_sections"], OPERATOR),
        },
        containers=data["containers"],
        address=data["address"],
        complete=tuple(map(frozenset, data["complete"])),
        unconfirmed=frozenset(data["unconfirmed"]),
        architectures=data["architectures"],
        rewritten={kind: frozenset(roles) for kind, roles in data["rewritten"].items()},
        pull_secret=data["pull_secret"],
    )


@dataclass(frozen=True, slots=True)
class MappingEntry:
    """One image of the mapping, as it is written; what is missing is "" or empty.

    `pointer` leads to it in mapping.yaml; `address` holds a dot path for each key, `package` the
    name of a tar for each architecture, `others` the keys that are not known.
    """

    section: str
    pointer: Pointer
    image: str = ""
    tag: str = ""
    type: str = ""
    address: Mapping[str, str] = field(default_factory=dict[str, str])
    package: Mapping[str, str] = field(default_factory=dict[str, str])
    others: tuple[str, ...] = ()

    @property
    def index(self) -> int:
        """The place in its section, from 0."""
        return int(self.pointer[-1])

    @property
    def title(self) -> str:
        """Image and tag, for people."""
        return f"{self.image}:{self.tag}" if self.tag else self.image


@dataclass(frozen=True, slots=True)
class ImageMap:
    """What mapping.yaml says; `is_readable` is false where it is no YAML of this shape."""

    entries: tuple[MappingEntry, ...] = ()
    is_readable: bool = True


def tar_path(name: str) -> str:
    """The path of a tar that an entry names."""
    return f"{IMAGES_FOLDER}/{name}"


def is_tar_name(name: str) -> bool:
    """Whether OSC keeps a tar of that name: its characters, and its end before the suffix."""
    return bool(_TAR_NAME.fullmatch(name))


def read_image_map(tree: Tree) -> ImageMap:
    """The entries of a mapping.yaml, under whatever spelling its sections have; never raises."""
    root = tree.root
    if tree.error or not (root is None or isinstance(root, MappingNode) or _is_null(root)):
        return ImageMap(is_readable=False)
    found: list[MappingEntry] = []
    for name, section in conventions().sections.items():
        items = find(root, (name,))
        if isinstance(items, Sequence):
            found += (
                _entry(section, (name, index), item) for index, item in enumerate(items.items)
            )
    return ImageMap(tuple(found))


def written(keys: frozenset[str], reference: ImageReference) -> dict[str, str]:
    """What OSC writes for each of the known `keys` when the image lies at `reference`."""
    parts = {
        "address": str(reference),
        "repository": reference.repository,
        "prefix": reference.prefix,
        "endpoint": reference.endpoint,
        "name": reference.name,
        "path": reference.path,
        "tag": reference.tag,
    }
    return {
        key: parts[_part(meaning, keys)]
        for key, meaning in conventions().address.items()
        if key in keys
    }


def composed(parts: Mapping[str, str]) -> str | None:
    """The address that a chart or operator makes of the fields; None for sets that make none."""
    if not conventions().is_complete(frozenset(parts)):
        return None
    if "fullAddress" in parts:
        return parts["fullAddress"]
    if "repository" in parts:
        return f"{parts['repository']}:{parts['tag']}"
    before = parts.get("prefixAddress") or parts.get("endpoint")
    repository = f"{before}/{parts['repo']}" if before else parts["repo"]
    return f"{repository}:{parts['tag']}"


def _part(meaning: Part, keys: frozenset[str]) -> str:
    """The part of an address that a key means beside the other keys."""
    if isinstance(meaning, str):
        return meaning
    return next((part for key, part in meaning.items() if key in keys), meaning["otherwise"])


def _entry(section: str, pointer: Pointer, node: Node) -> MappingEntry:
    names = [entry.name for entry in node.entries] if isinstance(node, MappingNode) else []
    return MappingEntry(
        section,
        pointer,
        _text(find(node, ("image",))),
        _text(find(node, ("tag",))),
        _text(find(node, ("type",))),
        _texts(find(node, ("address",))),
        _texts(find(node, ("package",))),
        tuple(name for name in names if name not in ENTRY_KEYS),
    )


def _texts(node: Node | None) -> dict[str, str]:
    if not isinstance(node, MappingNode):
        return {}
    return {entry.name: _text(entry.value) for entry in node.entries}


def _text(node: Node | None) -> str:
    """A scalar as it is written: `1.10` stays that, whatever number it would be."""
    return node.value.strip() if isinstance(node, Scalar) and not _is_null(node) else ""


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and resolve(node) is None
