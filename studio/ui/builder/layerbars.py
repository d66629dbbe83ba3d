"""The layers of an image as bars, the lowest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.controls.painting import paint_rounded
from studio.ui.shell.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_ROW, _WORDS, _BAR = 36, 20, 4


class LayerBars(QWidget):
    """One row for each layer: what made it, its size in words, and as a share of the largest."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._layers: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def layers(self) -> tuple[tuple[str, int], ...]:
        """What it shows: commands with sizes in bytes."""
        return self._layers

    def set_layers(self, layers: Sequence[tuple[str, int]]) -> None:
        """Show other layers."""
        self._layers = tuple(layers)
        spoken = (f"{command} {size_text(size)}" for command, size in layers)
        self.setAccessibleDescription("; ".join(spoken))
        self.setToolTip(
            "\n".join(f"{size_text(size)}  {command[:160]}" for command, size in layers)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(0, self._themes.px(_ROW) * len(self._layers))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words and bars."""
        painter, px = QPainter(self), self._themes.px
        largest = max((size for _, size in self._layers), default=0)
        for number, (command, size) in enumerate(self._layers):
            row = QRect(0, number * px(_ROW), self.width(), px(_WORDS))
            painter.setFont(self._themes.font("help", tabular=True))
            painter.setPen(self._themes.colour("dim"))
            text = size_text(size)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            taken = painter.fontMetrics().horizontalAdvance(text) + px(10)
            painter.setFont(self._themes.font("code_small"))
            painter.setPen(self._themes.colour("text"))
            words = row.adjusted(0, 0, -taken, 0)
            shown = painter.fontMetrics().elidedText(
                " ".join(command.split()) or self.tr("base image"),
                Qt.TextElideMode.ElideRight,
                words.width(),
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
            bar = QRect(0, row.bottom() + px(3), self.width(), px(_BAR))
            paint_rounded(painter, bar, bar.height() / 2, self._themes.colour("hover"))
            bar.setWidth(max(px(_BAR), round(bar.width() * size / max(1, largest))))
            role = "accent_fill" if size == largest else "border_strong"
            paint_rounded(painter, bar, bar.height() / 2, self._themes.colour(role))
