"""The editor of one text file of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.package.links import name_at
from studio.ui.textview.binding import Binding
from studio.ui.textview.brackets import matching_bracket
from studio.ui.textview.changedlines import changed_lines
from studio.ui.textview.codeedit import CodeEdit
from studio.ui.textview.findbar import FindBar
from studio.ui.textview.folds import Folds
from studio.ui.textview.gutter import Gutter
from studio.ui.textview.highlighting import Highlighter
from studio.ui.textview.hints import Hints
from studio.ui.textview.indentation import indent_unit
from studio.ui.textview.languages import language_of
from studio.ui.textview.layers import (
    Brackets,
    CurrentLine,
    Flash,
    FoldSigns,
    IndentGuides,
    Selection,
)
from studio.ui.textview.linking import Linking
from studio.ui.textview.marks import Marks
from studio.ui.textview.multicursor import MultiCursor
from studio.ui.textview.overview import OverviewBar
from studio.ui.textview.places import PlaceTracker, span_of
from studio.ui.textview.stillness import Stillness
from studio.ui.textview.typist import Typist
from studio.ui.textview.viewcommands import ViewCommands
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio.model.document import Document
    from studio.package.problems import Problem
    from studio.package.snapshot import Place
    from studio.services.jobs import JobList
    from studio.ui.textview.codeedit import Row
    from studio.ui.theme.switcher import ThemeService
    from studio.wording import Message

_KEEP = QTextCursor.MoveMode.KeepAnchor
_COMPARE_PAUSE = 150
"""Milliseconds without an edit after which the text is compared with the saved one."""


class TextView(QWidget):
    """Shows and edits the file at `path`, in step with the document and with other views.

    Offsets are code points from the start of the text. `closed` says that the file is gone,
    `fixes_requested` carries the problems of the line whose sign was clicked, `replaced` the label
    of a step that replaced several finds. `revealed` comes before somebody is led to a place.
    """

    position_changed = Signal(int, int)
    place_changed = Signal(object)
    edited = Signal()
    closed = Signal()
    path_changed = Signal(str)
    read_only_changed = Signal()
    fixes_requested = Signal(list)
    replaced = Signal(object)
    revealed = Signal()
    preview_toggled = Signal()

    def __init__(
        self,
        document: Document,
        path: str,
        themes: ThemeService,
        jobs: JobList,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self._themes = themes
        self.language = language_of(path)
        self.edit = CodeEdit(themes, self)
        buffer = self.edit.document()
        self.binding = Binding(document, path, buffer, self)
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)
        self.indent_unit = indent_unit(self.binding.text)
        self.highlighter = Highlighter(buffer, themes, self.language.lexer(), self)
        self.folds = Folds(self.edit, self.language.fold_length)
        self.marks = Marks(buffer, self.binding, themes, self)
        self.stillness = Stillness(self.edit, self.binding)
        self.hints = Hints(self.edit, self.marks, themes)
        self.linking = Linking(self, jobs)
        self.hints.ask = self.linking.ask
        self.cursors = MultiCursor(self.edit, self.binding)
        self.places = PlaceTracker(self)
        self.typist = Typist(self)
        self.commands = ViewCommands(self)
        self.find_bar = FindBar(self, themes, jobs)
        self.gutter = Gutter(self.edit, self.folds, self.marks, themes)
        self.overview = OverviewBar(self.edit, self.marks, themes)
        self.edit.setVerticalScrollBar(self.overview)
        self._compare_timer = QTimer(self, singleShot=True, interval=_COMPARE_PAUSE)
        self._set_layers()
        self._connect()
        self._lay_out()
        self._follow_read_only()
        self._compare_with_saved()
        self.edit.setAccessibleName(self.binding.name)

    @property
    def path(self) -> str:
        """The path of the file now; it follows renames."""
        return self.binding.path

    @property
    def read_only_reason(self) -> Message | None:
        """Why the text cannot be edited here, None when it can."""
        return self.binding.read_only_reason

    @property
    def position(self) -> tuple[int, int]:
        """Line and column of the caret, from 1, the column in code points."""
        cursor = self.edit.textCursor()
        start = self.binding.offset(cursor.block().position())
        return cursor.blockNumber() + 1, self.caret_offset - start + 1

    @property
    def caret_offset(self) -> int:
        """Where the caret stands."""
        return self.binding.offset(self.edit.textCursor().position())

    @property
    def selection(self) -> tuple[int, int]:
        """The offsets of the selection's anchor and of the caret."""
        return self.binding.offset(self.edit.textCursor().anchor()), self.caret_offset

    @property
    def selected_text(self) -> str:
        """What is selected."""
        start, end = sorted(self.selection)
        return self.binding.text[start:end]

    @property
    def name_at_caret(self) -> str:
        """What is selected in one line, else the key, value or word at the caret."""
        selected = self.selected_text
        if selected:
            return "" if "\n" in selected else selected
        tree = self.document.snapshot.tree(self.path) if self.language.has_places else None
        found = name_at(tree, self.caret_offset) if tree is not None else ""
        if not found:
            cursor = self.edit.textCursor()
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            found = cursor.selectedText()
        return found

    @property
    def has_selection(self) -> bool:
        """Whether anything is selected, at any caret."""
        cursors = (self.edit.textCursor(), *self.cursors.extra)
        return any(cursor.hasSelection() for cursor in cursors)

    def select(self, anchor: int, caret: int) -> None:
        """Select between two offsets; put the caret there when they are equal."""
        cursor = self.edit.textCursor()
        cursor.setPosition(self.binding.position(anchor))
        cursor.setPosition(self.binding.position(caret), _KEEP)
        self.edit.setTextCursor(cursor)

    def reveal(self, place: Place) -> None:
        """Put the caret at a place of this file and flash it.

        Right after an undo or redo in this file the caret goes to what that changed.
        """
        travelled = self.stillness.travelled
        if travelled is not None:
            start, end = map(self.binding.offset, travelled)
            self.stillness.travelled = None
            self._show(end, start, end)
        else:
            has_places = self.language.has_places
            start, end = span_of(self.document.snapshot, place) if has_places else (0, 0)
            self._show(start, start, end)

    def reveal_span(self, start: int, end: int) -> None:
        """Put the caret at an offset and flash the lines up to another."""
        self._show(start, start, end)

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the caret at a line and column from 1, as far as the text has them."""
        buffer = self.edit.document()
        block = buffer.findBlockByNumber(min(max(line, 1), buffer.blockCount()) - 1)
        start = self.binding.offset(block.position())
        end = self.binding.offset(block.position() + block.length() - 1)
        at = min(start + max(column, 1) - 1, end)
        self._show(at, at, at)

    def set_problems(self, problems: Iterable[Problem], language: str = "en") -> None:
        """Show the problems of this file; tooltips say them in `language`."""
        self.hints.language = language
        self.marks.set_problems(problems)

    def problems_at_caret(self) -> list[Problem]:
        """The problems of the caret's line, those under the caret first."""
        cursor = self.edit.textCursor()
        near = self.marks.at(cursor.position())
        line = self.marks.lines.get(cursor.blockNumber(), [])
        return [mark.problem for mark in (*near, *(m for m in line if m not in near))]

    def view_state(self) -> dict[str, Any]:
        """Caret, scroll position and folds, as plain values for the session."""
        anchor, caret = self.selection
        return {
            "anchor": anchor,
            "caret": caret,
            "top": self.edit.verticalScrollBar().value(),
            "left": self.edit.horizontalScrollBar().value(),
            "folds": self.folds.headers,
        }

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Look at the text as `view_state` said; what the text no longer has is left out."""
        self.folds.restore(state.get("folds", []))
        caret = state.get("caret", 0)
        self.select(state.get("anchor", caret), caret)
        self.edit.verticalScrollBar().setValue(state.get("top", 0))
        self.edit.horizontalScrollBar().setValue(state.get("left", 0))

    def _show(self, caret: int, start: int, end: int) -> None:
        self.revealed.emit()
        buffer = self.edit.document()
        # Before the caret goes there, for that scrolls no farther than it must.
        self.edit.center_block(buffer.findBlock(self.binding.position(caret)))
        self.select(caret, caret)
        first = buffer.findBlock(self.binding.position(start)).blockNumber()
        last = buffer.findBlock(self.binding.position(end)).blockNumber()
        self.flash.show(range(first, last + 1))

    def _set_layers(self) -> None:
        edit, themes = self.edit, self._themes
        self.flash = Flash(edit, themes)
        selection = Selection(edit, themes)
        selection.extra = edit.carets.extra = lambda: self.cursors.extra
        self._guides = IndentGuides(edit, themes)
        self._guides.unit = self.indent_unit
        self._brackets = Brackets(edit, themes)
        self._brackets.find_pair = self._bracket_pair
        edit.layers = [
            CurrentLine(edit, themes),
            self.flash,
            self._guides,
            self.find_bar,
            selection,
            self._brackets,
            FoldSigns(edit, self.folds, themes),
        ]
        edit.line_formats = self.marks.formats
        edit.prepare_rows = self._prepare_rows
        edit.help_at = self.hints.explain
        edit.key_handlers = [self.cursors.handle_key, self.typist.handle_key]
        edit.take_input = self.cursors.take_input
        edit.press_handlers = [self.linking.handle_press, self.cursors.handle_press]
        self.gutter.help_at_line = self.hints.explain_line

    def _connect(self) -> None:
        binding, edit = self.binding, self.edit
        for follower in (self.highlighter, self.folds, self.marks):
            binding.contents_changed.connect(follower.follow_edit)
        binding.place_of_caret = self.places.place
        binding.edited.connect(self._follow_edit)
        binding.deleted.connect(self.closed)
        binding.path_changed.connect(self._follow_path)
        binding.read_only_changed.connect(self._follow_read_only)
        edit.cursorPositionChanged.connect(lambda: self.position_changed.emit(*self.position))
        edit.focus_lost.connect(self.document.end_merging)
        edit.caret_placed.connect(self.document.end_merging)
        edit.pasting.connect(self._label_paste)
        edit.zoomed.connect(lambda by: self._themes.set_base_size(self._themes.base_size + by))
        self.highlighter.caught_up.connect(edit.viewport().update)
        self.marks.changed.connect(edit.viewport().update)
        self.places.place_changed.connect(self.place_changed)
        self.find_bar.replaced.connect(self.replaced)
        self.gutter.line_clicked.connect(self._select_line)
        self.gutter.sign_clicked.connect(self._offer_fixes)
        self.document.dirty_changed.connect(self._compare_timer.start)
        self._compare_timer.timeout.connect(self._compare_with_saved)
        self._themes.changed.connect(self._follow_theme)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.find_bar)
        self.setFocusProxy(self.edit)
        if self.language.wraps:
            self.commands.toggle_wrap()

    def _prepare_rows(self, rows: Sequence[Row]) -> None:
        if rows:
            self.highlighter.prepare(rows[0].block, rows[-1].number)

    def _bracket_pair(self) -> tuple[int, int] | None:
        pair = matching_bracket(self.binding.text, self.caret_offset)
        return pair and (self.binding.position(pair[0]), self.binding.position(pair[1]))

    def _label_paste(self, begins: bool) -> None:
        label = message("Paste into {file}", file=self.binding.name)
        self.binding.label_next(label if begins else None)

    def _follow_edit(self) -> None:
        self._brackets.follow()
        self._compare_timer.start()
        self.edited.emit()

    def _follow_path(self) -> None:
        language = language_of(self.path)
        if language is not self.language:
            self.language = language
            self.highlighter.set_lexer(language.lexer())
            self.folds.fold_length = language.fold_length
        self._compare_timer.start()
        self.edit.setAccessibleName(self.binding.name)
        self.path_changed.emit(self.path)

    def _follow_read_only(self) -> None:
        self.edit.setReadOnly(self.read_only_reason is not None)
        self.read_only_changed.emit()

    def _follow_theme(self) -> None:
        self.edit.follow_theme()
        self.highlighter.follow_theme()
        self.gutter.fit()

    def _compare_with_saved(self) -> None:
        saved = self.document.saved.text(self.path)
        text = self.binding.text
        self.gutter.set_changed(changed_lines(saved.text, text) if saved else [])

    def _select_line(self, line: int) -> None:
        self.document.end_merging()
        block = self.edit.document().findBlockByNumber(line)
        cursor = self.edit.textCursor()
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock, _KEEP)
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()

    def _offer_fixes(self, line: int) -> None:
        self.fixes_requested.emit([mark.problem for mark in self.marks.lines.get(line, ())])
