"""The history as views see it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.document import Document
from studio.model.history import ChangeSetRole, HistoryModel, UndoneRole
from studio.package.changes import ChangeSet, CreateFile
from studio.package.content import FileText
from studio.package.snapshot import Snapshot
from studio.wording import message


def create(name: str) -> ChangeSet:
    return ChangeSet(message("Create {name}", name=name), (CreateFile(name, FileText("")),))


def test_rows_follow_the_history(qapp: object) -> None:
    document = Document(Snapshot({}))
    model = HistoryModel(document)
    tester = QAbstractItemModelTester(model)
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Open the package"]
    for name in "abc":
        document.commit(create(name))
    document.undo()
    document.undo()
    assert model.current_row == 1
    undone = [model.index(row).data(UndoneRole) for row in range(model.rowCount())]
    assert undone == [False, False, True, True]
    document.commit(create("d"))
    labels = [model.index(row).data(Qt.ItemDataRole.DisplayRole) for row in range(3)]
    assert labels == ["Open the package", "Create a", "Create d"]
    assert model.rowCount() == 3
    assert model.index(2).data(ChangeSetRole) == create("d")
    del tester
