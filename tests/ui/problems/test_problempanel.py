"""The list of problems by keys and clicks: groups, filters, fixes with their preview, verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from studio.model.problemlist import Grouping, GroupRole
from studio.package.changes import ChangeSet, DeleteFile, TextEdit
from studio.package.problems import Problem, Severity
from studio.package.snapshot import Place
from studio.services.settings import PROBLEM_GROUPING
from studio.ui.problems.fixmenu import FixMenu
from studio.ui.problems.reasondialog import ReasonDialog
from studio.ui.problems.rulepage import RulePage
from studio.ui.shell.page import IMAGES
from studio.wording import message

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.ui.problems.problempanel import ProblemPanel
    from studio.ui.shell.window import MainWindow

METADATA = "package/kafka-2.5.0/metadata.yaml"
LIFECYCLE = "package/kafka-2.5.0/lifecycle.yaml"
CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
WRONG = ("source: ISV", "source: isv"), ("  - aarch64", "  - arm64"), ("  - CCE", "  - cce")


@pytest.fixture
def window(qtbot: QtBot, open_window) -> MainWindow:
    """The sample with wrong words in its metadata and white space in another file."""
    window = open_window()
    document = window.workbench.document
    text, edits = document.snapshot.text(METADATA).text, []
    for old, new in WRONG:
        edits.append(TextEdit(METADATA, text.index(old), old, new))
        text = text.replace(old, new, 1)
    length = len(document.snapshot.text(LIFECYCLE).text)
    edits.append(TextEdit(LIFECYCLE, length - 1, "\n", ""))
    document.commit(ChangeSet(message("Break it"), tuple(edits)))
    qtbot.waitUntil(lambda: document.findings.counts[Severity.ERROR] >= 3)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.problems.view.setFocus()
    return window


@pytest.fixture
def panel(window: MainWindow) -> ProblemPanel:
    return window.problems


def click_segment(qtbot: QtBot, panel: ProblemPanel, grouping: Grouping) -> None:
    button = panel.tools.grouping.buttons()[list(Grouping).index(grouping)]
    qtbot.mouseClick(button, LEFT)


def choose(panel: ProblemPanel, rule: str) -> None:
    model = panel.view.model()
    number = next(at for at, problem in enumerate(model.shown) if problem.rule == rule)
    panel.view.setCurrentIndex(model.index_of(number))


def menu() -> FixMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FixMenu)
    return popup


def rules(window: MainWindow) -> list[str]:
    return [problem.rule for problem in window.workbench.document.findings.standing()]


def test_groups_open_keep_the_current_problem_and_are_remembered(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    view, model = panel.view, panel.view.model()
    choose(panel, "OSC-09")
    problem = view.problem
    click_segment(qtbot, panel, Grouping.FILE)
    assert [model.index(row).data() for row in range(model.rowCount())] == [
        "lifecycle.yaml", "metadata.yaml",
    ]  # fmt: skip
    assert all(view.isExpanded(model.index(row)) for row in range(model.rowCount()))
    assert view.problem is problem
    assert window.services.settings.value(PROBLEM_GROUPING) == "file"
    click_segment(qtbot, panel, Grouping.RULE)
    groups = [model.index(row).data(GroupRole) for row in range(model.rowCount())]
    assert [len(group.problems) for group in groups if group.key == "OSC-09"] == [3]


def test_f8_follows_the_groups_and_opens_closed_ones(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    click_segment(qtbot, panel, Grouping.FILE)
    panel.view.collapseAll()
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.view.model().index(0))
    shown = panel.view.model().shown
    for problem in (*shown, shown[0]):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
        assert panel.view.problem is problem
        assert panel.view.isExpanded(panel.view.currentIndex().parent())
    assert window.editors.current.key == LIFECYCLE
    assert window.editors.preview_key == LIFECYCLE, "going through problems leaves no tabs behind"


def test_enter_closes_a_group_and_jumps_to_a_problem(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    click_segment(qtbot, panel, Grouping.FILE)
    view, model = panel.view, panel.view.model()
    view.setFocus()
    view.setCurrentIndex(model.index(0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not view.isExpanded(model.index(0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.editors.current.key == LIFECYCLE
    assert QApplication.focusWidget() is window.editors.current.view.edit


def test_filters_by_severity_and_text_by_keys(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    model = panel.view.model()
    all_shown = len(model.shown)
    errors = panel.tools.severities[Severity.ERROR]
    assert errors.text() == str(model.counts[Severity.ERROR])
    qtbot.keyClick(errors, Qt.Key.Key_Space)
    assert {problem.severity for problem in model.shown} == {Severity.WARNING}
    qtbot.keyClick(errors, Qt.Key.Key_Space)
    qtbot.keyClick(panel.view, Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is panel.tools.field
    qtbot.keyClicks(panel.tools.field, "arm64")
    assert [problem.rule for problem in model.shown] == ["OSC-09"]
    qtbot.keyClick(panel.tools.field, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel.view
    assert panel.view.problem.rule == "OSC-09"
    qtbot.keyClick(panel.view, Qt.Key.Key_F, CTRL)
    qtbot.keyClick(panel.tools.field, Qt.Key.Key_Escape)
    assert panel.tools.field.text() == ""
    qtbot.keyClick(panel.tools.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is panel.view
    qtbot.keyClicks(panel.tools.field, "nothing like it")
    assert panel.view.isHidden()
    panel.tools.clear_filter()
    assert len(model.shown) == all_shown
    assert not panel.view.isHidden()


def test_the_menu_shows_what_each_fix_changes_and_enter_takes_the_first(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    panel.tools.field.setText("arm64")
    choose(panel, "OSC-09")
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Period, CTRL)
    shown = menu().preview
    assert shown.isVisible()
    lines = shown.diff.toPlainText().splitlines()
    assert lines[0] == METADATA
    assert "  - aarch64" in lines
    assert "  - arm64" in lines
    qtbot.keyClick(menu(), Qt.Key.Key_Return)
    assert "  - arm64" not in window.workbench.document.snapshot.text(METADATA).text


def test_all_of_a_kind_are_one_step_and_their_preview_shows_them_all(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    document = window.workbench.document
    steps = document.history.count
    choose(panel, "OSC-09")
    qtbot.keyClick(panel.view, Qt.Key.Key_Period, CTRL)
    qtbot.keyClick(menu(), Qt.Key.Key_Down)
    assert menu().activeAction().text() == "Fix all of OSC-09 (3)"
    text = menu().preview.diff.toPlainText()
    assert all(old.strip() in text for old, _new in WRONG)
    qtbot.keyClick(menu(), Qt.Key.Key_Return)
    assert document.history.count == steps + 1
    qtbot.waitUntil(lambda: "OSC-09" not in rules(window))
    document.undo()
    assert "source: isv" in document.snapshot.text(METADATA).text


def test_the_pointer_is_a_hand_over_words_that_do_something(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    click_segment(qtbot, panel, Grouping.RULE)
    view, model = panel.view, panel.view.model()
    index = next(
        model.index(row) for row in range(model.rowCount()) if model.index(row).data() == "OSC-09"
    )
    view.scrollTo(index)
    link = view.itemDelegate().link_rect(view.visualRect(index), index)
    shapes = []
    for position in (link.center(), link.center() - QPoint(link.width(), 0)):
        qtbot.mouseMove(view.viewport(), position)
        shapes.append(view.viewport().cursor().shape())
    assert shapes == [Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor]


def test_the_link_of_a_group_fixes_all(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    click_segment(qtbot, panel, Grouping.RULE)
    view, model = panel.view, panel.view.model()
    group = next(
        model.index(row) for row in range(model.rowCount()) if model.index(row).data() == "OSC-09"
    )
    view.scrollTo(group)
    rect = view.itemDelegate().link_rect(view.visualRect(group), group)
    qtbot.mouseClick(view.viewport(), LEFT, pos=rect.center())
    qtbot.waitUntil(lambda: "OSC-09" not in rules(window))


@pytest.mark.parametrize("grouping", list(Grouping))
def test_after_a_fix_the_next_problem_is_current(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel, grouping: Grouping
) -> None:
    click_segment(qtbot, panel, grouping)
    view, model = panel.view, panel.view.model()
    problems = model.shown
    at = next(n for n, each in enumerate(problems[:-1]) if n and each.fix is not None)
    view.setCurrentIndex(model.index_of(at))
    assert view.problem is problems[at]
    assert window.registry.run("problem.fix")
    qtbot.waitUntil(lambda: len(model.shown) < len(problems))
    left = [(each.rule, each.place) for each in model.shown]
    below = [(each.rule, each.place) for each in problems[at + 1 :]]
    expected = next(each for each in below if each in left)
    assert view.problem is not None
    assert (view.problem.rule, view.problem.place) == expected
    assert view.selectionModel().isSelected(view.currentIndex())


def test_an_accepted_problem_is_listed_apart_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    choose(panel, "PKGS-03")
    assert window.registry.run("problem.accept")
    dialog = window.findChild(ReasonDialog)
    dialog.setTextValue("we say so")
    dialog.accept()
    qtbot.waitUntil(lambda: "PKGS-03" not in rules(window))
    qtbot.mouseClick(panel.tools.accepted, LEFT)
    view, model = panel.view, panel.view.model()
    assert [problem.accepted for problem in model.shown] == ["we say so"]
    index = model.index_of(0)
    rect = view.itemDelegate().link_rect(view.visualRect(index), index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=rect.center())
    qtbot.waitUntil(lambda: "PKGS-03" in rules(window))
    assert "studio.yaml" not in window.workbench.document.snapshot
    assert not model.shown
    panel.tools.clear_filter()
    assert "PKGS-03" in [problem.rule for problem in model.shown]


def test_several_rows_are_copied_in_their_order(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    panel.view.setFocus()
    panel.view.selectAll()
    qtbot.keyClick(panel.view, Qt.Key.Key_C, CTRL)
    copied = QApplication.clipboard().text().splitlines()
    assert copied == list(map(panel.view.model().as_text, panel.view.model().shown))


def test_the_menu_key_opens_the_menu_at_the_row(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    choose(panel, "OSC-09")
    with qtbot.waitSignal(panel.view.menu_requested) as asked:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(panel.view, event)
    asked_at: QPoint = panel.view.viewport().mapFromGlobal(asked.args[0])
    rect = panel.view.visualRect(panel.view.currentIndex())
    assert rect.top() <= asked_at.y() <= rect.bottom() + 1
    QApplication.activePopupWidget().close()


def test_a_problem_of_the_whole_package_leads_to_its_rule(window: MainWindow) -> None:
    window.show_problem(Problem("OSC-18", Severity.ERROR, Place(""), message("Bundle layout")))
    assert window.editors.current.title() == "OSC-18"


def test_esc_gives_the_keys_back_to_the_editor(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    choose(panel, "OSC-09")
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    edit = window.editors.current.view.edit
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is edit


def test_why_opens_the_page_of_the_rule(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel
) -> None:
    choose(panel, "OSC-09")
    assert window.registry.run("problem.why")
    page = window.editors.current
    assert isinstance(page, RulePage)
    assert page.examples["wrong"].text()
    assert page.examples["right"].text() != page.examples["wrong"].text()
    words = page.findChildren(QLabel)
    assert any("OSC developer guide: metadata.yaml" in label.text() for label in words)
    assert len(page.here.rows()) == 3
    rect = page.here.link_rect(0)
    qtbot.mouseClick(page.here.viewport(), LEFT, pos=rect.center())
    qtbot.waitUntil(lambda: len(page.here.rows()) == 2)


def test_a_missing_tar_offers_what_brings_it(
    qtbot: QtBot, window: MainWindow, panel: ProblemPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.workbench.document
    tar = "images/kafka-operator-2.5.0-x86_64.tar"
    gone = DeleteFile(tar, document.snapshot.files[tar])
    document.commit(ChangeSet(message("Delete it"), (gone,)))
    qtbot.waitUntil(lambda: "OSC-29" in rules(window))
    view = panel.view
    choose(panel, "OSC-29")
    index = view.currentIndex()
    assert view.problem.fix is None
    assert view.itemDelegate().link_text(index) == "Get it…"
    rect = view.itemDelegate().link_rect(view.visualRect(index), index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=rect.center())
    texts = [action.text() for action in menu().actions()]
    assert texts[:2] == ["Pull the image", "Add a saved image…"]
    asked: list[object] = []
    monkeypatch.setattr("studio.ui.images.chosen.choose_tars", lambda *at: asked.append(at) or [])
    menu().actions()[1].trigger()
    assert asked
    assert window.editors.current.key == IMAGES
    menu().close()
