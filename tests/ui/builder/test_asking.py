"""What is asked before images are saved, picked or pushed, without any engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from studio.formats.imagemap import MappingEntry
from studio.formats.imagerefs import parse_reference
from studio.package.builds.savingplan import Orphan, Outdated, SavedTar, SavingPlan
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


PINNED = f"docker.io/randoli/app-insights-operator:1.20.0-1@sha256:{'ae5235f4' * 8}"
CSV = "package/app/1.20.0-1/app-insights-operator.clusterserviceversion.yaml"
NEW = "docker.io/randoli/app-insights-operator:1.20.0-2"


def long_offers():
    """What is offered for an operator with long names."""
    container = ("spec", "install", "spec", "deployments", 0, "containers", 1, "image")
    return [
        TagOffer(
            Place(CSV, container),
            PINNED,
            NEW,
            where="app-insights-operator-controller-manager/manager",
        ),
        TagOffer(
            Place(CSV, ("spec", "relatedImages", 0, "image")), PINNED, NEW, where="app-insights"
        ),
        TagOffer(Place("package/app/a/values.yaml", ("image", "tag")), "1.20.0-1", "1.20.0-2"),
        TagOffer(Place("package/app/b/values.yaml", ("image", "tag")), "1.20.0-1", "1.20.0-2"),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_field_says_where_it_is_and_what_it_says_then(shown, services, language):
    window, show = shown
    services.languages.set_setting(language)
    paths = [f"images/app-insights-operator-1.20.0-{n}-x86_64.tar" for n in (2, 1)]
    plan = SavingPlan(
        (SavedTar(paths[0], None),),
        (),
        (Orphan(paths[1], same_image=True),),
        (parse_reference("app-insights-operator:1.20.0-2"),),
    )
    name = CSV.rpartition("/")[2]
    dialog = show(SaveDialog, NEW, plan, {paths[0]: 1}, long_offers(), window)
    assert [row.box.words() for row in dialog.rows] == [
        f"{name}: app-insights-operator-controller-manager/manager",
        f"{name}: app-insights",
        "package/app/a/values.yaml: image.tag",
        "package/app/b/values.yaml: image.tag",
    ]
    pinned = "1.20.0-1@sha256:ae5235f4… → 1.20.0-2"
    told = [row.below.text() for row in dialog.rows]
    assert told == [pinned, pinned, *["1.20.0-1 → 1.20.0-2"] * 2]
    assert PINNED in dialog.rows[0].box.toolTip()
    assert NEW in dialog.rows[0].below.toolTip()
    assert dialog.width() == services.themes.px(520)
    for row in dialog.rows:
        assert row.below.shown_text() == row.below.text()
    assert "…" in dialog.rows[0].box.shown_text()
    (deletion,) = dialog.deleting.values()
    assert deletion.box.shown_text() == deletion.box.words()
    for part in (row.box for row in dialog.rows):
        assert part.shown_text().endswith(part.words()[-8:])
        assert part.fontMetrics().horizontalAdvance(part.shown_text()) < part.text_rect().width()
    for label in (label for label in dialog.findChildren(QLabel) if label.wordWrap()):
        assert label.minimumSizeHint().width() <= label.width()
        assert label.heightForWidth(label.width()) <= label.height()


def test_an_image_that_no_field_names_is_told_in_place_of_the_mapping(shown):
    window, show = shown
    reference = parse_reference("etcd:2.5.0")
    tars = (SavedTar(PATH, None),)
    unused = SavingPlan(tars, (), (), (reference,))
    dialog = show(SaveDialog, "etcd:2.5.0", unused, {}, [], window)
    assert "No field of the package names this image" in dialog.unused.text()
    assert dialog.facts.text() == PATH
    used = show(SaveDialog, "etcd:2.5.0", SavingPlan(tars, ()), {}, [], window)
    assert used.unused is None
    assert "named in images/mapping.yaml" in used.facts.text()


def test_tars_that_nothing_names_are_deleted_if_they_hold_the_same_image(shown):
    window, show = shown
    entry = MappingEntry("instance", ("instance", 0), "etcd", "2.4.0")
    old, other, arm = (f"images/{name}.tar" for name in ("etcd-old", "other", "etcd-arm"))
    plan = SavingPlan(
        (SavedTar(PATH, None),),
        (Outdated(entry, "aarch64", "etcd-arm.tar"),),
        (Orphan(old, same_image=True), Orphan(other, same_image=False), Orphan(arm, True)),
    )
    dialog = show(SaveDialog, "etcd:2.5.0", plan, {}, [], window)
    assert dialog.deleting[old].box.words() == f"Delete {old}"
    assert dialog.deleted() == (old, arm)
    dialog.keep.setChecked(True)
    assert dialog.deleted() == (old,)
    assert not dialog.deleting[arm].isEnabled()
    dialog.deleting[other].box.setChecked(True)
    dialog.deleting[old].box.setChecked(False)
    assert dialog.deleted() == (other,)


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
