"""What people call a field that names an image: its container or its last keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.yamltext.nodes import Scalar
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from studio.package.snapshot import Place, Snapshot
    from studio.yamltext.pointers import Pointer

_OBVIOUS = (("image",), ("value",))
_KEYS = 2


def field_name(snapshot: Snapshot, place: Place, inner: Pointer | None = None) -> str:
    """A short name for the value at a place of a file's first document, or inside the text there.

    Named items of lists lead to it (`controller/manager`, `controller/manager/RELATED_IMAGE_A`);
    without any it is called by its last keys (`image.tag`).
    """
    names, rest = _named_items(snapshot, place)
    if inner is not None:
        return ": ".join([*map(str, place.pointer[-1:]), last_keys(inner)])
    if not names:
        return last_keys(place.pointer)
    tail = [] if rest in _OBVIOUS else [last_keys(rest)]
    return "/".join([*names, *tail])


def last_keys(pointer: Pointer, count: int = _KEYS) -> str:
    """The last keys of a pointer with the numbers between them: `images[0].tag`."""
    keys = [index for index, token in enumerate(pointer) if isinstance(token, str)]
    start = keys[-count:][0] if keys else 0
    tokens = (f"[{each}]" if isinstance(each, int) else f".{each}" for each in pointer[start:])
    return "".join(tokens).removeprefix(".")


def _named_items(snapshot: Snapshot, place: Place) -> tuple[list[str], Pointer]:
    """The names of the items of lists on the way, and what of the pointer is left behind them."""
    tree = snapshot.tree(place.path)
    names: list[str] = []
    rest = place.pointer
    if tree is None or tree.error:
        return names, rest
    for end, token in enumerate(place.pointer, 1):
        if isinstance(token, int):
            name = find(tree.root, (*place.pointer[:end], "name"))
            if isinstance(name, Scalar) and name.value:
                names.append(name.value)
                rest = place.pointer[end:]
    return names, rest
