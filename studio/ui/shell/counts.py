"""How many errors and warnings there are, as a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from studio.ui.controls.painting import paint_focus_ring, paint_rounded
from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.controls.statusicon import StatusTone
    from studio.ui.theme.switcher import ThemeService

HEIGHT, ICON, GAP, MARGIN = 30, 16, 5, 8


class CountsButton(QPushButton):
    """Two icons with their counts; a count of 0 is faint."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._counts: dict[StatusTone, int] = {"error": 0, "warning": 0}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themes.changed.connect(self.updateGeometry)
        self._retranslate()

    def set_counts(self, errors: int, warnings: int) -> None:
        """Show other counts."""
        self._counts = {"error": errors, "warning": warnings}
        self._retranslate()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for both counts."""
        metrics = QFontMetrics(self._themes.font("strong", tabular=True))
        numbers = sum(metrics.horizontalAdvance(str(count)) for count in self._counts.values())
        px = self._themes.px
        return QSize(numbers + px(2 * (ICON + GAP) + 10 + 2 * MARGIN), px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icons and counts from the left."""
        painter, px = QPainter(self), self._themes.px
        if self.underMouse():
            paint_rounded(painter, self.rect(), 6, self._themes.colour("hover"))
        painter.setFont(self._themes.font("strong", tabular=True))
        left = px(MARGIN)
        for tone, count in self._counts.items():
            icon, role = STATUS_ICONS[tone]
            rect = QRect(left, 0, px(ICON), self.height())
            self._themes.icons.paint_icon(painter, rect, icon, role if count else "faint")
            painter.setPen(self._themes.colour("text" if count else "faint"))
            left = rect.right() + px(GAP)
            room = QRect(left, 0, self.width(), self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(count))
            left += painter.fontMetrics().horizontalAdvance(str(count)) + px(10)
        if self.hasFocus():
            paint_focus_ring(painter, self._themes, self.rect(), 6)

    def _retranslate(self) -> None:
        words = self.tr("%n error(s)", "", self._counts["error"])
        words += ", " + self.tr("%n warning(s)", "", self._counts["warning"])
        self.setAccessibleName(words)
        self.setToolTip(words)
