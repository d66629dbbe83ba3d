"""Phosphor icons in the colours of the theme, drawn once per name, role, size and screen."""

from __future__ import annotations

import json
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from studio.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable, KeysView

    from PySide6.QtGui import QColor


def _font_folder() -> Path:
    # Found without an import: loading qtawesome takes six times as long as its one font.
    package = find_spec("qtawesome")
    if package is None or package.origin is None:
        raise IconFontError("The icon font is missing: qtawesome is not installed.")
    return Path(package.origin).parent / "fonts"


class IconFontError(StudioError):
    """The studio was installed without its icons."""


class Icons:
    """Draws glyphs by name and colour role; a name or role that does not exist raises KeyError.

    `colour_of` gives the colour of a role at the moment of painting, so that icons handed out
    before a change of theme are right after it, once `clear` was called.
    """

    def __init__(self, colour_of: Callable[[str], QColor]) -> None:
        self._colour_of = colour_of
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    @property
    def names(self) -> KeysView[str]:
        """Every name that can be drawn."""
        return self._glyphs.keys()

    def icon(self, name: str, role: str = "dim", on_role: str = "") -> QIcon:
        """An icon that follows the theme; `on_role` colours it while its button is checked."""
        on_role = on_role or role
        # Asked now, for an error while Qt paints would reach nobody.
        if name not in self._glyphs:
            raise KeyError(name)
        self._colour_of(role)
        self._colour_of(on_role)
        return QIcon(_RoleIconEngine(self, name, role, on_role))

    def pixmap(self, name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
        """The glyph in a square of `size` logical pixels on a screen of `ratio`."""
        key = (name, role, size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._draw(name, role, size, ratio)
        return found

    def paint_icon(self, painter: QPainter, rect: QRect, name: str, role: str = "dim") -> None:
        """Paint the glyph in the middle of `rect`, as large as its shorter side."""
        size = min(rect.width(), rect.height())
        pixmap = self.pixmap(name, role, size, painter.device().devicePixelRatioF())
        left = rect.x() + (rect.width() - size) // 2
        top = rect.y() + (rect.height() - size) // 2
        painter.drawPixmap(left, top, pixmap)

    def clear(self) -> None:
        """Forget what was drawn, after the colours changed."""
        self._pixmaps.clear()

    @cached_property
    def _glyphs(self) -> dict[str, str]:
        names_file = next(_font_folder().glob("phosphor-charmap-*.json"))
        codes: dict[str, str] = json.loads(names_file.read_text(encoding="utf-8"))
        return {name: chr(int(code, 16)) for name, code in codes.items()}

    @cached_property
    def _family(self) -> str:
        font_file = next(_font_folder().glob("phosphor-[0-9]*.ttf"))
        font_id = QFontDatabase.addApplicationFont(str(font_file))
        return QFontDatabase.applicationFontFamilies(font_id)[0]

    def _draw(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        glyph = self._glyphs[name]
        pixels = max(1, round(size * ratio))
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        # The em square is the glyph's box, so the font size is the size of the icon.
        font = QFont(self._family)
        font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(self._colour_of(role))
        painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, glyph)
        painter.end()
        return pixmap


class _RoleIconEngine(QIconEngine):
    def __init__(self, icons: Icons, name: str, role: str, on_role: str) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._roles = {QIcon.State.Off: role, QIcon.State.On: on_role}

    def _role(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        return "disabled" if mode == QIcon.Mode.Disabled else self._roles[state]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        self._icons.paint_icon(painter, rect, self._name, self._role(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = min(size.width(), size.height())
        return self._icons.pixmap(self._name, self._role(mode, state), side, scale)
