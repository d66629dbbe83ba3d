"""The package tree by keys and clicks: open, rename, duplicate, delete, create, copy, filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from studio.model.treeroles import EntryRole
from studio.package.snapshot import Place
from studio.ui.controls.buttons import LinkButton
from studio.ui.explorer.treefilter import HIDE_OPTIONAL, SHOW_HIDDEN

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from studio.package.snapshot import Snapshot
    from studio.ui.shell.window import MainWindow

ROOT = "package/kafka-2.5.0"
LOG = f"{ROOT}/manifests/vendor/log_config.yaml"
CSD = f"{ROOT}/manifests/kafkacluster_csd.yaml"
CRD = f"{ROOT}/manifests/kafkacluster_crd.yaml"
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def snapshot(window: MainWindow) -> Snapshot:
    assert window.workbench is not None
    return window.workbench.document.snapshot


def text(window: MainWindow, path: str) -> str:
    content = snapshot(window).text(path)
    assert content is not None
    return content.text


def row(window: MainWindow, path: str) -> QModelIndex:
    index = window.tree.model().index_of_path(path)  # type: ignore[attr-defined]
    assert index.isValid(), path
    return index


def choose(window: MainWindow, path: str) -> None:
    window.tree.setCurrentIndex(row(window, path))


def titles(window: MainWindow) -> list[str]:
    """The rows that can be seen, from the top down."""
    tree = window.tree
    index, found = tree.model().index(0, 0), []
    while index.isValid():
        found.append(str(index.data()))
        index = tree.indexBelow(index)
    return found


def editor(window: MainWindow) -> QLineEdit:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert window.tree.isAncestorOf(focused)
    return focused


def click(qtbot: QtBot, window: MainWindow, path: str) -> None:
    tree, index = window.tree, row(window, path)
    tree.scrollTo(index)
    qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())


def test_a_click_previews_and_enter_pins(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, LOG)
    assert window.editors.preview_key == LOG
    assert window.tree.hasFocus()
    qtbot.keyClick(window.tree, Qt.Key.Key_Return)
    assert window.editors.preview_key == ""
    assert window.editors.current is not None
    assert window.editors.current.key == LOG


def test_a_typed_name_is_looked_at_once_it_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    looked: list[str] = []
    window.tree.looked_at.connect(lambda place: looked.append(place.path))
    window.tree.setFocus()
    qtbot.keyClicks(window.tree, "log_")
    assert window.tree.currentIndex() == row(window, LOG)
    assert looked == []
    qtbot.waitUntil(lambda: looked == [LOG])


def test_a_click_on_a_folder_opens_and_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    folder = f"{ROOT}/manifests/vendor"
    for expanded in (False, True):
        click(qtbot, window, folder)
        assert window.tree.isExpanded(row(window, folder)) is expanded


def test_a_click_on_the_caret_toggles_once(qtbot: QtBot, window: MainWindow) -> None:
    tree, index = window.tree, row(window, f"{ROOT}/manifests")
    rect = tree.visualRect(index)
    qtbot.mouseClick(tree.viewport(), LEFT, pos=QPoint(rect.left() - 6, rect.center().y()))
    assert not tree.isExpanded(index)


def test_f2_renames_and_references_follow(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, LOG)
    qtbot.keyClick(window.tree, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: editor(window).selectedText() == "log_config")
    qtbot.keyClicks(editor(window), "logs")
    qtbot.keyClick(editor(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: f"{ROOT}/manifests/vendor/logs.yaml" in snapshot(window))
    assert "defaultPath: vendor/logs.yaml" in text(window, CSD)
    assert window.tree.currentIndex().data(EntryRole).path.endswith("vendor/logs.yaml")
    window.registry.run("edit.undo")
    assert LOG in snapshot(window)
    assert "defaultPath: vendor/log_config.yaml" in text(window, CSD)


def test_renaming_a_crd_in_its_row_renames_it_wherever_it_is_named(
    qtbot: QtBot, window: MainWindow
) -> None:
    tree, model = window.tree, window.tree.model()
    file = row(window, CRD)
    tree.expand(file)
    metadata = next(
        index
        for index in (model.index(at, 0, file) for at in range(model.rowCount(file)))
        if index.data() == "metadata"
    )
    tree.expand(metadata)
    tree.setCurrentIndex(model.index(0, 0, metadata))
    old = tree.currentIndex().data(EntryRole).detail
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: editor(window).selectedText() == old)
    qtbot.keyClicks(editor(window), "queues.kafka.riverstone.example")
    qtbot.keyClick(editor(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: old not in text(window, CSD))
    assert "queues.kafka.riverstone.example" in text(window, CSD)
    assert window.registry.text("edit.undo") == "Undo “Rename to queues.kafka.riverstone.example”"


def test_a_bad_name_changes_nothing_and_says_why(qtbot: QtBot, window: MainWindow) -> None:
    before = snapshot(window)
    choose(window, LOG)
    qtbot.keyClick(window.tree, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(window), "a:b")
    qtbot.keyClick(editor(window), Qt.Key.Key_Return)
    qtbot.waitUntil(window.toast.isVisible)
    assert snapshot(window) is before


def test_delete_asks_nothing_and_the_toast_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    before = snapshot(window)
    choose(window, f"{ROOT}/manifests/vendor")
    qtbot.keyClick(window.tree, Qt.Key.Key_Delete)
    assert not any(path.startswith(f"{ROOT}/manifests/vendor") for path in snapshot(window))
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast.findChild(LinkButton), LEFT)
    assert snapshot(window).same_content(before)


def test_ctrl_d_duplicates_and_lets_the_copy_be_named(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, LOG)
    qtbot.keyClick(window.tree, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: editor(window).selectedText() == "log_config-2")
    qtbot.keyClicks(editor(window), "audit")
    qtbot.keyClick(editor(window), Qt.Key.Key_Return)
    audit = f"{ROOT}/manifests/vendor/audit.yaml"
    qtbot.waitUntil(lambda: audit in snapshot(window))
    assert text(window, audit) == text(window, LOG)


def test_a_new_file_comes_from_the_template_of_its_role(qtbot: QtBot, window: MainWindow) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    window.tree_commands.fill_new_menu(menu)
    action = next(a for a in menu.actions() if a.text() == "Custom service definition")
    action.trigger()
    path = f"{ROOT}/manifests/kafka_csd.yaml"
    assert "kind: CustomServiceDefinition" in text(window, path)
    qtbot.waitUntil(lambda: editor(window).selectedText() == "kafka_csd")


def test_what_a_package_has_one_of_is_offered_only_while_it_is_missing(
    qtbot: QtBot, window: MainWindow
) -> None:
    def offered() -> dict[str, bool]:
        menu = QMenu()
        qtbot.addWidget(menu)
        window.tree_commands.fill_new_menu(menu)
        return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}

    before = offered()
    assert not before["Log configuration"]
    assert before["Custom resource definition"]
    assert before["Empty file"]
    choose(window, LOG)
    qtbot.keyClick(window.tree, Qt.Key.Key_Delete)
    assert offered() == before | {"Log configuration": True}


def test_f2_in_the_text_renames_its_file_in_the_tree(qtbot: QtBot, window: MainWindow) -> None:
    window.show_place(Place(LOG))
    page = window.editors.current
    assert page is not None
    window.tree_dock.hide()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: editor(window).selectedText() == "log_config")
    qtbot.keyClicks(editor(window), "logs")
    qtbot.keyClick(editor(window), Qt.Key.Key_Return)
    renamed = f"{ROOT}/manifests/vendor/logs.yaml"
    qtbot.waitUntil(lambda: page.key == renamed)
    assert renamed in snapshot(window)
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget()))


def test_f2_in_the_text_finds_a_row_that_the_filter_hides(qtbot: QtBot, window: MainWindow) -> None:
    window.show_place(Place(LOG))
    window.tree_panel.open_filter()
    qtbot.keyClicks(window.tree_panel.field, "kafkacluster")
    window.registry.run("view.editor")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: editor(window).selectedText() == "log_config")
    qtbot.keyClick(editor(window), Qt.Key.Key_Escape)
    assert window.editors.current is not None
    assert window.editors.current.key == LOG


def test_ctrl_c_copies_the_yaml_of_a_key_and_the_path_of_a_file(
    qtbot: QtBot, window: MainWindow
) -> None:
    tree, model, file = window.tree, window.tree.model(), row(window, f"{ROOT}/lifecycle.yaml")
    clipboard = QGuiApplication.clipboard()
    tree.setCurrentIndex(file)
    qtbot.keyClick(tree, Qt.Key.Key_C, CTRL)
    assert clipboard.text() == f"{ROOT}/lifecycle.yaml"
    tree.expand(file)
    tree.setCurrentIndex(model.index(0, 0, file))
    qtbot.keyClick(tree, Qt.Key.Key_C, CTRL)
    key = tree.currentIndex().data()
    assert clipboard.text().startswith(f"{key}:")
    assert clipboard.text().strip() in text(window, f"{ROOT}/lifecycle.yaml")


def test_letters_find_a_row(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.tree, "kafkat")
    assert window.tree.currentIndex().data() == "kafkatopic_crd.yaml"


def test_the_filter_shows_matches_and_the_folders_around(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.tree, Qt.Key.Key_F, CTRL)
    field = window.tree_panel.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "CONFIG")
    assert titles(window) == [
        "kafka",
        "package / kafka-2.5.0",
        "manifests",
        "vendor",
        "log_config.yaml",
        "monitor_config.yaml",
    ]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert window.tree.currentIndex().data() == "log_config.yaml"
    assert window.tree.hasFocus()


def test_esc_ends_the_filter_and_folders_are_as_they_were(qtbot: QtBot, window: MainWindow) -> None:
    window.tree.collapse(row(window, f"{ROOT}/manifests"))
    before = titles(window)
    qtbot.keyClick(window.tree, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(window.tree_panel.field, "config")
    assert titles(window) != before
    qtbot.keyClick(window.tree_panel.field, Qt.Key.Key_Escape)
    assert titles(window) == before
    assert not window.tree_panel.field.isVisible()
    assert window.tree.hasFocus()


def test_the_filter_keeps_up_with_the_package(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.tree, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(window.tree_panel.field, "log_config")
    window.tree.setFocus()
    choose(window, LOG)
    qtbot.keyClick(window.tree, Qt.Key.Key_D, CTRL)
    qtbot.keyClick(editor(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window)[-2:] == ["log_config-2.yaml", "log_config.yaml"])


def test_a_match_in_a_folder_name_shows_what_is_in_it(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.tree, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(window.tree_panel.field, "vendor")
    assert titles(window)[-2:] == ["log_config.yaml", "monitor_config.yaml"]


def test_a_match_in_a_folder_name_hides_what_others_match_better(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.keyClick(window.tree, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(window.tree_panel.field, "kafka")
    shown = titles(window)
    assert "kafkatopic_crd.yaml" in shown
    assert "metadata.yaml" not in shown


def test_optional_files_can_be_hidden_for_good(window: MainWindow) -> None:
    window.tree_commands._view.setCurrentIndex(row(window, f"{ROOT}/README.md"))
    window.registry.run("tree.delete")
    assert "README.md" in titles(window)
    assert window.registry.run("tree.hide_optional")
    assert "README.md" not in titles(window)
    assert window.services.settings.value(HIDE_OPTIONAL)
    assert window.registry.run("tree.hide_optional")
    assert "README.md" in titles(window)


def test_hidden_files_are_shown_unless_somebody_minds(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / ".helmignore").write_text("x\n")
    assert window.tree.transfer is not None
    window.tree.transfer._import([tmp_path / ".helmignore"], ROOT)
    qtbot.waitUntil(lambda: ".helmignore" in titles(window))
    assert window.registry.run("tree.show_hidden")
    assert ".helmignore" not in titles(window)
    assert not window.services.settings.value(SHOW_HIDDEN)


def test_collapse_all_leaves_the_top(window: MainWindow) -> None:
    assert window.registry.run("tree.collapse_all")
    assert titles(window) == ["kafka", "package / kafka-2.5.0", "images"]


@pytest.mark.parametrize("command", ["tree.rename", "tree.duplicate", "tree.delete"])
def test_commands_are_off_where_they_mean_nothing(window: MainWindow, command: str) -> None:
    window.tree.setCurrentIndex(window.tree.model().index(0, 0))
    assert not window.registry.action(command).isEnabled()
    choose(window, LOG)
    assert window.registry.action(command).isEnabled()


def test_undo_with_ctrl_held_leaves_one_row_chosen(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", lambda: CTRL)
    for path in (LOG, CSD, CRD):
        window.tree.reveal(path)
    assert window.tree.selected_paths() == [CRD]


def test_shift_f10_opens_the_menu_of_a_row(qtbot: QtBot, window: MainWindow) -> None:
    window.tree.setFocus()
    choose(window, LOG)
    qtbot.keyClick(window.tree, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Rename" in {action.text().replace("&", "") for action in menu.actions()}
    menu.close()
