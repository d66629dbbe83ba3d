"""The log of a build: read, found in, copied; no engine is needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from studio.model.buildlog import LogLine, spans
from studio.package.builds.platforms import Platform
from studio.package.builds.recipes import Recipe
from studio.services.builds.buildparts import Part
from studio.services.builds.buildrun import MOST_LINES, BuildRun
from studio.services.engine.steprows import State, StepRow
from studio.ui.builder.runview import RunView

AMD, ARM = Platform("linux", "amd64"), Platform("linux", "arm64")
TEXTS = ("FROM busybox:1", "COPY a /a", "RUN make")


def line(text, step=3, part=0, seconds=0.0):
    return LogLine(seconds, spans(text), part, step)


@pytest.fixture
def shown(qtbot, themes, services):
    """A view of a run with two platforms, of which the second runs."""
    parent = QObject()
    run = BuildRun(Recipe(0, "etcd", platforms=(AMD, ARM)), parent)
    for part, state in zip(run.parts, (State.DONE, State.RUNNING), strict=True):
        part.state = state
        part.steps = [StepRow(n, text, n, State.DONE, 0.0, 1.0) for n, text in enumerate(TEXTS, 1)]
    run.state = State.RUNNING
    run.lines.extend(line(f"amd {n}", 3, 0, n) for n in range(100))
    run.lines.extend(line(f"arm {n}", 3, 1, n) for n in range(100))
    view = RunView(themes, services.jobs)
    qtbot.addWidget(view)
    view.resize(480, 600)
    view.show()
    view.show_run(run)
    qtbot.waitUntil(lambda: not view.log.is_behind)
    yield view, run
    parent.deleteLater()


def type_query(qtbot, view, text):
    qtbot.mouseClick(view.panel.find_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(view.panel.finder.field, text)


def test_typing_finds_at_once_marks_all_and_counts(qtbot, shown):
    view, _run = shown
    type_query(qtbot, view, "arm 9")
    finder = view.panel.finder
    # From the top of what is seen, which is the end of the log.
    assert finder.controls.count.text() == "2 of 11"
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert finder.controls.count.text() == "3 of 11"
    assert view.log.textCursor().block().text().endswith("arm 91")
    marked = [each.cursor.selectedText() for each in view.log.extraSelections()]
    assert marked.count("arm 9") > 3
    qtbot.keyClick(finder.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert finder.controls.count.text() == "2 of 11"
    qtbot.keyClick(finder.field, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert view.log.extraSelections() == []
    assert not view.panel.find_button.isChecked()


def test_keys_of_the_log_find(qtbot, shown):
    view, _run = shown
    view.choose_part(0)
    qtbot.waitUntil(lambda: not view.log.is_behind)
    qtbot.keyClick(view.log, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.panel.finder.isVisible()
    assert view.panel.find_button.isChecked()
    qtbot.keyClicks(view.panel.finder.field, "amd")
    before = view.panel.finder.controls.count.text()
    qtbot.keyClick(view.log, Qt.Key.Key_F3)
    assert view.panel.finder.controls.count.text() != before
    qtbot.keyClick(view.log, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert view.panel.finder.controls.count.text() == before


def test_times_are_not_found(qtbot, shown):
    view, _run = shown
    type_query(qtbot, view, "0.000")
    assert view.panel.finder.controls.count.text() == "Nothing found"


def test_lines_that_come_are_searched_as_well(qtbot, shown):
    view, run = shown
    type_query(qtbot, view, "late")
    assert view.panel.finder.controls.count.text() == "Nothing found"
    run.add_lines([line("too \U0001f600 late", part=1)])
    qtbot.waitUntil(lambda: view.panel.finder.controls.count.text() == "1 found")
    view.panel.finder.step(1)
    marked = [each.cursor.selectedText() for each in view.log.extraSelections()]
    assert marked == ["late"]


def test_a_broken_expression_is_said(qtbot, shown):
    view, _run = shown
    type_query(qtbot, view, "(")
    view.panel.finder.controls.regex.click()
    assert view.panel.finder.field.property("state") == "error"


def test_what_is_seen_is_copied_with_its_times(qtbot, shown):
    view, run = shown
    view.panel.choose(1)
    run.add_lines([line("not yet painted", part=1, seconds=123.4)])
    with qtbot.waitSignal(view.panel.copied):
        qtbot.mouseClick(view.panel.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert (copied[0], copied[-1]) == ("0.000   arm 0", "123.4   not yet painted")
    assert len(copied) == 101


def test_a_click_on_a_step_goes_to_its_lines(qtbot, shown):
    view, run = shown
    run.lines.appendleft(line("$ first", step=1))
    view.choose_part(0)
    qtbot.waitUntil(lambda: not view.log.is_behind)
    assert view.log.is_following
    click_step(qtbot, view, 0)
    assert view.log.textCursor().block().text().endswith("$ first")
    assert view.panel.where.text() == "step 1, x86_64"
    assert not view.log.is_following
    assert view.log.verticalScrollBar().value() == 0
    qtbot.keyClick(view.steps, Qt.Key.Key_Down)
    assert view.panel.where.text() == "step 2, x86_64, wrote nothing"
    click_step(qtbot, view, 2)
    assert view.log.textCursor().block().text().endswith("amd 0")
    view.panel.follow_button.click()
    assert view.panel.where.text() == "step 3, x86_64"
    assert view.log.is_following


def click_step(qtbot, view, row):
    at = view.steps.visualRect(view.steps.model().index(row, 0)).center()
    qtbot.mouseClick(view.steps.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_lines_of_a_step_that_are_still_to_be_written_are_gone_to(qtbot, shown):
    view, run = shown
    run.add_lines([line("last", step=2, part=1)])
    assert view.log.is_behind
    click_step(qtbot, view, 1)
    qtbot.waitUntil(lambda: view.log.textCursor().block().text().endswith("last"))


def test_long_lines_are_wrapped_or_scrolled(qtbot, shown):
    view, run = shown
    run.add_lines([line("long " * 200, part=1)])
    qtbot.waitUntil(lambda: not view.log.is_behind)
    assert view.log.horizontalScrollBar().maximum() > 0
    qtbot.mouseClick(view.panel.wrap_button, Qt.MouseButton.LeftButton)
    assert view.log.lineWrapMode() is QPlainTextEdit.LineWrapMode.WidgetWidth
    assert view.log.horizontalScrollBar().maximum() == 0


def test_only_as_many_lines_as_are_kept_are_written(qtbot, shown):
    view, run = shown
    written = []
    view.log.blockCountChanged.connect(written.append)
    run.add_lines([line(f"many {n}", part=1) for n in range(60_000)])
    qtbot.waitUntil(lambda: not view.log.is_behind, timeout=30_000)
    assert view.log.blockCount() == MOST_LINES
    assert view.log.first == 200
    assert view.log.lines()[-1].text == "many 59999"


def test_tools_of_the_log_are_whole_in_a_narrow_window(qtbot, shown):
    view, _run = shown
    view.resize(440, 600)
    qtbot.waitExposed(view)
    buttons = view.panel._parts.buttons()
    assert [each.text() for each in buttons] == ["All", "x86_64", "aarch64"]
    for each in buttons:
        assert each.width() >= each.fontMetrics().horizontalAdvance(each.text())
    view.panel.open_find()
    field = view.panel.finder.field
    assert field.width() >= field.fontMetrics().horizontalAdvance("Find in the log")


def test_a_part_that_is_not_known_yet_gets_its_name_later(qtbot, themes, services):
    parent = QObject()
    run = BuildRun(Recipe(0, "etcd"), parent)
    run.parts = [Part(AMD), Part(None)]
    view = RunView(themes, services.jobs)
    qtbot.addWidget(view)
    view.show_run(run)
    run.parts[1].platform = ARM
    view.follow()
    assert view.panel._parts.buttons()[2].text() == "aarch64"
    parent.deleteLater()
