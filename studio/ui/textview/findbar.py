"""The bar below the text that finds and replaces in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from studio.errors import StudioError
from studio.package.search import replace_hits, replacement
from studio.ui.controls.buttons import Button
from studio.ui.controls.textfield import TextField
from studio.ui.textview.findcontrols import FindControls
from studio.ui.textview.finding import TextSearch
from studio.ui.textview.layers import paint_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.package.search import Hit
    from studio.services.jobs import JobList
    from studio.ui.textview.codeedit import Row
    from studio.ui.textview.finding import Finds
    from studio.ui.textview.view import TextView
    from studio.ui.theme.switcher import ThemeService

_PAUSE = 120
"""Milliseconds without an edit after which the text is searched again."""


class FindBar(QWidget):
    """Hidden until `open`; while it is shown it is the layer that paints every find.

    Typing a query goes to the first find from where the caret stood when the bar opened.
    `replaced` carries the label of a step that replaced several finds.
    """

    replaced = Signal(object)

    def __init__(self, view: TextView, themes: ThemeService, jobs: JobList) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes
        self._origin = 0
        self._going = False
        self._search = TextSearch(jobs, self)
        self.controls = FindControls(themes)
        self.field, self.count = self.controls.field, self.controls.count
        self.case, self.word, self.regex = (
            self.controls.case, self.controls.word, self.controls.regex,
        )  # fmt: skip
        self.replacement = TextField(compact=True, own_undo=True)
        self.complaint = QLabel()
        self.complaint.setProperty("tone", "error")
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.setWordWrap(True)
        self.replace_button = Button(themes)
        self.replace_all_button = Button(themes)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()
        self._retranslate()
        self.hide()

    @property
    def finds(self) -> Finds:
        """The finds of the present query, as far as they are known."""
        return self._search.finds

    def open(self, *, replacing: bool = False) -> None:
        """Show the bar, with what is selected in one line as the query."""
        selected = self._view.selected_text
        self._origin = min(self._view.selection)
        for widget in (self.replacement, self.replace_button, self.replace_all_button):
            widget.setVisible(replacing)
        self.show()
        if selected and "\n" not in selected:
            self.field.setText(selected)
        self.search()
        field = self.replacement if replacing and self.field.text() else self.field
        field.setFocus()
        field.selectAll()

    def dismiss(self) -> None:
        """Hide the bar and go back to the text."""
        self.hide()
        self._timer.stop()
        self._search.stop()
        self._view.edit.setFocus()
        self._view.edit.viewport().update()

    def step(self, by: int) -> None:
        """Select the next find (1) or the one before (-1), around the ends of the text."""
        if not self.isVisible():
            self.search()
        if not self.finds.spans:
            return
        start, end = sorted(self._view.selection)
        index = self.finds.index_at(max(start, end)) if by > 0 else self.finds.index_at(start) - 1
        self._select(index % len(self.finds))

    def search(self) -> None:
        """Find anew in the present text."""
        self._timer.stop()
        self._going = False
        binding = self._view.binding
        self._search.find(binding.path, binding.content, self.controls.query())
        self._show_answer()

    def replace(self) -> None:
        """Replace the find that is selected and go to the next; else just go there."""
        self.search()
        index = self._current()
        if index is not None:
            hit = self.finds.hits[index]
            written = self._replace([hit])
            if written is None:
                return
            after = hit.start + len(written)
            self._view.select(after, after)
            self.search()
        self.step(1)

    def replace_all(self) -> None:
        """Replace every find as one step."""
        self.search()
        if self.finds.hits and self._replace(self.finds.hits) is not None:
            self.search()

    def _replace(self, hits: Sequence[Hit]) -> str | None:
        """Replace some finds as one step; what the first became, None if nothing was done."""
        view, query = self._view, self._search.query
        self._complain(self.replacement, None)
        try:
            written = replacement(query, self.replacement.text())
            change_set = replace_hits(view.document.snapshot, hits, written, query)
            if view.read_only_reason is not None or not view.document.commit(change_set):
                return None
        except StudioError as error:
            self._complain(self.replacement, error)
            return None
        if len(hits) > 1:
            self.replaced.emit(change_set.label)
        return written(hits[0])

    def paint(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint the ground of the finds that can be seen, below the text."""
        if not self.isVisible() or not rows or not self.finds.spans:
            return
        binding, colour = self._view.binding, self._themes.colour("match")
        last = rows[-1].block
        first_offset = binding.offset(rows[0].block.position())
        last_offset = binding.offset(last.position() + last.length() - 1)
        for start, end in self.finds.between(first_offset, last_offset + 1):
            span = binding.position(start), binding.position(end)
            paint_span(self._view.edit, painter, rows, *span, colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A panel with a hairline above."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._themes.colour("panel"))
        painter.fillRect(0, 0, self.width(), 1, self._themes.colour("line"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Shift+Enter and Esc in the field of what replaces."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.step(-1)
                else:
                    self.replace()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 8, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.replace_button)
        buttons.addWidget(self.replace_all_button)
        buttons.addStretch(1)
        grid.addWidget(self.field, 0, 0)
        grid.addWidget(self.controls, 0, 1)
        grid.addWidget(self.replacement, 1, 0)
        grid.addLayout(buttons, 1, 1)
        grid.addWidget(self.complaint, 2, 0, 1, 2)
        self.complaint.hide()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.controls.changed.connect(self._search_and_go)
        self.controls.stepped.connect(self.step)
        self.controls.dismissed.connect(self.dismiss)
        self.replace_button.clicked.connect(self.replace)
        self.replace_all_button.clicked.connect(self.replace_all)
        self._timer.timeout.connect(self.search)
        self._search.answered.connect(self._take_answer)
        self._view.read_only_changed.connect(self._follow_read_only)
        self._view.edited.connect(self._search_later)
        self._view.edit.cursorPositionChanged.connect(self._show_count)
        self.replacement.installEventFilter(self)

    def _search_later(self) -> None:
        if self.isVisible():
            self._timer.start()

    def _search_and_go(self) -> None:
        self.search()
        self._going = self._search.is_busy
        self._go()

    def _take_answer(self) -> None:
        self._show_answer()
        if self._going:
            self._going = False
            self._go()

    def _go(self) -> None:
        """Select the first find from where the caret stood."""
        if self.finds.spans:
            self._select(self.finds.index_at(self._origin) % len(self.finds))

    def _show_answer(self) -> None:
        self._complain(self.field, self._search.error)
        self._show_count()
        self._view.edit.viewport().update()

    def _complain(self, field: TextField, error: StudioError | None) -> None:
        """Say what is wrong with a field, or that it is right again."""
        words = error.message.text(self._view.hints.language) if error else ""
        field.set_state("error" if error else "set", words)
        self.complaint.setText(words)
        self.complaint.setVisible(bool(words))

    def _follow_read_only(self) -> None:
        for button in (self.replace_button, self.replace_all_button):
            button.setEnabled(self._view.read_only_reason is None)

    def _select(self, index: int) -> None:
        start, end = self.finds.spans[index]
        position = self._view.binding.position(start)
        self._view.edit.center_block(self._view.edit.document().findBlock(position))
        self._view.select(start, end)
        self._show_count()

    def _current(self) -> int | None:
        """The find that is selected, from 0."""
        selected = sorted(self._view.selection)
        index = self.finds.index_at(selected[0])
        matches = index < len(self.finds) and list(self.finds.spans[index]) == selected
        return index if matches else None

    def _show_count(self) -> None:
        if not self.isVisible():
            return
        self.controls.show_count(self._current(), len(self.finds), searching=self._search.is_busy)

    def _retranslate(self) -> None:
        self.replacement.setPlaceholderText(self.tr("Replace with"))
        self.replacement.setAccessibleName(self.tr("Replace with"))
        self.replace_button.setText(self.tr("Replace"))
        self.replace_all_button.setText(self.tr("Replace all"))
