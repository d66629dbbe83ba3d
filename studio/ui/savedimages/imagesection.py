"""One image of a tar: its names, what it runs, and its layers."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.sizes import size_text
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.painting import paint_bar
from studio.ui.controls.states import VERBATIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.formats.imagetar import Layer, SavedImage
    from studio.ui.theme.switcher import ThemeService

_BAR_WIDTH, _BAR_HEIGHT, _GAP, _ROW_GAP = 96, 6, 16, 4
_SHELL = ("/bin/sh -c #(nop) ", "/bin/sh -c ")
"""What Docker's first builder writes before every command."""


class ImageSection(QWidget):
    """Names as headings, then facts, then layers from the lowest up."""

    def __init__(
        self, image: SavedImage, themes: ThemeService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(themes.px(_ROW_GAP))
        for name in image.names or (self.tr("an image without a name"),):
            heading = self._label(name, "heading")
            heading.setProperty(VERBATIM, bool(image.names))
            layout.addWidget(heading)
        layout.addLayout(self._facts(image))
        layout.addSpacing(themes.px(_GAP))
        layout.addWidget(self._label(self.tr("%n layer(s)", "", len(image.layers)), "section"))
        layout.addLayout(self._layers(image.layers))

    def _facts(self, image: SavedImage) -> QGridLayout:
        config = image.config
        platform = "/".join(filter(None, (image.os, image.architecture, image.variant)))
        labels = [f"{name}={value}" for name, value in config.labels]
        rows = (
            (self.tr("Platform"), [platform or self.tr("not said")], False),
            (self.tr("Size"), [size_text(image.size)], False),
            (self.tr("Created"), [image.created[:19].replace("T", " ")], False),
            (self.tr("Entrypoint"), [shlex.join(config.entrypoint)], True),
            (self.tr("Command"), [shlex.join(config.command)], True),
            (self.tr("Ports"), [", ".join(config.ports)], True),
            (self.tr("User"), [config.user], True),
            (self.tr("Working folder"), [config.working_folder], True),
            (self.tr("Environment"), config.environment, True),
            (self.tr("Labels"), labels, True),
        )
        grid = self._grid()
        for title, values, is_code in rows:
            if any(values):
                row = grid.rowCount()
                name = self._label(title, "body", tone="dim")
                grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
                value = self._label("\n".join(values), "code_small" if is_code else "body")
                value.setWordWrap(True)
                value.setProperty(VERBATIM, is_code)
                grid.addWidget(value, row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _layers(self, layers: Sequence[Layer]) -> QGridLayout:
        largest = max((layer.size or 0 for layer in layers), default=0) or 1
        grid = self._grid()
        for row, layer in enumerate(layers):
            missing = layer.size is None
            size = self.tr("missing") if missing else size_text(layer.size or 0)
            label = self._label(size, "body", tone="error" if missing else "")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            command = ElidedLabel(_shown(layer.command) or layer.digest)
            keep_font(command, self._themes, "code_small")
            command.setToolTip(layer.command or layer.digest)
            command.setProperty(VERBATIM, True)
            grid.addWidget(label, row, 0)
            grid.addWidget(_Share((layer.size or 0) / largest, self._themes), row, 1)
            grid.addWidget(command, row, 2)
        grid.setColumnStretch(2, 1)
        return grid

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._themes.px(_GAP))
        grid.setVerticalSpacing(self._themes.px(_ROW_GAP))
        return grid

    def _label(self, text: str, font: str, tone: str = "") -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        keep_font(label, self._themes, font)
        if tone:
            label.setProperty("tone", tone)
        return label


class _Share(QWidget):
    """A bar for the share of the largest layer."""

    def __init__(self, fraction: float, themes: ThemeService) -> None:
        super().__init__()
        self._fraction = fraction
        self._themes = themes
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As wide as all bars."""
        return QSize(self._themes.px(_BAR_WIDTH), self._themes.px(_BAR_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar in the middle of the row."""
        height = self._themes.px(_BAR_HEIGHT)
        rect = QRect(0, (self.height() - height) // 2, self.width(), height)
        paint_bar(QPainter(self), self._themes, rect, self._fraction)


def _shown(command: str) -> str:
    for lead in _SHELL:
        command = command.removeprefix(lead)
    return " ".join(command.split())
