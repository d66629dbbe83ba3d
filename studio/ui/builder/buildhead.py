"""The line above a recipe or a build: what it is, how far, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.builder.addresslabel import AddressLabel
from studio.ui.builder.fittinglabel import FittingLabel
from studio.ui.builder.progressline import ProgressLine
from studio.ui.controls.buttons import Button, ToolButton
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.segmented import Segment, Segmented

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

_HEIGHT = 56
RECIPE, RUN = "recipe", "run"


class BuildHead(QWidget):
    """Title with a sentence below; `view` chooses between the recipe and its build."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.sentence = AddressLabel(), FittingLabel()
        self.sentence.setProperty("tone", "dim")
        keep_font(self.title, themes, "heading")
        keep_font(self.sentence, themes, "help", tabular=True)
        self.view = Segmented(themes, [Segment(RECIPE, ""), Segment(RUN, "")])
        self.build = Button(themes, icon="play")
        self.cancel = Button(themes, icon="stop")
        self.again = Button(themes, icon="arrows-clockwise")
        self.more = ToolButton(themes, "dots-three")
        self.progress = ProgressLine(themes)
        px = themes.px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(12), 0)
        row.setSpacing(px(8))
        row.addLayout(words, 1)
        for tool in (self.view, self.more, self.again, self.build, self.cancel):
            row.addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.progress)
        self.setFixedHeight(px(_HEIGHT))
        self._retranslate()

    def show_address(self, address: str) -> None:
        """Show the last part of an image's address; the whole of it is in the tooltip."""
        self.title.setText(address.rpartition("/")[2])
        self.title.setToolTip(address)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.view.set_text(RECIPE, self.tr("Recipe"))
        self.view.set_text(RUN, self.tr("Build"))
        self.again.setText(self.tr("Build again"))
        self.again.setToolTip(self.tr("With the same settings as then"))
        self.more.set_label(self.tr("More"))
