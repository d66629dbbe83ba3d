"""The form of a recipe by keys: one undo, Tab from top to bottom, words in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox

from studio.package.layout import WORKSPACE_FILE
from studio.ui.shell.page import BUILDS, DESIGNER, IMAGES, OVERVIEW
from tests.ui.builder.conftest import WORKSPACE

TWO = WORKSPACE + "- {name: second, tag: v1, labels: {ners.image.vendor.name: Acme}}\n"
_KEY, _CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def written(window):
    return window.workbench.document.snapshot.text(WORKSPACE_FILE).text


def focused():
    return QApplication.focusWidget()


def press(qtbot, *keys, ctrl=False):
    for key in keys:
        qtbot.keyClick(focused(), key, _CTRL if ctrl else Qt.KeyboardModifier.NoModifier)


def type_text(qtbot, text):
    qtbot.keyClicks(focused(), text)


def add_line(qtbot, table):
    table.add_link.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, _KEY.Key_Space)


@pytest.fixture
def two(package):
    (package / WORKSPACE_FILE).write_text(TWO, encoding="utf-8")


# Undo


def test_undo_in_a_field_takes_back_the_last_step_of_the_package(qtbot, open_builds):
    window, page = open_builds()
    history = window.workbench.document.history
    field = page.form.fields["tag"]
    field.setFocus()
    press(qtbot, _KEY.Key_End)
    type_text(qtbot, "77")
    page.form.fields["target"].setFocus()
    type_text(qtbot, "run")
    for expected in (("1.1077", ""), ("1.10", ""), ("1.10", "")):
        press(qtbot, _KEY.Key_Z, ctrl=True)
        shown = (field.text(), page.form.fields["target"].text())
        assert shown == expected
        assert focused() is page.form.fields["target"]
    assert written(window) == WORKSPACE
    assert (history.count, history.index) == (2, 0)
    press(qtbot, _KEY.Key_Y, ctrl=True)
    assert field.text() == "1.1077"


def test_undo_in_a_table_is_the_same_undo(qtbot, open_builds):
    window, page = open_builds()
    history = window.workbench.document.history
    table = page.form.tables["args"]
    add_line(qtbot, table)
    type_text(qtbot, "WORD")
    press(qtbot, _KEY.Key_Tab)
    type_text(qtbot, "hello")
    assert history.count == 2
    for expected in ([("WORD", "")], [("", "")], [("", "")], [("", "")]):
        press(qtbot, _KEY.Key_Z, ctrl=True)
        assert table.lines() == expected
        assert focused() is table.cell(0, 1)
    assert history.count == 2
    assert written(window) == WORKSPACE
    press(qtbot, _KEY.Key_Y, _KEY.Key_Y, ctrl=True)
    assert table.lines() == [("WORD", "hello")]
    assert page.recipe.args == {"WORD": "hello"}


def test_what_no_step_knows_of_is_taken_back_where_it_was_typed(qtbot, open_builds):
    window, page = open_builds()
    page.form.fields["target"].setFocus()
    type_text(qtbot, "run")
    table = page.form.tables["secrets"]
    add_line(qtbot, table)
    type_text(qtbot, "token")
    press(qtbot, _KEY.Key_Z, ctrl=True)
    assert table.lines()[0][0] == ""
    assert page.recipe.target == "run"
    press(qtbot, _KEY.Key_Z, ctrl=True)
    assert page.recipe.target == ""
    assert written(window) == WORKSPACE


def test_a_line_that_is_not_written_yet_outlives_what_else_happens(qtbot, open_builds):
    window, page = open_builds()
    table = page.form.tables["secrets"]
    add_line(qtbot, table)
    type_text(qtbot, "token")
    page.refresh()
    assert table.lines()[0][0] == "token"
    window.registry.run("build.add")
    assert table.lines() == []


@pytest.mark.usefixtures("two")
def test_undo_stays_on_the_page_and_shows_the_recipe(qtbot, open_builds):
    window, page = open_builds()
    page.form.fields["target"].setFocus()
    type_text(qtbot, "run")
    page.choose(1)
    window.registry.run("edit.undo")
    assert window.editors.current is page
    assert page.recipe.name == "etcd"
    assert page.sidebar.recipes.chosen() == "0"
    page.choose(0)
    window.registry.run("build.remove")
    assert page.recipe.name == "second"
    page.choose(0)
    window.registry.run("edit.undo")
    assert window.editors.current is page
    assert page.recipe.name == "etcd"
    window.registry.run("edit.redo")
    assert window.editors.current is page
    assert [row.title for row in page.sidebar.recipes.rows()] == ["second"]


def test_undo_of_what_is_not_seen_here_leads_to_it(open_builds):
    window, _ = open_builds()
    from studio.package.changes import ChangeSet, TextEdit
    from studio.wording import message

    path = "package/etcd/values.yaml"
    change = ChangeSet(message("Change {path}", path=path), (TextEdit(path, 0, "", "# new\n"),))
    window.workbench.document.commit(change)
    window.registry.run("edit.undo")
    assert window.editors.current.key == path


# Typing


@pytest.mark.parametrize("typed", [" ", ": x", "!"])
def test_what_is_typed_and_deleted_leaves_no_trace(qtbot, open_builds, typed):
    window, page = open_builds()
    document = window.workbench.document
    page.form.fields["name"].setFocus()
    press(qtbot, _KEY.Key_End)
    for letter in typed:
        type_text(qtbot, letter)
        document.end_merging()  # as after a pause
    press(qtbot, *[_KEY.Key_Backspace] * len(typed))
    assert page.form.fields["name"].text() == "etcd"
    assert written(window) == WORKSPACE
    assert not document.is_dirty


def test_a_value_that_is_cleared_and_typed_anew_keeps_its_comment(qtbot, open_builds):
    window, page = open_builds()
    page.form.fields["name"].setFocus()
    page.form.fields["name"].selectAll()
    press(qtbot, _KEY.Key_Delete)
    assert page.recipe.name == ""
    type_text(qtbot, "kafka")
    assert written(window) == WORKSPACE.replace("name: etcd ", "name: kafka ")


def test_a_space_that_is_being_typed_stays(qtbot, open_builds):
    _, page = open_builds()
    field = page.form.fields["target"]
    field.setFocus()
    type_text(qtbot, "a ")
    page.refresh()
    type_text(qtbot, "b")
    assert field.text() == "a b"


# Tab and focus


def tabbed(qtbot, form):
    """The names of what Tab visits from the first field to the last switch."""
    form.fields["name"].setFocus(Qt.FocusReason.TabFocusReason)
    seen = [focused()]
    while focused() is not form.flags["no_cache"]:
        press(qtbot, _KEY.Key_Tab)
        seen.append(focused())
        assert form.isAncestorOf(focused())
    return seen


@pytest.mark.usefixtures("two")
def test_tab_goes_from_top_to_bottom_whatever_was_added(qtbot, open_builds):
    _, page = open_builds()
    form = page.form
    for key in ("secrets", "args", "labels", "args"):
        form.tables[key].add_line()
    form.tables["args"].remove_button(0).click()
    page.choose(1)
    page.choose(0)
    page.edit("platforms", ["linux/arm/v7"])
    form.tables["args"].add_line()
    form.tables["args"].add_line()
    QApplication.processEvents()
    seen = tabbed(qtbot, form)
    tops = [each.mapTo(form.widget(), each.rect().center()).y() for each in seen]
    assert tops == sorted(tops)
    assert len(form.boxes) == 3
    assert set(seen) >= {*form.boxes, form.tables["args"].remove_button(1)}
    rows = [form.tables["args"].cell(number, column) for number in (0, 1) for column in (0, 1)]
    assert [each for each in seen if each in rows] == rows


def test_a_removed_line_hands_the_focus_to_its_neighbour_then_to_the_link(qtbot, open_builds):
    _, page = open_builds()
    table = page.form.tables["args"]
    for _number in range(2):
        add_line(qtbot, table)
    for _number in range(2):
        table.remove_button(0).setFocus(Qt.FocusReason.TabFocusReason)
        assert focused() is table.remove_button(0)
        press(qtbot, _KEY.Key_Space)
        QApplication.processEvents()
        assert focused() is (table.cell(0, 0) if table.lines() else table.add_link)


def test_the_focus_stays_on_the_page_when_its_widget_goes(qtbot, open_builds):
    window, page = open_builds()
    page.head.more.setFocus()
    window.registry.run("build.remove")
    assert page.recipe is None
    qtbot.waitUntil(lambda: page.isAncestorOf(focused()))


def test_the_focus_goes_from_build_to_cancel_and_back(qtbot, with_docker, package):
    (package / "build/Dockerfile").write_text(
        "FROM scratch\nCOPY Dockerfile /x\n", encoding="utf-8"
    )
    _, page = with_docker
    had_focus = []
    QApplication.instance().focusChanged.connect(lambda _old, now: had_focus.append(now))
    page.head.build.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, _KEY.Key_Space)
    qtbot.waitUntil(lambda: page.run is not None and page.run.state.is_over, timeout=60_000)
    qtbot.waitUntil(page.head.build.hasFocus)
    assert page.head.cancel in had_focus


@pytest.mark.parametrize("view", [BUILDS, DESIGNER, IMAGES, OVERVIEW])
def test_a_view_that_is_opened_takes_the_keys(open_builds, view):
    window, _ = open_builds()
    window.tree.setFocus()
    window.registry.run(f"view.{'designer' if view == DESIGNER else view[1:]}")
    assert window.editors.current.key == view
    assert window.editors.current.isAncestorOf(focused())


def test_a_new_recipe_is_named_at_once(qtbot, open_builds):
    window, page = open_builds()
    window.resize(1100, 700)
    for key in page.form.tables:
        page.form.tables[key].add_line()
    QApplication.processEvents()
    bar = page.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    window.registry.run("build.add")
    QApplication.processEvents()
    assert bar.value() == 0
    type_text(qtbot, "kafka")
    assert page.recipe.name == "kafka"
    assert page.recipe.platforms == ()


# Words


def test_tables_follow_the_language_both_ways(qtbot, open_builds, services):
    window, page = open_builds()
    table = page.form.tables["secrets"]
    table.add_line()
    table.cell(0, 1).setCurrentIndex(1)

    def words():
        return (
            table.add_link.text(),
            table.cell(0, 0).accessibleName(),
            table.cell(0, 1).currentText(),
            table.remove_button(0).toolTip(),
            page.form.tables["args"].add_link.text(),
        )

    english = words()
    assert english == ("Add a secret", "Id", "file", "Remove", "Add an argument")
    services.languages.set_setting("zh")
    QApplication.processEvents()
    chinese = words()
    assert not set(chinese) & set(english)
    assert table.add_link.accessibleName().startswith(chinese[0])
    services.languages.set_setting("en")
    QApplication.processEvents()
    assert words() == english
    assert written(window) == WORKSPACE


def test_where_a_secret_lies_is_said_in_words_and_written_as_its_key(qtbot, open_builds):
    window, page = open_builds()
    table = page.form.tables["secrets"]
    add_line(qtbot, table)
    type_text(qtbot, "token")
    press(qtbot, _KEY.Key_Tab)
    assert focused().currentText() == "variable"
    press(qtbot, _KEY.Key_Down, _KEY.Key_Tab)
    type_text(qtbot, "token.txt")
    assert page.recipe.secrets[0].file == "token.txt"
    assert "file: token.txt" in written(window)


@pytest.mark.parametrize("width", [1024, 1280])
def test_where_a_secret_lies_is_never_cut(open_builds, width):
    window, page = open_builds()
    window.resize(width, 700)
    table = page.form.tables["secrets"]
    table.add_line()
    QApplication.processEvents()
    kind = table.cell(0, 1)
    words = kind.fontMetrics().horizontalAdvance("variable")
    option = QStyleOptionComboBox()
    kind.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    complex_control = QStyle.ComplexControl.CC_ComboBox
    room = kind.style().subControlRect(complex_control, option, part, kind)
    assert room.width() >= words
    assert page.form.widget().width() <= page.form.viewport().width()


@pytest.mark.usefixtures("two")
def test_names_of_labels_have_as_much_room_as_their_values(open_builds):
    _, page = open_builds()
    page.choose(1)
    QApplication.processEvents()
    name, value = (page.form.tables["labels"].cell(0, column) for column in (0, 1))
    assert abs(name.width() - value.width()) <= 1
