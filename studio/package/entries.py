"""Rows of the package tree as values, told apart from how a tree of them is made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.formats.kinds import Role

if TYPE_CHECKING:
    from studio.yamltext.pointers import Pointer


class EntryKind(str, Enum):
    """What a row stands for."""

    PACKAGE = "package"
    FOLDER = "folder"
    FILE = "file"
    MISSING = "missing"
    NODE = "node"


class Shape(str, Enum):
    """What kind of value a node row shows."""

    MAPPING = "mapping"
    SEQUENCE = "sequence"
    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; `kind`, `path`, `document` and `pointer` tell rows apart.

    `title` is what it is called, `detail` what is said beside it; `unexpected` is a file that OSC
    does not look for where it is. A folder that holds nothing but
    one folder is shown together with it: `path` is the innermost one. The `pointer` of a missing
    image leads to the recipe in studio.yaml that makes it.
    """

    kind: EntryKind
    path: str
    title: str
    role: Role = Role.OTHER
    pointer: Pointer = ()
    document: int = 0
    detail: str = ""
    shape: Shape | None = None
    required: bool = False
    unexpected: bool = False

    @property
    def key(self) -> tuple[EntryKind, str, int, Pointer]:
        """What stays the same while the texts of the row change."""
        return self.kind, self.path, self.document, self.pointer
