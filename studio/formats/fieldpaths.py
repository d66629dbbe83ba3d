"""Paths of descriptors: how the place of a field below `spec` is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FieldPath = tuple[str, ...]
"""Names of fields from the top of `spec`; `ITEM` stands for the items of a list."""

ITEM = "[]"
"""The token of any item of a list: `pods[0].name` is ("pods", ITEM, "name")."""

VALUE = "{}"
"""The token of any value of a map whose keys are free."""

_STEP = re.compile(r"""\[(?:(\d+)|"([^"]*)"|'([^']*)')\]|([^.\[\]]+)""")
_PLAIN = re.compile(r"[^.\[\]\"']+")


def parse_path(text: str) -> FieldPath:
    """Read a descriptor's path; an index means every item, a quoted name in brackets a name.

    Characters that fit nowhere are passed over, as the console does.
    """
    path: list[str] = []
    for step in _STEP.finditer(text):
        index, double, single, name = step.groups()
        if index is not None:
            path.append(ITEM)
        else:
            path.append(next(part for part in (double, single, name) if part is not None))
    return tuple(path)


def format_path(path: Iterable[str], *, item: str = "[0]") -> str:
    """Write a path as descriptors have it; items as `item`, names with dots in brackets."""
    text = ""
    for token in path:
        if token == ITEM:
            text += item
        elif token == VALUE:
            text += VALUE
        elif _PLAIN.fullmatch(token):
            text += f".{token}" if text else token
        else:
            text += f'["{token}"]'
    return text
