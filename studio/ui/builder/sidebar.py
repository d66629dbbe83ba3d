"""The left side of the page of builds: recipes, earlier builds, and the engine."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.ui.builder.wholelist import WholeList
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QAction

    from studio.ui.builder.twolines import TwoLines
    from studio.ui.theme.switcher import ThemeService

_WIDTH, _HEADING = 236, 40


class Sidebar(QWidget):
    """Two lists that scroll as one, of which one row is chosen; the signals carry its key.

    `menu_wanted` and `record_menu_wanted` carry where on the screen a menu is wanted for it.
    `engine` is room for what names the engine.
    """

    recipe_picked = Signal(str)
    record_picked = Signal(str)
    menu_wanted = Signal(QPoint)
    record_menu_wanted = Signal(QPoint)

    def __init__(
        self, themes: ThemeService, add: QAction, engine: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self.recipes, self.history = WholeList(themes), WholeList(themes)
        self._recipes_heading, self._history_heading = QLabel(), QLabel()
        self.add_button = ToolButton(themes, action=add, compact=True)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._history_band = self._heading(self._history_heading)
        self._content = self._below_each_other(
            self._heading(self._recipes_heading, self.add_button),
            self.recipes,
            self._history_band,
            self.history,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        column.addWidget(self._scroll, 1)
        column.addWidget(Hairline(themes))
        column.addWidget(engine)
        self.recipes.picked.connect(self._pick_recipe)
        self.history.picked.connect(self._pick_record)
        self.recipes.menu_requested.connect(self.menu_wanted)
        self.history.menu_requested.connect(self.record_menu_wanted)
        for each in (self.recipes, self.history):
            each.row_wanted.connect(partial(self._bring_into_view, each))
        themes.changed.connect(self._fit)
        self._fit()
        self._retranslate()

    def set_recipes(self, rows: Sequence[TwoLines]) -> None:
        """Show these recipes."""
        self.recipes.set_rows(rows)

    def set_history(self, rows: Sequence[TwoLines]) -> None:
        """Show these builds."""
        self.history.set_rows(rows)
        self._history_band.setVisible(bool(rows))

    def choose_recipe(self, key: str) -> None:
        """Choose a recipe, so that no earlier build is chosen."""
        self.recipes.choose(key)
        self.history.choose("")

    def _pick_recipe(self, key: str) -> None:
        self.history.choose("")
        self.recipe_picked.emit(key)

    def _pick_record(self, key: str) -> None:
        self.recipes.choose("")
        self.record_picked.emit(key)

    def _below_each_other(self, *widgets: QWidget) -> QWidget:
        """All of these, each as high as it is."""
        content = QWidget()
        content.setProperty("ground", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in widgets:
            column.addWidget(each)
        column.addStretch(1)
        return content

    def _bring_into_view(self, rows: WholeList, rect: QRect) -> None:
        """Scroll to a row of one of the lists, with the heading where it is the first."""
        content = self._content
        # Qt would do so later, but then there is no way yet to a row that was added just now.
        content.resize(content.size().expandedTo(content.sizeHint()))
        top, bottom = (rows.mapTo(content, at).y() for at in (rect.topLeft(), rect.bottomLeft()))
        is_first = rect.top() == 0
        self._scroll.ensureVisible(0, bottom + 1, 0, 0)
        self._scroll.ensureVisible(0, top - self._themes.px(_HEADING) * is_first, 0, 0)

    def _heading(self, label: QLabel, tool: QWidget | None = None) -> QWidget:
        box = QWidget()
        box.setFixedHeight(self._themes.px(_HEADING))
        keep_font(label, self._themes, "section")
        row = QHBoxLayout(box)
        row.setContentsMargins(self._themes.px(16), 0, self._themes.px(8), 0)
        row.addWidget(label, 1)
        if tool is not None:
            row.addWidget(tool)
        return box

    def _fit(self) -> None:
        self.setFixedWidth(self._themes.px(_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._recipes_heading.setText(self.tr("Recipes"))
        self._history_heading.setText(self.tr("History"))
        self.recipes.setAccessibleName(self.tr("Recipes"))
        self.history.setAccessibleName(self.tr("History"))
