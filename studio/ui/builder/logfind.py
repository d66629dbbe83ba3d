"""The row above a log that finds in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.package.content import FileText
from studio.ui.builder.logview import LogHit
from studio.ui.textview.findcontrols import FindControls
from studio.ui.textview.finding import TextSearch

if TYPE_CHECKING:
    from studio.services.jobs import JobList
    from studio.ui.builder.logview import LogView
    from studio.ui.theme.switcher import ThemeService

_PAUSE_MS = 300
"""Milliseconds after which lines that came are searched as well."""
_MARGIN, _HEIGHT, _WORDS = 16, 36, 150


class LogFind(QWidget):
    """Hidden until `open`; marks every find, and goes to the first from where one looks."""

    def __init__(self, log: LogView, themes: ThemeService, jobs: JobList) -> None:
        super().__init__()
        self._log = log
        self._hits: list[LogHit] = []
        self._current: int | None = None
        self._first = self._origin = 0
        self._goes = False
        self._search = TextSearch(jobs, self)
        self.controls = FindControls(themes)
        self.field = self.controls.field
        px = themes.px
        self.setFixedHeight(px(_HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(_MARGIN), 0, px(12), px(4))
        row.setSpacing(px(8))
        row.addWidget(self.field, 1)
        row.addWidget(self.controls, 1)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._find)
        self._search.answered.connect(self._take)
        self.controls.changed.connect(self._find_anew)
        self.controls.stepped.connect(self.step)
        self.controls.dismissed.connect(self.dismiss)
        log.changed.connect(self._follow)
        self.hide()

    def open(self) -> None:
        """Show the row, with what is selected in one line as what is to be found."""
        selected = self._log.textCursor().selectedText()
        self._origin = self._log.top_line()
        self.show()
        if selected and "\u2029" not in selected:
            self.field.setText(selected)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()
        self._find_anew()

    def dismiss(self) -> None:
        """Hide the row, and go back to the log."""
        self._timer.stop()
        self._search.stop()
        self._log.show_hits((), None)
        had_focus = self.isAncestorOf(self.focusWidget() or self)
        self.hide()
        if had_focus:
            self._log.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next find (1) or the one before (-1), around the ends."""
        if self._hits:
            current = self._current
            if current is None:
                current = -1 if by > 0 else 0
            self._show((current + by) % len(self._hits))

    def _follow(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _find_anew(self) -> None:
        self._current = None
        self._goes = True
        self._find()

    def _find(self) -> None:
        self._first = self._log.first
        text = "\n".join(line.text for line in self._log.lines())
        self._search.find("log", FileText(text), self.controls.query())
        if not self._search.is_busy:
            self._take()
        else:
            self.controls.show_count(None, 0, searching=True)

    def _take(self) -> None:
        """Take over what was found; the find that was current stays so where it is still there."""
        before = self._hits[self._current] if self._current is not None else None
        self._hits = [
            LogHit(
                self._first + hit.line - 1,
                hit.column - 1,
                hit.column - 1 + len(hit.found.partition("\n")[0]),
            )
            for hit in self._search.finds.hits
        ]
        error = self._search.error
        self.field.set_state("error" if error else "set", str(error or ""))
        self.field.setToolTip(str(error or ""))
        self._current = None
        if before is not None:
            places = [(hit.line, hit.start) for hit in self._hits]
            place = (before.line, before.start)
            self._current = places.index(place) if place in places else None
        if self._goes and self._hits:
            after = (n for n, hit in enumerate(self._hits) if hit.line >= self._origin)
            self._show(next(after, 0))
        else:
            self._log.show_hits(self._hits, None)
            self.controls.show_count(self._current, len(self._hits))
        self._goes = False

    def _show(self, index: int) -> None:
        self._current = index
        self._log.show_hits(self._hits, self._hits[index])
        self.controls.show_count(index, len(self._hits))
