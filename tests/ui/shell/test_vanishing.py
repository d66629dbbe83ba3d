"""Files that other programs delete, or that may not be written, while they are open."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from studio.package.opening import open_package
from studio.resources import resource_path
from studio.ui.shell.textpage import TextPage
from studio.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studio.ui.controls.inlinebar import InlineBar
    from studio.ui.shell.services import Services

README = "package/kafka-2.5.0/README.md"
METADATA = "package/kafka-2.5.0/metadata.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(resource_path("samples", "kafka"), tmp_path / "kafka")


@pytest.fixture
def window(qtbot: QtBot, services: Services, folder: Path) -> Iterator[MainWindow]:
    window = MainWindow(services)
    window.package_commands.show(open_package(folder))
    window.show()
    qtbot.waitActive(window)
    yield window
    window.close()
    window.deleteLater()


def opened(window: MainWindow, path: str) -> tuple[TextPage, InlineBar]:
    page = window.editors.open(path)
    assert isinstance(page, TextPage)
    return page, page.bar


def delete_outside(qtbot: QtBot, window: MainWindow, folder: Path, path: str) -> None:
    assert window.workbench is not None
    (folder / path).unlink()
    window.workbench.watcher.look_now()
    document = window.workbench.document
    qtbot.waitUntil(lambda: path not in document.snapshot)


@pytest.mark.parametrize("path", [METADATA, README])
def test_a_deleted_file_stays_until_somebody_decides(
    qtbot: QtBot, window: MainWindow, folder: Path, path: str
) -> None:
    page, bar = opened(window, path)
    text = page.view.binding.text
    delete_outside(qtbot, window, folder, path)
    assert window.editors.current is page
    assert "has deleted" in bar.sentence()
    qtbot.keyClicks(page.view.edit, "x")
    assert page.view.edit.toPlainText() == text.rstrip("\0")
    keep, _close = bar.links()
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert window.workbench is not None
    document = window.workbench.document
    assert path in document.dirty_paths
    assert not bar.isVisible()
    page.view.edit.setFocus()
    page.view.select(0, 0)
    qtbot.keyClicks(page.view.edit, "x")
    content = document.snapshot.text(path)
    assert content is not None
    assert content.text == f"x{text}"
    with qtbot.waitSignal(document.dirty_changed):
        window.registry.run("file.save")
    assert (folder / path).is_file()


def test_a_deleted_file_can_be_let_go(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    _page, bar = opened(window, README)
    delete_outside(qtbot, window, folder, README)
    _keep, close = bar.links()
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.editors.page(README) is None
    assert window.workbench is not None
    window.workbench.document.undo()
    assert README in window.workbench.document.snapshot


def test_undo_brings_a_deleted_file_back_into_its_tab(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    page, bar = opened(window, METADATA)
    delete_outside(qtbot, window, folder, METADATA)
    window.registry.run("edit.undo")
    assert page.view.read_only_reason is None
    assert not bar.isVisible()


def test_what_is_deleted_here_closes_its_tab(window: MainWindow) -> None:
    from studio.package.refactoring import delete

    opened(window, README)
    assert window.workbench is not None
    document = window.workbench.document
    document.commit(delete(document.snapshot, [README]))
    assert window.editors.page(README) is None


def test_a_file_that_may_not_be_written_says_so(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = str(folder / METADATA)
    access = os.access
    monkeypatch.setattr(
        "studio.package.origin.os.access",
        lambda path, mode: str(path) != closed and access(path, mode),
    )
    page, bar = opened(window, METADATA)
    assert "read-only" in bar.sentence()
    assert page.icon == "lock-key"
    assert window.status.currentMessage() == "metadata.yaml is read-only"
    assert page.view.read_only_reason is None
    assert not opened(window, README)[1].isVisible()
