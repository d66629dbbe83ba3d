"""Every model keeps Qt's rules and shows the truth while a package changes at random."""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.history import HistoryModel, UndoneRole
from studio.model.problemlist import Grouping, LineRole, ProblemList, ProblemRole
from studio.model.searchresults import HitRole, PathRole, SearchResults
from studio.model.tree import PackageTree
from studio.model.treeroles import DirtyRole, EntryRole, MarkRole, SizeRole
from studio.package.checks import check
from studio.package.problems import Severity
from studio.package.requirements import State
from studio.package.search import FileHits, Query, search
from studio.services.recent import RecentPackage
from studio.ui.publishing.checklist import ChecklistModel
from studio.ui.publishing.checkrows import CheckRow
from studio.ui.welcome.recentmodel import RecentModel
from tests.model.walking import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.services import Services

STEPS = 40
COMPARED_EVERY = 4
GROUPED_ANEW = 0.2
FILES = {
    "metadata.yaml": "name: etcd\nversion: 0.9\ncategories: [Database]\nscenes: [cce]\n",
    "lifecycle.yaml": "install:\n  strategy: deployment\n",
    "manifests/etcd_csd.yaml": "apiVersion: v1\nkind: CustomServiceDefinition\n",
    "manifests/vendor/log_config.yaml": "---\na: 1\n---\nb: {c: [1, 2]}\n",
    "README.md": "# etcd\n",
}
"""A small package: the tester asks for every row anew whenever one comes or goes."""
DISPLAY = Qt.ItemDataRole.DisplayRole
TREE_ROLES = (DISPLAY, EntryRole, DirtyRole, MarkRole, SizeRole)


def fetch_all(model: QAbstractItemModel, parent: QModelIndex) -> None:
    while model.canFetchMore(parent):
        model.fetchMore(parent)


def dump(
    model: QAbstractItemModel, roles: Sequence[int], parent: QModelIndex | None = None
) -> list[Any]:
    """All rows, those below them too, with what they say."""
    parent = parent or QModelIndex()
    fetch_all(model, parent)
    rows: list[Any] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        assert model.parent(index) == parent
        rows.append(([index.data(role) for role in roles], dump(model, roles, index)))
    return rows


@pytest.fixture
def walk(qapp: object, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Walk]:
    """Somebody at random work on a package in a folder."""
    source = tmp_path / "etcd"
    for path, text in FILES.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text, encoding="utf-8")
    with mock.patch.object(os, "fsync"):
        yield Walk(source, tmp_path, request.param)


def walks(count: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("walk", range(0, 3 * count, 3), indirect=True)


@walks(6)
def test_the_tree(walk: Walk) -> None:
    document = walk.document
    tree = PackageTree(document, "package")
    tester = QAbstractItemModelTester(tree)
    run = None
    for step in range(STEPS):
        walk.step()
        QCoreApplication.processEvents()
        if step % COMPARED_EVERY == 0:
            run = check(document.snapshot, previous=run)
            document.findings = run.findings
            tree.refresh()
            fresh = PackageTree(document, "package")
            document.findings = run.findings
            assert dump(tree, TREE_ROLES) == dump(fresh, TREE_ROLES)
            fresh.deleteLater()
    del tester


@walks(3)
def test_the_problems(walk: Walk) -> None:
    document, rng = walk.document, random.Random(1)
    problems = ProblemList(document)
    tester = QAbstractItemModelTester(problems)
    run = None
    for _ in range(STEPS):
        walk.step()
        run = check(document.snapshot, previous=run)
        document.findings = run.findings
        problems.set_filter(
            rng.choice(("", "", "osc", "yaml")),
            rng.choice((tuple(Severity), (Severity.ERROR,), (Severity.WARNING, Severity.INFO))),
        )
        problems.set_filter("")
        if rng.random() < GROUPED_ANEW:
            problems.set_grouping(rng.choice(list(Grouping)))
        rows = [problems.index_of(number) for number in range(len(problems.shown))]
        assert [index.data(ProblemRole) for index in rows] == problems.shown
        assert Counter(problems.shown) == Counter(run.findings.standing())
        assert all(index.data() and index.data(LineRole) >= 0 for index in rows)
    del tester


@walks(3)
def test_the_history(walk: Walk) -> None:
    document = walk.document
    history = HistoryModel(document)
    tester = QAbstractItemModelTester(history)
    for _ in range(3 * STEPS):
        walk.step()
        rows = [history.index(row, 0) for row in range(history.rowCount())]
        assert len(rows) == document.history.count + 1
        assert history.current_row == document.history.index
        undone = [index.data(UndoneRole) for index in rows]
        assert undone == [row > history.current_row for row in range(len(rows))]
        steps = [document.history.step(row) for row in range(len(rows) - 1)]
        assert [i.data() for i in rows[1:]] == [str(s.change_set.label) for s in steps if s]
    del tester


@walks(3)
def test_the_results_of_a_search(walk: Walk) -> None:
    document, query = walk.document, Query("a")
    results = SearchResults()
    tester = QAbstractItemModelTester(results)
    changed: set[str] = set()
    document.changed.connect(lambda change_set, _origin: changed.update(change_set.paths))
    results.show(search(document.snapshot, query))
    for step in range(STEPS):
        walk.step()
        found = {hits.path: hits for hits in search(document.snapshot, query, changed)}
        results.update([found.get(path, FileHits(path, ())) for path in sorted(changed)])
        changed.clear()
        if step % COMPARED_EVERY == 0:
            fresh = SearchResults()
            fresh.show(search(document.snapshot, query))
            roles = (DISPLAY, PathRole)
            assert dump(results, roles) == dump(fresh, roles)
            assert hits_of(results) == hits_of(fresh)
    del tester


def hits_of(results: SearchResults) -> list[tuple[str, int, int, str]]:
    files = [results.index(row, 0) for row in range(results.rowCount())]
    hits = [
        results.index(row, 0, file).data(HitRole)
        for file in files
        for row in range(results.rowCount(file))
    ]
    return [(hit.path, hit.line, hit.column, hit.found) for hit in hits]


def test_the_recent_packages(qtbot: QtBot, services: Services, tmp_path: Path) -> None:
    rng, now = random.Random(1), datetime.now(timezone.utc)
    model = RecentModel(services)
    tester = QAbstractItemModelTester(model)
    entries = [
        RecentPackage(tmp_path / name, "helm", name, "1.0.0", now - timedelta(hours=number))
        for number, name in enumerate("abcdef")
    ]
    for _ in range(STEPS):
        shown = rng.sample(entries, rng.randint(0, len(entries)))
        model.set_entries(shown)
        if rng.random() < 0.5:
            model.retranslate()
        rows = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert rows == [entry.name for entry in shown]
    qtbot.waitUntil(lambda: not services.jobs.running)
    del tester


def test_the_checklist(qapp: object) -> None:
    rng, model = random.Random(1), ChecklistModel()
    tester = QAbstractItemModelTester(model)
    for _ in range(STEPS):
        rows = [CheckRow(rng.choice(list(State)), str(n)) for n in range(rng.randint(0, 5))]
        model.set_rows(rows)
        assert model.rows == rows
        assert model.rowCount() == len(rows)
    del tester
