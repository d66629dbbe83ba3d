"""The dialog for a new package says what is wrong before anything is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studio.formats.kinds import Kind
from studio.ui.welcome.newpackage import NewPackageDialog

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def dialog(parent, themes, tmp_path: Path):
    dialog = NewPackageDialog(themes, tmp_path, parent)
    dialog.open()
    return dialog


def test_enter_asks_for_the_package_that_was_typed(qtbot, dialog, tmp_path: Path):
    qtbot.keyClicks(dialog.name_field, "redis-cache")
    dialog.kinds.setFocus()
    qtbot.keyClick(dialog.kinds.buttons()[0], Qt.Key.Key_Right)
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.keyClick(dialog.name_field, Qt.Key.Key_Return)
    assert wanted.args == [Kind.HELM, tmp_path / "redis-cache"]


@pytest.mark.parametrize("name", ["", "Redis", "redis_cache", "-redis", "9redis"])
def test_a_bad_name_is_refused(qtbot, dialog, name: str):
    dialog.name_field.clear()
    qtbot.keyClicks(dialog.name_field, name)
    assert not dialog.create_button.isEnabled()
    assert dialog.name_field.property("state") == "error"


def test_what_exists_is_not_overwritten(qtbot, dialog, tmp_path: Path):
    (tmp_path / "kafka").mkdir()
    qtbot.keyClicks(dialog.name_field, "kafka")
    assert not dialog.create_button.isEnabled()
    qtbot.keyClicks(dialog.name_field, "-2")
    assert dialog.create_button.isEnabled()


def test_a_relative_folder_is_refused(dialog):
    dialog.folder_field.setText("packages")
    assert not dialog.create_button.isEnabled()
