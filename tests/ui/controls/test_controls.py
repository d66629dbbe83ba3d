"""Controls do their work by mouse, by key and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from studio.ui.controls.buttons import Button, LinkButton, ToolButton
from studio.ui.controls.chip import Chip, chip_size
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.links import Link
from studio.ui.controls.progress import ProgressButton
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.controls.stepfield import StepField
from studio.ui.controls.switch import Switch
from studio.ui.controls.textfield import SearchField, TextField
from studio.ui.controls.toast import Toast

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

SEGMENTS = [Segment("form", "Form"), Segment("text", "Text"), Segment("split", "Split")]


@pytest.fixture
def page(qtbot) -> QWidget:
    page = QWidget()
    page.setLayout(QVBoxLayout())
    page.resize(600, 400)
    qtbot.addWidget(page)
    return page


@pytest.fixture
def put(qtbot, page: QWidget):
    """Show a widget on the page, which has the keyboard."""

    def put(*widgets: QWidget) -> None:
        for widget in widgets:
            page.layout().addWidget(widget)
        with qtbot.waitActive(page):
            page.show()

    return put


def accessible(widget: QWidget):
    return QAccessible.queryAccessibleInterface(widget)


def wheel_up(widget: QWidget) -> bool:
    """Turn the wheel over the middle of `widget`; returns whether it was taken."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


# Buttons


def test_button_follows_an_action(qtbot, themes: ThemeService, page: QWidget, put):
    action = QAction("&Export…", page)
    action.setEnabled(False)
    button = Button(themes, kind="primary")
    button.follow(action)
    put(button)
    assert button.text() == "Export…"
    assert not button.isEnabled()
    action.setEnabled(True)
    action.setText("导出(&E)…")
    assert button.isEnabled()
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("in_dialog", [False, True])
@pytest.mark.parametrize("is_link", [False, True])
def test_the_button_with_the_keys_is_pressed_by_enter(
    qtbot, themes: ThemeService, key: Qt.Key, in_dialog: bool, is_link: bool
):
    window = QDialog() if in_dialog else QWidget()
    qtbot.addWidget(window)
    button = LinkButton("Add", window) if is_link else Button(themes, "Add", parent=window)
    default = Button(themes, "Close", parent=window)
    default.setDefault(in_dialog)
    column = QVBoxLayout(window)
    column.addWidget(button)
    column.addWidget(default)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("button"))
    default.clicked.connect(lambda: pressed.append("default"))
    window.show()
    window.activateWindow()
    button.setFocus()
    keypad = Qt.KeyboardModifier.KeypadModifier
    none = Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(button, key, keypad if key == Qt.Key.Key_Enter else none)
    assert pressed == ["button"]
    button.setEnabled(False)
    QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, key, none))
    assert pressed.count("button") == 1


def test_action_outlives_the_button_that_followed_it(themes: ThemeService, page: QWidget):
    action = QAction("Export", page)
    button = Button(themes)
    button.follow(action)
    button.deleteLater()
    QCoreApplication.sendPostedEvents(button, QEvent.Type.DeferredDelete)
    action.setText("Export again")
    assert action.text() == "Export again"


def test_tool_button_has_a_name_and_a_tooltip(themes: ThemeService, put):
    button = ToolButton(themes, "funnel", "Filter")
    put(button)
    assert button.toolTip() == "Filter"
    assert accessible(button).text(QAccessible.Text.Name) == "Filter"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(("scale", "side"), [("small", 14), ("normal", 16), ("large", 18)])
def test_icons_follow_the_base_size(themes: ThemeService, put, scale, side: int):
    button = ToolButton(themes, "funnel", "Filter", scale=scale)
    put(button)
    assert button.iconSize().width() == side
    themes.set_base_size(20)
    assert button.iconSize().width() == round(side * 20 / 13)


# Segmented


