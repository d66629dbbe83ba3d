"""What the page of builds shows where there is little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from studio.services.engine.history import BuildRecord

NAME = "application-insights-monitoring-operator"
COUNT = 12


@pytest.fixture
def crowded(qtbot, open_builds, package):
    """The page with many recipes of long names, and as many earlier builds."""
    recipes = [
        f"- {{name: {NAME}-{n}, tag: 1.{n}, context: build, args: {{A: b}}, secrets: [{{id: a,"
        " file: /run/token}]}\n"
        for n in range(COUNT)
    ]
    (package / "studio.yaml").write_text("builds:\n" + "".join(recipes), encoding="utf-8")
    window, page = open_builds()
    kept = page.desk.archive.kept
    for n in range(COUNT):
        record = BuildRecord(
            f"2026-03-02T10:00:{n:02}+00:00", str(package.resolve()), "etcd", "linux/amd64",
            "etcd:1.10", "done", 12.0, image=f"sha256:{n}", run=f"r{n}",
        )  # fmt: skip
        kept.add(record, [])
    page.desk.archive.read()
    qtbot.waitUntil(lambda: len(page.sidebar.history.rows()) == COUNT, timeout=30_000)

    def make(width, height):
        window.resize(width, height)
        page.bar.show_message("warning", "What went wrong here is told in a sentence. " * 4)
        qtbot.waitUntil(lambda: window.size().width() == width)
        window.grab()
        return window, page

    return make


def area(page, rows, number):
    """Where a row is on the side, as far as it is seen."""
    rect = rows.visualRect(rows.model().index(number, 0))
    seen = rect & rows.viewport().visibleRegion().boundingRect()
    return QRect(rows.viewport().mapTo(page.sidebar, seen.topLeft()), seen.size()), rect


@pytest.mark.parametrize("size", [(1280, 800), (1024, 680)])
def test_recipes_and_history_are_reached_by_keys(qtbot, crowded, size):
    _, page = crowded(*size)
    side = page.sidebar
    for rows in (side.recipes, side.history, side.recipes):
        assert rows.verticalScrollBar().maximum() == 0
        for key, number in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_End, COUNT - 1)) * 2:
            rows.setFocus()
            qtbot.keyClick(rows, key)
            assert rows.currentIndex().row() == number
            seen, rect = area(page, rows, number)
            assert seen.size() == rect.size()
    bottom = side.recipes.mapTo(side, QPoint(0, side.recipes.height())).y()
    assert side.history.mapTo(side, QPoint()).y() > bottom


def test_a_new_recipe_is_seen(qtbot, crowded):
    window, page = crowded(1280, 800)
    window.registry.run("build.add")
    recipes = page.sidebar.recipes
    assert recipes.currentIndex().row() == COUNT
    seen, rect = area(page, recipes, COUNT)
    assert seen.size() == rect.size()


def test_the_page_leaves_room_for_the_problems(crowded):
    window, page = crowded(1024, 680)
    assert window.size().height() == 680
    assert page.minimumSizeHint().height() <= page.height()
    assert page.sidebar.minimumSizeHint().height() < page.height() // 2


@pytest.mark.parametrize("width", [1024, 1280, 1600])
def test_the_tag_stays_whole_in_the_heading(crowded, width):
    _, page = crowded(width, 800)
    title = page.head.title
    title.setFixedWidth(200)
    page.grab()
    assert title.shown_text().endswith(":1.0")
    assert "…" in title.shown_text()
    assert title.shown_text().startswith("app")
    title.setFixedWidth(20)
    assert title.fontMetrics().horizontalAdvance(title.shown_text()) <= 20


@pytest.mark.parametrize("size", [(1280, 800), (1024, 680)])
def test_the_file_of_a_secret_has_room_as_a_value_has(crowded, size):
    _, page = crowded(*size)
    value = page.form.tables["args"].cell(0, 1)
    file = page.form.tables["secrets"].cell(0, 2)
    assert file.width() >= value.width() * 0.9
