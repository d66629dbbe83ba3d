"""The progress of background work, for the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimerEvent
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from studio.ui.controls.painting import paint_bar, paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from studio.ui.theme.switcher import ThemeService

_BAR_WIDTH, _BAR_HEIGHT, _GAP, _PADDING, _HEIGHT = 56, 4, 8, 6, 20
_MOST_WORDS = 320
_PHASES, _PHASE_MS = 8, 100


class ProgressButton(QPushButton):
    """A sentence and a small bar; a click cancels the work or opens its log.

    Hidden until `set_progress`. Without a known fraction a part of the bar wanders, if the
    desktop wants motion.
    """

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._fraction: float | None = 0.0
        self._phase = 0
        self._timer = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def fraction(self) -> float | None:
        """How much is done, 0 to 1, or None while that is unknown."""
        return self._fraction

    def is_moving(self) -> bool:
        """Whether it repaints itself, which costs time."""
        return bool(self._timer)

    def set_progress(self, fraction: float | None, sentence: str) -> None:
        """Show `sentence`, and how much is done from 0 to 1, or None while that is unknown."""
        self._fraction = fraction
        if sentence != self.text():
            self.setText(sentence)
        self.setAccessibleDescription("" if fraction is None else f"{fraction:.0%}")
        self.show()
        self._follow_motion()
        self.update()

    def finish(self) -> None:
        """The work is over; take no room any more."""
        self.hide()

    def sizeHint(self) -> QSize:
        """Room for the sentence, up to a limit, and the bar."""
        px = self._themes.px
        # Widths are rounded, so a pixel more keeps the last character.
        words = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 1
        width = min(words, px(_MOST_WORDS)) + px(_GAP) + px(_BAR_WIDTH) + 2 * px(_PADDING)
        return QSize(width, px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The bar is always seen."""
        px = self._themes.px
        return QSize(px(_BAR_WIDTH) + 2 * px(_PADDING), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint sentence, bar and focus ring."""
        px = self._themes.px
        painter = QPainter(self)
        if self.underMouse():
            paint_rounded(painter, self.rect(), 5, self._themes.colour("hover"))
        bar = QRect(0, 0, px(_BAR_WIDTH), px(_BAR_HEIGHT))
        bar.moveCenter(self.rect().center())
        bar.moveRight(self.width() - px(_PADDING) - 1)
        self._paint_bar(painter, bar)
        words = QRect(px(_PADDING), 0, bar.left() - px(_GAP) - px(_PADDING), self.height())
        painter.setFont(self._font())
        painter.setPen(self._themes.colour("dim"))
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)
        if self.hasFocus():
            paint_focus_ring(painter, self._themes, self.rect(), 5)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Let the unknown part wander by one step."""
        if event.timerId() == self._timer:
            self._phase = (self._phase + 1) % _PHASES
            self.update()
        else:
            super().timerEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move where needed."""
        super().showEvent(event)
        self._follow_motion()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop moving, so that an idle window costs nothing."""
        super().hideEvent(event)
        self._follow_motion()

    def _follow_motion(self) -> None:
        moving = self.isVisible() and self._fraction is None and self._themes.animated
        if moving and not self._timer:
            self._timer = self.startTimer(_PHASE_MS)
        elif not moving and self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def _paint_bar(self, painter: QPainter, bar: QRect) -> None:
        if self._fraction is not None:
            paint_bar(painter, self._themes, bar, self._fraction)
            return
        paint_bar(painter, self._themes, bar, 0)
        part = bar.width() // 3
        left = bar.left() + (bar.width() - part) * self._phase // (_PHASES - 1)
        paint_rounded(
            painter,
            QRect(left, bar.top(), part, bar.height()),
            bar.height() / 2,
            self._themes.colour("accent"),
        )

    def _font(self) -> QFont:
        return self._themes.font("help", tabular=True)
