"""Keeps the focus in a part of the window when the widget that had it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class FocusKeeper(QObject):
    """Gives the focus of a widget of `area` that is hidden, disabled or removed to another there.

    Qt gives it to whatever Tab would visit next, be it at the other end of the window. Those of
    `swapped` that can be used take it from each other; otherwise it goes to the area, unless it
    is inside still.
    """

    def __init__(self, area: QWidget, swapped: Sequence[QWidget] = ()) -> None:
        super().__init__(area)
        self._area = area
        self._swapped = tuple(swapped)
        self._was_swapped = False
        self._now: QWidget | None = None
        # Whoever takes something away may be about to say where the focus goes.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._lead)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101
        app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        area, is_leading = self._area, self._soon.isActive()
        if is_leading and (old is None or now is None):
            self._now = now  # a stack takes the focus away from one page, then gives it to another
            return
        is_ours = old is not None and area.isVisible() and area.isAncestorOf(old)
        self._soon.stop()
        if old is None or not is_ours or (old.isVisible() and old.isEnabled()):
            return
        self._was_swapped = old in self._swapped or (is_leading and self._was_swapped)
        self._now = now
        self._soon.start()

    def _lead(self) -> None:
        now, self._now = self._now, None
        if QApplication.focusWidget() is not now or not self._area.isVisible():
            return
        reason = Qt.FocusReason.OtherFocusReason
        usable = [each for each in self._swapped if each.isVisible() and each.isEnabled()]
        if self._was_swapped and usable:
            usable[0].setFocus(reason)
        elif now is None or not self._area.isAncestorOf(now):
            self._area.setFocus(reason)
