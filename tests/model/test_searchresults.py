"""The tree of hits follows a search and keeps what was ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.searchresults import CountRole, HitRole, ReplacementRole, SearchResults
from studio.package.content import FileText
from studio.package.search import FileHits, Query, search
from studio.package.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = {"a.yaml": "x: 1\ny: 2\nx: 3\n", "b/c.yaml": "# x\n"}
CHECK = Qt.ItemDataRole.CheckStateRole


def found(texts: dict[str, str], text: str = "x") -> list[FileHits]:
    snapshot = Snapshot({path: FileText(content) for path, content in texts.items()})
    hits = {file.path: file for file in search(snapshot, Query(text))}
    return [hits.get(path, FileHits(path, ())) for path in texts]


@pytest.fixture
def results(qapp: object) -> Iterator[SearchResults]:
    results = SearchResults()
    tester = QAbstractItemModelTester(results)
    results.show(found(TEXTS))
    yield results
    del tester


def lines(results: SearchResults) -> dict[str, list[str]]:
    files = [results.index(row, 0) for row in range(results.rowCount())]
    return {
        file.data(): [results.index(row, 0, file).data() for row in range(results.rowCount(file))]
        for file in files
    }


def hit_index(results: SearchResults, file: int, row: int) -> QModelIndex:
    return results.index(row, 0, results.index(file, 0))


def test_files_hold_their_hits(results: SearchResults) -> None:
    assert lines(results) == {"a.yaml": ["x: 1", "x: 3"], "c.yaml": ["# x"]}
    assert (results.hit_count, results.file_count) == (3, 2)
    assert results.index(0, 0).data(CountRole) == 2
    assert hit_index(results, 0, 1).data(HitRole).line == 3


def test_rows_can_be_ticked_only_while_something_is_to_be_replaced(results: SearchResults) -> None:
    index = hit_index(results, 0, 0)
    assert index.data(CHECK) is None
    results.set_replacement(lambda hit: f"<{hit.found}>")
    assert index.data(CHECK) == Qt.CheckState.Checked
    assert index.data(ReplacementRole) == "<x>"
    results.set_replacement(None)
    assert index.data(ReplacementRole) is None


def test_a_file_shows_whether_some_of_its_hits_are_ticked(results: SearchResults) -> None:
    results.set_replacement(lambda _: "")
    results.setData(hit_index(results, 0, 0), Qt.CheckState.Unchecked, CHECK)
    assert results.index(0, 0).data(CHECK) == Qt.CheckState.PartiallyChecked
    results.setData(results.index(0, 0), Qt.CheckState.Unchecked, CHECK)
    assert [hit.path for hit in results.checked_hits()] == ["b/c.yaml"]


def test_hits_that_only_move_keep_rows_and_ticks(results: SearchResults) -> None:
    results.set_replacement(lambda _: "")
    kept = QPersistentModelIndex(hit_index(results, 0, 1))
    results.setData(hit_index(results, 0, 1), Qt.CheckState.Unchecked, CHECK)
    results.update(found({"a.yaml": "new\nx: 1\nx: 2\ny: 2\nx: 3\n"}))
    assert lines(results)["a.yaml"] == ["x: 1", "x: 2", "x: 3"]
    assert (kept.row(), kept.data(HitRole).line) == (2, 5)
    assert kept.data(CHECK) == Qt.CheckState.Unchecked


def test_files_come_and_go_in_their_order(results: SearchResults) -> None:
    results.update(found({"a.yaml": "nothing", "a/z.yaml": "x", "z": "x"}))
    assert list(lines(results)) == ["z.yaml", "c.yaml", "z"]
    assert results.checked_hits()[-1].path == "z"


def test_hits_of_chosen_rows_count_once(results: SearchResults) -> None:
    rows = [results.index(0, 0), hit_index(results, 0, 1), hit_index(results, 1, 0)]
    assert [(hit.path, hit.line) for hit in results.hits_at(rows)] == [
        ("a.yaml", 1),
        ("a.yaml", 3),
        ("b/c.yaml", 1),
    ]


def test_a_row_that_is_gone_holds_nothing(results: SearchResults) -> None:
    gone = hit_index(results, 0, 0)
    results.update(found({"a.yaml": ""}))
    assert gone.data(HitRole) is None
