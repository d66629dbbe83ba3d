"""The type scale: which font serves which use, in pixels of the current base size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont

from studio.ui.theme.scale import BASE_SIZE, scaled

_CJK = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "WenQuanYi Micro Hei",
)
INTERFACE_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", *_CJK)
CODE_FAMILIES = (
    "JetBrains Mono",
    "Cascadia Mono",
    "SF Mono",
    "Noto Sans Mono",
    "DejaVu Sans Mono",
    *_CJK,
)
SMALLEST_HAN_SIZE = 12


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Size and line height in pixels at the normal base size, and the weight (100 to 900)."""

    size: int
    line: int
    weight: int = 400
    code: bool = False


STYLES = {
    "title": TypeStyle(24, 30, 600),
    "dialog": TypeStyle(17, 24, 600),
    "figure": TypeStyle(18, 24, 600),
    "heading": TypeStyle(14, 20, 600),
    "section": TypeStyle(13, 18, 600),
    "body": TypeStyle(13, 18),
    "strong": TypeStyle(13, 18, 500),
    "paragraph": TypeStyle(13, 20),
    "label": TypeStyle(12, 16, 500),
    "help": TypeStyle(12, 16),
    "header": TypeStyle(12, 16, 500),
    "badge": TypeStyle(11, 16, 500),
    "code": TypeStyle(13, 20, code=True),
    "code_small": TypeStyle(12, 18, code=True),
}


class TypeScale:
    """Makes the fonts of one base size (pixels of body text); asking twice costs nothing."""

    def __init__(self, base_size: int = BASE_SIZE) -> None:
        self.base_size = base_size
        self._fonts: dict[tuple[str, bool, bool, bool], QFont] = {}

    def font(
        self, use: str, *, tabular: bool = False, italic: bool = False, text: str = ""
    ) -> QFont:
        """The font for `use`, a key of `STYLES`.

        `tabular` gives digits of one width. `text` is what will be written: Han glyphs are kept
        at 12 px or more and upright.
        """
        han = has_han(text)
        key = (use, tabular, italic and not han, han)
        if key not in self._fonts:
            self._fonts[key] = self._make(*key)
        return QFont(self._fonts[key])

    def line_height(self, use: str) -> int:
        """The height in pixels that one line of `use` takes in the layout."""
        return scaled(STYLES[use].line, self.base_size)

    def _make(self, use: str, tabular: bool, italic: bool, han: bool) -> QFont:
        style = STYLES[use]
        font = QFont()
        font.setFamilies(CODE_FAMILIES if style.code else INTERFACE_FAMILIES)
        size = max(style.size, SMALLEST_HAN_SIZE) if han else style.size
        font.setPixelSize(scaled(size, self.base_size))
        font.setWeight(QFont.Weight(style.weight))
        font.setItalic(italic)
        if style.code:
            font.setFixedPitch(True)
            font.setFeature(QFont.Tag("calt"), 0)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font


def has_han(text: str) -> bool:
    """Whether `text` holds a character of the CJK blocks (CJK radicals to compatibility forms)."""
    return not text.isascii() and any("\u2e80" <= character <= "\U0003ffff" for character in text)
