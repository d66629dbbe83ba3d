"""The icons of files, folders and values (`look.md`, views and file roles)."""

from __future__ import annotations

from studio.formats.kinds import Kind, Role
from studio.package.entries import Entry, EntryKind, Shape

ROLE_ICONS = {
    Role.METADATA: "identification-card",
    Role.LIFECYCLE: "arrows-clockwise",
    Role.CRD: "cube",
    Role.CSD: "sliders-horizontal",
    Role.CSV: "notebook",
    Role.PACKAGE_MANIFEST: "path",
    Role.BUNDLE_ANNOTATIONS: "tag",
    Role.BUNDLE_DEPENDENCIES: "link-simple",
    Role.LOG_CONFIG: "terminal-window",
    Role.MONITOR_CONFIG: "chart-line",
    Role.CHART: "anchor-simple",
    Role.CHART_LOCK: "lock-key",
    Role.VALUES: "faders-horizontal",
    Role.VALUES_SCHEMA: "brackets-curly",
    Role.TEMPLATE: "file-text",
    Role.SUBCHART: "archive-box",
    Role.MAPPING: "swap",
    Role.IMAGE_TAR: "stack",
    Role.README: "book-open",
    Role.LOGO: "image-square",
    Role.DOCKERFILE: "factory",
    Role.WORKSPACE: "gear-six",
    Role.RECIPES: "folder",
    Role.RECIPE: "wrench",
    Role.FOLDER: "folder",
}
SHAPE_ICONS = {
    Shape.MAPPING: "brackets-curly",
    Shape.SEQUENCE: "list-dashes",
    Shape.STRING: "text-t",
    Shape.NUMBER: "hash-straight",
    Shape.BOOLEAN: "toggle-left",
    Shape.NULL: "circle-dashed",
    Shape.ALIAS: "link-simple",
}
KIND_ICONS = {
    Kind.OSC: "package",
    Kind.HELM: "anchor-simple",
    Kind.OPERATOR: "cube",
    None: "package",
}


def role_icon(role: Role) -> str:
    """The icon of a file."""
    return ROLE_ICONS.get(role, "file")


def entry_look(entry: Entry) -> tuple[str, str]:
    """Icon and colour role of a row."""
    if entry.kind is EntryKind.PACKAGE:
        return "package", "accent"
    if entry.kind is EntryKind.MISSING:
        return "file-dotted", "faint"
    if entry.kind is EntryKind.NODE and entry.role is Role.OTHER:
        return SHAPE_ICONS.get(entry.shape or Shape.NULL, "file"), "dim"
    if entry.kind is EntryKind.FOLDER:
        return ("archive-box" if entry.title.startswith("package / ") else "folder"), "dim"
    if entry.unexpected:
        return "file-x", "warning_icon"
    return role_icon(entry.role), "dim"
