"""The focus stays in its part of the window when the widget that had it goes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from studio.ui.controls.focuskeeper import FocusKeeper


@pytest.fixture
def parts(qtbot):
    """An area whose first button is its proxy, with two that are swapped, and a button beside."""
    page, area = QWidget(), QWidget()
    home, one, other, beside = (QPushButton(word) for word in ("home", "one", "other", "beside"))
    inside = QHBoxLayout(area)
    for each in (home, one, other):
        inside.addWidget(each)
    row = QHBoxLayout(page)
    row.addWidget(area)
    row.addWidget(beside)
    area.setFocusProxy(home)
    other.hide()
    FocusKeeper(area, swapped=(one, other))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    yield home, one, other, beside
    page.close()


def settle():
    QApplication.processEvents()
    return QApplication.focusWidget()


def hide(widget):
    widget.hide()


def disable(widget):
    widget.setEnabled(False)


def remove(widget):
    widget.hide()
    widget.deleteLater()


@pytest.mark.parametrize("lose", [hide, disable, remove])
def test_what_goes_leaves_the_focus_to_the_area(parts, lose):
    home, one, _, beside = parts
    one.setFocus()
    lose(one)
    assert QApplication.focusWidget() is beside
    assert settle() is home


def test_one_that_is_swapped_leaves_it_to_the_other(parts):
    _, one, other, _ = parts
    one.setFocus()
    one.hide()
    other.show()
    assert settle() is other
    other.hide()
    one.show()
    assert settle() is one


def test_one_that_is_swapped_while_pages_change_leaves_it_to_the_other(parts):
    home, one, other, _ = parts
    pages = QStackedWidget()
    for word in ("first", "second"):
        pages.addWidget(QPushButton(word))
    home.parentWidget().layout().insertWidget(2, pages)
    QWidget.setTabOrder(one, pages.widget(0))
    QApplication.processEvents()
    one.setFocus()
    one.hide()
    assert pages.widget(0).hasFocus()
    other.show()
    pages.setCurrentIndex(1)
    assert settle() is other


def test_whoever_says_where_the_focus_goes_is_obeyed(parts):
    _, one, other, beside = parts
    other.show()
    one.setFocus()
    one.hide()
    beside.setFocus()
    other.hide()
    assert settle() is beside


def test_a_user_may_leave_the_area(parts):
    _, one, _, beside = parts
    one.setFocus()
    beside.setFocus()
    one.hide()
    assert settle() is beside


def test_an_area_that_is_not_seen_takes_nothing(parts):
    _, one, _, beside = parts
    one.setFocus()
    one.parentWidget().hide()
    assert settle() is beside
