"""A list of rows that does not scroll by itself but with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from studio.ui.builder.twolines import ROW_HEIGHT, TwoLinesList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from studio.ui.builder.twolines import Index, TwoLines
    from studio.ui.theme.switcher import ThemeService


class WholeList(TwoLinesList):
    """As high as all its rows; `row_wanted` carries the rectangle of one that should be seen."""

    row_wanted = Signal(QRect)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._themes = themes
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        themes.changed.connect(self._fit)
        self._fit()

    def set_rows(self, rows: Sequence[TwoLines]) -> None:
        """Show other rows, and have room for them."""
        super().set_rows(rows)
        self._fit()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Have the row seen by what scrolls."""
        super().scrollTo(index, hint)
        if index.isValid():
            self.row_wanted.emit(self.visualRect(index))

    def _fit(self) -> None:
        """Have room for all rows; without any for one, where the keys can be."""
        self.setFixedHeight(self._themes.px(ROW_HEIGHT) * max(self.model().rowCount(), 1))
