"""Hits stay in step with the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio.model.document import Document
from studio.package.changes import ChangeSet, DeleteFile, TextEdit
from studio.package.content import FileText
from studio.package.patterns import BadPattern
from studio.package.search import FileHits, Query
from studio.package.snapshot import Snapshot
from studio.services.jobs import JobList
from studio.services.searching import PackageSearch
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from studio.package.changes import Operation


@pytest.fixture
def document(qapp: object) -> Document:
    return Document(Snapshot({"a": FileText("x y"), "b": FileText("y")}))


@pytest.fixture
def searching(document: Document) -> Iterator[PackageSearch]:
    jobs = JobList()
    search = PackageSearch(document, jobs)
    yield search
    search.stop()
    jobs.shut_down()


def counts(results: list[FileHits]) -> dict[str, int]:
    return {file.path: len(file.hits) for file in results}


def do(document: Document, *operations: Operation) -> None:
    document.commit(ChangeSet(message("Change"), operations))


def test_a_query_is_answered_in_the_background(qtbot: QtBot, searching: PackageSearch) -> None:
    with qtbot.waitSignal(searching.found) as answer:
        searching.start(Query("y"))
        assert searching.is_busy
    assert counts(answer.args[0]) == {"a": 1, "b": 1}
    assert not searching.is_busy


def test_only_changed_files_are_searched_again(
    qtbot: QtBot, searching: PackageSearch, document: Document
) -> None:
    with qtbot.waitSignal(searching.found):
        searching.start(Query("y"))
    with qtbot.waitSignal(searching.updated) as answer:
        do(document, TextEdit("a", 0, "x", "y y"))
    assert counts(answer.args[0]) == {"a": 3}


def test_files_that_lose_their_hits_say_so(
    qtbot: QtBot, searching: PackageSearch, document: Document
) -> None:
    with qtbot.waitSignal(searching.found):
        searching.start(Query("y"))
    with qtbot.waitSignal(searching.updated) as answer:
        do(document, DeleteFile("b", FileText("y")), TextEdit("a", 2, "y", ""))
    assert counts(answer.args[0]) == {"a": 0, "b": 0}


def test_a_change_during_the_search_is_caught_up_with(
    qtbot: QtBot, searching: PackageSearch, document: Document
) -> None:
    with qtbot.waitSignals([searching.found, searching.updated]):
        searching.start(Query("y"))
        do(document, TextEdit("b", 0, "", "y"))
    assert not searching.is_busy


def test_hits_can_be_had_at_once(
    qtbot: QtBot, searching: PackageSearch, document: Document
) -> None:
    answers: list[dict[str, int]] = []
    searching.found.connect(lambda results: answers.append(counts(results)))
    searching.start(Query("y"))
    do(document, TextEdit("b", 0, "y", ""))
    searching.catch_up()
    assert answers == [{"a": 1}]
    assert not searching.is_busy


def test_a_new_query_replaces_the_old_one(qtbot: QtBot, searching: PackageSearch) -> None:
    searching.start(Query("y"))
    with qtbot.waitSignal(searching.found) as answer:
        searching.start(Query("x"))
    assert counts(answer.args[0]) == {"a": 1}


def test_a_broken_expression_finds_nothing(qtbot: QtBot, searching: PackageSearch) -> None:
    with qtbot.waitSignal(searching.found) as answer, pytest.raises(BadPattern):
        searching.start(Query("(", is_regex=True))
    assert answer.args[0] == []


def test_an_unlucky_expression_ends_the_search(
    qtbot: QtBot, document: Document, searching: PackageSearch
) -> None:
    do(document, TextEdit("a", 0, "x y", "a" * 60 + "b" * 40 + "!"))
    searching.patience = 0.05
    with qtbot.waitSignals([searching.found, searching.failed]):
        searching.start(Query("(a|aa|b|bb)+$", is_regex=True))
        assert not searching.catch_up()
    assert not searching.is_busy
    assert not searching.query.text
