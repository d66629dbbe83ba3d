"""Descriptors that a field would have if somebody described it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from studio.formats.controls import Control
from studio.formats.descriptors import URNS
from studio.formats.fieldpaths import format_path
from studio.formats.urns import capability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.descriptors import DescriptorTree
    from studio.formats.fields import FieldSpec

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")
_COUNTS = ("replicas", "size", "nodes", "members", "instances")
_SECRET_WORDS = ("password", "passwd", "token")
_REFERENCES = {"secret": "Secret", "configmap": "ConfigMap"}


def suggested_entry(field: FieldSpec) -> dict[str, Any]:
    """A descriptor for a field: its path, a name for people, and the control that suits it."""
    entry: dict[str, Any] = {
        "path": format_path(field.path),
        "displayName": field.view.facts.get("title") or human_name(field.name),
    }
    urn = suggested_urn(field)
    return {**entry, URNS: [urn]} if urn else entry


def suggested_urn(field: FieldSpec) -> str:
    """The x-descriptor that says more than the schema does; only those that OSC documents."""
    name, control = field.name.lower(), field.basic_control
    if control is Control.GROUP and {"limits", "requests"} <= field.view.properties.keys():
        return capability("resourceRequirements").urn
    if control is Control.NUMBER and name.endswith(_COUNTS):
        return capability("podCount").urn
    if name == "imagepullpolicy":
        return capability("imagePullPolicy").urn
    if control is not Control.TEXT:
        return ""
    if name.endswith(_SECRET_WORDS):
        return capability("password").urn
    for ending, kind in _REFERENCES.items():
        if name.endswith((ending, f"{ending}name", f"{ending}ref")):
            return f"{capability('k8sObject').urn}:{kind}"
    return capability("text").urn


def human_name(name: str) -> str:
    """The key of a field as a name: `storageClass` is «Storage class», `tlsCA` «Tls CA»."""
    words = _WORD.findall(name)
    if not words:
        return name
    rest = (word if word.isupper() and len(word) > 1 else word.lower() for word in words[1:])
    return " ".join([words[0][:1].upper() + words[0][1:], *rest])


def undescribed_required(root: FieldSpec, tree: DescriptorTree) -> Iterator[FieldSpec]:
    """The fields that must be given and that `tree` does not name, as deep as all above must be."""
    for field in root.children:
        branch = tree.branch(field.path)
        hidden = branch is not None and any(any(e.with_id("hidden")) for e in branch.own)
        if not field.required or hidden or field.is_recursive:
            continue
        if field.control is Control.GROUP and any(child.required for child in field.children):
            yield from undescribed_required(field, tree)
        elif branch is None:
            yield field


def undescribed(root: FieldSpec, tree: DescriptorTree) -> Iterator[FieldSpec]:
    """The fields that a first draft of a form describes: all at the top, required ones below."""
    for field in root.children:
        if tree.branch(field.path) is None:
            yield field
    for field in undescribed_required(root, tree):
        if len(field.path) > 1:
            yield field
