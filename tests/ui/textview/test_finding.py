"""Finding and replacing, in the bar and in the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.package.content import FileText
from studio.package.search import Query, hits_in
from studio.ui.textview.finding import Finds
from tests.ui.textview.conftest import cursor_at, text_of

SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key

TEXT = "name: Redis\nimage: redis:7\n# redises\nredis\n"


@pytest.fixture
def make_finding(make_view):
    def make(text: str = TEXT, *, replacing: bool = False):
        view = make_view(text)
        view.find_bar.open(replacing=replacing)
        return view

    return make


def test_typing_finds_from_the_caret_on(qtbot, make_view):
    view = make_view(TEXT)
    cursor_at(view, 14)
    view.commands.find()
    bar = view.find_bar
    assert bar.field.hasFocus()
    qtbot.keyClicks(bar.field, "redis")
    assert bar.count.text() == "2 of 4"
    assert view.selected_text == "redis"
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert bar.count.text() == "3 of 4"
    qtbot.keyClick(bar.field, Key.Key_Return)
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert bar.count.text() == "1 of 4"
    qtbot.keyClick(bar.field, Key.Key_Return, SHIFT)
    assert bar.count.text() == "4 of 4"
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert not bar.isVisible()
    assert view.edit.hasFocus()
    assert view.selected_text == "redis"


def test_options_narrow_the_search(qtbot, make_finding):
    bar = make_finding().find_bar
    qtbot.keyClicks(bar.field, "redis")
    qtbot.mouseClick(bar.case, Qt.MouseButton.LeftButton)
    assert bar.count.text().endswith("of 3")
    qtbot.mouseClick(bar.word, Qt.MouseButton.LeftButton)
    assert bar.count.text().endswith("of 2")
    bar.field.clear()
    assert bar.count.text() == ""
    qtbot.keyClicks(bar.field, "nowhere")
    assert bar.count.text() == "Nothing found"


def test_selection_becomes_the_query(make_view):
    view = make_view(TEXT)
    cursor_at(view, 6, 11)
    view.commands.find()
    assert view.find_bar.field.text() == "Redis"
    assert view.find_bar.count.text() == "1 of 4"


def test_wrong_expression_is_said_and_finds_nothing(qtbot, make_finding):
    bar = make_finding().find_bar
    bar.regex.setChecked(True)
    qtbot.keyClicks(bar.field, "re(")
    assert bar.field.property("state") == "error"
    assert bar.complaint.text() == "A bracket “(” is never closed."
    assert bar.complaint.isVisible()
    assert bar.count.text() == "Nothing found"
    qtbot.keyClicks(bar.field, "d)")
    assert bar.field.property("state") == "set"
    assert not bar.complaint.isVisible()


def test_a_slow_expression_is_answered_from_the_background(qtbot, make_finding, monkeypatch):
    monkeypatch.setattr("studio.ui.textview.finding._AT_ONCE", 1e-9)
    view = make_finding("x" * 200_000 + "\nredis\n")
    bar = view.find_bar
    bar.regex.setChecked(True)
    bar.field.setText("(?:x|y)*z|redis")
    assert bar.count.text() == "Searching…"
    bar.replace_all()
    assert view.document.history.count == 0
    bar.field.setText("r[aeiou]dis|(?:x|y){9}z")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    assert view.selected_text == "redis"


def test_an_unlucky_expression_is_given_up(qtbot, make_finding):
    bar = make_finding("a" * 60 + "b" * 40 + "!").find_bar
    bar.regex.setChecked(True)
    bar.field.setText("(a|aa|b|bb)+$")
    assert bar.count.text() == "Searching…"
    qtbot.waitUntil(lambda: "takes too long" in bar.complaint.text(), timeout=20_000)
    assert bar.count.text() == "Nothing found"
    bar.field.setText("b!")
    assert bar.count.text() == "1 of 1"


def test_replacing_by_nothing_says_how_much_went(qtbot, make_finding):
    view = make_finding(replacing=True)
    labels: list[str] = []
    view.replaced.connect(lambda label: labels.append(str(label)))
    view.find_bar.field.setText("redis")
    qtbot.mouseClick(view.find_bar.replace_all_button, Qt.MouseButton.LeftButton)
    assert labels == ["Remove “redis” 4 times"]
    assert "redis" not in text_of(view).lower()


def test_replacing_one_goes_to_the_next(qtbot, make_finding):
    view = make_finding(replacing=True)
    bar = view.find_bar
    qtbot.keyClicks(bar.field, "redis")
    bar.replacement.setText("缓存😀")
    qtbot.keyClick(bar.replacement, Key.Key_Return)
    assert text_of(view) == TEXT.replace("Redis", "缓存😀")
    assert view.selected_text == "redis"
    assert (
        str(view.document.history.step(view.document.history.index - 1).change_set.label)
        == "Replace “redis” in crd.yaml"
    )


def test_replacing_all_is_one_step(qtbot, make_finding):
    view = make_finding(
        "".join(f"k{number}: v{number}\n" for number in range(1000)), replacing=True
    )
    bar = view.find_bar
    bar.regex.setChecked(True)
    bar.field.setText(r"^k(\d+): v")
    bar.replacement.setText("$1=")
    qtbot.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)
    assert text_of(view) == "".join(f"{number}={number}\n" for number in range(1000))
    assert view.document.history.count == 1
    view.document.undo()
    assert text_of(view).startswith("k0: v0\n")


def test_wrong_replacement_is_said_and_changes_nothing(qtbot, make_finding):
    view = make_finding(replacing=True)
    bar = view.find_bar
    bar.regex.setChecked(True)
    bar.field.setText("red")
    bar.replacement.setText("$3")
    qtbot.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)
    assert bar.replacement.property("state") == "error"
    assert text_of(view) == TEXT


def test_finds_follow_edits(qtbot, make_finding):
    view = make_finding()
    bar = view.find_bar
    qtbot.keyClicks(bar.field, "redis")
    cursor_at(view, 0)
    view.edit.textCursor().insertText("redis ")
    qtbot.waitUntil(lambda: len(bar.finds) == 5)


def test_finds_are_painted(qtbot, make_finding, themes):
    view = make_finding("a\nfind\n")
    colour = themes.theme.hex("match")

    def grounds() -> int:
        image = view.edit.viewport().grab().toImage()
        return sum(
            image.pixelColor(x, y).name() == colour
            for x in range(60)
            for y in range(image.height())
        )

    assert grounds() == 0
    view.find_bar.field.setText("find")
    cursor_at(view, 0)
    assert grounds() > 100


def finds(text: str, query: Query) -> Finds:
    return Finds(hits_in("crd.yaml", FileText(text), query))


def test_empty_finds_do_not_count():
    assert finds("axxb", Query("x*", is_regex=True)).spans == [(1, 3)]


def test_between_gives_what_can_be_seen():
    found = finds("ab " * 100, Query("ab"))
    assert found.between(0, 3) == [(0, 2)]
    assert found.between(31, 37) == [(30, 32), (33, 35), (36, 38)]
