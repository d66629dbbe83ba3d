"""What Kubernetes accepts as names, labels and annotation keys (apimachinery validation)."""

from __future__ import annotations

import re

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_QUALIFIED = re.compile(r"([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]")
_RBAC_KINDS = frozenset({"Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"})


def is_label(text: str) -> bool:
    """Whether `text` is a DNS-1123 label: at most 63 small letters, digits and hyphens."""
    return len(text) <= 63 and _LABEL.fullmatch(text) is not None


def is_subdomain(text: str) -> bool:
    """Whether `text` is a DNS-1123 subdomain: labels joined by dots, at most 253 characters."""
    return len(text) <= 253 and _SUBDOMAIN.fullmatch(text) is not None


def is_object_name(text: str, kind: str) -> bool:
    """Whether an object of `kind` may have this name; those of access rules may hold colons."""
    return is_subdomain(text.replace(":", "-") if kind in _RBAC_KINDS else text)


def is_key(text: str) -> bool:
    """Whether `text` is a label or annotation key: a name with an optional `domain/` before."""
    prefix, slash, name = text.rpartition("/")
    fits = len(name) <= 63 and _QUALIFIED.fullmatch(name) is not None
    return fits and (not slash or is_subdomain(prefix))


def is_label_value(text: str) -> bool:
    """Whether a label may have this value: empty, or at most 63 letters, digits, `-`, `_`, `.`."""
    return not text or (len(text) <= 63 and _QUALIFIED.fullmatch(text) is not None)
