"""Draws every control into build/look, for eyes, and checks what a picture can prove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenuBar,
    QRadioButton,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from studio.ui.commands.command import Command
from studio.ui.commands.menus import SEPARATOR, MenuFactory, MenuSpec
from studio.ui.commands.registry import CommandRegistry
from studio.ui.controls.buttons import Button, LinkButton, ToolButton
from studio.ui.controls.chip import Chip
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

LOOK = Path(__file__).parents[3] / "build" / "look"
WORDS = {
    "en": ("Form", "Text", "Split", "Cancel", "Export", "Show", "Undo", "Database", "Cluster mode"),
    "zh": ("表单", "文本", "分栏", "取消", "导出", "查看", "撤销", "数据库", "集群模式"),
}


class Gallery(QMainWindow):
    """One window with each control in its states."""

    def __init__(self, themes: ThemeService, language: str) -> None:
        super().__init__()
        self.themes = themes
        self.words = WORDS[language]
        page = QWidget()
        page.setAutoFillBackground(True)
        page.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for row in (self.buttons(), self.segments(), self.fields(), self.choices(), self.chips()):
            column.addLayout(row)
        for tone in ("info", "warning", "error", "ok"):
            bar = InlineBar(themes)
            links = [Link(self.words[5], list), Link(self.words[6], list)]
            bar.show_message(tone, f"{tone}: metadata.yaml was changed outside 已在外部修改", links)
            column.addWidget(bar)
        empty = EmptyState(themes, "tray", "No images yet 还没有镜像", Link(self.words[4], list))
        column.addWidget(empty)
        column.addStretch(1)
        self.setCentralWidget(page)
        self.bars()
        self.toast = Toast(themes, page)
        self.toast.show_message("Mapped 3 images 已映射", Link(self.words[6], list))

    def buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        off, primary_off = (
            Button(self.themes, "Disabled"),
            Button(self.themes, "Off", kind="primary"),
        )
        off.setEnabled(False)
        primary_off.setEnabled(False)
        self.focused = Button(self.themes, "Focused")
        checked = ToolButton(self.themes, "funnel", "Filter")
        checked.setCheckable(True)
        checked.setChecked(True)
        for button in (
            Button(self.themes, self.words[4], kind="primary", icon="export"),
            Button(self.themes, self.words[3]),
            Button(self.themes, "Replace", icon="lightbulb"),
            self.focused,
            off,
            primary_off,
            ToolButton(self.themes, "file-plus", "New", scale="large"),
            ToolButton(self.themes, "check-circle", "Validate 校验", words=True, scale="large"),
            checked,
            ToolButton(self.themes, "dots-three", "More", compact=True),
            LinkButton(self.words[5]),
        ):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def segments(self) -> QHBoxLayout:
        row = QHBoxLayout()
        form, text, split = self.words[:3]
        views = [
            Segment("form", form, "article"),
            Segment("text", text, "code"),
            Segment("split", split, "columns"),
        ]
        chosen = Segmented(self.themes, views)
        chosen.set_value("split")
        row.addWidget(chosen)
        row.addWidget(Segmented(self.themes, [Segment("cce", "CCE"), Segment("ucs", "UCS")]))
        row.addWidget(Segmented(self.themes, [Segment("zh", "中"), Segment("en", "EN")]))
        row.addWidget(SearchField(self.themes, "Filter 筛选", icon="funnel"))
        filled = SearchField(self.themes, "Search")
        filled.setText("etcd")
        row.addWidget(filled)
        row.addStretch(1)
        return row

    def fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        for column, state in enumerate(("set", "default", "warning", "error")):
            field = TextField()
            field.setText(f"{state} 状态")
            field.set_state(state)
            grid.addWidget(field, 0, column)
            number = StepField(self.themes, stepper=column % 2 == 0)
            number.set_range(0, 9)
            number.set_value(3 * column)
            number.set_state(state)
            grid.addWidget(number, 1, column, Qt.AlignmentFlag.AlignLeft)
        read_only, off = TextField(), TextField()
        read_only.setText("read only")
        read_only.setReadOnly(True)
        off.setText("disabled")
        off.setEnabled(False)
        choice, no_choice = QComboBox(), QComboBox()
        for combo in (choice, no_choice):
            combo.addItems(["EtcdCluster 集群", "EtcdBackup"])
        no_choice.setEnabled(False)
        for column, widget in enumerate((read_only, off, choice, no_choice)):
            grid.addWidget(widget, 2, column)
        return grid

    def choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        states = (Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked)
        for state in states:
            box = QCheckBox("x86_64")
            box.setTristate(state == Qt.CheckState.PartiallyChecked)
            box.setCheckState(state)
            row.addWidget(box)
        off = QCheckBox("off")
        off.setChecked(True)
        off.setEnabled(False)
        radio = QRadioButton("one 单选")
        radio.setChecked(True)
        on = Switch(self.themes, self.words[8])
        on.setChecked(True)
        disabled = Switch(self.themes, "off")
        disabled.setEnabled(False)
        for widget in (off, radio, QRadioButton("other"), on, Switch(self.themes, "TLS"), disabled):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, shape, tone in (
            (self.words[7], "chip", "plain"),
            ("not found", "chip", "plain"),
            ("1 error", "chip", "error"),
            ("2 warnings", "chip", "warning"),
            ("restored", "chip", "accent"),
            ("valid", "chip", "ok"),
            ("note", "chip", "info"),
            ("3", "pill", "plain"),
            ("128", "pill", "plain"),
            ("Ctrl+P", "keycap", "plain"),
        ):
            row.addWidget(Chip(self.themes, text, shape=shape, tone=tone))
        name = ElidedLabel("etcd-operator-3.2.13-x86_64.tar", Qt.TextElideMode.ElideMiddle)
        name.setFixedWidth(150)
        row.addWidget(name)
        row.addStretch(1)
        return row

    def bars(self) -> None:
        registry = CommandRegistry(self.themes, self)
        registry.register(
            [
                Command("file.new", "&New package…", "File", "file-plus", ("Ctrl+N",)),
                Command("file.save", "&Save", "File", "floppy-disk", ("Ctrl+S",)),
                Command("view.wrap", "Wrap lines 自动换行", "View", checkable=True),
            ]
        )
        registry.bind("file.new", list)
        registry.bind("view.wrap", list, checked=lambda: True)
        spec = MenuSpec(
            "&File",
            ("file.new", "file.save", SEPARATOR, "view.wrap", MenuSpec("Open recent 最近")),
        )
        bar = QMenuBar()
        self.setMenuBar(bar)
        (self.menu,) = MenuFactory(registry).menu_bar(bar, [spec])
        status = QStatusBar()
        self.setStatusBar(status)
        status.addWidget(QLabel("OSC package · etcd 0.9.4"))
        for fraction, sentence in ((0.4, "Exporting 导出中 40 %"), (None, "Checking…")):
            progress = ProgressButton(self.themes)
            progress.set_progress(fraction, sentence)
            status.addPermanentWidget(progress)


@pytest.mark.parametrize("base_size", [13, 18])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("setting", ["light", "dark"])
def test_gallery(qtbot, themes: ThemeService, setting: str, language: str, base_size: int):
    themes.set_base_size(base_size)
    themes.set_setting(setting)
    window = Gallery(themes, language)
    qtbot.addWidget(window)
    window.resize(themes.px(1000), themes.px(660))
    with qtbot.waitActive(window):
        window.show()
    window.focused.setFocus()
    LOOK.mkdir(parents=True, exist_ok=True)
    picture = window.grab()
    assert picture.save(str(LOOK / f"controls-{setting}-{language}-{base_size}.png"))
    image = picture.toImage()
    assert image.pixelColor(5, image.height() - 5) == themes.colour("window")
    worded = (Button, ToolButton, LinkButton, Segmented, Switch, Chip, QCheckBox, QRadioButton)
    cut_off = [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, worded) and part.width() < part.sizeHint().width()
    ]
    assert not cut_off
    menu = window.menu
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    assert menu.grab().save(str(LOOK / f"menu-{setting}-{language}-{base_size}.png"))
