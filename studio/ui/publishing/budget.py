"""How much of the 4 MB a deploy package uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.package.rules.publishing import DEPLOY_LIMIT
from studio.sizes import size_text
from studio.ui.controls.painting import paint_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_LINE, _GAP, _BAR = 18, 6, 6
_NEARLY_FULL = 0.8


class BudgetBar(QWidget):
    """A line of words above a bar; red when the limit is passed, amber shortly before."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._packed = 0
        self._unpacked: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)
        self._retranslate()

    def set_sizes(self, packed: int, unpacked: int | None = None) -> None:
        """Show other sizes in bytes; the unpacked one only if given."""
        self._packed, self._unpacked = packed, unpacked
        self._retranslate()

    def words(self) -> str:
        """The sizes as it says them."""
        limit = size_text(DEPLOY_LIMIT).replace(".0", "")
        if self._unpacked is None:
            text = self.tr("{size} of {limit}")
            return text.format(size=size_text(self._packed), limit=limit)
        text = self.tr("{size} of {limit}, unpacked {unpacked}")
        return text.format(
            size=size_text(self._packed), limit=limit, unpacked=size_text(self._unpacked)
        )

    def sizeHint(self) -> QSize:
        """A line, a gap and the bar."""
        px = self._themes.px
        return QSize(px(200), px(_LINE + _GAP + _BAR))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words and bar."""
        painter, px = QPainter(self), self._themes.px
        line = QRect(0, 0, self.width(), px(_LINE))
        title = self.tr("Deploy package")
        painter.setFont(self._themes.font("label", text=title))
        painter.setPen(self._themes.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, self.words())
        bar = QRect(0, px(_LINE + _GAP), self.width(), px(_BAR))
        fraction = self._packed / DEPLOY_LIMIT
        paint_bar(painter, self._themes, bar, fraction, self._role(fraction))

    @staticmethod
    def _role(fraction: float) -> str:
        if fraction > 1:
            return "error"
        return "warning_icon" if fraction > _NEARLY_FULL else "accent"

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Deploy package"))
        self.setAccessibleDescription(self.words())
        self.update()
