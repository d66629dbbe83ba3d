"""A label that shortens its text to the room it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from studio.ui.controls.wholetext import show_whole_text

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QWidget

_LEAST_CHARACTERS = 4


_LEAST_START = 3
"""Letters of a name that should be left before what was left out."""


def elided_file(name: str, metrics: QFontMetrics, width: int) -> str:
    """A file's name in `width` pixels, shortened to what tells it from others.

    Nearly all files end in `.yaml`, and images in `.tar`, so that goes first; of the rest start and
    end stay, and of an image its architecture as a whole.
    """
    if metrics.horizontalAdvance(name) <= width:
        return name
    stem = name.removesuffix(".yaml").removesuffix(".tar")
    if stem != name and metrics.horizontalAdvance(f"{stem}…") <= width:
        return f"{stem}…"
    start, dash, architecture = stem.rpartition("-")
    end = f"…{dash}{architecture}"
    room = width - metrics.horizontalAdvance(end)
    if name.endswith(".tar") and start and room > metrics.averageCharWidth() * _LEAST_START:
        while metrics.horizontalAdvance(start + end) > width:
            start = start[:-1]
        return start + end
    return metrics.elidedText(stem, Qt.TextElideMode.ElideMiddle, width)


class ElidedLabel(QLabel):
    """One line of plain text; the whole of it is in the tooltip whenever some is left out.

    Elide files in the middle, for their end tells the architecture, and sentences at the right.
    """

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def shown_text(self) -> str:
        """What there is room for."""
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), self._mode, width)

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        hint = super().minimumSizeHint()
        few = self.fontMetrics().averageCharWidth() * _LEAST_CHARACTERS
        return QSize(min(hint.width(), few), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shortened text as a label would."""
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )

    def event(self, event: QEvent) -> bool:
        """Show the whole text as tooltip when some of it is hidden and no other tooltip is set."""
        if (
            isinstance(event, QHelpEvent)
            and event.type() == QEvent.Type.ToolTip
            and not self.toolTip()
            and self.shown_text() != self.text()
        ):
            show_whole_text(event, self.text(), self)
            return True
        return super().event(event)
