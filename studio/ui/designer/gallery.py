"""The controls that fit a field, each as a tile that shows how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from studio.ui.controls.painting import paint_focus_ring, paint_rounded
from studio.ui.designer.fieldlook import control_name
from studio.ui.designer.miniatures import HEIGHT, Miniature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.formats.controls import Control
    from studio.formats.offering import Offer
    from studio.ui.theme.switcher import ThemeService

COLUMNS = 3
_TILE, _GAP, _PADDING, _RADIUS = 66, 8, 8, 6
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}


class ControlTile(QAbstractButton):
    """One control: a miniature, its name, and a tick while it is chosen."""

    def __init__(self, themes: ThemeService, offer: Offer, sample: str) -> None:
        super().__init__()
        self._themes = themes
        self._sample = sample
        self.offer = offer
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(control_name(offer.control))
        self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        """A third of the panel."""
        return QSize(self._themes.px(90), self._themes.px(_TILE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, miniature, name and tick."""
        painter, themes = QPainter(self), self._themes
        px, colour = themes.px, themes.colour
        chosen = self.isChecked()
        ground = "accent_soft" if chosen else "hover" if self.underMouse() else "editor"
        edge = colour("accent" if chosen else "border")
        paint_rounded(painter, self.rect(), _RADIUS, colour(ground), edge, 2 if chosen else 1)
        if self.hasFocus():
            paint_focus_ring(painter, themes, self.rect(), _RADIUS)
        pad = px(_PADDING)
        box = QRect(pad, pad, self.width() - 2 * pad, px(HEIGHT))
        Miniature(painter, themes, box, self._sample).paint(self.offer.control)
        line = QRect(pad, box.bottom() + px(5), box.width(), px(18))
        if chosen:
            side = px(14)
            tick = QRect(line.right() - side, line.top() + (line.height() - side) // 2, side, side)
            themes.icons.paint_icon(painter, tick, "check-circle-fill", "accent")
            line.setRight(tick.left() - 2)
        painter.setFont(themes.font("label", text=self.text()))
        painter.setPen(colour("text" if self.isEnabled() else "disabled"))
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)


class Gallery(QWidget):
    """Tiles in three columns, of which one may be chosen; one Tab stop, arrow keys move.

    `chosen` carries the offer.
    """

    chosen = Signal(object)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._tiles: list[ControlTile] = []
        self._shown: tuple[object, ...] = ()
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(themes.px(_GAP))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    @property
    def tiles(self) -> list[ControlTile]:
        """The tiles in order."""
        return list(self._tiles)

    def show_offers(self, offers: Sequence[Offer], control: Control, sample: str = "") -> None:
        """Show these controls, with that of the field chosen if it is among them."""
        words = tuple(control_name(offer.control) for offer in offers)
        if (tuple(offers), words, sample) != self._shown:
            self._shown = (tuple(offers), words, sample)
            self._make(offers, sample)
        self._group.setExclusive(False)
        for tile in self._tiles:
            tile.setChecked(tile.offer.control is control)
        self._group.setExclusive(any(tile.isChecked() for tile in self._tiles))
        self._follow_choice()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from tile to tile by arrow keys; Enter and Space choose."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, ControlTile)
            and watched in self._tiles
        ):
            key = Qt.Key(event.key())
            if key in _STEPS:
                target = self._tiles.index(watched) + _STEPS[key]
                if 0 <= target < len(self._tiles):
                    self._tiles[target].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    def _make(self, offers: Sequence[Offer], sample: str) -> None:
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            self._group.removeButton(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = [ControlTile(self._themes, offer, sample) for offer in offers]
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
            self._group.addButton(tile)
            tile.installEventFilter(self)
            tile.clicked.connect(lambda _on, offer=tile.offer: self.chosen.emit(offer))

    def _follow_choice(self) -> None:
        """Tab reaches the chosen tile, or the first."""
        stop = next((tile for tile in self._tiles if tile.isChecked()), None)
        for number, tile in enumerate(self._tiles):
            is_stop = tile is stop or (stop is None and number == 0)
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(policy)
