"""The saved images of an entry: one row for each architecture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from studio.model.imagetars import Fit, TarFact
from studio.sizes import size_text
from studio.ui.commands.menus import Menu
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.textfield import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.ui.shell.services import Services

_ARCHITECTURE, _ICON, _GAP = 52, 16, 8
_ICONS = {
    Fit.READY: ("stack", "dim"),
    Fit.UNREAD: ("stack", "faint"),
    Fit.WRONG: ("warning-fill", "warning_icon"),
    Fit.MISSING: ("circle-dashed", "faint"),
    Fit.UNASKED: ("minus", "faint"),
}


class TarRow(QWidget):
    """One architecture: the tar with its size, what is inside it, and what can be done.

    The signals carry the architecture, `assigned` also the name of a tar of the package, and
    `renamed` the old and the new name.
    """

    assigned = Signal(str, str)
    wanted = Signal(str)
    dropped = Signal(str)
    opened = Signal(str)
    renamed = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        themes = services.themes
        self._fact = TarFact("", Fit.UNASKED)
        self._others: tuple[str, ...] = ()
        self._architecture = QLabel()
        self._architecture.setProperty("tone", "dim")
        self._architecture.setFixedWidth(themes.px(_ARCHITECTURE))
        self._icon = _FitIcon(services)
        self.name = ElidedLabel("", Qt.TextElideMode.ElideMiddle)
        self.size_label, self.inside = QLabel(), ElidedLabel()
        keep_font(self._architecture, themes, "code_small")
        keep_font(self.size_label, themes, "help", tabular=True)
        keep_font(self.inside, themes, "help")
        for label in (self.size_label, self.inside):
            label.setProperty("tone", "dim")
        self.field = _NameField(compact=True, own_undo=True)
        self.field.hide()
        self.menu_button = ToolButton(themes, "dots-three", compact=True)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu("", self.menu_button)
        menu.aboutToShow.connect(partial(self._fill, menu))
        self.menu_button.setMenu(menu)
        self._arrange()
        self.field.taken.connect(self._rename)
        self.field.left.connect(self._show_name)

    def show_fact(self, fact: TarFact, others: Sequence[str]) -> None:
        """Show another tar; `others` are those of the package that could take its place."""
        self._fact, self._others = fact, tuple(others)
        language = self._services.languages.language
        self._architecture.setText(fact.architecture)
        self._icon.set_fit(fact.fit)
        nothing = fact.fit in (Fit.MISSING, Fit.UNASKED)
        self.name.setText(fact.name or (
            self.tr("no tar yet") if fact.fit is Fit.MISSING else self.tr("not needed")
        ))  # fmt: skip
        self.name.setEnabled(not nothing)
        self.size_label.setText(size_text(fact.size) if fact.size else "")
        inside = fact.inside.text(language) if fact.inside is not None else ""
        self.inside.setText(inside)
        self.inside.setVisible(bool(inside))
        self.menu_button.set_label(
            self.tr("What to do with the tar for {architecture}").format(
                architecture=fact.architecture
            )
        )
        self._show_name()

    def start_renaming(self) -> None:
        """Let the name be edited, its end kept."""
        self.name.hide()
        self.field.setText(self._fact.name)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        stem = self._fact.name.partition(".tar")[0]
        self.field.setSelection(0, len(stem))

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._services.themes.px(_GAP))
        grid.setVerticalSpacing(0)
        for column, widget in enumerate((self._architecture, self._icon, self.name)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.field, 0, 2)
        grid.addWidget(self.size_label, 0, 3)
        grid.addWidget(self.menu_button, 0, 4)
        grid.addWidget(self.inside, 1, 2, 1, 3)
        grid.setColumnStretch(2, 1)

    def _fill(self, menu: Menu) -> None:
        menu.clear()
        fact, icons = self._fact, self._services.themes.icons
        architecture = fact.architecture
        for name in self._others:
            words = self.tr("Take {name}").format(name=name)
            menu.addAction(
                icons.icon("stack"), words, partial(self.assigned.emit, architecture, name)
            )
        add = partial(self.wanted.emit, architecture)
        menu.addAction(icons.icon("tray"), self.tr("Add from disk…"), add)
        if fact.size:
            menu.addSeparator()
            look = partial(self.opened.emit, fact.name)
            menu.addAction(icons.icon("info"), self.tr("Show what is inside"), look)
            menu.addAction(
                icons.icon("pencil-simple"), self.tr("Rename, here and in the mapping"),
                self.start_renaming,
            )  # fmt: skip
        if fact.name:
            drop = partial(self.dropped.emit, architecture)
            menu.addAction(icons.icon("minus"), self.tr("Name no tar"), drop)

    def _rename(self, name: str) -> None:
        self.renamed.emit(self._fact.name, name)
        self._show_name()

    def _show_name(self) -> None:
        self.field.hide()
        self.name.show()


class _NameField(TextField):
    """Enter takes the name, Esc and leaving do not."""

    taken = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End by Enter or Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Give up when the focus goes."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().event(event)


class _FitIcon(QWidget):
    """Whether the tar serves, beside words that say the same."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._themes = services.themes
        self._fit = Fit.UNASKED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self._themes.px(_ICON), self._themes.px(_ICON))

    def set_fit(self, fit: Fit) -> None:
        """Show something else."""
        self._fit = fit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        self._themes.icons.paint_icon(QPainter(self), self.rect(), *_ICONS[self._fit])
