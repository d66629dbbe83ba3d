"""Several problems are mended as one change."""

from __future__ import annotations

from studio.package.changes import ChangeSet, TextEdit, apply
from studio.package.content import FileText
from studio.package.fixing import fix_together
from studio.package.problems import Fix, Problem, Severity
from studio.package.snapshot import Place, Snapshot
from studio.wording import message

LABEL = message("Fix all of {rule}", rule="X-01")


def wrong(word: str) -> Problem:
    """A problem whose fix writes the first `word` in capitals."""

    def make(snapshot: Snapshot) -> ChangeSet:
        text = snapshot.text("a.txt")
        assert text is not None
        start = max(0, text.text.find(word))
        return ChangeSet(LABEL, (TextEdit("a.txt", start, word, word.upper()),))

    return Problem("X-01", Severity.ERROR, Place("a.txt"), LABEL, fix=Fix(LABEL, make))


def test_each_fix_is_made_for_what_the_ones_before_left() -> None:
    snapshot = Snapshot({"a.txt": FileText("one two two\n")})
    change_set = fix_together(snapshot, [wrong("two"), wrong("one"), wrong("two")], LABEL)
    assert change_set.label == LABEL
    after = apply(snapshot, change_set.operations).text("a.txt")
    assert after is not None
    assert after.text == "ONE TWO TWO\n"


def test_what_cannot_be_mended_any_more_is_left_out() -> None:
    snapshot = Snapshot({"a.txt": FileText("one\n")})
    no_fix = Problem("X-01", Severity.ERROR, Place("a.txt"), LABEL)
    change_set = fix_together(snapshot, [wrong("one"), wrong("one"), no_fix], LABEL)
    after = apply(snapshot, change_set.operations).text("a.txt")
    assert after is not None
    assert after.text == "ONE\n"
