"""Theme files are complete, and legible by the minima of WCAG."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtGui import QColor

from studio.resources import resource_path
from studio.ui.theme.roles import ROLES, SYNTAX, Theme, ThemeError, load_theme, read_theme

PLAIN = ("window", "panel", "editor", "raised", "sunken")
ROWS = ("hover", "selection", "selection_idle")
WORK = ("panel", "editor", "raised")
READABLE = 4.5
VISIBLE = 3.0
# Role of the text or sign, the grounds it stands on, and the least contrast there.
PAIRS = [
    ("text", (*PLAIN, *ROWS, "press", "accent_soft", "text_selection", "match"), READABLE),
    ("dim", (*PLAIN, *ROWS), READABLE),
    ("faint", WORK, READABLE),
    ("accent", (*WORK, "window", "sunken", "selection"), READABLE),
    ("on_accent", ("accent_fill", "accent_hover", "accent_press"), READABLE),
    ("error", (*PLAIN, "error_soft", "selection"), READABLE),
    ("warning", (*PLAIN, "warning_soft", "selection"), READABLE),
    ("info", (*PLAIN, "info_soft", "selection"), READABLE),
    ("ok", (*PLAIN, "ok_soft", "selection"), READABLE),
    ("gutter", ("editor",), READABLE),
    ("warning_icon", (*PLAIN, "selection"), VISIBLE),
    ("border_strong", ("editor", "panel", "raised"), VISIBLE),
    ("focus", PLAIN, VISIBLE),
    *((f"syntax_{name}", ("editor", "current_line"), READABLE) for name in sorted(SYNTAX)),
]


def luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_the_largest_there_is():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("role", "grounds", "least"), PAIRS, ids=lambda value: str(value)[:20])
def test_contrast(name: str, role: str, grounds: tuple[str, ...], least: float):
    theme = load_theme(name)
    poor = {
        ground: round(ratio, 2)
        for ground in grounds
        if (ratio := contrast(theme.colour(role), theme.colour(ground))) < least
    }
    assert not poor


@pytest.mark.parametrize("name", ["light", "dark"])
def test_theme_holds_every_role(name: str):
    theme = load_theme(name)
    assert theme.name == name
    assert theme.dark is (name == "dark")
    assert set(theme.colours) == ROLES | {f"syntax_{part}" for part in SYNTAX}


def test_colours_are_handed_out_as_copies():
    theme = load_theme("light")
    theme.colour("text").setRed(255)
    assert theme.hex("text") == "#1d2129"


def test_high_contrast_strengthens_lines_and_hints():
    theme: Theme = load_theme("dark")
    strong = theme.high_contrast()
    assert strong.colour("line") == strong.colour("border") == theme.colour("border_strong")
    assert strong.colour("faint") == theme.colour("dim")
    assert strong.colour("text") == theme.colour("text")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('text = "#1D2129"\n', "", r"\[roles\]: text"),
        ('text = "#1D2129"', 'text = "#1D2129"\ntetx = "#000000"', r"\[roles\]: tetx"),
        ('comment = "#636B7B"\n', "", r"\[syntax\]: comment"),
        ('text = "#1D2129"', 'text = "ink"', "text is “ink”"),
    ],
)
def test_faulty_theme_is_refused(tmp_path, old: str, new: str, words: str):
    path = tmp_path / "light.toml"
    shutil.copy(resource_path("themes", "light.toml"), path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ThemeError, match=words):
        read_theme(path)
