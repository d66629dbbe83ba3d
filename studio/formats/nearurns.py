"""X-descriptors that nobody knows: what is wrong with them, and which one was meant."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import Enum
from typing import NamedTuple

from studio.formats.urns import (
    PREFIX,
    Capability,
    Urn,
    capabilities,
    capability,
    object_kinds,
    object_reference,
)

_NAMESPACES = frozenset({
    "urn", "alm", "descriptor", "descriptors", "com.tectonic.ui", "tectonic.ui", "ui",
    "com.huawei.ui", "huawei.ui", "org.w3", "spec", "status",
})  # fmt: skip
_ALIASES = {
    "string": "text", "int": "number", "integer": "number", "bool": "booleanSwitch",
    "boolean": "booleanSwitch", "switch": "booleanSwitch", "advance": "advanced",
    "dropdown": "select", "replicas": "podCount",
}  # fmt: skip
_GLUE = re.compile(r"\s*,\s*(?=urn:)")
_BRACKETS = "{}[]()<>\"' \t\n"


class UrnFault(Enum):
    """Why an x-descriptor has no effect on any field."""

    UNKNOWN = "nobody knows it"
    GLUED = "several stand in one text"
    MALFORMED = "it is not written as one"


class UrnDiagnosis(NamedTuple):
    """What is wrong, and what to write instead: () where that cannot be told."""

    fault: UrnFault
    meant: tuple[str, ...] = ()


def urn_diagnosis(urn: Urn, side: str) -> UrnDiagnosis | None:
    """What is wrong with an x-descriptor on "spec" or "status"; None where it is known."""
    text = urn.text
    if _GLUE.search(text):
        return UrnDiagnosis(UrnFault.GLUED, tuple(part for part in _GLUE.split(text) if part))
    if urn.capability is not None:
        return None if _is_complete(urn) else UrnDiagnosis(UrnFault.MALFORMED)
    bare = text.strip(_BRACKETS)
    if not bare or bare != text:
        meant = (bare,) if bare.startswith(PREFIX) else nearest_urn(bare, side)
        return UrnDiagnosis(UrnFault.MALFORMED, meant)
    # Descriptors of other consoles and tools stand here too: they are unknown, but not wrong.
    return UrnDiagnosis(UrnFault.UNKNOWN, nearest_urn(text, side))


def _is_complete(urn: Urn) -> bool:
    """Whether it says all that its capability needs; dependencies have a rule of their own."""
    if urn.capability is None or urn.id == "fieldDependency":
        return True
    if urn.id == "k8sObject":
        return object_reference(urn.argument) is not None
    return urn.capability.argument != "required" or bool(urn.argument)


def nearest_urn(text: str, side: str) -> tuple[str, ...]:
    """The x-descriptor that is most like the text, with the argument that it has; () if none."""
    tokens = [token.strip() for token in text.split(":")]
    while tokens and (not tokens[0] or tokens[0].lower() in _NAMESPACES):
        tokens.pop(0)
    if not tokens:
        return ()
    by_name = {_name(each): each for each in reversed(capabilities()) if side in each.sides}
    word = tokens[0].lower()
    if side == "spec" and tokens[0] in object_kinds():
        return (f"{capability('k8sObject').urn}:{tokens[0]}",)
    word = _ALIASES.get(word, word).lower()
    close = get_close_matches(word, list(by_name), n=1, cutoff=0.8)
    if not close:
        return ()
    found, argument = by_name[close[0]], ":".join(tokens[1:])
    if found.argument == "none" or not argument:
        return (found.urn,) if found.argument != "required" else ()
    return (f"{found.urn}:{argument}",)


def _name(known: Capability) -> str:
    """The last word of a URN, by which people remember it."""
    return re.split(r"[:.]", known.urn)[-1].lower()
