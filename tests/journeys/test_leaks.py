"""A window that was worked in and closed leaves nothing behind."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool, QTimer

from studio.package.snapshot import Place
from tests.journeys.author import CTRL, SHIFT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from PySide6.QtWidgets import QApplication

    from studio.ui.shell.services import Services
    from tests.journeys.author import Author

METADATA = "package/kafka-2.5.0/metadata.yaml"
ROUNDS = 3


def work(author: Author, folder: Path) -> None:
    """A little of everything that makes widgets, threads and timers."""
    author.type_at(METADATA, "# x")
    author.press(Qt.Key.Key_F, CTRL)
    author.window.show_place(Place("images/mapping.yaml"))
    author.press(Qt.Key.Key_P, CTRL)
    author.qtbot.keyClick(author.window.locator.field, Qt.Key.Key_Escape)
    author.press(Qt.Key.Key_F, CTRL | SHIFT)
    author.wait_for_jobs()
    author.go_to(METADATA)
    author.undo()
    dialog = author.export(folder)
    author.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    author.wait_for_jobs()


def delete_later() -> None:
    """Let everything go that waits to be deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def test_closed_packages_are_gone(
    author: Author,
    copied: Callable[[str], Path],
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    root = copied("kafka")
    counts: list[int] = []
    gone: list[weakref.ref[object]] = []
    for number in range(ROUNDS):
        author.open(root, monkeypatch)
        gone += [weakref.ref(author.bench), weakref.ref(author.document)]
        work(author, tmp_path / str(number))
        author.window.registry.run("file.close_package")
        author.wait_for_jobs()
        delete_later()
        assert author.window.workbench is None
        counts.append(len(author.window.findChildren(QTimer)))
    assert counts[1] == counts[2]
    # Something of the last one may be held until the next is opened; it must not add up.
    assert not any(ref() for ref in gone[:-2])
    assert not services.jobs.running


def test_closed_windows_are_gone(
    qapp: QApplication,
    new_window: Callable[[], Author],
    copied: Callable[[str], Path],
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    root = copied("kafka")
    before = {id(widget) for widget in qapp.topLevelWidgets()}
    threads = threading.active_count()
    author = new_window()
    author.open(root, monkeypatch)
    work(author, tmp_path / "out")
    author.window.close()
    author.wait_for_jobs()
    author.window.status.clearMessage()  # which would go by itself, by a timer
    delete_later()
    active = [
        timer
        for timer in author.window.findChildren(QTimer)
        if timer.isActive() and not timer.isSingleShot()
    ]
    assert not active, [timer.parent() for timer in active]
    assert not services.jobs.running
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    pools = services.jobs.findChildren(QThreadPool)
    assert [pool for pool in pools if pool.activeThreadCount()] == []
    assert threading.active_count() <= threads + 2  # those of the pool wait a while for work
    others = [w for w in qapp.topLevelWidgets() if id(w) not in before and w.isVisible()]
    assert not others
