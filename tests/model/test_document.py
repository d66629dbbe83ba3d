"""One door, one undo, and a dirty state that never lies."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from studio.model.document import OUTSIDE, REDO, UNDO, Document
from studio.package.changes import (
    CannotApply,
    ChangeSet,
    CreateFile,
    DeleteFile,
    RenameFile,
    TextEdit,
)
from studio.package.content import FileText
from studio.package.snapshot import Place, Snapshot
from studio.wording import message


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def document(qapp: object, clock: Clock) -> Document:
    files = {"a.yaml": FileText("size: 3\n"), "b.yaml": FileText("name: etcd\n")}
    return Document(Snapshot(files), clock=clock)


def edit(path: str, start: int, old: str, new: str, merge_key: str = "") -> ChangeSet:
    return ChangeSet(
        message("Change {path}", path=path), (TextEdit(path, start, old, new),), merge_key
    )


def text(document: Document, path: str) -> str:
    content = document.snapshot.text(path)
    assert content is not None
    return content.text


def test_a_commit_changes_the_snapshot_and_says_who_did_it(document: Document) -> None:
    heard = []
    document.changed.connect(lambda change, origin: heard.append((change, origin)))
    view = QObject()
    change = edit("a.yaml", 6, "3", "5")
    assert document.commit(change, view)
    assert text(document, "a.yaml") == "size: 5\n"
    assert heard == [(change, view)]
    assert (
        str(document.history.step(document.history.index - 1).change_set.label) == "Change a.yaml"
    )


def test_a_commit_without_effect_leaves_no_step(document: Document) -> None:
    assert not document.commit(edit("a.yaml", 6, "3", "3"))
    assert document.history.count == 0


def test_a_commit_that_does_not_fit_leaves_everything_as_it_was(document: Document) -> None:
    before = document.snapshot
    with pytest.raises(CannotApply):
        document.commit(edit("a.yaml", 6, "4", "5"))
    assert document.snapshot is before
    assert document.history.count == 0


def test_undo_and_redo_go_over_several_files_and_reveal_the_place(document: Document) -> None:
    origins, places = [], []
    document.changed.connect(lambda _change, origin: origins.append(origin))
    document.revealed.connect(places.append)
    document.commit(edit("a.yaml", 6, "3", "5"))
    document.commit(edit("b.yaml", 6, "etcd", "kafka"))
    document.undo()
    document.undo()
    assert (text(document, "a.yaml"), text(document, "b.yaml")) == ("size: 3\n", "name: etcd\n")
    document.redo()
    assert text(document, "a.yaml") == "size: 5\n"
    assert origins == [None, None, UNDO, UNDO, REDO]
    assert places == [Place("b.yaml"), Place("a.yaml"), Place("a.yaml")]


def test_typing_merges_until_a_pause(document: Document, clock: Clock) -> None:
    for number, letter in enumerate("567"):
        document.commit(edit("a.yaml", 7 + number, "", letter, "typing:a.yaml"))
        clock.now += 0.3
    assert document.history.count == 1
    clock.now += 1.1
    document.commit(edit("a.yaml", 10, "", "8", "typing:a.yaml"))
    assert document.history.count == 2
    document.undo()
    assert text(document, "a.yaml") == "size: 3567\n"
    document.undo()
    assert text(document, "a.yaml") == "size: 3\n"


def test_merging_ends_where_the_author_turned_away(document: Document) -> None:
    document.commit(edit("a.yaml", 7, "", "1", "typing:a.yaml"))
    document.end_merging()
    document.commit(edit("a.yaml", 8, "", "2", "typing:a.yaml"))
    assert document.history.count == 2


def test_an_undo_ends_merging(document: Document) -> None:
    document.commit(edit("a.yaml", 7, "", "1", "typing:a.yaml"))
    document.end_merging()
    document.commit(edit("b.yaml", 0, "", "#", "typing:b.yaml"))
    document.undo()
    document.commit(edit("a.yaml", 8, "", "2", "typing:a.yaml"))
    assert document.history.count == 2


def test_a_step_back_at_the_original_vanishes(document: Document) -> None:
    document.commit(edit("a.yaml", 7, "", "1", "typing:a.yaml"))
    document.commit(edit("a.yaml", 7, "1", "", "typing:a.yaml"))
    assert document.history.count == 0
    assert not document.is_dirty


def test_typing_taken_back_at_several_carets_vanishes(document: Document) -> None:
    def at_carets(*edits: tuple[int, str, str]) -> ChangeSet:
        operations = tuple(TextEdit("a.yaml", *each) for each in edits)
        return ChangeSet(message("Type"), operations, "typing:a.yaml")

    document.commit(at_carets((5, "", "x"), (0, "", "x")))
    document.commit(at_carets((7, "", "y"), (1, "", "y")))
    step = document.history.step(0)
    assert step is not None
    assert len(step.change_set.operations) == 2
    document.commit(at_carets((8, "y", ""), (1, "y", "")))
    document.commit(at_carets((6, "x", ""), (0, "x", "")))
    assert document.history.count == 0
    assert not document.is_dirty


def test_dirty_is_computed_from_the_content(document: Document) -> None:
    document.commit(edit("a.yaml", 6, "3", "5"))
    assert document.dirty_paths == {"a.yaml"}
    document.commit(edit("a.yaml", 6, "5", "3"))
    assert not document.is_dirty
    document.commit(ChangeSet(message("Delete"), (DeleteFile("b.yaml", FileText("name: etcd\n")),)))
    document.commit(ChangeSet(message("Rename"), (RenameFile("a.yaml", "c.yaml"),)))
    assert document.dirty_paths == {"a.yaml", "b.yaml", "c.yaml"}
    document.mark_saved(document.snapshot)
    assert not document.is_dirty
    document.undo()
    assert document.dirty_paths == {"a.yaml", "c.yaml"}


def test_a_transaction_is_one_step(document: Document) -> None:
    with document.transaction(message("Rename service")) as step:
        step.apply(TextEdit("a.yaml", 6, "3", "5"))
        step.apply(RenameFile("b.yaml", "c.yaml"))
        step.apply(TextEdit("c.yaml", 6, "etcd", "kafka"))
    assert document.history.count == 1
    document.undo()
    assert sorted(document.snapshot) == ["a.yaml", "b.yaml"]
    assert text(document, "b.yaml") == "name: etcd\n"


def break_off(document: Document) -> None:
    with document.transaction(message("Rename service")) as step:
        step.apply(TextEdit("a.yaml", 6, "3", "5"))
        raise KeyError


def test_a_transaction_that_breaks_off_leaves_no_trace(document: Document) -> None:
    before = document.snapshot
    with pytest.raises(KeyError):
        break_off(document)
    assert document.snapshot is before
    assert document.history.count == 0


def test_a_change_from_outside_is_undoable_but_not_unsaved(document: Document) -> None:
    document.commit(edit("b.yaml", 6, "etcd", "kafka"))
    heard = []
    document.changed.connect(lambda _change, origin: heard.append(origin))
    document.take_over(edit("a.yaml", 6, "3", "9"))
    assert heard == [OUTSIDE]
    assert document.dirty_paths == {"b.yaml"}
    document.undo()
    assert text(document, "a.yaml") == "size: 3\n"
    assert document.dirty_paths == {"a.yaml", "b.yaml"}


def test_a_view_must_not_commit_while_it_hears_of_a_change(document: Document) -> None:
    failures = []

    def answer(_change: object, _origin: object) -> None:
        try:
            document.commit(edit("b.yaml", 0, "", "#"))
        except RuntimeError as error:
            failures.append(error)

    document.changed.connect(answer)
    document.commit(edit("a.yaml", 6, "3", "5"))
    assert len(failures) == 1
    assert text(document, "b.yaml") == "name: etcd\n"


def test_the_states_around_a_step_are_known_without_travelling(document: Document) -> None:
    for new in "456":
        document.commit(edit("a.yaml", 6, str(int(new) - 1), new))
    document.undo()
    sizes = []
    for index in range(3):
        states = document.states_around(index)
        sizes.append([state.files["a.yaml"].text[6] for state in states])
    assert sizes == [["3", "4"], ["4", "5"], ["5", "6"]]
    assert text(document, "a.yaml") == "size: 5\n"


def test_what_was_before_the_steps_of_one_field_is_known(document: Document, clock: Clock) -> None:
    document.commit(edit("b.yaml", 0, "", "#", "typing:b.yaml"))
    first = document.snapshot
    for letter in "123":
        document.commit(edit("a.yaml", 7, "", letter, "typing:a.yaml"))
        clock.now += 2.0
    assert document.before_steps("typing:a.yaml").files == first.files
    assert document.before_steps("typing:b.yaml") is document.snapshot
    document.undo()
    assert document.before_steps("typing:a.yaml").files == first.files


def test_jumping_in_the_history(document: Document) -> None:
    for number in range(5):
        document.commit(ChangeSet(message("Add"), (CreateFile(f"{number}.txt", FileText("")),)))
    document.travel_to(2)
    assert sorted(document.snapshot) == ["0.txt", "1.txt", "a.yaml", "b.yaml"]
    document.travel_to(5)
    assert "4.txt" in document.snapshot


def test_a_package_that_is_not_on_disk_yet_is_dirty_as_a_whole(qapp: object) -> None:
    document = Document(Snapshot({"a.yaml": FileText("size: 3\n")}), saved=Snapshot({}))
    assert document.dirty_paths == {"a.yaml"}
    assert len(document.saved) == 0


def test_a_renamed_file_is_one_unsaved_file(document: Document) -> None:
    for old, new in (("a.yaml", "c.yaml"), ("c.yaml", "d.yaml")):
        document.commit(ChangeSet(message("Rename"), (RenameFile(old, new),)))
    assert document.dirty_paths == {"a.yaml", "d.yaml"}
    assert document.unsaved_count == 1
    document.commit(edit("d.yaml", 0, "", "# "))
    assert document.unsaved_count == 1
    document.commit(edit("b.yaml", 0, "", "# "))
    assert document.unsaved_count == 2
    document.mark_saved(document.snapshot)
    document.travel_to(0)
    assert document.dirty_paths == {"a.yaml", "b.yaml", "d.yaml"}
    assert document.unsaved_count == 2


def test_deleting_one_file_and_creating_another_are_two(document: Document) -> None:
    content = document.snapshot.files["a.yaml"]
    document.commit(ChangeSet(message("Delete"), (DeleteFile("a.yaml", content),)))
    document.commit(ChangeSet(message("Create"), (CreateFile("z.yaml", content),)))
    assert document.unsaved_count == 2
