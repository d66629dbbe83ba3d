"""A field that is too narrow shows where its text begins, and says the whole of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QToolTip, QWidget

from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.textfield import TextField

LONG = "ners.image.vendor.of.this.image"


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    return page


@pytest.fixture
def fields(qtbot, page):
    """Two fields of 120 pixels, the first of which has the focus."""
    first, second = TextField(), TextField()
    row = QHBoxLayout(page)
    for field in (first, second):
        field.setFixedWidth(120)
        row.addWidget(field)
    with qtbot.waitActive(page):
        page.show()
    first.setFocus()
    return first, second


def hover(field: TextField) -> str:
    QToolTip.hideText()
    at = field.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, field.mapToGlobal(at))
    QApplication.sendEvent(field, event)
    return QToolTip.text() if event.isAccepted() and QToolTip.isVisible() else ""


def left_part(field: TextField) -> int:
    """The character at the left end of what is seen."""
    field.grab()  # it scrolls when it is painted
    return field.cursorPositionAt(QPoint(10, field.height() // 2))


def test_the_start_is_shown_unless_somebody_types(qtbot, fields):
    first, second = fields
    second.setText(LONG)
    assert left_part(second) == 0
    qtbot.keyClicks(first, LONG)
    assert left_part(first) > 0
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert left_part(first) == 0
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClicks(first, "!")
    assert first.text() == f"{LONG}!"


def test_the_whole_text_is_in_the_tooltip_where_it_does_not_fit(fields):
    _, field = fields
    assert hover(field) == ""
    field.setText("short")
    assert hover(field) == ""
    field.setText(LONG)
    assert hover(field) == LONG
    field.setToolTip("what it is for")
    assert hover(field) != LONG


def test_buttons_in_a_field_take_room(themes, fields):
    _, field = fields
    inside = QHBoxLayout(field)
    inside.addStretch(1)
    inside.addWidget(ToolButton(themes, "folder-open"))
    field.setText("a.folder.name")
    QApplication.processEvents()
    assert hover(field) == "a.folder.name"


def test_a_password_is_not_shown(fields):
    _, field = fields
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setText(LONG)
    assert LONG not in hover(field)


def test_marks_are_shown_as_they_are_written(fields):
    _, field = fields
    field.setText(f"<b>{LONG}</b>")
    assert "&lt;b&gt;" in hover(field)


def test_a_sign_in_a_field_takes_room(themes, fields):
    _, field = fields
    field.setText("registry/image")
    assert hover(field) == ""
    for _number in range(2):
        action = QAction(themes.icons.icon("x"), "", field)
        field.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
    assert hover(field) == "registry/image"
