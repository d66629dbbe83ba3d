"""What stands where content will be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from studio.ui.controls.buttons import LinkButton

if TYPE_CHECKING:
    from studio.ui.controls.links import Link
    from studio.ui.theme.switcher import ThemeService

_ICON, _HEIGHT, _GAP, _MARGIN = 20, 44, 8, 12


class EmptyState(QWidget):
    """An icon, one sentence that says what to do, and the links that do it."""

    def __init__(
        self,
        themes: ThemeService,
        icon: str,
        sentence: str = "",
        link: Link | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._icon = icon
        self._links: list[Link] = []
        self._buttons: list[LinkButton] = []
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(4)
        self._row.addWidget(self._sentence)
        self._row.addStretch(1)
        self._follow_scale()
        self.set_content(sentence, link)

    def set_content(self, sentence: str, *links: Link | None) -> None:
        """Say something else, for instance after the language changed; None is no link."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        wanted = [link for link in links if link is not None]
        while len(self._buttons) > len(wanted):
            gone = self._buttons.pop()
            gone.hide()  # it may be the one that was clicked, which lives a moment longer
            gone.deleteLater()
        while len(self._buttons) < len(wanted):
            self._buttons.append(self._new_button(len(self._buttons)))
        for button, link in zip(self._buttons, wanted, strict=True):
            button.setText(link.text)
        self._links = wanted

    def changeEvent(self, event: QEvent) -> None:
        """Keep in step with the base size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_scale()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon at the left."""
        px = self._themes.px
        rect = QRect(px(_MARGIN), 0, px(_ICON), self.height())
        self._themes.icons.paint_icon(QPainter(self), rect, self._icon, "faint")

    def _follow_scale(self) -> None:
        px = self._themes.px
        self.setFixedHeight(px(_HEIGHT))
        self._row.setContentsMargins(px(_MARGIN) + px(_ICON) + px(_GAP), 0, px(_MARGIN), 0)

    def _new_button(self, number: int) -> LinkButton:
        button = LinkButton()
        button.clicked.connect(partial(self._run, number))
        self._row.insertWidget(1 + number, button)
        return button

    def _run(self, number: int) -> None:
        self._links[number].run()
