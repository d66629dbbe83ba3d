"""What is seen behind the round corners of a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, QTimer

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtWidgets import QWidget


class Corners:
    """Pictures of the window behind the corners of `dialog`, to be painted before the dialog.

    A translucent dialog would do without, but where no compositor runs its corners are black.
    """

    def __init__(self, dialog: QWidget, window: QWidget, radius: int) -> None:
        self._dialog = dialog
        self._window = window
        self._radius = radius
        self._pictures: list[tuple[QPoint, QPixmap]] = []
        self._timer = QTimer(dialog, singleShot=True, interval=0)
        self._timer.timeout.connect(self._take)

    def look(self) -> None:
        """Take the pictures anew, once the window has taken its place and shape."""
        self._timer.start()

    def paint(self, painter: QPainter) -> None:
        """Paint what is behind."""
        for at, picture in self._pictures:
            painter.drawPixmap(at, picture)

    def _take(self) -> None:
        rect, radius = self._dialog.rect(), self._radius
        right, bottom = rect.width() - radius, rect.height() - radius
        origin = self._window.mapFromGlobal(self._dialog.mapToGlobal(QPoint(0, 0)))
        places = [QPoint(x, y) for x in (0, right) for y in (0, bottom)]
        size = QSize(radius, radius)
        self._pictures = [(at, self._window.grab(QRect(origin + at, size))) for at in places]
        self._dialog.update()
