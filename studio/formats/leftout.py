"""The fields that a form keeps from the consumer, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.formats.fieldpaths import ITEM, FieldPath, format_path
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.descriptors import Descriptor
    from studio.formats.fields import FieldSpec
    from studio.wording import Message
    from studio.yamltext.pointers import Pointer


class Reason(str, Enum):
    """Why a field is left out; the values are those of `osc-studio form`."""

    HIDDEN = "hidden"
    SCENE = "scene"
    DEAD_PATH = "dead-path"
    NO_SCHEMA = "no-schema"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One field, or all of them (`path` is then empty), and why it is not shown.

    `descriptor` is the index of the entry that causes it, `pointer` the place of its schema.
    """

    path: FieldPath
    path_text: str
    reason: Reason
    message: Message
    descriptor: int | None = None
    pointer: Pointer | None = None


def left_out_by_descriptors(root: FieldSpec) -> Iterator[LeftOut]:
    """What descriptors hide or restrict, and those that lead to no field, in their order."""
    seen: set[FieldPath] = set()
    for entry in root.context.descriptors.entries:
        field = root.at(entry.tokens) if entry.tokens else None
        if field is None:
            yield _dead(entry)
        elif entry.tokens not in seen:
            found = _kept_back(field, entry)
            if found is not None:
                seen.add(entry.tokens)
                yield found


def left_out_by_schema(root: FieldSpec) -> Iterator[LeftOut]:
    """What a schema itself hides, or says in a way that cannot be followed.

    Looks at every field: for the schemas of charts, which are small; CRDs have neither.
    """
    for field in root.children:
        if field.view.facts.get("hidden") is True:
            yield _left(field, Reason.HIDDEN, message("The schema hides it."))
            continue
        if field.fault is not None:
            yield _left(field, Reason.UNSUPPORTED, field.fault)
        if not field.is_recursive:
            yield from left_out_by_schema(field)


def _dead(entry: Descriptor) -> LeftOut:
    sentence = message("The schema has no field `{path}`.", path=entry.path)
    return LeftOut(entry.tokens, entry.path, Reason.DEAD_PATH, sentence, entry.index)


def _kept_back(field: FieldSpec, entry: Descriptor) -> LeftOut | None:
    if any(entry.with_id("hidden")):
        sentence = message("A descriptor hides it, with all fields below.")
        return _left(field, Reason.HIDDEN, sentence, entry.index)
    if not entry.shown_in(field.context.scene):
        sentence = message("It is shown only in {scenes}.", scenes=", ".join(entry.scenes))
        return _left(field, Reason.SCENE, sentence, entry.index)
    return None


def _left(
    field: FieldSpec, reason: Reason, sentence: Message, descriptor: int | None = None
) -> LeftOut:
    return LeftOut(
        field.path,
        format_path(field.path, item=ITEM),
        reason,
        sentence,
        descriptor,
        field.pointer,
    )
