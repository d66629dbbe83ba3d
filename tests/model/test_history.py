"""The history as views see it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.document import Document
from studio.model.history import ChangeSetRole, HistoryModel, PathRole, SavedRole, UndoneRole
from studio.package.changes import ChangeSet, CreateFile, TextEdit
from studio.package.content import FileText
from studio.package.snapshot import Place, Snapshot
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


def test_the_saved_state_keeps_its_row_until_no_step_leads_there(qapp: object) -> None:
    document = Document(Snapshot({}))
    model = HistoryModel(document)

    def saved() -> list[int]:
        return [row for row in range(model.rowCount()) if model.index(row).data(SavedRole)]

    assert saved() == [0]
    document.commit(create("a"))
    document.mark_saved(document.snapshot)
    assert saved() == [1]
    document.undo()
    assert saved() == [1]
    document.commit(create("b"))
    assert saved() == []
    document.mark_saved(document.snapshot)
    assert saved() == [1]


def test_what_was_done_while_a_save_was_under_way_comes_after_the_saved_state(
    qapp: object,
) -> None:
    document = Document(Snapshot({}))
    model = HistoryModel(document)
    document.commit(create("a"))
    written = document.snapshot
    document.commit(create("b"))
    document.mark_saved(written)
    assert model.index(1).data(SavedRole)
    assert document.dirty_paths == {"b"}


def test_only_the_step_that_grows_is_told_anew(qapp: object) -> None:
    document = Document(Snapshot({"a": FileText("")}))
    model = HistoryModel(document)
    document.commit(create("b"))
    changed: list[tuple[int, int]] = []
    steps: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.step_changed.connect(steps.append)
    for number in range(3):
        edit = TextEdit("a", number, "", "x")
        document.commit(ChangeSet(message("Type"), (edit,), merge_key="typing:a"))
    assert model.rowCount() == 3
    assert changed[1:] == [(2, 2)] * 2
    assert steps == [2, 2, 2]


def test_a_step_names_the_file_of_its_place(qapp: object) -> None:
    document = Document(Snapshot({}))
    model = HistoryModel(document)
    document.commit(create("b"))
    place = Place("z.yaml", ("name",))
    document.commit(replace(create("a"), place=place))
    assert [model.index(row).data(PathRole) for row in range(3)] == ["", "b", "z.yaml"]
