"""The line above the table of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from studio.ui.controls.buttons import Button, ToolButton
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.textfield import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenu, QWidget

    from studio.ui.theme.switcher import ThemeService

_HEIGHT, _FIELD, _NARROW = 40, 170, 560


class ImagesHeader(QFrame):
    """Title, counts, filter, the buttons for all of it; words go where it is narrow."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.title, self.counts = QLabel(), ElidedLabel()
        keep_font(self.title, themes, "heading")
        keep_font(self.counts, themes, "help", tabular=True)
        self.counts.setProperty("tone", "dim")
        self.field = SearchField(themes, icon="funnel")
        self.propose = Button(themes, icon="magic-wand")
        self.text = ToolButton(themes)
        self.more = ToolButton(themes, "dots-three")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFixedHeight(themes.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.counts, 1)
        row.addWidget(self.field)
        row.addWidget(self.propose)
        row.addWidget(self.text)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(Hairline(themes))
        self._retranslate()

    def set_menu(self, menu: QMenu) -> None:
        """What «…» offers."""
        self.more.setMenu(menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words before anything overlaps."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the size of the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(self._themes.px(_HEIGHT))

    def _fit(self) -> None:
        narrow = self.width() < self._themes.px(_NARROW)
        self.counts.setVisible(not narrow)
        self.field.setFixedWidth(self._themes.px(_FIELD * 2 // 3 if narrow else _FIELD))

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Images"))
        self.field.set_placeholder(self.tr("Filter images"))
        self.more.set_label(self.tr("More"))
