"""How many requirements are met, one segment for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.package.requirements import State
from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_HEIGHT, _GAP = 6, 4
_ROLES = {
    State.MET: "ok",
    State.UNKNOWN: "border",
    State.WARNING: "warning_icon",
    State.ERROR: "error",
}


class SegmentBar(QWidget):
    """Met requirements from the left, the worst at the right end."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._states: list[State] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def states(self) -> list[State]:
        """The states from left to right."""
        return list(self._states)

    def set_states(self, states: Sequence[State], words: str) -> None:
        """Show other states; `words` say the same to screen readers."""
        self._states = sorted(states, key=lambda state: -state.rank)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """One thin line."""
        return QSize(self._themes.px(200), self._themes.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the segments."""
        if not self._states:
            return
        painter, gap = QPainter(self), self._themes.px(_GAP)
        width = (self.width() + gap) / len(self._states)
        for number, state in enumerate(self._states):
            rect = QRectF(number * width, 0, max(1.0, width - gap), self.height())
            paint_rounded(painter, rect, self.height() / 2, self._themes.colour(_ROLES[state]))
