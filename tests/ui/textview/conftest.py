"""Makes text views over small documents and drops them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import isValid

from studio.model.document import Document
from studio.package.content import FileText
from studio.package.snapshot import Snapshot
from studio.services.jobs import JobList
from studio.ui.textview.view import TextView

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.theme.switcher import ThemeService

PATH = "crd.yaml"


def text_of(view: TextView) -> str:
    """What the widget holds, as the file would hold it."""
    return view.edit.document().toRawText().replace("\u2029", "\n")


def cursor_at(view: TextView, start: int, end: int | None = None) -> None:
    """Put the caret, or the selection, at code-point offsets."""
    view.select(start, start if end is None else end)


@pytest.fixture
def make_view(qtbot, themes: ThemeService):
    """Open a view: of `text` in a new document, or one more of the document given."""
    views: list[TextView] = []
    jobs = JobList()

    def make(text: str | FileText = "", path: str = PATH, document: Document | None = None):
        if document is None:
            content = text if isinstance(text, FileText) else FileText(text)
            document = Document(Snapshot({path: content}), clock=lambda: 0.0)
        view = TextView(document, path, themes, jobs)
        view.resize(640, 480)
        view.show()
        view.edit.setFocus()
        qtbot.waitUntil(view.edit.hasFocus)
        views.append(view)
        return view

    make_view: Callable[..., TextView] = make
    yield make_view
    jobs.shut_down()
    for view in filter(isValid, views):
        view.close()
        view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
