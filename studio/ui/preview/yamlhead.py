"""The heading above the text of an instance, with the verdict of the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.ui.controls.painting import paint_focus_ring
from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from studio.ui.controls.statusicon import StatusTone
    from studio.ui.theme.switcher import ThemeService

_HEAD = 32


class YamlHead(QWidget):
    """The heading: a caret, the title, and at the right what the schema says."""

    clicked = Signal()
    verdict_clicked = Signal()

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._title = ""
        self.is_open = True
        self.tone: StatusTone = "info"
        self.verdict = ""
        self._verdict_left = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_title(self, title: str) -> None:
        """Word the heading."""
        self._title = title
        self._name()

    def set_open(self, is_open: bool) -> None:
        """Turn the caret."""
        self.is_open = is_open
        self._name()

    def set_verdict(self, tone: StatusTone, words: str, tip: str = "") -> None:
        """Say whether the instance is valid."""
        self.tone, self.verdict = tone, words
        self.setToolTip(tip)
        self._name()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._themes.px(200), self._themes.px(_HEAD))

    def minimumSizeHint(self) -> QSize:
        """One line of any width."""
        return QSize(0, self._themes.px(_HEAD))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open or close, or go to what the verdict is about."""
        if event.button() == Qt.MouseButton.LeftButton:
            is_wrong = self.tone in {"error", "warning"}
            at_verdict = event.position().x() > self._verdict_left
            (self.verdict_clicked if is_wrong and at_verdict else self.clicked).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or close by the keys of a button."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the ring of the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint caret, title and verdict."""
        painter, themes = QPainter(self), self._themes
        px, height = themes.px, self.height()
        if self.hasFocus():
            paint_focus_ring(painter, themes, self.rect().adjusted(6, 3, -6, -3), 4)
        caret = QRect(px(14), 0, px(12), height)
        themes.icons.paint_icon(painter, caret, "caret-down" if self.is_open else "caret-right")
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(themes.font("section", text=self._title))
        painter.setPen(themes.colour("text"))
        left = px(34)
        title = painter.fontMetrics().horizontalAdvance(self._title)
        painter.drawText(QRect(left, 0, self.width() - left, height), middle, self._title)
        if not self.verdict:
            return
        painter.setFont(themes.font("help", text=self.verdict))
        room = self.width() - left - title - px(14) - px(16) - 3 * px(6)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self.verdict, Qt.TextElideMode.ElideRight, room)
        right = self._verdict_left = self.width() - px(14) - metrics.horizontalAdvance(words)
        painter.setPen(themes.colour(self.tone))
        painter.drawText(QRect(right, 0, self.width() - right, height), middle, words)
        icon = QRect(right - px(6) - px(14), 0, px(14), height)
        themes.icons.paint_icon(painter, icon, *STATUS_ICONS[self.tone])

    def _name(self) -> None:
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self.verdict)
        self.update()
