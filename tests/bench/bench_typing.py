"""Typing in and opening of large CRDs in a real text view, down to the painted pixels."""

from __future__ import annotations

import os
import time
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tests.bench.measure import CORPUS, Row, not_measured, within

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from studio.ui.textview.view import TextView
    from studio.ui.theme.switcher import ThemeService

DATADOG = CORPUS / "operators/datadog-operator/1.29.0/manifests/datadoghq.com_datadogagents.yaml"
LIBERTY = (
    CORPUS
    / "operators/open-liberty-certified/1.6.2/manifests"
    / "apps.openliberty.io_openlibertyapplications.yaml"
)
KEYS = 300
OPENINGS = 7
README_LENGTH = 20_000


def run() -> list[Row]:
    """Open, type at several places, open a quote that reaches far, jump, fold and find."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    missing = [path for path in (DATADOG, LIBERTY) if not path.is_file()]
    if missing:
        return [not_measured("the text editor", "the corpus is absent")]
    from PySide6.QtWidgets import QApplication

    from studio.ui.theme.switcher import ThemeService

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    themes = ThemeService(app, "light")
    return [
        *opening(app, themes, DATADOG),
        *opening(app, themes, LIBERTY),
        *editing(app, themes),
        previewing(themes),
    ]


def opening(app: QApplication, themes: ThemeService, path: Path) -> list[Row]:
    """From the constructor to the first painted frame, and the longest idle slice after it."""
    first: list[float] = []
    longest: list[float] = []
    for _ in range(OPENINGS):
        text = path.read_text(encoding="utf-8")
        start = time.perf_counter()
        view = open_view(themes, path.name, text)
        view.grab()
        first.append(time.perf_counter() - start)
        longest.append(max(elapsed(app.processEvents) for _ in range(100)))
        view.deleteLater()
        app.processEvents()
    size = path.stat().st_size // 1000
    return [
        within(f"open a CRD of {size} KB to its first paint", median(first) * 1000, "ms", 200),
        within("  longest block of the window afterwards", median(longest) * 1000, "ms", 100),
    ]


def editing(app: QApplication, themes: ThemeService) -> list[Row]:
    """Keystrokes to repaint, at the 95th percentile."""
    from PySide6.QtCore import Qt

    view = open_view(themes, DATADOG.name, DATADOG.read_text(encoding="utf-8"))
    while not view.highlighter.is_idle:
        app.processEvents()
    at = view.binding.text.index("description:", 400_000) + len("description: ")
    name = "keystroke to repaint in 787 KB, 95 %:"
    rows = [type_at(app, view, at, "x", f"{name} letters")]
    rows.append(type_at(app, view, at, Qt.Key.Key_Return, f"{name} Enter"))
    rows.append(type_at(app, view, 0, '"', f"{name} quotes at the top"))
    view.find_bar.open()
    find = elapsed(lambda: view.find_bar.field.setText("description"))
    rows.append(within("find all of a word", find * 1000, "ms", 100))
    view.find_bar.dismiss()
    rows.append(within("fold everything", elapsed(view.commands.fold_all) * 1000, "ms", 150))
    rows.append(within("unfold everything", elapsed(view.commands.unfold_all) * 1000, "ms", 100))
    view.deleteLater()
    return rows


def type_at(app: QApplication, view: TextView, offset: int, key: object, name: str) -> Row:
    """Press one key many times; each is timed until every event is handled and painted."""
    from PySide6.QtTest import QTest

    view.select(offset, offset)
    view.edit.centerCursor()
    app.processEvents()

    def press() -> None:
        if isinstance(key, str):
            QTest.keyClicks(view.edit, key)
        else:
            QTest.keyClick(view.edit, key)  # type: ignore[call-overload]
        app.processEvents()

    times = [elapsed(press) for _ in range(KEYS)]
    return within(name, quantiles(times, n=20)[-1] * 1000, "ms", 50)


def previewing(themes: ThemeService) -> Row:
    """Draw a README of usual length anew, as after each pause in typing."""
    from studio.model.document import Document
    from studio.package.content import FileText
    from studio.package.snapshot import Snapshot
    from studio.ui.markdown.preview import MarkdownPreview

    sentence = "The operator keeps as many brokers running as the resource says. " * 4
    section = (
        f"## Values\n\n{sentence}A [link](https://example.com) and `code`.\n\n- one\n- two\n\n"
    )
    text = section * (README_LENGTH // len(section))
    preview = MarkdownPreview(Document(Snapshot({"README.md": FileText(text)})), themes)
    preview.resize(400, 700)
    preview.show()
    times = [elapsed(lambda: preview.show_file("README.md")) for _ in range(OPENINGS)]
    preview.deleteLater()
    return within("draw a README of 20 KB", median(times) * 1000, "ms", 100)


def open_view(themes: ThemeService, path: str, text: str) -> TextView:
    """A view of a window's usual size."""
    from studio.model.document import Document
    from studio.package.content import FileText
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import JobList
    from studio.ui.textview.view import TextView

    document = Document(Snapshot({path: FileText(text)}))
    view = TextView(document, path, themes, JobList(document))
    view.resize(900, 800)
    view.show()
    view.edit.setFocus()
    return view


def elapsed(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
