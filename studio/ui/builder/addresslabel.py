"""The name of an image with its tag, which stays whole where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt

from studio.ui.controls.elided import ElidedLabel


class AddressLabel(ElidedLabel):
    """Shortens the name in its middle before it touches the tag."""

    def shown_text(self) -> str:
        """What there is room for."""
        metrics, width = self.fontMetrics(), self.contentsRect().width()
        text = self.text()
        if metrics.horizontalAdvance(text) <= width:
            return text
        middle = Qt.TextElideMode.ElideMiddle
        name, colon, tag = text.rpartition(":")
        room = width - metrics.horizontalAdvance(colon + tag)
        short = metrics.elidedText(name, middle, room)
        has_some = len(short) > 1 and colon and room > 0
        return short + colon + tag if has_some else metrics.elidedText(text, middle, width)
