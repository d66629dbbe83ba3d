"""A bar under a view's header that says something about the whole view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from studio.ui.controls.buttons import LinkButton
from studio.ui.controls.clamped import ClampedLabel
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.states import announce, set_style_property
from studio.ui.controls.statusicon import StatusIcon, StatusTone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.ui.controls.links import Link
    from studio.ui.theme.switcher import ThemeService

_MOST_LINKS = 3
_AIR = 5
"""Pixels above and below several lines."""


class InlineBar(QFrame):
    """A sentence with up to three links; hidden while there is nothing to say.

    Of a sentence that needs more than so many `lines`, the end is left out.
    """

    def __init__(
        self, themes: ThemeService, parent: QWidget | None = None, *, lines: int = 1
    ) -> None:
        super().__init__(parent)
        self._icon = StatusIcon(themes)
        self._sentence = ClampedLabel(lines) if lines > 1 else ElidedLabel()
        self._links: list[LinkButton] = []
        self.setProperty("tone", "info")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        above = 0 if lines == 1 else _AIR
        self._row.setContentsMargins(16, above, 12, above)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._sentence, 1)
        self.hide()

    def sentence(self) -> str:
        """What the bar says."""
        return self._sentence.text()

    def links(self) -> list[LinkButton]:
        """The links it offers."""
        return list(self._links)

    def show_message(self, tone: StatusTone, sentence: str, links: Sequence[Link] = ()) -> None:
        """Say `sentence` in place of what stood here; at most three links, else ValueError."""
        if len(links) > _MOST_LINKS:
            raise ValueError(len(links))
        set_style_property(self, "tone", tone)
        self._icon.set_tone(tone)
        self._sentence.setText(sentence)
        self._drop_links()
        for link in links:
            button = LinkButton(link.text, self)
            button.clicked.connect(link.run)
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            self._links.append(button)
        self.show()
        announce(self, sentence)

    def clear(self) -> None:
        """Say nothing any more."""
        self._drop_links()
        self._sentence.clear()
        self.hide()

    def _drop_links(self) -> None:
        for button in self._links:
            self._row.removeWidget(button)
            # A link may be replacing itself at this moment.
            button.hide()
            button.deleteLater()
        self._links.clear()
