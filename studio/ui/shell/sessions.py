"""Keeps and restores how each package was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.model.session import OpenTab, Session, SessionStore
from studio.model.tree import EntryRole
from studio.package.outline import EntryKind
from studio.ui.shell.page import OVERVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex

    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


def keep_session(window: MainWindow, bench: Workbench) -> None:
    """Write down tabs, carets and open folders of the package that is about to be closed."""
    pages = [page for page in window.editors.pages() if page.key != window.editors.preview_key]
    current = window.editors.current
    session = Session(
        tabs=tuple(OpenTab(page.key, page.view_state()) for page in pages),
        current=current.key if current else "",
        expanded=tuple(_expanded(window)),
    )
    SessionStore(window.services.state).write(bench.origin.path, session)


def restore_session(window: MainWindow, bench: Workbench) -> None:
    """Open what was open; for a package that is new to us, the overview."""
    session = SessionStore(window.services.state).read(bench.origin.path)
    if session is None or not session.tabs:
        window.editors.open(OVERVIEW)
        return
    for tab in session.tabs:
        page = window.editors.open(tab.key)
        if page is not None:
            page.restore_view_state(tab.view)
    if window.editors.page(session.current) is not None:
        window.editors.open(session.current)
    wanted = set(session.expanded)
    for index, path in _folders(window):
        window.tree.setExpanded(index, path in wanted)


def _expanded(window: MainWindow) -> Iterator[str]:
    return (path for index, path in _folders(window) if window.tree.isExpanded(index))


def _folders(window: MainWindow) -> Iterator[tuple[QModelIndex, str]]:
    """The rows of the package and its folders, with their paths."""
    model = window.tree.model()
    waiting = [model.index(0, 0)] if model is not None else []
    while waiting:
        index = waiting.pop()
        entry = index.data(EntryRole)
        if entry is None or entry.kind not in (EntryKind.PACKAGE, EntryKind.FOLDER):
            continue
        yield index, entry.path
        waiting += [model.index(row, 0, index) for row in range(model.rowCount(index))]
