"""Gives a rendered markdown text the fonts and colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QTextBlock, QTextDocument, QTextFragment

    from studio.ui.markdown.resources import PackageDocument
    from studio.ui.theme.switcher import ThemeService

_HEADINGS = {1: "title", 2: "figure", 3: "heading"}
_ABOVE_HEADING, _BELOW_HEADING, _PARAGRAPH, _INDENT, _CELL = 18, 8, 8, 14, 5
_KEEP = QTextCursor.MoveMode.KeepAnchor
_PROPERTY = QTextFormat.Property
_PICTURE = "\ufffc"


class _Picture(NamedTuple):
    position: int
    name: str
    text: str
    format: QTextCharFormat


def dress(document: QTextDocument, themes: ThemeService) -> None:
    """Set headings, code, quotations and tables as the rest of the window is set."""
    for block in _blocks(document):
        if block.blockFormat().headingLevel():
            _dress_heading(block, themes)
        elif _is_code(block):
            _dress_code(block, themes)
        else:
            _dress_text(block, themes)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, themes)


def replace_missing_pictures(
    document: PackageDocument, themes: ThemeService, words: Callable[[str], str]
) -> None:
    """Write, for each picture that the package does not have, what `words` makes of its text."""
    pictures = [
        picture
        for block in _blocks(document)
        for fragment in _fragments(block)
        for picture in _pictures(fragment)
        if not document.has_picture(picture.name)
    ]
    cursor = QTextCursor(document)
    for picture in reversed(pictures):
        shown = QTextCharFormat()
        if picture.format.isAnchor():
            shown.setAnchor(True)
            shown.setAnchorHref(picture.format.anchorHref())
        shown.setToolTip(picture.name)
        shown.setForeground(themes.colour("accent" if shown.isAnchor() else "dim"))
        cursor.setPosition(picture.position)
        cursor.setPosition(picture.position + 1, _KEEP)
        cursor.insertText(words(picture.text), shown)


def _pictures(fragment: QTextFragment) -> Iterator[_Picture]:
    """The pictures of a fragment; equal ones beside each other share it."""
    found = fragment.charFormat()
    if not found.isImageFormat():
        return
    name = found.toImageFormat().name()
    text = str(found.property(_PROPERTY.ImageAltText) or "")
    for at, character in enumerate(fragment.text()):
        if character == _PICTURE:
            yield _Picture(fragment.position() + at, name, text, found)


def _dress_heading(block: QTextBlock, themes: ThemeService) -> None:
    level = block.blockFormat().headingLevel()
    spaced = QTextBlockFormat()
    spaced.setTopMargin(themes.px(_ABOVE_HEADING) if block.position() else 0)
    spaced.setBottomMargin(themes.px(_BELOW_HEADING))
    cursor = _whole(block)
    cursor.mergeBlockFormat(spaced)
    for fragment in list(_fragments(block)):
        shown = QTextCharFormat(fragment.charFormat())
        # By this Qt makes headings larger, and then takes no notice of their font.
        shown.clearProperty(_PROPERTY.FontSizeAdjustment)
        shown.setFont(themes.font(_HEADINGS.get(level, "section"), text=fragment.text()))
        _inside(cursor, fragment).setCharFormat(shown)


def _dress_code(block: QTextBlock, themes: ThemeService) -> None:
    ground = QTextBlockFormat()
    ground.setBackground(themes.colour("sunken"))
    ground.setLeftMargin(themes.px(_INDENT))
    ground.setNonBreakableLines(False)
    if not _is_code(block.next()):
        ground.setBottomMargin(themes.px(_PARAGRAPH))
    cursor = _whole(block)
    cursor.mergeBlockFormat(ground)
    shown = QTextCharFormat()
    shown.setFont(themes.font("code_small", text=block.text()))
    cursor.mergeCharFormat(shown)


def _dress_text(block: QTextBlock, themes: ThemeService) -> None:
    """Most text is right as Qt sets it, and each change takes its time."""
    quoted = block.blockFormat().intProperty(_PROPERTY.BlockQuoteLevel)
    if quoted:
        cursor = _whole(block)
        spaced = QTextBlockFormat()
        spaced.setLeftMargin(themes.px(_INDENT) * quoted)
        cursor.mergeBlockFormat(spaced)
        dim = QTextCharFormat()
        dim.setForeground(themes.colour("dim"))
        cursor.mergeCharFormat(dim)
    for fragment in list(_fragments(block)):
        found = fragment.charFormat()
        is_code, is_link = found.fontFixedPitch(), found.isAnchor()
        if not is_code and not is_link:
            continue
        shown = QTextCharFormat()
        if is_code:
            shown.setFont(themes.font("code_small", text=fragment.text()))
            shown.setBackground(themes.colour("hover"))
        if is_link:
            shown.setForeground(themes.colour("accent"))
        _inside(QTextCursor(block), fragment).mergeCharFormat(shown)


def _dress_table(table: QTextTable, themes: ThemeService) -> None:
    shown = table.format()
    shown.setBorder(1)
    shown.setBorderCollapse(True)
    shown.setBorderBrush(themes.colour("border"))
    shown.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shown.setCellPadding(themes.px(_CELL))
    shown.setTopMargin(themes.px(_PARAGRAPH))
    shown.setBottomMargin(themes.px(_PARAGRAPH))
    table.setFormat(shown)


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(_PROPERTY.BlockCodeLanguage)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    at = block.begin()
    while not at.atEnd():
        yield at.fragment()
        at += 1


def _whole(block: QTextBlock) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
    return cursor


def _inside(cursor: QTextCursor, fragment: QTextFragment) -> QTextCursor:
    cursor.setPosition(fragment.position())
    cursor.setPosition(fragment.position() + fragment.length(), _KEEP)
    return cursor
