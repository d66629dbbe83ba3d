"""Phosphor icons in the colours of the theme, drawn once per name, role, size and screen."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor

_PREFIX = "ph"


class Icons:
    """Draws glyphs by name and colour role; a name or role that does not exist raises KeyError.

    `colour_of` gives the colour of a role at the moment of painting, so that icons handed out
    before a change of theme are right after it, once `clear` was called.
    """

    def __init__(self, colour_of: Callable[[str], QColor]) -> None:
        self._colour_of = colour_of
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that can be drawn."""
        return frozenset(self._font.charmap[_PREFIX])

    def icon(self, name: str, role: str = "dim", on_role: str = "") -> QIcon:
        """An icon that follows the theme; `on_role` colours it while its button is checked."""
        on_role = on_role or role
        # Asked now, for an error while Qt paints would reach nobody.
        if name not in self.names:
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
    def _font(self) -> Any:
        # The one font alone: `qtawesome.icon` would load every font of the set.
        import qtawesome

        folder = Path(qtawesome.__file__).parent / "fonts"
        font_file = next(folder.glob("phosphor-*.ttf"))
        names_file = next(folder.glob("phosphor-charmap-*.json"))
        return qtawesome.IconicFont((_PREFIX, font_file.name, names_file.name, str(folder)))

    def _draw(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        glyph: str = self._font.charmap[_PREFIX][name]
        pixels = max(1, round(size * ratio))
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        # The em square is the glyph's box, so the font size is the size of the icon.
        painter.setFont(self._font.font(_PREFIX, size))
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
