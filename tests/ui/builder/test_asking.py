"""What is asked before images are saved, picked or pushed, without any engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studio.formats.imagemap import MappingEntry
from studio.package.builds.savingplan import Outdated, SavedTar, SavingPlan
from studio.package.builds.tagoffers import TagOffer
from studio.package.snapshot import Place
from studio.ui.builder.asking import PickDialog, PushAnswer, PushDialog, PushTrouble
from studio.ui.builder.savedialog import SaveDialog
from studio.ui.builder.twolines import TwoLines

PATH = "images/etcd-2.5.0-x86_64.tar"


@pytest.fixture
def shown(qtbot, services):
    """Show a dialog over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def show(kind, *given):
        dialog = kind(services.themes, *given)
        dialog.open()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        return dialog

    return window, show


def test_typing_filters_down_goes_into_the_list_and_enter_takes(qtbot, shown):
    window, show = shown
    rows = [TwoLines(name, ("stack", "dim"), name) for name in ("busybox:1", "etcd:1", "etcd:2")]
    dialog = show(PickDialog, "Pick", "Take", rows, window)
    picked = []
    dialog.picked.connect(picked.append)
    assert dialog.focusWidget() is dialog.search
    qtbot.keyClicks(dialog.focusWidget(), "etcd")
    assert [row.key for row in dialog.list.rows()] == ["etcd:1", "etcd:2"]
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.list
    assert dialog.list.chosen() == "etcd:2"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert picked == ["etcd:2"]


def test_enter_in_the_field_takes_the_row_that_is_chosen(qtbot, shown):
    window, show = shown
    rows = [TwoLines(name, ("stack", "dim"), name) for name in ("busybox:1", "etcd:1")]
    dialog = show(PickDialog, "Pick", "Take", rows, window)
    picked = []
    dialog.picked.connect(picked.append)
    qtbot.keyClicks(dialog.search, "etcd")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert picked == ["etcd:1"]


def test_saving_says_what_it_replaces_and_what_the_mapping_no_longer_names(shown):
    window, show = shown
    entry = MappingEntry("instance", ("instance", 0), "etcd", "2.6.0")
    outdated = (Outdated(entry, "aarch64", "etcd-2.6.0-aarch64.tar"),)
    plan = SavingPlan((SavedTar(PATH, 2_000_000),), outdated)
    offers = [TagOffer(Place("values.yaml", ("tag",)), "2.6.0", "2.5.0")]
    dialog = show(SaveDialog, "etcd:2.5.0", plan, {PATH: 3_000_000}, offers, window)
    text = dialog.facts.text()
    assert f"{PATH} (2.9 MB), replaces the one that is there (1.9 MB)" in text
    assert dialog.keep.isVisible()
    assert not dialog.keeps_outdated
    dialog.keep.setChecked(True)
    assert dialog.keeps_outdated
    assert dialog.chosen() == tuple(offers)


def test_nothing_is_asked_about_tars_that_fit(shown):
    window, show = shown
    dialog = show(SaveDialog, "etcd:1", SavingPlan((SavedTar(PATH, None),), ()), {}, [], window)
    assert dialog.facts.text().splitlines()[0] == PATH
    assert not dialog.keep.isVisible()


@pytest.mark.parametrize("username", ["somebody", ""])
def test_after_a_wrong_password_only_that_is_asked_for_again(shown, username):
    window, show = shown
    earlier = PushAnswer("example.com/a", username, "wrong")
    trouble = PushTrouble("Not with these.", earlier, "status 401", wants_name=True)
    dialog = show(PushDialog, "etcd:1", "example.com/a", window, trouble)
    assert dialog.answer() == PushAnswer("example.com/a", username, "")
    row = dialog.password_row if username else dialog.name_row
    assert row.problem() == "Not with these."
    assert dialog.row.problem() == ""
    assert dialog.focusWidget() is row.control


def test_a_wrong_registry_is_told_below_it(shown):
    window, show = shown
    trouble = PushTrouble("No `registry`.", PushAnswer("x", "me", "p"))
    dialog = show(PushDialog, "etcd:1", "x", window, trouble)
    assert dialog.row.problem() == "No registry."
    assert dialog.username.text() == "me"
    assert dialog.focusWidget() is dialog.registry


def test_nothing_is_offered_to_an_engine_that_is_not_there(qtbot, package, open_builds):
    (package / "images").mkdir()
    (package / "images/etcd-1.tar").write_bytes(b"\0" * 1024)
    window, _ = open_builds()
    assert window.registry.run("build.load")
    qtbot.waitUntil(window.toast.isVisible)
    assert "engine" in window.toast.sentence()
    assert window.findChildren(PickDialog) == []
