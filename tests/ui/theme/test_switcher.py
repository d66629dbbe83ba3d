"""The application wears the theme and the base size that were chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPalette, QPixmap

from studio.resources import resource_path
from studio.ui.theme.fonts import STYLES, TypeScale
from studio.ui.theme.roles import load_theme
from studio.ui.theme.stylesheet import build_style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from studio.ui.theme.switcher import ThemeService


def colour_at_the_middle(icon: QIcon, mode: QIcon.Mode, state: QIcon.State) -> str:
    image = icon.pixmap(QSize(16, 16), 1.0, mode, state).toImage()
    opaque = max(
        (image.pixelColor(x, y) for x in range(16) for y in range(16)),
        key=lambda colour: colour.alpha(),
    )
    return opaque.name()


def test_switching_dresses_the_application(qtbot, qapp: QApplication, themes: ThemeService):
    with qtbot.waitSignal(themes.changed):
        themes.set_setting("dark")
    dark = load_theme("dark")
    assert themes.theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Base) == dark.colour("editor")
    assert dark.hex("accent_fill") in qapp.styleSheet()
    assert themes.colour("text") == dark.colour("text")


def test_system_without_a_preference_is_light(themes: ThemeService):
    themes.set_setting("dark")
    themes.set_setting("system")
    assert themes.setting == "system"
    assert not themes.theme.dark


def test_system_theme_is_followed_only_when_asked(qapp, themes: ThemeService, monkeypatch):
    hints = qapp.styleHints()
    monkeypatch.setattr(type(hints), "colorScheme", lambda _: Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not themes.theme.dark
    themes.set_setting("system")
    assert themes.theme.dark
    monkeypatch.undo()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert not themes.theme.dark


@pytest.mark.parametrize(("asked", "given"), [(9, 11), (11, 11), (20, 20), (64, 20)])
def test_base_size_stays_within_its_limits(qapp, themes: ThemeService, asked: int, given: int):
    themes.set_base_size(asked)
    assert themes.base_size == given
    assert qapp.font().pixelSize() == given
    assert themes.px(26) == 2 * given


def test_motion_can_be_switched_off(themes: ThemeService):
    wanted = themes.animated
    themes.set_motion(on=False)
    assert not themes.animated
    themes.set_motion(on=True)
    assert themes.animated is wanted


def test_same_base_size_does_not_dress_again(qtbot, themes: ThemeService):
    with qtbot.assertNotEmitted(themes.changed):
        themes.set_base_size(13)


def test_style_sheet_has_no_placeholder_left_and_follows_the_base_size():
    theme = load_theme("light")
    graphics = {"caret_down_svg": '"caret.svg"'}
    graphics |= {
        f"{path.stem}_svg": '"picture.svg"' for path in resource_path("icons", "qss").glob("*.svg")
    }
    small = build_style_sheet(theme, 13, graphics)
    large = build_style_sheet(theme, 20, graphics)
    assert "@" not in small
    assert "QMainWindow, QMenuBar, QToolBar, QStatusBar { background: #eceef2 }" in small
    # A control keeps its outer height when focus makes its border wider.
    for sheet, outer in ((small, 30), (large, 46)):
        heights = re.findall(
            r"^QPushButton(?:\:focus)? {.*?min-height: (\d+)px", sheet, re.MULTILINE
        )
        assert [int(height) for height in heights] == [outer - 2, outer - 4]


@pytest.mark.parametrize("use", sorted(STYLES))
def test_type_scale_scales(use: str):
    assert TypeScale(13).font(use).pixelSize() == STYLES[use].size
    assert TypeScale(20).font(use).pixelSize() == round(STYLES[use].size * 20 / 13)
    assert TypeScale(13).line_height(use) == STYLES[use].line


def test_han_text_is_neither_tiny_nor_slanted():
    fonts = TypeScale(13)
    assert fonts.font("badge", text="18 KB").pixelSize() == 11
    assert fonts.font("badge", text="OSC 包").pixelSize() == 12
    assert fonts.font("body", italic=True, text="values.yaml").italic()
    assert not fonts.font("body", italic=True, text="部署表单").italic()


def test_tabular_digits_and_code_ligatures():
    fonts = TypeScale(13)
    digits = fonts.font("body", tabular=True)
    assert digits.featureValue(QFont.Tag("tnum")) == 1
    assert not fonts.font("body").isFeatureSet(QFont.Tag("tnum"))
    assert fonts.font("code").featureValue(QFont.Tag("calt")) == 0


def test_icon_follows_the_theme_and_the_state(themes: ThemeService):
    icon = themes.icons.icon("x-circle-fill", "error", on_role="accent")
    light = colour_at_the_middle(icon, QIcon.Mode.Normal, QIcon.State.Off)
    assert light == themes.theme.hex("error")
    assert colour_at_the_middle(icon, QIcon.Mode.Normal, QIcon.State.On) == themes.theme.hex(
        "accent"
    )
    assert colour_at_the_middle(icon, QIcon.Mode.Disabled, QIcon.State.Off) == themes.theme.hex(
        "disabled"
    )
    themes.set_setting("dark")
    dark = colour_at_the_middle(icon, QIcon.Mode.Normal, QIcon.State.Off)
    assert dark == load_theme("dark").hex("error") != light


def test_icon_is_sharp_on_a_dense_screen_and_drawn_once(themes: ThemeService):
    icon = themes.icons.icon("floppy-disk")
    pixmap = icon.pixmap(QSize(16, 16), 2.0)
    assert pixmap.width() == 32
    assert pixmap.devicePixelRatio() == 2.0
    first = themes.icons.pixmap("floppy-disk", "dim", 16, 2.0)
    assert themes.icons.pixmap("floppy-disk", "dim", 16, 2.0) is first


def test_unknown_icon_is_an_error(themes: ThemeService):
    for name, role in (("flopy-disk", "dim"), ("floppy-disk", "dimm")):
        with pytest.raises(KeyError):
            themes.icons.icon(name, role)
    with pytest.raises(KeyError):
        themes.icons.pixmap("flopy-disk", "dim", 16)
    assert "floppy-disk" in themes.icons.names


def test_paint_icon_stays_in_the_middle_of_its_box(themes: ThemeService):
    canvas = QPixmap(40, 20)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    themes.icons.paint_icon(painter, QRect(0, 0, 40, 20), "check-circle-fill", "ok")
    painter.end()
    image = canvas.toImage()
    assert image.pixelColor(2, 10).alpha() == 0
    inked = {x for x in range(40) for y in range(20) if image.pixelColor(x, y).alpha() > 128}
    assert 10 <= min(inked) <= 13
    assert 26 <= max(inked) <= 29
