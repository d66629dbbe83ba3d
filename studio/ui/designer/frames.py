"""The frames around fields of a designed form, and the line where one would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from studio.ui.controls.painting import paint_rounded
from studio.ui.designer.fieldlook import control_icon, control_name

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from studio.model.formrows import Row
    from studio.ui.theme.switcher import ThemeService

_RADIUS, _TAG, _TAG_INSET, _TAG_ABOVE, _ICON, _PADDING = 4, 18, 12, 15, 14, 6
_MARGIN = 4
HANDLE = 14


def frame_rect(themes: ThemeService, block: QRect) -> QRect:
    """The frame around the rows of a field."""
    margin = themes.px(_MARGIN)
    return block.adjusted(-margin // 2, -1, margin * 2, 1)


def handle_rect(themes: ThemeService, block: QRect, line: QRect) -> QRect:
    """The dots by which a field is grabbed, left of its frame."""
    frame = frame_rect(themes, block)
    side = themes.px(HANDLE)
    return QRect(frame.left() - side, line.center().y() - side // 2, side, side)


def paint_hover(painter: QPainter, themes: ThemeService, block: QRect) -> None:
    """Paint the frame around the field below the pointer."""
    paint_rounded(painter, frame_rect(themes, block), _RADIUS, None, themes.colour("border"))


def paint_chosen(
    painter: QPainter,
    themes: ThemeService,
    row: Row,
    block: QRect,
    line: QRect,
    *,
    tag_at_right: bool = False,
) -> None:
    """Paint the frame around the chosen field, the handle, and the name of the control."""
    frame = frame_rect(themes, block)
    paint_rounded(painter, frame, _RADIUS, None, themes.colour("accent"), 2)
    handle = handle_rect(themes, block, line)
    themes.icons.paint_icon(painter, handle, "dots-six-vertical", "accent")
    _paint_tag(painter, themes, row, frame, at_right=tag_at_right)


def paint_drop(painter: QPainter, themes: ThemeService, line: QRect) -> None:
    """Paint where a field would go."""
    painter.fillRect(line, themes.colour("accent"))


def _paint_tag(
    painter: QPainter, themes: ThemeService, row: Row, frame: QRect, *, at_right: bool
) -> None:
    px, control = themes.px, row.field.control
    text = control_name(control)
    font = themes.font("help", text=text)
    width = QFontMetrics(font).horizontalAdvance(text) + px(_ICON) + 2 * px(_PADDING) + px(4)
    tag = QRect(frame.left() + px(_TAG_INSET), frame.top() - px(_TAG_ABOVE), width, px(_TAG))
    tag.moveTop(max(tag.top(), 0))
    if at_right:
        tag.moveRight(frame.right() - px(_TAG_INSET))
    paint_rounded(painter, tag, _RADIUS, themes.colour("accent_fill"))
    icon = QRect(tag.left() + px(_PADDING), tag.top(), px(_ICON), tag.height())
    themes.icons.paint_icon(painter, icon, control_icon(control), "on_accent")
    painter.setFont(font)
    painter.setPen(themes.colour("on_accent"))
    words = tag.adjusted(icon.right() + px(4) - tag.left(), 0, 0, 0)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
