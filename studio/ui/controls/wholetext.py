"""The whole of a text that has no room, as a tooltip."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QToolTip

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QWidget


def show_whole_text(event: QHelpEvent, text: str, widget: QWidget) -> None:
    """Show `text` where the pointer rests; marks in it are shown as they are written."""
    words = f"<p>{escape(text)}</p>" if Qt.mightBeRichText(text) else text
    QToolTip.showText(event.globalPos(), words, widget)
