"""The application's style sheet, filled from a template with colours, lengths and pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.resources import resource_path
from studio.ui.theme.scale import scaled

if TYPE_CHECKING:
    from pathlib import Path

    from studio.ui.theme.roles import Theme

_ROLE = re.compile(r"@([a-z_]+)")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_LENGTH = re.compile(r"@\((\d+)(?:-(\d+))?\)")


def write_graphics(theme: Theme, folder: Path) -> dict[str, str]:
    """Write arrows and ticks in the theme's colours; returns placeholder → path for `url()`.

    The file names carry the theme, because Qt caches pictures of style sheets by path.
    """
    graphics: dict[str, str] = {}
    for source in sorted(resource_path("icons", "qss").glob("*.svg")):
        target = folder / f"{source.stem}-{theme.name}.svg"
        target.write_text(_fill_roles(source.read_text(encoding="utf-8"), theme, {}))
        graphics[f"{source.stem}_svg"] = f'"{target.as_posix()}"'
    return graphics


def build_style_sheet(theme: Theme, base_size: int, graphics: dict[str, str]) -> str:
    """The style sheet of `theme`.

    In the template `@role` is a colour, `@name_svg` a picture, `@(30)` a length that follows the
    base size and `@(30-2)` such a length less two fixed pixels of border; a plain number is
    fixed.
    """
    template = resource_path("themes", "studio.qss").read_text(encoding="utf-8")
    template = _COMMENT.sub("", template)
    sized = _LENGTH.sub(
        lambda found: str(scaled(int(found[1]), base_size) - int(found[2] or 0)), template
    )
    return _fill_roles(sized, theme, graphics)


def _fill_roles(template: str, theme: Theme, graphics: dict[str, str]) -> str:
    return _ROLE.sub(lambda found: graphics.get(found[1]) or theme.hex(found[1]), template)
