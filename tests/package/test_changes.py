"""Changes apply together or not at all, and take themselves back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.package.changes import (
    CannotApply,
    ChangeSet,
    CreateFile,
    DeleteFile,
    RenameFile,
    ReplaceFile,
    TextEdit,
    apply,
    compact,
    inverted,
)
from studio.package.content import FileText, Folder
from studio.package.snapshot import Place, Snapshot
from studio.wording import message


def snapshot(**files: str) -> Snapshot:
    return Snapshot({f"{name}.yaml": FileText(text) for name, text in files.items()})


@st.composite
def text_and_edits(draw: st.DrawFn) -> tuple[str, list[TextEdit]]:
    start = text = draw(st.text("ab\n", max_size=12))
    edits = []
    for _ in range(draw(st.integers(0, 8))):
        begin = draw(st.integers(0, len(text)))
        end = draw(st.integers(begin, min(len(text), begin + 4)))
        edit = TextEdit("a.yaml", begin, text[begin:end], draw(st.text("xy", max_size=3)))
        edits.append(edit)
        text = text[:begin] + edit.new + text[end:]
    return start, edits


@given(text_and_edits())
def test_compacting_keeps_the_effect(case: tuple[str, list[TextEdit]]) -> None:
    text, edits = case
    before = snapshot(a=text)
    after = apply(before, edits)
    assert apply(before, compact(edits)).same_content(after)
    assert apply(after, inverted(edits)).same_content(before)
    assert apply(after, inverted(compact(edits))).same_content(before)


@given(text_and_edits(), text_and_edits(), st.randoms())
def test_edits_of_two_files_are_compacted_each(case, other, chance) -> None:
    before = snapshot(a=case[0], b=other[0])
    left = list(case[1])
    right = [TextEdit("b.yaml", each.start, each.old, each.new) for each in other[1]]
    mixed = []
    while left or right:
        mixed.append((left if left and (not right or chance.random() < 0.5) else right).pop(0))
    operations = compact(mixed)
    after = apply(before, mixed)
    assert apply(before, operations).same_content(after)
    assert apply(after, inverted(operations)).same_content(before)
    assert compact(operations) == operations
    assert compact((*mixed, *inverted(mixed))) == ()


def test_typing_and_deleting_at_several_places_compacts_to_nothing() -> None:
    typed = [TextEdit("a.yaml", 5, "", "x"), TextEdit("a.yaml", 0, "", "x")]
    more = [TextEdit("a.yaml", 7, "", "y"), TextEdit("a.yaml", 1, "", "y")]
    assert compact(typed + more) == (
        TextEdit("a.yaml", 5, "", "xy"),
        TextEdit("a.yaml", 0, "", "xy"),
    )
    gone = [TextEdit("a.yaml", 7, "xy", ""), TextEdit("a.yaml", 0, "xy", "")]
    assert compact(typed + more + gone) == ()


def test_typing_a_word_compacts_to_one_edit() -> None:
    edits = [TextEdit("a.yaml", 3 + i, "", letter) for i, letter in enumerate("size")]
    assert compact(edits) == (TextEdit("a.yaml", 3, "", "size"),)


def test_typing_and_deleting_again_compacts_to_nothing() -> None:
    edits = [TextEdit("a.yaml", 0, "", "x"), TextEdit("a.yaml", 0, "x", "")]
    assert compact(edits) == ()


@pytest.mark.parametrize(
    "operation",
    [
        TextEdit("a.yaml", 0, "wrong", "x"),
        TextEdit("none.yaml", 0, "", "x"),
        CreateFile("a.yaml", FileText("")),
        DeleteFile("a.yaml", FileText("other")),
        RenameFile("none.yaml", "c.yaml"),
        RenameFile("a.yaml", "b.yaml"),
        ReplaceFile("a.yaml", FileText("other"), FileText("")),
    ],
)
def test_an_operation_that_does_not_fit_raises_and_changes_nothing(operation: object) -> None:
    before = snapshot(a="size: 3\n", b="")
    files = dict(before.files)
    with pytest.raises(CannotApply):
        apply(before, [TextEdit("a.yaml", 0, "size", "count"), operation])
    assert dict(before.files) == files


def test_a_change_without_effect_gives_the_same_snapshot_back() -> None:
    before = snapshot(a="size: 3\n")
    there_and_back = [RenameFile("a.yaml", "b.yaml"), RenameFile("b.yaml", "a.yaml")]
    assert apply(before, there_and_back) is before


def test_contents_that_did_not_change_are_shared() -> None:
    before = snapshot(a="one", b="two")
    after = apply(before, [TextEdit("a.yaml", 0, "one", "1")])
    assert after.files["b.yaml"] is before.files["b.yaml"]
    assert after.revision == before.revision + 1


def test_the_inverse_of_a_change_set_restores_every_kind_of_operation() -> None:
    before = snapshot(a="one", b="two", c="three")
    change = ChangeSet(
        message("Change everything"),
        (
            TextEdit("a.yaml", 0, "one", "1"),
            RenameFile("a.yaml", "d.yaml"),
            DeleteFile("b.yaml", FileText("two")),
            CreateFile("images/", Folder()),
            ReplaceFile("c.yaml", FileText("three"), FileText("three", "\r\n", bom=True)),
        ),
        place=Place("d.yaml"),
    )
    after = apply(before, change.operations)
    assert sorted(after) == ["c.yaml", "d.yaml", "images/"]
    assert apply(after, change.inverse().operations).same_content(before)
    assert change.paths == {"a.yaml", "b.yaml", "c.yaml", "d.yaml", "images/"}


def test_an_edit_keeps_line_ends_and_bom() -> None:
    before = Snapshot({"a.yaml": FileText("a: 1\n", "\r\n", bom=True)})
    after = apply(before, [TextEdit("a.yaml", 3, "1", "2")])
    assert after.files["a.yaml"] == FileText("a: 2\n", "\r\n", bom=True)
