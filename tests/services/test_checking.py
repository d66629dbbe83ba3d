"""Problems follow the text, without a check for every keystroke."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from studio.package import checks
from studio.package.changes import ChangeSet, ReplaceFile
from studio.package.content import FileText
from studio.package.problems import Findings, Problem, Severity
from studio.package.snapshot import Place, Snapshot
from studio.services import checking
from studio.services.checking import Checker
from studio.wording import message

if TYPE_CHECKING:
    from studio.model.document import Document

PATH = "metadata.yaml"


def text(version: str) -> FileText:
    return FileText(f"version: {version}\n")


def change(document: Document, version: str) -> None:
    old, new = document.snapshot.files[PATH], text(version)
    document.commit(ChangeSet(message("Change version"), (ReplaceFile(PATH, old, new),)))


@pytest.fixture
def document(new_document):
    return new_document(Snapshot({PATH: text("1")}))


@pytest.fixture
def checked(monkeypatch):
    """Replaces the rules by one that repeats the text; the runs, as texts and what preceded."""
    runs = []

    def check(snapshot, options=None, *, previous=None, keep_going=lambda: None):
        keep_going()
        told = snapshot.files[PATH].text
        runs.append((told, previous))
        problem = Problem("T-01", Severity.ERROR, Place(PATH), message("{told}", told=told))
        return checks.CheckRun(Findings((problem,)))

    monkeypatch.setattr(checking, "check", check)
    return runs


def found(document: Document) -> list[str]:
    return [str(problem.message) for problem in document.findings.problems]


def test_a_document_is_checked_as_soon_as_it_is_open(qtbot, jobs, document, checked):
    checker = Checker(document, jobs)
    assert checker.is_busy
    with qtbot.waitSignal(document.problems_changed):
        pass
    assert found(document) == ["version: 1\n"]
    assert not checker.is_busy


def test_several_changes_in_a_row_are_checked_once(qtbot, jobs, document, checked):
    checker = Checker(document, jobs)
    with qtbot.waitSignal(document.problems_changed):
        pass
    busy = []
    checker.busy_changed.connect(busy.append)
    with qtbot.waitSignal(document.problems_changed):
        for version in "234":
            change(document, version)
    assert found(document) == ["version: 4\n"]
    assert [told for told, _previous in checked] == ["version: 1\n", "version: 4\n"]
    assert checked[1][1].findings.problems[0].message.args == {"told": "version: 1\n"}
    assert busy == [True, False]


def test_a_change_cancels_the_check_that_runs(qtbot, jobs, document, monkeypatch):
    started, told = threading.Event(), []

    def check(snapshot, *, previous, keep_going):
        started.set()
        while snapshot.files[PATH] == text("1"):
            keep_going()
        return checks.CheckRun(Findings())

    monkeypatch.setattr(checking, "check", check)
    document.problems_changed.connect(told.append)
    Checker(document, jobs)
    qtbot.waitUntil(lambda: bool(jobs.running))
    (job,) = jobs.running
    assert started.wait(5)
    with qtbot.waitSignals([job.cancelled, document.problems_changed]):
        change(document, "2")
    assert told == [Findings()]


def test_a_defective_rule_is_reported_and_what_was_found_stays(
    qtbot, jobs, document, checked, monkeypatch
):
    checker = Checker(document, jobs)
    with qtbot.waitSignal(document.problems_changed):
        pass

    def defect(*_args, **_options):
        raise KeyError("T-02")

    monkeypatch.setattr(checking, "check", defect)
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(jobs.ended):
        checker.check_now()
    assert [error for _kind, error, _trace in caught if isinstance(error, KeyError)]
    assert found(document) == ["version: 1\n"]
    assert not checker.is_busy
