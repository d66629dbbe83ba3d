"""A short message over the window that goes away by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from studio.ui.controls.buttons import LinkButton, ToolButton
from studio.ui.controls.painting import paint_rounded, paint_shadow
from studio.ui.controls.sentence import without_marks
from studio.ui.controls.states import announce
from studio.ui.controls.statusicon import StatusIcon, StatusTone

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.controls.links import Link
    from studio.ui.theme.switcher import ThemeService

SHOWN_MS = 6000
_RISE_MS = 160
_SHADOW = 12
_HEIGHT = 40
_ABOVE_EDGE = 20
_RISE = 12


class Toast(QWidget):
    """One message at a time over the bottom middle of `host`, with at most one link.

    It stays six seconds, longer while the pointer or the focus is on it; Esc or × close it. It
    rises only if the desktop wants motion. `foot` tells how many pixels at the bottom of `host`
    it has to leave free.
    """

    def __init__(
        self,
        themes: ThemeService,
        host: QWidget,
        shown_ms: int = SHOWN_MS,
        *,
        foot: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__(host)
        self._foot = foot
        self._themes = themes
        self._host = host
        self._link: Link | None = None
        self._timer = QTimer(self, singleShot=True, interval=shown_ms)
        self._timer.timeout.connect(self.hide)
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._rise.setDuration(_RISE_MS)
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._icon = StatusIcon(themes, "ok")
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._button = LinkButton()
        self._button.clicked.connect(self._run_link)
        self._close = ToolButton(themes, "x", compact=True, scale="small")
        self._close.clicked.connect(self.hide)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SHADOW + 12, _SHADOW, _SHADOW + 8, _SHADOW)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._sentence)
        row.addWidget(self._button)
        row.addSpacing(8)
        row.addWidget(self._close)
        for part in (self._button, self._close):
            part.installEventFilter(self)
        host.installEventFilter(self)
        self._retranslate()
        self.hide()

    def sentence(self) -> str:
        """What the toast says."""
        return self._sentence.text()

    def is_counting(self) -> bool:
        """Whether it will go away by itself, as nobody is busy with it."""
        return self._timer.isActive()

    def show_message(
        self, sentence: str, link: Link | None = None, tone: StatusTone = "ok"
    ) -> None:
        """Say `sentence` in place of what may still be shown; `link` is usually Undo."""
        sentence = without_marks(sentence)
        self._link = link
        self._icon.set_tone(tone)
        self._sentence.setText(sentence)
        self._button.setText(link.text if link else "")
        self._button.setVisible(link is not None)
        # Placed first, for Qt asks at once whether the pointer is on it.
        self._place()
        self.show()
        self.raise_()
        self._follow_attention()
        announce(self, sentence)

    def sizeHint(self) -> QSize:
        """The card and its shadow around it."""
        return QSize(super().sizeHint().width(), self._themes.px(_HEIGHT) + 2 * _SHADOW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint shadow and card."""
        painter = QPainter(self)
        card = self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        paint_shadow(painter, self._themes, card, 8)
        raised, border = self._themes.colour("raised"), self._themes.colour("border")
        paint_rounded(painter, card, 8, raised, border)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        super().enterEvent(event)
        self._follow_attention()

    def leaveEvent(self, event: QEvent) -> None:
        """Begin to count again."""
        super().leaveEvent(event)
        self._follow_attention()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Word the close button anew, and take another size with the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange and not self.isHidden():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size and the focus of the own buttons."""
        if watched is self._host:
            if event.type() == QEvent.Type.Resize and not self.isHidden():
                self._place(rise=False)
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._follow_attention)
        return super().eventFilter(watched, event)

    def _run_link(self) -> None:
        link = self._link
        self.hide()
        if link is not None:
            link.run()

    def _follow_attention(self) -> None:
        if self.underMouse() or self._button.hasFocus() or self._close.hasFocus():
            self._timer.stop()
        elif not self.isHidden():
            self._timer.start()

    def _place(self, *, rise: bool = True) -> None:
        self.adjustSize()
        left = (self._host.width() - self.width()) // 2
        bottom = self._host.height() - self._foot() - self._themes.px(_ABOVE_EDGE)
        top = bottom - self.height() + _SHADOW
        target = QPoint(left, top)
        self._rise.stop()
        if rise and self._themes.animated:
            self._rise.setStartValue(target + QPoint(0, _RISE))
            self._rise.setEndValue(target)
            self._rise.start()
        else:
            self.move(target)

    def _retranslate(self) -> None:
        self._close.set_label(self.tr("Close"))
