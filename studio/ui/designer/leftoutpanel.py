"""The dock of what consumers do not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.model.leftoutlist import LeftOutList, LeftOutRole, LeftOutRow
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.rowtree import RowTreeView
from studio.ui.designer.leftoutdelegate import LeftOutDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from studio.model.design import Design
    from studio.ui.shell.services import Services
    from studio.ui.theme.switcher import ThemeService

_FIX_KEY = QKeySequence("Ctrl+.")


class LeftOutView(RowTreeView):
    """The rows; `chosen` carries the row to jump to, `fix_requested` one to bring back."""

    chosen = Signal(object)
    fix_requested = Signal(object)

    def __init__(self, themes: ThemeService, model: LeftOutList, language: str) -> None:
        super().__init__(themes)
        self.delegate = LeftOutDelegate(themes, language, self)
        self._list = model
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setRootIsDecorated(False)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "panel")
        self.clicked.connect(self._choose)
        self.delegate.link_clicked.connect(lambda at: self.fix_requested.emit(at.data(LeftOutRole)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump by Enter, bring back by Ctrl+., copy as text."""
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
            QGuiApplication.clipboard().setText("\n".join(map(self._list.as_text, rows)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.moved_by_keys = True
            self._choose(index)
        elif QKeySequence(event.keyCombination()) == _FIX_KEY and index.isValid():
            self.fix_requested.emit(index.data(LeftOutRole))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim the key of the way out before the window takes it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and QKeySequence(event.keyCombination()) == _FIX_KEY
        ):
            event.accept()
            return True
        return super().event(event)

    def _dress(self) -> None:
        super()._dress()
        self.setIndentation(0)

    def _choose(self, index: QModelIndex) -> None:
        row: LeftOutRow | None = index.data(LeftOutRole)
        if row is not None:
            self.chosen.emit(row)


class LeftOutPanel(QWidget):
    """Follows a design: a row that is chosen is chosen there, and `chosen` carries its place."""

    chosen = Signal(object)

    def __init__(self, services: Services, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._design = design
        self._services = services
        self.list = LeftOutList(self)
        self.view = LeftOutView(services.themes, self.list, services.languages.language)
        self.empty = EmptyState(services.themes, "check-circle")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        nothing = QWidget()
        alone = QVBoxLayout(nothing)
        alone.setContentsMargins(4, 4, 4, 4)
        alone.addWidget(self.empty)
        alone.addStretch(1)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.view)
        self.view.chosen.connect(self._choose)
        self.view.fix_requested.connect(self._fix)
        design.form_changed.connect(self.refresh)
        self._retranslate()

    def refresh(self) -> None:
        """Show what the form leaves out now."""
        design = self._design
        document = design.document
        self.list.show_form(design.form, document.snapshot if document else None)
        self._stack.setCurrentIndex(0 if self.list.rowCount() else 1)
        if design.form is None:
            self.empty.set_content(self.tr("There is no deploy form in this package."))
        else:
            self.empty.set_content(self.tr("Consumers see every field."))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self._design.look(self, looks=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._design.look(self, looks=False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _choose(self, row: LeftOutRow) -> None:
        if row.left.path:
            self._design.choose(row.left.path)
        self.chosen.emit(row.place)

    def _fix(self, row: LeftOutRow) -> None:
        fix = row.fix
        if fix is not None:
            self._design.run(lambda snapshot, _form: fix.make(snapshot))

    def _retranslate(self) -> None:
        language = self._services.languages.language
        self.list.set_language(language)
        self.view.delegate.language = language
        self.view.setAccessibleName(self.tr("Not shown to the consumer"))
        self.refresh()
