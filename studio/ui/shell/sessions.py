"""Keeps and restores how each package was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.model.session import OpenTab, Session, SessionStore, TabGroup
from studio.model.treeroles import EntryRole
from studio.package.entries import EntryKind
from studio.ui.shell.page import OVERVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex

    from studio.ui.shell.editorgroup import EditorGroup
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


def keep_session(window: MainWindow, bench: Workbench) -> None:
    """Write down tabs, carets and open folders of the package that is about to be closed."""
    editors = window.editors
    session = Session(
        groups=tuple(_tabs_of(group) for group in editors.groups),
        active=editors.groups.index(editors.active),
        widths=tuple(editors.widths()),
        expanded=tuple(_expanded(window)),
    )
    SessionStore(window.services.state).write(bench.origin.path, session)


def restore_session(window: MainWindow, bench: Workbench) -> None:
    """Open what was open; for a package that is new to us, the overview."""
    session = SessionStore(window.services.state).read(bench.origin.path)
    editors = window.editors
    for part in session.groups if session else ():
        _fill_group(window, part)
    if session is None or not editors.pages():
        editors.open(OVERVIEW)
        return
    editors.set_widths(list(session.widths))
    editors.activate(editors.groups[min(session.active, len(editors.groups) - 1)])
    wanted = set(session.expanded)
    for index, path in _folders(window):
        window.tree.setExpanded(index, path in wanted)


def _tabs_of(group: EditorGroup) -> TabGroup:
    pages = [page for page in group.pages() if page.key != group.preview_key]
    tabs = tuple(OpenTab(page.key, page.view_state()) for page in pages)
    return TabGroup(tabs, group.current.key if group.current else "")


def _fill_group(window: MainWindow, part: TabGroup) -> None:
    """Open the tabs of a group that still can be opened, in a group of their own."""
    editors = window.editors
    is_first = True
    for tab in part.tabs:
        page = editors.open_beside(tab.key) if is_first and editors.pages() else None
        page = page or editors.open(tab.key)
        if page is not None:
            is_first = False
            page.restore_view_state(tab.view)
    if editors.active.page(part.current) is not None:
        editors.open(part.current)


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
