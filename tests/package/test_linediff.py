"""Differences that people can read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.package.changes import ChangeSet, RenameFile, TextEdit, apply
from studio.package.content import FileBlob, FileText
from studio.package.linediff import LineKind, changed_by, differences, line_diff
from studio.package.snapshot import Snapshot
from studio.wording import message

lines = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=30)


@given(lines, lines)
def test_removed_and_added_lines_turn_the_one_into_the_other(
    old: list[str], new: list[str]
) -> None:
    diff = line_diff("\n".join(old) + "\n", "\n".join(new) + "\n")
    result = {number + 1: text for number, text in enumerate(("\n".join(old) + "\n").splitlines())}
    removed = {line.old for line in diff if line.kind is LineKind.REMOVED}
    added = {line.new: line.text for line in diff if line.kind is LineKind.ADDED}
    kept = iter([text for number, text in result.items() if number not in removed])
    after = ("\n".join(new) + "\n").splitlines()
    rebuilt = [added[n] if n in added else next(kept) for n in range(1, len(after) + 1)]
    assert rebuilt == after
    assert next(kept, None) is None


def test_context_and_gaps() -> None:
    old = "\n".join(f"line {n}" for n in range(1, 21)) + "\n"
    diff = line_diff(old, old.replace("line 10\n", "line ten\n"))
    assert [line.kind.value for line in diff] == [
        "gap", "same", "same", "same", "removed", "added", "same", "same", "same", "gap",
    ]  # fmt: skip
    assert [(line.old, line.new) for line in diff][4:6] == [(10, 0), (0, 10)]


class Nowhere:
    def open(self) -> object:
        raise OSError


def test_files_that_are_new_gone_or_no_text() -> None:
    old = Snapshot({"gone.yaml": FileText("a\n"), "same.yaml": FileText("s\n")})
    new = Snapshot({"logo.png": FileBlob(3, Nowhere()), "same.yaml": FileText("s\n")})
    gone, blob = differences(old, new)
    assert (gone.path, gone.is_gone, len(gone.lines)) == ("gone.yaml", True, 1)
    assert (blob.path, blob.is_new, blob.lines) == ("logo.png", True, ())


def test_a_renamed_file_is_compared_with_what_it_was() -> None:
    old = Snapshot({"a": FileText("one\ntwo\n"), "c": FileText("x\n")})
    operations = (
        RenameFile("a", "b"),
        RenameFile("b", "d"),
        TextEdit("d", 0, "one", "ONE"),
        TextEdit("c", 0, "x", "y"),
    )
    change_set = ChangeSet(message("Rename"), operations)
    edited, renamed = changed_by(change_set, old, apply(old, operations))
    assert (edited.path, edited.old_path) == ("c", "")
    assert (renamed.path, renamed.old_path, renamed.is_new) == ("d", "a", False)
    assert [line.text for line in renamed.lines] == ["one", "ONE", "two"]
