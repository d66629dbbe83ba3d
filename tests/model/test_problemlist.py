"""Problems as views see them."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.document import Document
from studio.model.problemlist import LineRole, ProblemList
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
    return [model.problem(row).rule for row in range(model.rowCount())]


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
