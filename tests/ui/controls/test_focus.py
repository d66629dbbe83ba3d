"""Where the focus is can be seen, once, and moves nothing that is painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QRadioButton, QWidget

from studio.ui.controls.buttons import Button, LinkButton

_RING = 4


def link_with_icon(themes):
    link = LinkButton("Add an argument")
    link.setIcon(themes.icons.icon("plus", "accent"))
    link.setIconSize(QSize(14, 14))
    return link


MAKERS = {
    "link": lambda _themes: LinkButton("Add an argument"),
    "link with icon": link_with_icon,
    "button": lambda themes: Button(themes, "Build", icon="play"),
    "dialog button": lambda _themes: QPushButton("Cancel"),
    "check box": lambda _themes: QCheckBox("linux/amd64"),
    "radio button": lambda _themes: QRadioButton("All"),
}


def picture(page: QWidget, widget: QWidget) -> QImage:
    return page.grab(widget.geometry()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def columns_inside(image: QImage, ground: QColor) -> list[int]:
    """Where something is painted within the ring, above the line that stands below links."""
    return [
        x
        for x in range(_RING, image.width() - _RING)
        if any(image.pixelColor(x, y) != ground for y in range(_RING, image.height() // 2))
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", MAKERS)
def test_a_ring_is_all_that_focus_by_key_changes(qtbot, themes, kind, theme):
    themes.set_setting(theme)
    page = QWidget()
    page.setProperty("ground", "editor")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    before, widget = QPushButton("before"), MAKERS[kind](themes)
    row = QHBoxLayout(page)
    row.addWidget(before)
    row.addWidget(widget)
    row.addStretch(1)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    before.setFocus()
    size, plain = widget.size(), picture(page, widget)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert widget.hasFocus()
    focused = picture(page, widget)
    ground = themes.colour("editor")
    assert widget.size() == size
    assert columns_inside(plain, ground)
    assert columns_inside(focused, ground) == columns_inside(plain, ground)
    assert focused.pixelColor(size.width() // 2, 0) == themes.colour("focus")
