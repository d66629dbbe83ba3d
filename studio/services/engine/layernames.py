"""The layers of an image in the words of the Dockerfile that made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.services.engine.images import BuiltLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.package.builds.dockerfile import Dockerfile, Instruction

_LAYERED = frozenset({"RUN", "COPY", "ADD"})


def named_layers(
    history: Sequence[BuiltLayer], dockerfile: Dockerfile, target: str
) -> tuple[BuiltLayer, ...]:
    """The layers with bytes, the first at the bottom, each by its instruction.

    What the base image brought is one layer, that of the FROM. Engines write what they ran rather
    than what they were told, so instructions are matched from the end backwards; where a builder
    did otherwise, as one that squashes layers, its own words stay.
    """
    as_told = tuple(layer for layer in history if layer.size)
    own = _instructions(dockerfile, target)
    if not own:
        return as_told
    named: list[BuiltLayer] = []
    below = len(history)
    for each in reversed(own[1:]):
        found = _found(history, below, each)
        if found is not None:
            named += reversed(history[found + 1 : below])
            named.append(BuiltLayer(each.text, history[found].size))
            below = found
        elif each.keyword in _LAYERED:
            return as_told
    base = sum(layer.size for layer in history[:below])
    named.append(BuiltLayer(own[0].text, base))
    return tuple(layer for layer in reversed(named) if layer.size)


def _instructions(dockerfile: Dockerfile, target: str) -> list[Instruction]:
    """The FROM of the base image, then what is done upon it, in stages upon stages as well."""
    stage = dockerfile.target(target)
    found: list[Instruction] = []
    while stage is not None:
        found[:0] = stage.instructions[1:]
        base = dockerfile.stage(stage.base)
        if base is None or base.index >= stage.index:
            return [stage.instructions[0], *found]
        stage = base
    return found


def _found(history: Sequence[BuiltLayer], below: int, wanted: Instruction) -> int | None:
    """The place of the entry that the instruction made, above which all are taken.

    Entries that make no layer, such as labels that the recipe adds, may lie between. Instructions
    that are not layered may have left no entry; theirs can only be the next one.
    """
    for place in range(below - 1, -1, -1):
        keyword = history[place].command.partition(" ")[0].upper()
        if keyword == wanted.keyword:
            return place
        if wanted.keyword not in _LAYERED or keyword in _LAYERED:
            return None
    return None
