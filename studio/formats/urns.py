"""The strings of `x-descriptors`: what each one asks for (`resources/descriptors`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "urn:alm:descriptor:"
_SCALARS = frozenset({"string", "integer", "number", "boolean", "int-or-string", "any"})


@dataclass(frozen=True, slots=True)
class Capability:
    """What one x-descriptor can do.

    `control` is the value of a `Control`, "" where it draws none. `fits` and `writes` hold types of
    fields, `fits` in groups; empty `writes` leave it to the schema. `sides` are "spec" and
    "status"; `osc` those on which OSC documents it, with `osc_arguments` only if any are named.
    `argument` is "none", "optional" or "required". `rank` is its place in the order in which one
    wins over another.
    """

    id: str
    urn: str
    control: str
    sides: frozenset[str]
    fits: frozenset[str]
    writes: frozenset[str]
    argument: str
    osc: frozenset[str]
    osc_arguments: tuple[str, ...]
    deprecated: bool
    rank: int

    def fits_type(self, field_type: str) -> bool:
        """Whether it has an effect on a field of this type (`SchemaView.type`)."""
        if "any" in self.fits:
            return True
        return ("scalar" if field_type in _SCALARS else field_type) in self.fits

    def suits_type(self, field_type: str) -> bool:
        """Whether it fits, and writes values that a field of this type may have."""
        return self.fits_type(field_type) and (not self.writes or field_type in self.writes)


@dataclass(frozen=True, slots=True)
class Urn:
    """One string as written, with its meaning: None where it is unknown.

    `argument` is what follows: an option of a select, a kind, or path and value.
    """

    text: str
    capability: Capability | None = None
    argument: str = ""

    @property
    def id(self) -> str:
        """The id of the capability; "" where it is unknown."""
        return self.capability.id if self.capability else ""


class ObjectReference(NamedTuple):
    """Which Kubernetes objects `io.kubernetes:…` lets the consumer choose from."""

    group: str
    version: str
    kind: str
    selector: str = ""


@cache
def capabilities() -> tuple[Capability, ...]:
    """All capabilities in the order in which one wins over another."""
    return tuple(_capability(each, rank) for rank, each in enumerate(_data()["capabilities"]))


@cache
def object_kinds() -> frozenset[str]:
    """The kinds of Kubernetes itself that a chooser of objects knows."""
    return frozenset(_data()["object_kinds"])


@cache
def capability(capability_id: str) -> Capability:
    """The capability with this id; raises KeyError."""
    return {each.id: each for each in capabilities()}[capability_id]


def offered(field_type: str) -> tuple[Capability, ...]:
    """The capabilities that draw a control for a field of this type, those of OSC first."""
    drawing = [c for c in capabilities() if c.control and "spec" in c.sides and not c.deprecated]
    suiting = [each for each in drawing if each.suits_type(field_type)]
    return tuple(sorted(suiting, key=lambda each: "spec" not in each.osc))


@cache
def read_urn(text: str) -> Urn:
    """Read one string of `x-descriptors`; never fails."""
    for known in _longest_first():
        if text == known.urn:
            return Urn(text, known)
        if text.startswith(f"{known.urn}:") and known.argument != "none":
            return Urn(text, known, text[len(known.urn) + 1 :])
    return Urn(text)


def object_reference(argument: str) -> ObjectReference | None:
    """Read `KIND`, `core:v1:KIND` or `GROUP:VERSION:KIND`, with `?SELECTOR`; None if malformed."""
    target, _, selector = argument.partition("?")
    parts = target.split(":")
    if not all(parts):
        return None
    if len(parts) == 1:
        return ObjectReference("", "", parts[0], selector)
    if len(parts) == 3:
        group = "" if parts[0] == "core" else parts[0]
        return ObjectReference(group, parts[1], parts[2], selector)
    return None


def first_by_rank(urns: Iterable[Urn]) -> Urn | None:
    """The one that draws the control where several want to."""
    drawing = [urn for urn in urns if urn.capability and urn.capability.control]
    return min(drawing, key=_rank) if drawing else None


def _rank(urn: Urn) -> int:
    return urn.capability.rank if urn.capability else len(capabilities())


@cache
def _longest_first() -> tuple[Capability, ...]:
    return tuple(sorted(capabilities(), key=lambda each: -len(each.urn)))


@cache
def _data() -> dict[str, Any]:
    path = resource_path("descriptors", "catalogue.json")
    return json.loads(path.read_text(encoding="utf-8"))


def _capability(data: dict[str, Any], rank: int) -> Capability:
    return Capability(
        id=data["id"],
        urn=data["urn"],
        control=data.get("control", ""),
        sides=frozenset(data["sides"]),
        fits=frozenset(data["fits"]),
        writes=frozenset(data.get("writes", ())),
        argument=data.get("argument", "none"),
        osc=frozenset(data.get("osc", ())),
        osc_arguments=tuple(data.get("osc_arguments", ())),
        deprecated=data.get("deprecated", False),
        rank=rank,
    )
