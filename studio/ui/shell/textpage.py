"""A tab with the text of one file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.package.changes import ChangeSet, CreateFile, ReplaceFile
from studio.package.content import FileText
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.links import Link
from studio.ui.explorer.rolelook import role_icon
from studio.ui.shell.page import Page
from studio.ui.shell.viewheader import ViewHeader
from studio.ui.textview.view import TextView
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.model.document import Document
    from studio.package.problems import Findings, Problem
    from studio.ui.shell.services import Services


_LOCK = "lock-key"


class TextPage(Page):
    """Shows a `TextView` and keeps its key in step with renames.

    `may_write` tells whether the file can be saved where it lies. A bar says why the text cannot
    be edited, or not be saved.
    """

    def __init__(
        self,
        document: Document,
        path: str,
        services: Services,
        parent: QWidget | None = None,
        *,
        may_write: Callable[[str], bool] = lambda _path: True,
    ) -> None:
        role = layout_of(document.snapshot).roles[path]
        self._may_write = may_write
        self.is_locked = not may_write(path)
        super().__init__(path, _LOCK if self.is_locked else role_icon(role), parent)
        self._document = document
        self._languages = services.languages
        self.header = ViewHeader(services.themes)
        self.bar = InlineBar(services.themes)
        self.view = TextView(document, path, services.themes, services.jobs, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.bar)
        layout.addWidget(self._body())
        self.setFocusProxy(self.view)
        self.view.closed.connect(self.closed)
        self.view.path_changed.connect(self.renamed)
        self.view.position_changed.connect(self.position_changed)
        self.view.read_only_changed.connect(self._update_bar)
        document.dirty_changed.connect(self._look_at_lock)
        self.view.places.place_changed.connect(self._show_way)
        self.view.path_changed.connect(lambda path: self._show_way(Place(path)))
        self.header.place_chosen.connect(self._go_to)
        self._show_way(self.view.places.place())
        self._update_bar()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._update_bar()

    @property
    def text(self) -> TextView:
        """The editor."""
        return self.view

    def reveal(self, place: Place) -> None:
        """Put the caret at the place."""
        self.view.reveal(place)

    def _show_way(self, place: Place) -> None:
        """Say in the header where the caret is."""
        self.header.show_place(self._document.snapshot, place)

    def _go_to(self, place: Place) -> None:
        """Put the caret at a step of the header."""
        self.view.reveal(place)
        self.view.setFocus()

    def file_type(self) -> str:
        """The language of the text."""
        return self.view.language.name

    def position(self) -> tuple[int, int]:
        """Line and column of the caret from 1."""
        return self.view.position

    def follow_problems(self, findings: Findings, language: str) -> None:
        """Underline the problems of this file."""
        path = self.key
        mine = [problem for problem in findings.standing() if problem.place.path == path]
        self.view.set_problems(mine, language)

    def show_problem(self, problem: Problem) -> None:
        """Put the caret at a problem; where it has no place, at the top."""
        if problem.span is not None:
            self.view.reveal_span(*problem.span)
        else:
            self.view.reveal(problem.place)

    def _body(self) -> QWidget:
        """What stands below the bar."""
        return self.view

    def _look_at_lock(self) -> None:
        """Saving may have gone elsewhere, where the file can be written."""
        is_locked = not self._may_write(self.key)
        if is_locked != self.is_locked:
            self.is_locked = is_locked
            self._update_bar()

    def _update_bar(self) -> None:
        """Say why the text cannot be edited or saved, and how it can be."""
        reason = self.view.read_only_reason
        if reason is not None:
            words = reason.text(self._languages.language)
            self.bar.show_message("warning", words, self._ways_out())
        elif self.is_locked:
            sentence = self.tr(
                "This file is read-only on disk. Save the package elsewhere to keep changes."
            )
            self.bar.show_message("info", sentence)
        else:
            self.bar.clear()

    def _ways_out(self) -> list[Link]:
        """What makes a text editable again."""
        if self.view.binding.is_gone:
            return [
                Link(self.tr("Keep the file"), self._keep),
                Link(self.tr("Close"), self.closed.emit),
            ]
        content = self._document.snapshot.text(self.key)
        if content is None or not content.mixed_line_ends:
            return []
        return [
            Link(self.tr("Use LF"), partial(self._unify, "\n")),
            Link(self.tr("Use CRLF"), partial(self._unify, "\r\n")),
        ]

    def _keep(self) -> None:
        """Put what another program has deleted back, to be saved."""
        binding = self.view.binding
        label = message("Keep {file}", file=binding.name)
        self._document.commit(ChangeSet(label, (CreateFile(binding.path, binding.content),)))

    def _unify(self, eol: str) -> None:
        """Give the file one kind of line end, as one step."""
        old = self._document.snapshot.text(self.key)
        if old is not None:
            text = old.text.replace("\r\n", "\n").replace("\r", "\n")
            new = FileText(text, eol, bom=old.bom)
            label = message("Give {file} one kind of line end", file=self.title())
            self._document.commit(ChangeSet(label, (ReplaceFile(self.key, old, new),)))

    def view_state(self) -> dict[str, Any]:
        """Caret, scroll position and folded lines."""
        return self.view.view_state()

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Look at the text as `view_state` said."""
        self.view.restore_view_state(state)