def test_segment_is_chosen_by_click_and_by_arrow(qtbot, themes: ThemeService, put):
    segmented = Segmented(themes, SEGMENTS)
    put(segmented)
    chosen: list[str] = []
    segmented.chosen.connect(chosen.append)
    form, text, _ = segmented.buttons()
    qtbot.mouseClick(text, Qt.MouseButton.LeftButton)
    assert segmented.value() == "text"
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Left)
    assert segmented.value() == "form"
    assert form.hasFocus()
    qtbot.keyClick(form, Qt.Key.Key_Left)
    assert chosen == ["text", "form"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_track_of_segments_can_be_told_from_the_ground_of_a_dialog(
    qtbot, themes: ThemeService, theme
):
    themes.set_setting(theme)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    segmented = Segmented(themes, SEGMENTS)
    column = QVBoxLayout(dialog)
    column.addWidget(segmented)
    dialog.resize(300, 80)
    picture = dialog.grab().toImage()
    first, *_, last = segmented.buttons()
    points = [button.mapTo(dialog, QPoint(6, button.height() // 2)) for button in (last, first)]
    colours = [picture.pixelColor(point) for point in (*points, QPoint(2, 2))]
    track, chosen, ground = (colour.lightness() for colour in colours)
    assert abs(track - ground) >= 8
    assert abs(track - chosen) >= 8


def test_segments_are_one_tab_stop(themes: ThemeService, put):
    segmented = Segmented(themes, SEGMENTS)
    put(segmented)
    segmented.set_value("split")
    stops = [button for button in segmented.buttons() if button.focusPolicy()]
    assert stops == [segmented.buttons()[2]]


def test_setting_a_value_tells_nobody(qtbot, themes: ThemeService, put):
    segmented = Segmented(themes, SEGMENTS)
    put(segmented)
    with qtbot.assertNotEmitted(segmented.chosen):
        segmented.set_value("text")
    with pytest.raises(KeyError):
        segmented.set_value("table")


# Text fields


def test_state_is_seen_and_said(themes: ThemeService, put):
    field, other = TextField(), TextField()
    put(field, other)
    other.setFocus()
    calm = field.grab().toImage().pixelColor(0, field.height() // 2)
    field.set_state("error", "One character too long.")
    alarmed = field.grab().toImage().pixelColor(0, field.height() // 2)
    assert alarmed == themes.colour("error") != calm
    assert accessible(field).text(QAccessible.Text.Description) == "One character too long."
    field.set_state("set")
    assert field.grab().toImage().pixelColor(0, field.height() // 2) == calm


def test_focus_moves_nothing(qtbot, themes: ThemeService, put):
    field, other = TextField(), TextField()
    put(field, other)
    other.setFocus()
    before = field.geometry(), field.sizeHint()
    field.setFocus()
    assert (field.geometry(), field.sizeHint()) == before
    middle = field.height() // 2
    image = field.grab().toImage()
    assert image.pixelColor(1, middle) == themes.colour("focus")


@pytest.mark.parametrize(
    ("own_undo", "typed", "claimed"),
    [(False, "etcd", False), (True, "etcd", True), (True, "", False)],
)
def test_undo_is_left_to_the_document(put, own_undo: bool, typed: str, claimed: bool):
    field = TextField(own_undo=own_undo)
    put(field)
    field.insert(typed)
    keys = QKeySequence(QKeySequence.StandardKey.Undo)[0]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, keys.key(), keys.keyboardModifiers())
    event.ignore()
    QApplication.sendEvent(field, event)
    assert event.isAccepted() is claimed


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_D, Qt.Key.Key_K, Qt.Key.Key_U])
def test_keys_of_the_window_work_while_a_field_is_typed_into(put, key: Qt.Key):
    """Qt takes these four for editing on X11, and export would wait in vain for Ctrl+E."""
    field = TextField()
    put(field)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(field, event)
    assert not event.isAccepted()


def test_search_is_cleared_by_escape_and_by_its_button(qtbot, themes: ThemeService, put):
    field = SearchField(themes, "Filter")
    put(field)
    field.setFocus()
    qtbot.keyClicks(field, "etcd")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    qtbot.keyClicks(field, "redis")
    clear = field.actions()[-1]
    assert clear.isVisible()
    clear.trigger()
    assert field.text() == ""
    assert not clear.isVisible()
    assert accessible(field).text(QAccessible.Text.Name) == "Filter"


# Numbers and switches


def test_stepper_stays_in_its_range(qtbot, themes: ThemeService, put):
    field = StepField(themes, stepper=True)
    field.set_range(1, 3)
    put(field)
    seen: list[int] = []
    field.value_changed.connect(seen.append)
    less, more = field.step_buttons()
    assert not less.isEnabled()
    for _ in range(4):
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert seen == [2, 3]
    assert not more.isEnabled()
    assert less.isEnabled()


def test_wheel_turns_a_number_only_with_focus(themes: ThemeService, put):
    field, other = StepField(themes), TextField()
    put(field, other)
    other.setFocus()
    assert not wheel_up(field.spin_box)
    assert field.value() == 0
    field.setFocus()
    assert field.property("focused") == "true"
    assert wheel_up(field.spin_box)
    assert field.value() == 1


def test_number_has_room_and_says_its_state(themes: ThemeService, put):
    field = StepField(themes)
    put(field)
    field.set_range(0, 65535)
    field.set_value(65535)
    field.set_label("Port")
    field.set_state("error", "Too large.")
    edit = field.spin_box.lineEdit()
    assert edit.width() >= edit.fontMetrics().horizontalAdvance("65535")
    assert accessible(field.spin_box).text(QAccessible.Text.Name) == "Port"
    assert accessible(field.spin_box).text(QAccessible.Text.Description) == "Too large."


def test_switch_is_a_check_box_to_keys_and_screen_readers(qtbot, themes: ThemeService, put):
    switch = Switch(themes, "TLS")
    put(switch)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(10, switch.height() // 2))
    assert switch.isChecked()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    assert accessible(switch).role() == QAccessible.Role.CheckBox
    assert accessible(switch).text(QAccessible.Text.Name) == "TLS"


# Words


def test_label_shortens_in_the_middle_and_keeps_its_text(themes: ThemeService, put):
    name = "etcd-operator-3.2.13-x86_64.tar"
    label = ElidedLabel(name, Qt.TextElideMode.ElideMiddle)
    put(label)
    assert label.shown_text() == name
    label.setFixedWidth(120)
    assert label.shown_text() != name
    assert label.shown_text().startswith("etcd")
    assert label.shown_text().endswith(".tar")
    assert accessible(label).text(QAccessible.Text.Name) == name


@pytest.mark.parametrize("base_size", range(11, 21))
@pytest.mark.parametrize("text", ["etcd-0.9.4", "部署表单 v2", "Mapped 3 images"])
def test_label_of_its_own_size_is_whole(themes: ThemeService, put, text: str, base_size: int):
    themes.set_base_size(base_size)
    label = ElidedLabel(text)
    put(label)
    label.resize(label.sizeHint())
    assert label.shown_text() == text


def test_chip_fits_its_text_and_says_it(themes: ThemeService, put):
    chip = Chip(themes, "OSC 包")
    put(chip)
    assert accessible(chip).text(QAccessible.Text.Name) == "OSC 包"
    chip.set_text("3 problems", "error")
    assert chip.sizeHint() == chip_size(themes, "3 problems")
    pill = chip_size(themes, "3", "pill")
    assert pill.width() == pill.height()


def test_empty_state_offers_its_link(qtbot, themes: ThemeService, put):
    built: list[str] = []
    empty = EmptyState(themes, "tray", "No images.", Link("Build one", lambda: built.append("x")))
    put(empty)
    link = empty.findChild(LinkButton)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert built == ["x"]
    empty.set_content("Nothing is wrong.")
    assert not link.isVisible()
    assert empty.accessibleName() == "Nothing is wrong."


# Messages


def test_bar_says_one_thing_at_a_time(qtbot, themes: ThemeService, put):
    bar = InlineBar(themes)
    put(bar)
    assert bar.isHidden()
    kept: list[str] = []
    bar.show_message("warning", "Changed outside.", [Link("Keep", lambda: kept.append("mine"))])
    assert bar.isVisible()
    (keep,) = bar.links()
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert kept == ["mine"]
    bar.show_message("ok", "Reloaded.")
    assert bar.sentence() == "Reloaded."
    assert bar.links() == []
    bar.clear()
    assert bar.isHidden()


def test_link_of_a_bar_may_clear_the_bar(qtbot, themes: ThemeService, put):
    bar = InlineBar(themes)
    put(bar)
    bar.show_message("info", "Recovered.", [Link("Discard", bar.clear)])
    qtbot.mouseClick(bar.links()[0], Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_bar_has_at_most_three_links(themes: ThemeService, put):
    bar = InlineBar(themes)
    put(bar)
    with pytest.raises(ValueError, match="4"):
        bar.show_message("info", "Too much.", [Link("x", list)] * 4)


def test_toast_undoes_and_goes(qtbot, themes: ThemeService, page: QWidget, put):
    put()
    toast = Toast(themes, page)
    undone: list[str] = []
    toast.show_message("Deleted crd.yaml", Link("Undo", lambda: undone.append("crd.yaml")))
    assert toast.isVisible()
    qtbot.mouseClick(toast.findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert undone == ["crd.yaml"]
    assert toast.isHidden()


def test_toast_goes_by_itself_and_by_escape(qtbot, themes: ThemeService, page: QWidget, put):
    editor = TextField()
    put(editor)
    editor.setFocus()
    toast = Toast(themes, page, shown_ms=20)
    toast.show_message("Saved")
    qtbot.waitUntil(toast.isHidden, timeout=2000)
    toast.show_message("Saved again")
    qtbot.keyClick(toast, Qt.Key.Key_Escape)
    assert toast.isHidden()


def test_toast_stays_under_the_pointer_and_with_focus(themes: ThemeService, page: QWidget, put):
    editor = TextField()
    put(editor)
    editor.setFocus()
    toast = Toast(themes, page)
    toast.show_message("Deleted", Link("Undo", list))
    assert toast.is_counting()
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    middle = QPointF(toast.rect().center())
    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    assert not toast.is_counting()
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.is_counting()
    toast.findChild(LinkButton).setFocus()
    QApplication.processEvents()
    assert not toast.is_counting()


def test_toast_keeps_to_the_bottom_middle(themes: ThemeService, page: QWidget, put, monkeypatch):
    monkeypatch.setattr(type(themes), "animated", property(lambda _: False))
    put()
    toast = Toast(themes, page)
    toast.show_message("Saved")
    page.resize(800, 300)
    QApplication.processEvents()
    card = toast.geometry()
    assert abs(card.center().x() - page.width() // 2) <= 1
    assert 0 < page.height() - card.bottom() <= 20


def test_progress_shows_itself_only_while_working(qtbot, themes: ThemeService, put):
    progress = ProgressButton(themes)
    put(progress)
    assert progress.isHidden()
    progress.set_progress(0.42, "Exporting etcd-0.9.4.zip")
    assert progress.isVisible()
    assert accessible(progress).text(QAccessible.Text.Name) == "Exporting etcd-0.9.4.zip"
    assert accessible(progress).text(QAccessible.Text.Description) == "42%"
    with qtbot.waitSignal(progress.clicked):
        qtbot.keyClick(progress, Qt.Key.Key_Space)
    progress.finish()
    assert progress.isHidden()


def test_unknown_progress_moves_only_while_seen(qtbot, themes: ThemeService, put):
    progress = ProgressButton(themes)
    put(progress)
    progress.set_progress(None, "Checking")
    assert progress.is_moving() is themes.animated
    progress.set_progress(0.5, "Checking")
    assert not progress.is_moving()
    progress.set_progress(None, "Checking")
    progress.finish()
    assert not progress.is_moving()
