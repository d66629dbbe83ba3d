"""Tell what a file of a package is from its path and its content."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple


class Kind(str, Enum):
    """The three kinds of deploy package (accessg-osc osc_sp_0007)."""

    OSC = "osc"
    HELM = "helm"
    OPERATOR = "operator"


class Role(str, Enum):
    """What a file is for, or a row of the package tree that stands for a part of one."""

    METADATA = "metadata"
    LIFECYCLE = "lifecycle"
    CRD = "crd"
    CSD = "csd"
    CSV = "csv"
    PACKAGE_MANIFEST = "package-manifest"
    BUNDLE_ANNOTATIONS = "bundle-annotations"
    BUNDLE_DEPENDENCIES = "bundle-dependencies"
    MANIFEST = "manifest"
    LOG_CONFIG = "log-config"
    MONITOR_CONFIG = "monitor-config"
    CHART = "chart"
    CHART_LOCK = "chart-lock"
    VALUES = "values"
    VALUES_SCHEMA = "values-schema"
    TEMPLATE = "template"
    SUBCHART = "subchart"
    MAPPING = "mapping"
    IMAGE_TAR = "image-tar"
    README = "readme"
    LOGO = "logo"
    DOCKERFILE = "dockerfile"
    WORKSPACE = "workspace"
    RECIPES = "recipes"
    RECIPE = "recipe"
    FOLDER = "folder"
    OTHER = "other"


class GroupVersionKind(NamedTuple):
    """`apiVersion` and `kind` as a file's first document gives them; "" where absent."""

    api_version: str
    kind: str


_FIELD = r"""(?m)^["']?{}["']?[ \t]*:[ \t]*["']?([\w./-]+)"""
_API_VERSION = re.compile(_FIELD.format("apiVersion"))
_KIND = re.compile(_FIELD.format("kind"))
_JSON_FIELD = r'"{}"\s*:\s*"([\w./-]+)"'
_JSON_API_VERSION = re.compile(_JSON_FIELD.format("apiVersion"))
_JSON_KIND = re.compile(_JSON_FIELD.format("kind"))
_PACKAGE_NAME = re.compile(r"""(?m)^["']?packageName["']?[ \t]*:""")
_BUNDLE_KEY = "operators.operatorframework.io.bundle."

_KINDS = {
    "CustomResourceDefinition": Role.CRD,
    "CustomServiceDefinition": Role.CSD,
    "ClusterServiceVersion": Role.CSV,
    "LogConfig": Role.LOG_CONFIG,
    "MonitorConfig": Role.MONITOR_CONFIG,
}
_NAMES = {
    "metadata.yaml": Role.METADATA,
    "lifecycle.yaml": Role.LIFECYCLE,
    "Chart.yaml": Role.CHART,
    "Chart.lock": Role.CHART_LOCK,
    "requirements.lock": Role.CHART_LOCK,
    "values.yaml": Role.VALUES,
    "values.schema.json": Role.VALUES_SCHEMA,
    "README.md": Role.README,
    "logo.png": Role.LOGO,
    "logo.jpg": Role.LOGO,
    "logo.svg": Role.LOGO,
}


def group_version_kind(text: str) -> GroupVersionKind:
    """Read `apiVersion` and `kind` without parsing, so that broken files keep their role."""
    if text.lstrip()[:1] == "{":
        api_version, kind = _JSON_API_VERSION.search(text), _JSON_KIND.search(text)
    else:
        api_version, kind = _API_VERSION.search(text), _KIND.search(text)
    return GroupVersionKind(api_version[1] if api_version else "", kind[1] if kind else "")


def is_yaml(path: str) -> bool:
    """Whether the name is that of a YAML or JSON file."""
    return path.endswith((".yaml", ".yml", ".json"))


def role_of(path: str, text: str | None) -> Role:
    """The role of a file at `path`, relative to its deploy package; `text` is None for a blob."""
    if path.endswith("/"):
        return Role.FOLDER
    folder, _, name = path.rpartition("/")
    parts = folder.split("/") if folder else []
    if "templates" in parts or "charts" in parts[:1] or name == "_helpers.tpl":
        return _role_inside_chart(parts, name)
    if text is not None and is_yaml(path):
        role = _role_by_content(path, name, text)
        if role is not None:
            return role
    if name in _NAMES and (not parts or parts == ["raw"] or name == "README.md"):
        return _NAMES[name]
    if name.startswith("Dockerfile") or name.endswith(".Dockerfile"):
        return Role.DOCKERFILE
    return Role.OTHER


def _role_inside_chart(parts: list[str], name: str) -> Role:
    if parts[-1:] == ["charts"] and name.endswith((".tgz", ".tar.gz")):
        return Role.SUBCHART
    if "templates" in parts or name.endswith(".tpl"):
        return Role.TEMPLATE
    if parts[:1] == ["charts"] and name in _NAMES:
        return _NAMES[name]
    return Role.OTHER


def _role_by_content(path: str, name: str, text: str) -> Role | None:
    identity = group_version_kind(text)
    if identity.kind in _KINDS and identity.api_version:
        return _KINDS[identity.kind]
    if _PACKAGE_NAME.search(text) and name.endswith((".package.yaml", ".package.yml")):
        return Role.PACKAGE_MANIFEST
    if path.startswith("metadata/") or "/metadata/" in path:
        if _BUNDLE_KEY in text:
            return Role.BUNDLE_ANNOTATIONS
        if name.startswith("dependencies."):
            return Role.BUNDLE_DEPENDENCIES
    if identity.kind and identity.api_version:
        return Role.MANIFEST
    if _PACKAGE_NAME.search(text) and "channels:" in text:
        return Role.PACKAGE_MANIFEST
    return None


def role_beside(path: str, text: str | None) -> Role:
    """The role of a file of a service package that lies outside `package/`."""
    if path.endswith("/"):
        return Role.FOLDER
    folder, _, name = path.rpartition("/")
    if path == "studio.yaml":
        return Role.WORKSPACE
    if path == "images/mapping.yaml":
        return Role.MAPPING
    if folder == "images" and name.endswith((".tar", ".tar.gz", ".tgz")) and text is None:
        return Role.IMAGE_TAR
    if name.startswith("Dockerfile") or name.endswith(".Dockerfile"):
        return Role.DOCKERFILE
    return Role.README if name == "README.md" else Role.OTHER
