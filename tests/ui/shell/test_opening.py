"""Opening packages: by dialog, from the recent ones, by dropping, with unsaved work in the way."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTreeView

from studio.package.snapshot import Place
from studio.resources import resource_path
from studio.services.recent import RecentPackages
from studio.ui.shell.opendialog import OpenDialog
from studio.ui.shell.unsavedquestion import Answer, UnsavedQuestion
from studio.ui.welcome.newpackage import NewPackageDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from studio.ui.shell.window import MainWindow

    OpenWindow = Callable[..., MainWindow]

METADATA = "package/kafka-2.5.0/metadata.yaml"
CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another package that can be opened."""
    folder = tmp_path / "others" / "redis"
    shutil.copytree(resource_path("samples", "redis-chart"), folder)
    return folder


def shown(window: MainWindow) -> Path | None:
    return window.workbench.origin.path if window.workbench else None


def edit(qtbot: QtBot, window: MainWindow) -> None:
    window.show_place(Place(METADATA))
    window.go_to_line(1)
    qtbot.keyClicks(window.editors.current.view.edit, "# mine ")
    assert window.workbench.document.is_dirty


def asked(window: MainWindow) -> UnsavedQuestion:
    question = window.findChild(UnsavedQuestion)
    assert question is not None
    return question


def answer(qtbot: QtBot, window: MainWindow, wanted: Answer) -> None:
    qtbot.waitUntil(lambda: window.findChild(UnsavedQuestion) is not None)
    qtbot.mouseClick(asked(window).buttons_by_answer[wanted], LEFT)


def typed_into_dialog(qtbot: QtBot, window: MainWindow, text: str) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    dialog = window.findChild(OpenDialog)
    field = dialog.findChild(QLineEdit)
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("inside", ["", "values.yaml"])
def test_ctrl_o_takes_a_folder_and_a_file_inside_it(
    qtbot: QtBot, open_window: OpenWindow, other: Path, inside: str
) -> None:
    window = open_window(None)
    typed_into_dialog(qtbot, window, str(other / inside))
    qtbot.waitUntil(lambda: shown(window) == other)


def test_ctrl_o_takes_an_archive(
    qtbot: QtBot, open_window: OpenWindow, other: Path, tmp_path: Path
) -> None:
    archive = shutil.make_archive(str(tmp_path / "redis"), "zip", other.parent, other.name)
    window = open_window(None)
    typed_into_dialog(qtbot, window, archive)
    qtbot.waitUntil(lambda: str(shown(window)) == archive)


def test_a_folder_is_chosen_by_the_mouse(
    qtbot: QtBot, open_window: OpenWindow, other: Path
) -> None:
    window = open_window(None)
    window.package_commands.opening.choose()
    dialog = window.findChild(OpenDialog)
    dialog.setDirectory(str(other.parent))
    view = dialog.findChild(QTreeView)
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) == 1)
    row = view.model().index(0, 0, view.rootIndex())
    view.setCurrentIndex(row)
    dialog.accept()
    qtbot.waitUntil(lambda: shown(window) == other)


def test_unsaved_work_is_asked_about_and_saved_first(
    qtbot: QtBot, open_window: OpenWindow, other: Path
) -> None:
    window = open_window()
    edit(qtbot, window)
    before = shown(window)
    window.package_commands.open_path(other)
    assert shown(window) == before
    answer(qtbot, window, Answer.SAVE)
    qtbot.waitUntil(lambda: shown(window) == other)
    assert (before / METADATA).read_text(encoding="utf-8").startswith("# mine ")


def test_unsaved_work_is_kept_for_later(qtbot: QtBot, open_window: OpenWindow, other: Path) -> None:
    window = open_window()
    edit(qtbot, window)
    before = shown(window)
    window.package_commands.open_path(other)
    answer(qtbot, window, Answer.KEEP)
    qtbot.waitUntil(lambda: shown(window) == other)
    assert not (before / METADATA).read_text(encoding="utf-8").startswith("# mine ")
    window.package_commands.open_path(before)
    qtbot.waitUntil(lambda: shown(window) == before)
    assert window.workbench.store.offered() is not None
    assert window.bar.isVisibleTo(window)
    tabs = window.editors.tabs
    assert not any(tabs.look(index).dirty for index in range(tabs.count()))


def test_cancelling_changes_nothing(qtbot: QtBot, open_window: OpenWindow, other: Path) -> None:
    window = open_window()
    edit(qtbot, window)
    before = shown(window)
    window.package_commands.open_path(other)
    qtbot.waitUntil(lambda: window.findChild(UnsavedQuestion) is not None)
    qtbot.keyClick(asked(window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.services.jobs.running)
    assert shown(window) == before
    assert window.workbench.document.is_dirty


def test_another_window_is_asked_for(qtbot: QtBot, open_window: OpenWindow, other: Path) -> None:
    window = open_window()
    edit(qtbot, window)
    window.package_commands.open_path(other)
    with qtbot.waitSignal(window.new_window_requested) as wanted:
        answer(qtbot, window, Answer.NEW_WINDOW)
    assert wanted.args == [other]


def test_of_several_dropped_packages_one_comes_here(
    qtbot: QtBot, open_window: OpenWindow, other: Path, tmp_path: Path
) -> None:
    more = [tmp_path / "more" / name for name in ("one", "two")]
    for folder in more:
        shutil.copytree(other, folder)
    window = open_window(None)
    wanted: list[Path] = []
    window.new_window_requested.connect(wanted.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (other, *more)])
    event = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window.windowHandle(), event)
    qtbot.waitUntil(lambda: shown(window) == other)
    assert wanted == more


def test_the_last_of_two_openings_wins(
    qtbot: QtBot, open_window: OpenWindow, other: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    shutil.copytree(other, second)
    window = open_window(None)
    shows: list[Path | None] = []
    window.workbench_changed.connect(lambda bench: shows.append(bench and bench.origin.path))
    window.package_commands.open_path(other)
    window.package_commands.open_path(second)
    qtbot.waitUntil(lambda: not window.services.jobs.running)
    assert [path for path in shows if path] == [second]


def recent_actions(window: MainWindow) -> dict[str, QAction]:
    menu = next(m for m in window.menuBar().findChildren(QMenu) if m.title() == "Open &recent")
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_the_menu_of_recent_packages(
    qtbot: QtBot, open_window: OpenWindow, other: Path, tmp_path: Path
) -> None:
    window = open_window(None)
    recent = RecentPackages(window.services.settings)
    recent.add(tmp_path / "gone", "osc", "gone", "1.0.0")
    recent.add(other, "helm", "redis", "23.1.1")
    actions = recent_actions(window)
    gone = next(action for text, action in actions.items() if text.startswith("gone"))
    qtbot.waitUntil(lambda: not gone.isEnabled())
    assert "not found" in gone.text()
    next(action for text, action in actions.items() if text.startswith("redis")).trigger()
    qtbot.waitUntil(lambda: shown(window) == other)
    recent_actions(window)["Clear recent packages"].trigger()
    assert not recent.entries()
    assert not recent_actions(window)["No recent packages"].isEnabled()


def test_ctrl_n_makes_a_package_and_opens_it(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(None)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    dialog = window.findChild(NewPackageDialog)
    dialog.folder_field.setText(str(tmp_path))
    dialog.name_field.clear()
    qtbot.keyClicks(dialog.name_field, "orders")
    qtbot.mouseClick(dialog.create_button, LEFT)
    qtbot.waitUntil(lambda: shown(window) == tmp_path / "orders")
