"""Sections of the panel beside a recipe or a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_MARGIN, _TOP, _GAP, _ROW, _ICON = 16, 14, 8, 30, 16


class Section(QWidget):
    """A heading, room for a control beside it, and what stands below."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        keep_font(self.heading, themes, "section")
        px = themes.px
        self.head = QHBoxLayout()
        self.head.addWidget(self.heading, 1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(px(_MARGIN), px(_TOP), px(_MARGIN), px(_TOP))
        self.body.setSpacing(px(_GAP))
        self.body.addLayout(self.head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.body)
        column.addWidget(Hairline(themes))


class FactRows(QWidget):
    """Rows of an icon, a name, and a fact at the right."""

    def __init__(
        self, themes: ThemeService, *, code: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._use = "code_small" if code else "body"
        self._rows: list[tuple[tuple[str, str] | None, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rows(self) -> list[tuple[str, str]]:
        """Names with their facts."""
        return [(name, fact) for _, name, fact in self._rows]

    def set_rows(self, rows: Sequence[tuple[tuple[str, str] | None, str, str]]) -> None:
        """Show other rows: an icon with its role or None, a name, a fact."""
        if list(rows) != self._rows:
            self._rows = list(rows)
            self.setAccessibleDescription("; ".join(f"{name} {fact}" for _, name, fact in rows))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(0, self._themes.px(_ROW) * len(self._rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows."""
        painter, px = QPainter(self), self._themes.px
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, (icon, name, fact) in enumerate(self._rows):
            row = QRect(0, number * px(_ROW), self.width(), px(_ROW))
            if icon is not None:
                rect = QRect(row.left(), row.top(), px(_ICON), row.height())
                self._themes.icons.paint_icon(painter, rect, *icon)
                row.setLeft(rect.right() + px(_GAP))
            painter.setFont(self._themes.font("help", tabular=True, text=fact))
            painter.setPen(self._themes.colour("dim"))
            painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, fact)
            row.setRight(row.right() - painter.fontMetrics().horizontalAdvance(fact) - px(_GAP))
            painter.setFont(self._themes.font(self._use, text=name))
            painter.setPen(self._themes.colour("text"))
            mode = Qt.TextElideMode.ElideMiddle
            painter.drawText(row, middle, painter.fontMetrics().elidedText(name, mode, row.width()))
