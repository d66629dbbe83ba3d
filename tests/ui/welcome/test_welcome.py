"""The welcome page opens, finds, locates and forgets packages, by keys and by clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from studio.package.content import FileText
from studio.package.layout import layout_of
from studio.package.opening import open_package
from studio.services.recent import RecentPackages
from studio.services.recovery import RecoveryStore
from studio.ui.welcome.recentmodel import StateRole, short_path
from studio.ui.welcome.samples import SAMPLES
from studio.ui.welcome.welcomepage import WelcomePage

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def packages(tmp_path: Path) -> list[Path]:
    """Three packages, of which the last is not there."""
    paths = [tmp_path / name for name in ("etcd", "redis", "zookeeper.zip")]
    for path in paths[:2]:
        path.mkdir()
        (path / "metadata.yaml").write_text(f"name: {path.name}\nversion: 1.0.0\n")
    return paths


@pytest.fixture
def recent(services, packages) -> RecentPackages:
    recent = RecentPackages(services.settings)
    for path, kind in zip(reversed(packages), ("osc", "helm", "operator"), strict=True):
        recent.add(path, kind, path.stem, "1.0.0")
    return recent


@pytest.fixture
def page(qtbot, services) -> WelcomePage:
    page = WelcomePage(services)
    page.resize(1100, 640)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    qtbot.waitUntil(lambda: not services.jobs.running)
    return page


def row_middle(page: WelcomePage, row: int) -> QPoint:
    view = page.recent.view
    return view.visualRect(view.model().index(row, 0)).center()


def spoken(page: WelcomePage) -> list[str]:
    model = page.recent.view.model()
    return [model.index(row, 0).data(SPOKEN) for row in range(model.rowCount())]


def test_the_samples_are_what_they_are_called():
    for sample in SAMPLES:
        layout = layout_of(open_package(sample.path).snapshot)
        assert (layout.kind, layout.name, layout.version) == (
            sample.kind, sample.name, sample.version,
        )  # fmt: skip


def test_without_recent_packages_the_page_says_what_will_be_here(page):
    assert page.recent.view.isHidden()
    assert not page.recent.filter_field.isVisible()
    page.setFocus()
    assert page.open_row.hasFocus()


def test_samples_and_open_by_keys(qtbot, page):
    page.open_row.setFocus()
    with qtbot.waitSignal(page.choose_requested):
        qtbot.keyClick(page.open_row, Qt.Key.Key_Return)
    qtbot.keyClick(page.open_row, Qt.Key.Key_Up)
    qtbot.keyClick(page.new_row, Qt.Key.Key_Up)
    assert page.new_row.hasFocus()
    qtbot.keyClick(page.new_row, Qt.Key.Key_Down)
    qtbot.keyClick(page.open_row, Qt.Key.Key_Down)
    qtbot.keyClick(page.sample_rows[0], Qt.Key.Key_Down)
    assert page.sample_rows[1].hasFocus()
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page.sample_rows[1], Qt.Key.Key_Return)
    assert opened.args == [SAMPLES[1].path]


def test_a_click_on_a_sample_opens_it(qtbot, page):
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.mouseClick(page.sample_rows[0], Qt.MouseButton.LeftButton)
    assert opened.args == [SAMPLES[0].path]


def test_a_click_asks_for_a_new_package(qtbot, page):
    with qtbot.waitSignal(page.new_requested):
        qtbot.mouseClick(page.new_row, Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("recent")
def test_enter_and_click_open_a_recent_package(qtbot, page, packages):
    page.setFocus()
    assert page.recent.view.hasFocus()
    qtbot.keyClick(page.recent.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page.recent.view, Qt.Key.Key_Return)
    assert opened.args == [packages[1]]
    with qtbot.waitSignal(page.open_requested) as opened:
        viewport = page.recent.view.viewport()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=row_middle(page, 0))
    assert opened.args == [packages[0]]


@pytest.mark.usefixtures("recent")
def test_the_filter_narrows_the_list_and_hands_over_to_it(qtbot, page, packages):
    field = page.recent.filter_field
    qtbot.keyClicks(field, "REDIS")
    assert page.recent.view.model().rowCount() == 1
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert page.recent.view.hasFocus()
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert opened.args == [packages[1]]
    qtbot.keyClicks(field, "nothing like it")
    assert page.recent.view.isHidden()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.recent.view.model().rowCount() == 3


@pytest.mark.usefixtures("recent")
def test_a_missing_package_is_located(qtbot, page, packages, recent, monkeypatch):
    model = page.recent.view.model()
    missing = model.index(2, 0)
    assert missing.data(StateRole).missing
    assert "not found" in missing.data(SPOKEN)
    found = packages[0].parent / "moved.zip"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(found), ""))
    link = page.recent.view.locate_rect(missing)
    assert not link.isEmpty()
    with qtbot.waitSignal(page.open_requested) as opened:
        viewport = page.recent.view.viewport()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=link.center())
    assert opened.args == [found]
    assert packages[2] not in [entry.path for entry in recent.entries()]


@pytest.mark.usefixtures("recent")
def test_locating_may_be_given_up(qtbot, page, packages, recent, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.recent.view.setCurrentIndex(page.recent.view.model().index(2, 0))
    with qtbot.assertNotEmitted(page.open_requested):
        qtbot.keyClick(page.recent.view, Qt.Key.Key_Return)
    assert packages[2] in [entry.path for entry in recent.entries()]


@pytest.mark.usefixtures("recent")
def test_delete_forgets_and_copy_copies_the_path(qtbot, page, packages, recent):
    view = page.recent.view
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == str(packages[1])
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [entry.path for entry in recent.entries()] == [packages[0], packages[2]]
    assert view.currentIndex().row() == 1


@pytest.mark.usefixtures("recent")
def test_unsaved_work_is_announced(qtbot, page, services, packages):
    snapshot = open_package(packages[0]).snapshot
    changed = snapshot.replaced({"metadata.yaml": FileText("name: etcd\n")})
    RecoveryStore(packages[0], services.state).write(snapshot, changed)
    page.refresh()
    qtbot.waitUntil(lambda: "unsaved changes to restore" in spoken(page)[0])
    assert "to restore" not in spoken(page)[1]


@pytest.mark.usefixtures("recent")
def test_the_model_keeps_its_promises(qtbot, page, services, recent, packages):
    tester = QAbstractItemModelTester(page.recent.model)
    recent.remove(packages[1])
    page.refresh()
    page.recent.model.retranslate()
    assert page.recent.model.rowCount() == 2
    assert tester.model() is page.recent.model


def test_home_is_shortened():
    assert short_path(Path.home() / "services" / "etcd") == str(Path("~/services/etcd"))
    assert short_path(Path("/media/usb")) == str(Path("/media/usb"))


@pytest.mark.usefixtures("recent")
def test_theme_and_size_change_at_run_time(qtbot, page, themes):
    before = page.open_row.height()
    themes.set_setting("dark")
    themes.set_base_size(18)
    page.grab()
    qtbot.waitUntil(lambda: page.open_row.height() > before)
