"""Problems as views see them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.document import Document
from studio.model.problemlist import Grouping, GroupRole, LineRole, ProblemList, ProblemRole
from studio.package.content import FileText
from studio.package.problems import Findings, Problem, Severity
from studio.package.snapshot import Place, Snapshot
from studio.wording import message

NAME = Problem(
    "OSC-06", Severity.ERROR, Place("metadata.yaml", ("name",)), message("Bad name"), span=(8, 12)
)
LONG = Problem("OSC-08", Severity.WARNING, Place("metadata.yaml"), message("Too long"))
KNOW = Problem("HLM-10", Severity.INFO, Place("Chart.yaml"), message("No icon"))


def make(qapp: object) -> tuple[Document, ProblemList]:
    document = Document(Snapshot({"metadata.yaml": FileText("a: 1\nb: Etcd\n")}))
    return document, ProblemList(document)


def rules(model: ProblemList) -> list[str]:
    return [problem.rule for problem in model.shown]


def groups(model: ProblemList) -> list[tuple[str, list[str]]]:
    rows = [model.index(row) for row in range(model.rowCount())]
    return [
        (
            index.data(GroupRole).key,
            [
                model.index(at, 0, index).data(ProblemRole).rule
                for at in range(model.rowCount(index))
            ],
        )
        for index in rows
    ]


def test_rows_follow_the_findings_and_those_that_stay_keep_their_place(qapp: object) -> None:
    document, model = make(qapp)
    tester = QAbstractItemModelTester(model)
    document.findings = Findings((NAME, LONG, KNOW))
    last = QPersistentModelIndex(model.index(2))
    document.findings = Findings((NAME, KNOW))
    assert rules(model) == ["OSC-06", "HLM-10"]
    assert last.row() == 1
    assert model.index(0).data(LineRole) == 2
    assert model.index(1).data(LineRole) == 0
    del tester


def test_filters_by_text_and_severity(qapp: object) -> None:
    document, model = make(qapp)
    document.findings = Findings((NAME, LONG, KNOW))
    model.set_filter("metadata")
    assert rules(model) == ["OSC-06", "OSC-08"]
    model.set_filter("LONG", {Severity.WARNING})
    assert rules(model) == ["OSC-08"]
    assert model.is_filtered
    model.set_filter("")
    assert len(rules(model)) == 3


def test_a_problem_as_text(qapp: object) -> None:
    document, model = make(qapp)
    document.findings = Findings((NAME,))
    assert model.as_text(NAME) == "metadata.yaml:2:4: error OSC-06 Bad name"


def test_groups_by_file_and_by_rule(qapp: object) -> None:
    document, model = make(qapp)
    tester = QAbstractItemModelTester(model)
    document.findings = Findings((NAME, LONG, KNOW))
    model.set_grouping(Grouping.FILE)
    assert groups(model) == [("Chart.yaml", ["HLM-10"]), ("metadata.yaml", ["OSC-06", "OSC-08"])]
    assert rules(model) == ["HLM-10", "OSC-06", "OSC-08"]
    model.set_grouping(Grouping.RULE)
    assert groups(model) == [("OSC-06", ["OSC-06"]), ("OSC-08", ["OSC-08"]), ("HLM-10", ["HLM-10"])]
    del tester


def test_groups_that_stay_keep_their_rows_and_empty_ones_go(qapp: object) -> None:
    document, model = make(qapp)
    tester = QAbstractItemModelTester(model)
    model.set_grouping(Grouping.FILE)
    document.findings = Findings((NAME, LONG, KNOW))
    group = QPersistentModelIndex(model.index(1))
    row = QPersistentModelIndex(model.index(1, 0, model.index(1)))
    document.findings = Findings((NAME, LONG))
    assert group.isValid()
    assert group.row() == 0
    assert row.parent() == group
    assert row.data(ProblemRole) is LONG
    del tester


def test_a_problem_found_anew_at_another_line_keeps_its_row(qapp: object) -> None:
    document, model = make(qapp)
    document.findings = Findings((NAME, LONG))
    row = QPersistentModelIndex(model.index(0))
    moved = replace(NAME, span=(0, 4))
    document.findings = Findings((moved, LONG))
    assert row.data(ProblemRole) is moved
    assert row.data(LineRole) == 1


def test_stepping_follows_the_order_shown_around_the_ends(qapp: object) -> None:
    document, model = make(qapp)
    document.findings = Findings((NAME, LONG, KNOW))
    model.set_grouping(Grouping.FILE)
    seen, index = [], QModelIndex()
    for _ in range(4):
        index = model.neighbour(index, 1)
        seen.append(index.data(ProblemRole))
    assert seen == [KNOW, NAME, LONG, KNOW]
    assert model.neighbour(index, -1).data(ProblemRole) is LONG
    assert model.neighbour(QModelIndex(), -1).data(ProblemRole) is LONG
    second = model.index(1)
    assert model.neighbour(second, 1).data(ProblemRole) is NAME
    assert model.neighbour(second, -1).data(ProblemRole) is KNOW


def test_accepted_problems_are_shown_apart(qapp: object) -> None:
    document, model = make(qapp)
    document.findings = Findings((NAME, replace(LONG, accepted="we say so")))
    assert rules(model) == ["OSC-06"]
    assert model.accepted_count == 1
    model.set_filter("", accepted=True)
    assert rules(model) == ["OSC-08"]
    assert not model.is_filtered
