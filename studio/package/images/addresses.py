"""Dot paths, by which a mapping names a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.yamltext.pointers import Pointer

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_PATH = re.compile(r"[^.\[\]]+(?:\.[^.\[\]]+|\[\d+\])*")


def dotted(pointer: Pointer) -> str:
    """The dot path of a pointer, `a.b[0].c`; "" where a key cannot stand in one."""
    path = "".join(
        f"[{token}]" if isinstance(token, int) else f".{token}" for token in pointer
    ).removeprefix(".")
    return path if undotted(path) == pointer else ""


def undotted(path: str) -> Pointer | None:
    """The pointer of a dot path, None where it is none.

    `.Values` in front is forgiven, since authors copy it from templates. A number between dots
    stays text: a pointer finds items of a list by it as well.
    """
    path = path.strip().removeprefix(".Values.")
    if not _PATH.fullmatch(path):
        return None
    return tuple(int(number) if number else key for key, number in _STEP.findall(path))
