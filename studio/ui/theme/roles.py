"""The colour roles of a theme, read from `resources/themes/*.toml`."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtGui import QColor

from studio.errors import StudioError
from studio.resources import resource_path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # pyright: ignore[reportMissingImports]

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_GROUNDS = ("window", "panel", "editor", "raised", "sunken", "scrim")
_LINES = ("line", "border", "border_strong", "focus")
_TEXTS = ("text", "dim", "faint", "disabled", "on_accent", "gutter")
_ACCENTS = ("accent", "accent_fill", "accent_hover", "accent_press", "accent_soft", "accent_line")
_STATES = ("selection", "selection_idle", "hover", "press")
_EDITOR = ("text_selection", "match", "current_line")
STATUSES = ("error", "warning", "info", "ok")
_STATUS_ROLES = tuple(status + part for status in STATUSES for part in ("", "_soft", "_line"))
ROLES = frozenset(
    (*_GROUNDS, *_LINES, *_TEXTS, *_ACCENTS, *_STATES, *_EDITOR, *_STATUS_ROLES, "warning_icon")
)
SYNTAX = frozenset(
    ("key", "string", "number", "boolean", "comment", "anchor", "template", "punctuation", "block")
)
SYNTAX_PREFIX = "syntax_"


class ThemeError(StudioError):
    """A theme file lacks a role, has one too many, or holds something that is no colour."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One complete set of colours; every role of `ROLES` and `syntax_*` is present."""

    name: str
    dark: bool
    colours: Mapping[str, QColor]

    def colour(self, role: str) -> QColor:
        """A copy of the colour of `role`; KeyError for a name that is no role."""
        return QColor(self.colours[role])

    def hex(self, role: str) -> str:
        """The colour of `role` as Qt style sheets and SVG take it: #RRGGBB, alpha left out."""
        return self.colours[role].name()

    def high_contrast(self) -> Theme:
        """The same theme with stronger hairlines, outlines and hints."""
        stronger = {"border": "border_strong", "line": "border_strong", "faint": "dim"}
        changed = {role: self.colours[source] for role, source in stronger.items()}
        return replace(self, colours=MappingProxyType({**self.colours, **changed}))


def load_theme(name: str) -> Theme:
    """Read the theme `name` ("light" or "dark") from the resources; raises `ThemeError`."""
    return read_theme(resource_path("themes", f"{name}.toml"))


def read_theme(path: Path) -> Theme:
    """Read a theme file and check that it holds exactly the known roles; raises `ThemeError`."""
    with path.open("rb") as file:
        data: dict[str, Any] = cast("Any", tomllib).load(file)
    values = {
        **_section(path, data, "roles", ROLES),
        **{
            SYNTAX_PREFIX + name: value
            for name, value in _section(path, data, "syntax", SYNTAX).items()
        },
    }
    colours = {role: QColor(value) for role, value in values.items()}
    for role, colour in colours.items():
        if not colour.isValid():
            raise ThemeError(
                "{file}: {role} is “{value}”, which is no colour.",
                file=path.name, role=role, value=values[role],
            )  # fmt: skip
    return Theme(path.stem, bool(data.get("dark")), MappingProxyType(colours))


def _section(
    path: Path, data: Mapping[str, Any], section: str, expected: frozenset[str]
) -> dict[str, str]:
    values: dict[str, str] = data.get(section, {})
    if wrong := expected ^ values.keys():
        raise ThemeError(
            "{file}: missing or unknown roles in [{section}]: {roles}.",
            file=path.name, section=section, roles=", ".join(sorted(wrong)),
        )  # fmt: skip
    return values
