"""Labels keep their fonts through changes of parent, theme and base size."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio.ui.controls.keptfont import keep_font


def test_a_font_outlives_a_new_parent_and_follows_the_base_size(qtbot, themes):
    inner, label = QWidget(), QLabel("Title")
    QVBoxLayout(inner).addWidget(label)
    area, stack = QScrollArea(), QStackedWidget()
    qtbot.addWidget(stack)
    area.setWidget(inner)  # applies the style sheet to the label
    keep_font(label, themes, "title")
    stack.addWidget(area)
    assert label.font().pixelSize() == 24
    themes.set_base_size(18)
    assert label.font().pixelSize() == 33
