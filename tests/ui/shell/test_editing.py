"""Edit, undo over files, save: by keys, in the real window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from studio.package.refactoring import delete, move, rename
from studio.package.snapshot import Place
from studio.ui.shell.page import OVERVIEW
from studio.ui.shell.textpage import TextPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.ui.shell.window import MainWindow

DEPLOY = "package/kafka-2.5.0"
METADATA = f"{DEPLOY}/metadata.yaml"
LIFECYCLE = f"{DEPLOY}/lifecycle.yaml"
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

OpenWindow = "Callable[..., MainWindow]"


def text(window: MainWindow, path: str) -> str:
    assert window.workbench is not None
    content = window.workbench.document.snapshot.text(path)
    assert content is not None
    return content.text


def type_at_start(qtbot: QtBot, window: MainWindow, path: str, words: str) -> TextPage:
    window.show_place(Place(path))
    page = window.editors.current
    assert isinstance(page, TextPage)
    page.view.go_to(1, 1)
    qtbot.keyClicks(page.view.edit, words)
    return page


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifiers)


def test_undo_goes_over_files_from_wherever_the_focus_is(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    window.activateWindow()
    before = text(window, METADATA), text(window, LIFECYCLE)
    type_at_start(qtbot, window, METADATA, "# one")
    type_at_start(qtbot, window, LIFECYCLE, "# two")
    assert text(window, METADATA) == "# one" + before[0]
    window.tree.setFocus()
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert (text(window, METADATA), text(window, LIFECYCLE)) == ("# one" + before[0], before[1])
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert text(window, METADATA) == before[0]
    assert window.editors.current.key == METADATA
    assert "metadata.yaml" in window.status.currentMessage()
    press(qtbot, Qt.Key.Key_Z, CTRL | SHIFT)
    assert text(window, METADATA) == "# one" + before[0]


def test_saving_writes_the_file_and_clears_the_dot(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    bench = window.workbench
    page = type_at_start(qtbot, window, METADATA, "# saved ")
    assert window.isWindowModified()
    assert window.editors.tabs.look(window.editors.tabs.currentIndex()).dirty
    with qtbot.waitSignal(bench.document.dirty_changed):
        qtbot.keyClick(page.view.edit, Qt.Key.Key_S, CTRL)
    assert not window.isWindowModified()
    on_disk = Path(bench.origin.path / METADATA).read_text(encoding="utf-8")
    assert on_disk.startswith("# saved ")
    qtbot.waitUntil(lambda: not window.services.jobs.running)


def test_a_click_previews_and_typing_pins(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    tree = window.tree
    for path in (LIFECYCLE, f"{DEPLOY}/README.md"):
        index = tree.model().index_of_path(path)
        tree.scrollTo(index)
        position = tree.visualRect(index).center()
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=position)
    assert window.editors.preview_key == f"{DEPLOY}/README.md"
    assert [page.key for page in window.editors.pages()] == [OVERVIEW, f"{DEPLOY}/README.md"]
    qtbot.keyClicks(window.editors.current.view.edit, "x")
    assert window.editors.preview_key == ""


def test_tabs_close_reopen_and_turn_by_use(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.activateWindow()
    window.show_place(Place(LIFECYCLE))
    window.show_place(Place("images/mapping.yaml"))
    window.registry.run("go.next_tab")
    assert window.editors.current.key == LIFECYCLE
    press(qtbot, Qt.Key.Key_W, CTRL)
    assert window.editors.page(LIFECYCLE) is None
    press(qtbot, Qt.Key.Key_T, CTRL | SHIFT)
    assert window.editors.current.key == LIFECYCLE


def test_the_language_and_the_theme_switch_while_running(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    window.registry.run("view.language_zh")
    qtbot.waitUntil(lambda: window.menuBar().actions()[0].text().startswith("文件"))
    assert window.tree_dock.windowTitle() == "软件包"
    window.registry.run("view.theme_dark")
    assert window.services.themes.theme.dark
    window.registry.run("view.language_en")
    window.registry.run("view.theme_light")
    qtbot.waitUntil(lambda: window.tree_dock.windowTitle() == "Package")


def test_no_two_commands_want_the_same_keys(open_window: OpenWindow) -> None:
    registry = open_window(None).registry
    everywhere = {command.id for command in registry.commands() if not command.local}
    clashes = {
        command_id: others
        for command_id in everywhere
        if (others := everywhere & set(registry.shortcuts.conflicts(command_id)))
    }
    assert clashes == {}


def test_the_tab_of_an_image_follows_its_new_name(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    assert window.workbench is not None
    document = window.workbench.document
    image = next(path for path in document.snapshot if path.endswith(".tar"))
    window.show_place(Place(image))
    page = window.editors.current
    assert page is not None
    document.commit(move(document.snapshot, [image], "moved"))
    document.commit(rename(document.snapshot, page.key, "other.tar"))
    assert window.editors.current is page
    assert page.key == "moved/other.tar"
    qtbot.waitUntil(lambda: "other.tar" in {label.text() for label in page.findChildren(QLabel)})
    document.undo()
    document.undo()
    assert page.key == image
    document.commit(delete(document.snapshot, [image]))
    assert page not in window.editors.pages()


def test_a_toast_leaves_the_fields_of_finding_free(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_place(Place(METADATA))
    bar = window.editors.current.view.find_bar
    bar.open(replacing=True)
    window.toast.show_message("Done")
    assert bar.isVisible()
    top = bar.mapTo(window.editors, bar.rect().topLeft()).y()
    assert window.toast.geometry().bottom() - 12 < top  # its shadow aside
