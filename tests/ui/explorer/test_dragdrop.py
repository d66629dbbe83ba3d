"""Dragging inside the tree, into it, out of it, and onto the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from studio.package.content import FileBlob, FileText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.package.snapshot import Snapshot
    from studio.ui.shell.window import MainWindow

ROOT = "package/kafka-2.5.0"
LOG = f"{ROOT}/manifests/vendor/log_config.yaml"
CSD = f"{ROOT}/manifests/kafkacluster_csd.yaml"
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALL_ACTIONS = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


def snapshot(window: MainWindow) -> Snapshot:
    assert window.workbench is not None
    return window.workbench.document.snapshot


def text(window: MainWindow, path: str) -> str:
    content = snapshot(window).text(path)
    assert content is not None
    return content.text


def undo(window: MainWindow) -> str:
    """Take the last step back; returns what it was called."""
    name = window.registry.text("edit.undo")
    assert window.registry.run("edit.undo")
    return name.removeprefix("Undo “").removesuffix("”")


def row(window: MainWindow, path: str) -> QPoint:
    """The middle of the row of a file or folder in the viewport."""
    tree = window.tree
    index = tree.model().index_of_path(path)  # type: ignore[attr-defined]
    assert index.isValid(), path
    tree.scrollTo(index)
    return tree.visualRect(index).center()


def choose(window: MainWindow, *paths: str) -> None:
    tree = window.tree
    tree.clearSelection()
    for path in paths:
        index = tree.model().index_of_path(path)  # type: ignore[attr-defined]
        tree.selectionModel().select(index, tree.selectionModel().SelectionFlag.Select)


def drop(
    window: MainWindow,
    mime: QMimeData,
    at: QPoint,
    keys: Qt.KeyboardModifier = NO_KEYS,
    actions: Qt.DropAction = ALL_ACTIONS,
) -> QDropEvent:
    """Drag over the tree and let go there."""
    viewport = window.tree.viewport()
    enter = QDragEnterEvent(at, actions, mime, LEFT, keys)
    QApplication.sendEvent(viewport, enter)
    QApplication.sendEvent(viewport, QDragMoveEvent(at, actions, mime, LEFT, keys))
    event = QDropEvent(QPointF(at), actions, mime, LEFT, keys)
    QApplication.sendEvent(viewport, event)
    return event


def drag(window: MainWindow, *paths: str) -> QMimeData:
    assert window.tree.transfer is not None
    return window.tree.transfer.mime_data(paths)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_what_is_dropped_on_a_folder_moves_there_and_references_follow(window: MainWindow) -> None:
    assert "defaultPath: vendor/log_config.yaml" in text(window, CSD)
    event = drop(window, drag(window, LOG), row(window, f"{ROOT}/manifests"))
    assert event.dropAction() == Qt.DropAction.MoveAction
    assert f"{ROOT}/manifests/log_config.yaml" in snapshot(window)
    assert LOG not in snapshot(window)
    assert "defaultPath: log_config.yaml" in text(window, CSD)
    assert undo(window).startswith("Move ")
    assert LOG in snapshot(window)
    assert "defaultPath: vendor/log_config.yaml" in text(window, CSD)


def test_a_drop_on_a_file_goes_into_its_folder(window: MainWindow) -> None:
    drop(window, drag(window, f"{ROOT}/README.md"), row(window, LOG))
    assert f"{ROOT}/manifests/vendor/README.md" in snapshot(window)


def test_ctrl_copies(window: MainWindow) -> None:
    event = drop(window, drag(window, LOG), row(window, f"{ROOT}/manifests"), CTRL)
    assert event.dropAction() == Qt.DropAction.CopyAction
    assert text(window, f"{ROOT}/manifests/log_config.yaml") == text(window, LOG)
    drop(window, drag(window, LOG), row(window, LOG), CTRL)
    assert text(window, f"{ROOT}/manifests/vendor/log_config-2.yaml") == text(window, LOG)
    assert undo(window) == f"Copy {LOG} to {ROOT}/manifests/vendor"


def test_several_rows_move_as_one_step(window: MainWindow) -> None:
    choose(window, LOG, f"{ROOT}/README.md")
    before = snapshot(window)
    drop(window, drag(window, *window.tree.selected_paths()), row(window, "images"))
    assert {"images/log_config.yaml", "images/README.md"} <= set(snapshot(window))
    assert undo(window) == "Move 2 files to images"
    assert snapshot(window).same_content(before)


@pytest.mark.parametrize("keys", [NO_KEYS, CTRL])
def test_a_folder_cannot_go_into_itself(window: MainWindow, keys: Qt.KeyboardModifier) -> None:
    before = snapshot(window)
    drop(window, drag(window, f"{ROOT}/manifests"), row(window, LOG), keys)
    assert snapshot(window) is before
    assert window.toast.isVisible()


def test_the_folder_that_would_take_it_stands_out(window: MainWindow) -> None:
    tree, at = window.tree, row(window, LOG)
    mime = drag(window, f"{ROOT}/README.md")
    enter = QDragEnterEvent(at, ALL_ACTIONS, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(tree.viewport(), enter)
    event = QDragMoveEvent(at, ALL_ACTIONS, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(tree.viewport(), event)
    folder = tree.model().index_of_path(f"{ROOT}/manifests/vendor")  # type: ignore[attr-defined]
    assert tree.row_ground(folder) == "accent_soft"


def test_text_is_not_let_in(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("a sentence")
    event = QDragEnterEvent(row(window, LOG), ALL_ACTIONS, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(window.tree.viewport(), event)
    assert not event.isAccepted()


def test_files_and_folders_from_outside_are_copied_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (outside / "docs" / "empty").mkdir(parents=True)
    (outside / "docs" / "guide.md").write_bytes("\ufeffRead\r\nme\r\n".encode())
    (outside / "logo.png").write_bytes(b"\x89PNG\0")
    (outside / "docs" / "secret").symlink_to("/etc/hostname")
    before = snapshot(window)
    mime = files(outside / "docs", outside / "logo.png")
    event = drop(window, mime, row(window, f"{ROOT}/manifests"))
    assert event.dropAction() == Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: snapshot(window) is not before)
    new = {path: snapshot(window).files[path] for path in set(snapshot(window)) - set(before)}
    folder = f"{ROOT}/manifests"
    assert set(new) == {
        f"{folder}/docs/guide.md",
        f"{folder}/docs/empty/",
        f"{folder}/logo.png",
    }
    assert new[f"{folder}/docs/guide.md"] == FileText("Read\nme\n", "\r\n", bom=True)
    assert isinstance(new[f"{folder}/logo.png"], FileBlob)
    assert window.toast.isVisible()
    assert undo(window) == "Import 3 files"
    assert snapshot(window).same_content(before)


def test_a_link_from_outside_is_refused(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/hostname")
    before = snapshot(window)
    drop(window, files(tmp_path / "link"), row(window, "images"))
    qtbot.waitUntil(window.toast.isVisible)
    assert snapshot(window) is before


def test_an_imported_file_with_a_taken_name_gets_a_number(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("mine")
    drop(window, files(tmp_path / "README.md"), row(window, ROOT))
    qtbot.waitUntil(lambda: f"{ROOT}/README-2.md" in snapshot(window))
    assert undo(window) == "Import README.md"


def test_a_saved_file_is_dragged_out_as_it_lies_on_disk(window: MainWindow, kafka: Path) -> None:
    urls = drag(window, LOG, "images").urls()
    assert [Path(url.toLocalFile()) for url in urls] == [kafka / LOG, kafka / "images"]


def test_an_unsaved_file_is_written_out_first(window: MainWindow, kafka: Path) -> None:
    page = window.editors.open(LOG)
    assert page is not None
    page.view.edit.insertPlainText("# new\n")  # type: ignore[attr-defined]
    single, folder = drag(window, LOG, f"{ROOT}/manifests/vendor").urls()
    written = Path(single.toLocalFile())
    assert kafka not in written.parents
    assert written.read_text().startswith("# new\n")
    beside = Path(folder.toLocalFile()) / "monitor_config.yaml"
    assert (
        beside.read_bytes() == (kafka / ROOT / "manifests/vendor/monitor_config.yaml").read_bytes()
    )


def test_nothing_is_written_before_somebody_asks(window: MainWindow) -> None:
    asked: list[bool] = []
    from studio.ui.explorer.treetransfer import DraggedEntries

    mime = DraggedEntries("tag", ["a"], lambda: asked.append(True) or [])
    assert mime.hasUrls() or mime.hasFormat("text/uri-list")
    assert mime.urls() == []
    assert mime.urls() == []
    assert asked == [True]


def drop_on_window(window: MainWindow, mime: QMimeData, at: QPoint) -> bool:
    """Drop as the platform does it; whether somebody took it."""
    handle = window.windowHandle()
    enter = QDragEnterEvent(at, ALL_ACTIONS, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(handle, enter)
    event = QDropEvent(QPointF(at), ALL_ACTIONS, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(handle, event)
    return enter.isAccepted() and event.dropAction() == Qt.DropAction.CopyAction


@pytest.fixture
def asked_for(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    paths: list[Path] = []
    monkeypatch.setattr(window.package_commands.opening, "open_path", paths.append)
    return paths


def middle_of(window: MainWindow, name: str) -> QPoint:
    widget = {"editor": window.editors, "tree": window.tree.viewport()}[name]
    return widget.mapTo(window, widget.rect().center())


def test_a_package_dropped_on_the_editor_is_opened(
    window: MainWindow, asked_for: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "x.tgz").touch()
    assert drop_on_window(window, files(tmp_path / "x.tgz"), middle_of(window, "editor"))
    assert drop_on_window(window, files(tmp_path), middle_of(window, "editor"))
    assert asked_for == [tmp_path / "x.tgz", tmp_path]


def test_a_package_dropped_on_the_tree_is_imported(
    qtbot: QtBot, window: MainWindow, asked_for: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "x.tgz").write_bytes(b"\0")
    drop_on_window(window, files(tmp_path / "x.tgz"), middle_of(window, "tree"))
    qtbot.waitUntil(lambda: any(path.endswith("x.tgz") for path in snapshot(window)))
    assert asked_for == []


def test_what_comes_from_the_tree_is_no_package(window: MainWindow, asked_for: list[Path]) -> None:
    drop_on_window(window, drag(window, "images"), middle_of(window, "editor"))
    assert asked_for == []
