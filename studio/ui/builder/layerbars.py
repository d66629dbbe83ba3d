"""The layers of an image as bars, the lowest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.services.engine.logtext import command_of
from studio.sizes import size_text
from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_ROW, _WORDS, _BAR = 36, 20, 4


def layer_name(command: str) -> tuple[str, Qt.TextElideMode]:
    """What tells a layer in few words, and where they are shortened: image, command or files."""
    keyword, _, rest = " ".join(command.split()).partition(" ")
    words = [word for word in rest.split() if not word.startswith("--")]
    if keyword == "FROM" and words:
        return words[0].rpartition("/")[2], Qt.TextElideMode.ElideRight
    if keyword == "RUN" and words:
        return command_of(command), Qt.TextElideMode.ElideRight
    if keyword in {"COPY", "ADD"} and len(words) > 1 and not rest.startswith("["):
        names = [word.rstrip("/").rpartition("/")[2] for word in words[:-1]]
        if all(name not in {"", ".", "*"} for name in names):
            return ", ".join(names), Qt.TextElideMode.ElideMiddle
    return " ".join(command.split()), Qt.TextElideMode.ElideRight


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
            name, mode = layer_name(command)
            shown = painter.fontMetrics().elidedText(
                name or self.tr("base image"), mode, words.width()
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
            bar = QRect(0, row.bottom() + px(3), self.width(), px(_BAR))
            paint_rounded(painter, bar, bar.height() / 2, self._themes.colour("hover"))
            bar.setWidth(max(px(_BAR), round(bar.width() * size / max(1, largest))))
            role = "accent_fill" if size == largest else "border_strong"
            paint_rounded(painter, bar, bar.height() / 2, self._themes.colour(role))
