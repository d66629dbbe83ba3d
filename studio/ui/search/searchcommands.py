"""What find and replace in the package do in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from studio.errors import StudioError
from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio.package.search import Hit, Query
    from studio.ui.search.searchpanel import SearchPanel
    from studio.ui.shell.page import Page
    from studio.ui.shell.window import MainWindow
    from studio.wording import Message

_EDIT = QT_TRANSLATE_NOOP("commands", "Edit")
_GO = QT_TRANSLATE_NOOP("commands", "Go")

SEARCH_COMMANDS = (
    Command(
        "edit.find_in_package",
        QT_TRANSLATE_NOOP("commands", "Find in packa&ge…"),
        _EDIT,
        "magnifying-glass",
        ("Ctrl+Shift+F",),
    ),
    Command(
        "edit.replace_in_package",
        QT_TRANSLATE_NOOP("commands", "Replace in pac&kage…"),
        _EDIT,
        "swap",
        ("Ctrl+Shift+H",),
    ),
    Command(
        "go.references",
        QT_TRANSLATE_NOOP("commands", "Find &references"),
        _GO,
        keys=("Shift+F12",),
        hint=QT_TRANSLATE_NOOP("commands", "Find what stands at the caret in all files"),
    ),
)


class SearchCommands(QObject):
    """Opens the search panel, shows hits in the editor and replaces them in the document."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.hit_count = 0
        registry = window.registry
        registry.register(SEARCH_COMMANDS)
        registry.bind("edit.find_in_package", self.find, enabled=self._is_open)
        registry.bind("edit.replace_in_package", self.replace, enabled=self._is_open)
        registry.bind("go.references", self.find_references, enabled=self._has_text)

    def serve(self, panel: SearchPanel) -> None:
        """Do what the panel asks for."""
        panel.view.looked_at.connect(self._look_at)
        panel.view.chosen.connect(self._go_to)
        panel.replace_requested.connect(self._replace)
        panel.counts_changed.connect(lambda: self._count(panel.hit_count))

    def find(self) -> None:
        """Open the panel, with what is selected in the editor as the query."""
        self._open(replacing=False)

    def replace(self) -> None:
        """Open the panel for replacing."""
        self._open(replacing=True)

    def find_references(self) -> None:
        """Find what stands at the caret in all files, as whole words."""
        page = self._window.editors.current
        name = page.text.name_at_caret if page is not None and page.text is not None else ""
        if not name:
            self._window.status.say(self.tr("Nothing stands here that could be found"))
            return
        self._window.search_dock.bring_to_front()
        self._window.search.look_for(name)

    def offer_undo(self, label: Message) -> None:
        """Say which step has replaced several hits, and offer to take it back."""
        self._window.edit_commands.tell_done(label)

    def _open(self, *, replacing: bool) -> None:
        selected = self._selected_text()
        self._window.search_dock.bring_to_front()
        self._window.search.open(selected, replacing=replacing)

    def _count(self, hits: int) -> None:
        self.hit_count = hits
        self._window.search_dock.update_title()

    def _selected_text(self) -> str:
        page = self._window.editors.current
        view = page.text if page is not None else None
        if view is None or not view.edit.hasFocus():
            return ""
        text = view.selected_text
        return "" if "\n" in text else text

    def _look_at(self, hit: Hit) -> None:
        """Show a hit without taking the keys from the panel."""
        self._show(hit, self._window.editors.open(hit.path, preview=True))

    def _go_to(self, hit: Hit) -> None:
        page = self._window.editors.open(hit.path)
        self._show(hit, page)
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, hit: Hit, page: Page | None) -> None:
        """Select a hit in the text, unless the text has changed a moment ago."""
        bench = self._window.workbench
        content = bench.document.snapshot.text(hit.path) if bench else None
        is_there = content is not None and content.text[hit.start : hit.end] == hit.found
        if page is not None and page.text is not None and is_there:
            page.text.reveal_span(hit.start, hit.end)
            page.text.select(hit.start, hit.end)

    def _replace(self, hits: Sequence[Hit], written: Callable[[Hit], str], query: Query) -> None:
        bench = self._window.workbench
        if bench is None:
            return
        from studio.package.search import replace_hits

        change_set = replace_hits(bench.document.snapshot, hits, written, query)
        try:
            changed = bench.document.commit(change_set)
        except StudioError as error:
            self._window.warn(error.message)
            return
        if changed and len(hits) > 1:
            self.offer_undo(change_set.label)

    def _has_text(self) -> bool:
        page = self._window.editors.current
        return page is not None and page.text is not None

    def _is_open(self) -> bool:
        return self._window.workbench is not None
