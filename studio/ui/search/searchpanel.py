"""A search over the package: its fields beside its hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from studio.errors import StudioError
from studio.model.searchresults import SearchResults
from studio.package.search import MOST_HITS, Query, replacement
from studio.services.searching import PackageSearch
from studio.ui.controls.emptystate import EmptyState
from studio.ui.search.searchfields import SearchFields
from studio.ui.search.searchview import SearchView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from studio.model.document import Document
    from studio.package.search import Hit
    from studio.ui.controls.textfield import TextField
    from studio.ui.shell.services import Services

_PAUSE = 150
"""Milliseconds after a letter before the search begins."""

_FIELDS_WIDTH, _NARROW = 400, 600


class SearchPanel(QWidget):
    """Searches while one types; with «Replace» ticked every row shows what it becomes.

    `replace_requested` carries hits, what writes them anew, and the query. `counts_changed` comes
    whenever the number of hits may be another.
    """

    replace_requested = Signal(object, object, object)
    counts_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._search: PackageSearch | None = None
        self._results: SearchResults | None = None
        self._complaints: dict[TextField, StudioError] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "panel")
        self.fields = SearchFields(services.themes, self)
        self.view = SearchView(services.themes, self)
        self._nothing = EmptyState(services.themes, "magnifying-glass", parent=self)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.fields)
        self._hits = QStackedLayout()
        self._hits.addWidget(self.view)
        self._hits.addWidget(self._nothing)
        self._layout.addLayout(self._hits, 1)
        self.setFocusProxy(self.fields)
        self._connect()
        self._show_counts()

    @property
    def hit_count(self) -> int:
        """How many hits are shown."""
        return self._results.hit_count if self._results else 0

    def show_document(self, document: Document | None) -> None:
        """Search in another package, or in none; what the fields say stays."""
        if self._search is not None and self._results is not None:
            self._search.stop()
            self._search.deleteLater()
            self.view.show_results(None)
            self._results.deleteLater()
        self._search = self._results = None
        if document is not None:
            self._results = SearchResults(self)
            self._search = PackageSearch(document, self._services.jobs, self)
            self._search.found.connect(self._results.show)
            self._search.updated.connect(self._results.update)
            self._search.busy_changed.connect(self._show_counts)
            self._search.failed.connect(self._give_up)
            self._results.counts_changed.connect(self._show_counts)
            self.view.show_results(self._results)
            self.start()
        self._show_counts()

    def open(self, text: str = "", *, replacing: bool = False) -> None:
        """Put the keys into the fields, with `text` to be found if there is any."""
        fields = self.fields
        if text:
            fields.text.setText(text)
            self.start()
        if replacing:
            fields.replacing.setChecked(True)
        field = fields.template if replacing and fields.text.text() else fields.text
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def look_for(self, text: str) -> None:
        """Search all files for `text` as it stands, and put the keys into the hits."""
        self.fields.ask_for(Query(text, match_case=True, whole_words=True))
        self.start()
        self._go_to_hits()

    def start(self) -> None:
        """Search for what the fields say, without waiting for a pause."""
        self._pause.stop()
        if self._search is None:
            return
        try:
            self._search.start(self.fields.query())
            self._complain(self.fields.text)
        except StudioError as error:
            self._complain(self.fields.text, error)
        self._preview()
        self._show_counts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the hits below the fields where the panel is narrow."""
        super().resizeEvent(event)
        px = self._services.themes.px
        is_narrow = self.width() < px(_NARROW)
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self.fields.setMaximumWidth(self.width() if is_narrow else px(_FIELDS_WIDTH))
        self.fields.setMinimumWidth(0 if is_narrow else px(_FIELDS_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_counts()

    def _connect(self) -> None:
        fields = self.fields
        self._pause.timeout.connect(self.start)
        fields.query_changed.connect(self._pause.start)
        fields.replacement_changed.connect(self._preview)
        fields.done.connect(self._go_to_hits)
        fields.replace_all_requested.connect(self._replace_all)
        self.view.replace_requested.connect(self._replace_rows)

    def _preview(self) -> None:
        """Show what the hits become, or that the replacement is not well formed."""
        fields = self.fields
        self._complain(fields.template)
        written = None
        if self._search is not None and fields.replacing.isChecked():
            try:
                written = replacement(self._search.query, fields.template.text())
            except StudioError as error:
                self._complain(fields.template, error)
        if self._results is not None:
            self._results.set_replacement(written)
        self._show_counts()

    def _replace_all(self) -> None:
        if self._catch_up() and self._results is not None:
            # The button is about to go grey, and would hand the keys to whatever comes next.
            self.fields.template.setFocus(Qt.FocusReason.OtherFocusReason)
            self._request(self._results.checked_hits())

    def _replace_rows(self, indexes: list[QModelIndex]) -> None:
        rows = [QPersistentModelIndex(index) for index in indexes]
        if self._catch_up() and self._results is not None:
            self._request(self._results.hits_at(row for row in rows if row.isValid()))

    def _catch_up(self) -> bool:
        """Let fields, hits and text agree before anything is replaced; False if that takes long."""
        if self._pause.isActive():
            self.start()
        return self._search is not None and self._search.catch_up()

    def _give_up(self, error: StudioError) -> None:
        self._complain(self.fields.text, error)
        self._show_counts()

    def _request(self, hits: list[Hit]) -> None:
        if self._search is None or not hits or not self.fields.replacing.isChecked():
            return
        try:
            written = replacement(self._search.query, self.fields.template.text())
        except StudioError:
            self.fields.template.setFocus()
            return
        self.replace_requested.emit(hits, written, self._search.query)
        self._search.catch_up()

    def _go_to_hits(self) -> None:
        if not self._catch_up() or self.hit_count == 0:
            return
        model = self.view.model()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
        self.view.moved_by_keys = True
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_counts(self) -> None:
        """Say how many hits there are, or why there are none."""
        query, count = self.fields.query(), self.hit_count
        files = self._results.file_count if self._results else 0
        is_replacing = self.fields.replacing.isChecked()
        ticked = len(self._results.checked_hits()) if self._results and is_replacing else 0
        if count >= MOST_HITS:
            text = self.tr("The first {count} hits")
        elif is_replacing and ticked < count:
            text = self.tr("{count} hits in {files} files, {ticked} ticked")
        else:
            text = self.tr("{count} hits in {files} files") if count else ""
        complaint = next((self._words(error) for error in self._complaints.values()), "")
        self.fields.status.setText(
            complaint or text.format(count=count, files=files, ticked=ticked)
        )
        self.fields.replace_all.setEnabled(ticked > 0)
        if not query.text:
            sentence = self.tr("Type what you look for. Everything that is text is searched.")
        elif self._search is not None and self._search.is_busy:
            sentence = self.tr("Searching…")
        else:
            sentence = self.tr("Nothing was found.")
        self._nothing.set_content(sentence)
        self._hits.setCurrentWidget(self.view if count else self._nothing)
        self.counts_changed.emit()

    def _complain(self, field: TextField, error: StudioError | None = None) -> None:
        """Mark a field as wrong, or as right again."""
        self._complaints.pop(field, None)
        if error is None:
            field.set_state("set")
        else:
            self._complaints[field] = error
            field.set_state("error", self._words(error))

    def _words(self, error: StudioError) -> str:
        return error.message.text(self._services.languages.language)
