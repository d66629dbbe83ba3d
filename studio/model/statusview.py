"""What the page of an instance shows: its status descriptors with values that might be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from studio.formats.shapes import items, mapping
from studio.formats.values import MISSING, as_text
from studio.model.instance import found

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.package.forms import Form

PODS = 3


class StatusKind(str, Enum):
    """How a value of the status is shown."""

    TEXT = "text"
    LINK = "link"
    PHASE = "phase"
    PODS = "pods"
    CONDITIONS = "conditions"
    OBJECT = "object"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One line of the page; `is_sample` tells that the value was made up."""

    field: FieldSpec
    kind: StatusKind
    value: Any
    is_sample: bool

    @property
    def text(self) -> str:
        """The value in words."""
        listed = items(self.value)
        return ", ".join(as_text(each) for each in listed) if listed else as_text(self.value)


_KINDS = {
    "podStatuses": StatusKind.PODS,
    "conditions": StatusKind.CONDITIONS,
    "phase": StatusKind.PHASE,
    "phaseReason": StatusKind.TEXT,
    "link": StatusKind.LINK,
    "w3Link": StatusKind.LINK,
    "prometheusEndpoint": StatusKind.LINK,
    "k8sObject": StatusKind.OBJECT,
    "booleanSwitch": StatusKind.SWITCH,
}


_GOOD_PHASES = frozenset({"Running", "Ready", "Available", "Active", "Succeeded"})
_TEXTS = {
    ("version", "image"): "1.0.0",
    ("phase", "state", "status"): "Running",
    ("message", "reason"): "–",
    ("address", "endpoint", "host", "server", "url", "service"): "{name}.default.svc",
    ("time", "date"): "2026-01-31T12:00:00Z",
}


def status_items(form: Form, name: str) -> tuple[StatusItem, ...]:
    """The described fields of the status in the order of their descriptors."""
    given = mapping(form.start.instance.get("status"))
    shown: list[StatusItem] = []
    seen: set[tuple[str, ...]] = set()
    for entry in form.status_root.context.descriptors.entries:
        field = form.status_root.at(entry.tokens)
        if entry.tokens in seen or field is None or field.hidden or field.out_of_scene:
            continue
        seen.add(entry.tokens)
        kind = _kind(field)
        value = found(given, tuple(entry.tokens))
        is_sample = value is MISSING
        shown.append(
            StatusItem(field, kind, _sample(field, kind, name) if is_sample else value, is_sample)
        )
    return tuple(shown)


def _kind(field: FieldSpec) -> StatusKind:
    known = (_KINDS[urn.id] for urn in field.urns if urn.id in _KINDS)
    plain = StatusKind.SWITCH if field.type == "boolean" else StatusKind.TEXT
    return next(known, plain)


def _sample(field: FieldSpec, kind: StatusKind, name: str) -> Any:
    """A value such as an operator may report."""
    if kind is StatusKind.PODS:
        return {"ready": [f"{name}-{number}" for number in range(PODS)], "unready": []}
    if kind is StatusKind.CONDITIONS:
        return [{"type": "Ready", "status": "True", "reason": "Running", "message": ""}]
    if kind is StatusKind.OBJECT:
        reference = field.object_reference
        return f"{name}-{reference.kind.lower()}" if reference else name
    enum = items(field.view.facts.get("enum"))
    if enum:
        return next((each for each in enum if each in _GOOD_PHASES), enum[0])
    fixed: dict[StatusKind, Any] = {
        StatusKind.PHASE: "Running",
        StatusKind.LINK: f"https://{name}.example.com",
        StatusKind.SWITCH: True,
    }
    by_type: dict[str, Any] = {"integer": PODS, "number": PODS, "array": [f"{name}-0", f"{name}-1"]}
    return fixed.get(kind, by_type.get(field.type, _text_like(field.name.lower(), name)))


def _text_like(field_name: str, name: str) -> str:
    """Text that a field of such a name may hold."""
    for words, text in _TEXTS.items():
        if any(word in field_name for word in words):
            return text.format(name=name)
    return name
