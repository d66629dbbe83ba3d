"""The checklist leads to problems and mends them, by keys and by clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.package.changes import ChangeSet
from studio.package.content import FileText
from studio.package.problems import Fix, Problem, Severity
from studio.package.requirements import Requirement, State
from studio.package.snapshot import Place, Snapshot
from studio.ui.controls.sentence import SentenceLayout
from studio.ui.publishing.checklist import Checklist
from studio.ui.publishing.checkrows import CheckRow, met_row, problem_row, requirement_row
from studio.wording import message

SNAPSHOT = Snapshot({"a/metadata.yaml": FileText("name: a\nversion: 1\n")})
MENDING = Fix(message("Quote it"), lambda _: ChangeSet(message("Quote it"), ()))
MENDED = Problem(
    "X-1", Severity.ERROR, Place("a/metadata.yaml"), message("`1` is a number"), (17, 18), MENDING
)
SHOWN = Problem("X-2", Severity.WARNING, Place("a/metadata.yaml"), message("Too short"))
WHOLE = Problem("X-3", Severity.ERROR, Place(""), message("No such package"))


@pytest.fixture
def checklist(qtbot, themes) -> Checklist:
    checklist = Checklist(themes)
    checklist.resize(420, 300)
    rows = [problem_row(problem, SNAPSHOT, "en") for problem in (MENDED, SHOWN, WHOLE)]
    checklist.set_rows(rows)
    qtbot.addWidget(checklist)
    with qtbot.waitActive(checklist):
        checklist.show()
    return checklist


def click_link(qtbot, checklist: Checklist, row: int) -> None:
    position = checklist.link_rect(row).center()
    qtbot.mouseClick(checklist.viewport(), Qt.MouseButton.LeftButton, pos=position)


def test_rows_say_state_sentence_place_and_way_out():
    row = problem_row(MENDED, SNAPSHOT, "en")
    assert row.spoken() == "Error, 1 is a number, metadata.yaml, line 2, Quote it"
    assert problem_row(SHOWN, SNAPSHOT, "en").action == "Show"
    whole = problem_row(WHOLE, SNAPSHOT, "en")
    assert (whole.below, whole.action) == ("the package as a whole", "Why?")


def test_a_requirement_stands_with_its_facts_or_its_first_problem():
    met = Requirement("a", message("Name"), State.MET, ("etcd", "0.9.4"))
    assert requirement_row(met, "en") == CheckRow(State.MET, "Name", aside="etcd, 0.9.4")
    assert met_row(met, "en") == CheckRow(State.MET, "Name", below="etcd, 0.9.4")
    unmet = Requirement("a", message("Name"), State.ERROR, ("etcd",), (MENDED, SHOWN))
    row = requirement_row(unmet, "en")
    assert (row.below, row.aside, row.mends) == ("`1` is a number And 1 more.", "", True)


def test_links_mend_or_jump(qtbot, checklist):
    with qtbot.waitSignal(checklist.fix_requested) as mended:
        click_link(qtbot, checklist, 0)
    with qtbot.waitSignal(checklist.show_requested) as shown:
        click_link(qtbot, checklist, 1)
    assert (mended.args, shown.args) == ([MENDED], [SHOWN])
    with qtbot.waitSignal(checklist.show_requested) as explained:
        click_link(qtbot, checklist, 2)
    assert explained.args == [WHOLE]


def test_a_requirement_that_lacks_something_leads_to_where_it_belongs(qtbot, checklist):
    place = Place("a/metadata.yaml")
    lacking = Requirement("logo", message("Logo"), State.UNKNOWN, ("none yet",), place=place)
    checklist.set_rows([requirement_row(lacking, "en")])
    with qtbot.waitSignal(checklist.place_requested) as asked:
        click_link(qtbot, checklist, 0)
    assert asked.args == [place]
    checklist.setCurrentIndex(checklist.model().index(0, 0))
    with qtbot.waitSignal(checklist.place_requested):
        qtbot.keyClick(checklist, Qt.Key.Key_Return)


def test_keys_mend_and_jump(qtbot, checklist):
    checklist.setFocus()
    checklist.setCurrentIndex(checklist.model().index(0, 0))
    with qtbot.waitSignal(checklist.show_requested) as shown:
        qtbot.keyClick(checklist, Qt.Key.Key_Return)
    assert shown.args == [MENDED]
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(checklist.fix_requested) as mended:
        qtbot.keyClick(checklist, Qt.Key.Key_Period, control)
    assert mended.args == [MENDED]
    qtbot.keyClick(checklist, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(checklist.fix_requested):
        qtbot.keyClick(checklist, Qt.Key.Key_Period, control)


def test_the_model_keeps_its_promises_and_the_selection(checklist):
    tester = QAbstractItemModelTester(checklist.model())
    checklist.setCurrentIndex(checklist.model().index(1, 0))
    rows = checklist.rows()
    checklist.set_rows([rows[0], rows[2], rows[1]])
    assert checklist.currentIndex().row() == 1
    checklist.set_rows(rows[:1])
    assert [row.title for row in checklist.rows()] == ["`1` is a number"]
    assert tester.model() is checklist.model()


def test_a_fitted_list_is_as_high_as_its_rows(qtbot, themes):
    checklist = Checklist(themes, fitted=True)
    qtbot.addWidget(checklist)
    checklist.resize(400, 10)
    checklist.set_rows([CheckRow(State.MET, "Name", aside="etcd")] * 3)
    assert checklist.sizeHint().height() == 3 * themes.px(40)


def test_long_sentences_wrap_and_end_in_dots(themes):
    sentence = "The marketplace needs the annotation `architecture` of every package. " * 3
    wide = SentenceLayout(themes, "Short `code`", 400)
    assert (wide.text, wide.line_count) == ("Short code", 1)
    narrow = SentenceLayout(themes, sentence, 200, lines=2)
    assert narrow.line_count == 2
    assert narrow.text.endswith("…")
    assert sentence.replace("`", "").startswith(narrow.text[:-1])


@pytest.mark.parametrize("severity", Severity)
def test_a_problem_of_any_severity_has_a_row(severity: Severity) -> None:
    problem = Problem("X-4", severity, Place("a/metadata.yaml"), message("So it is"))
    assert problem_row(problem, SNAPSHOT, "en").spoken().endswith("So it is, metadata.yaml, Show")
