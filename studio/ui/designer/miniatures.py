"""Small drawings of the controls, so that one sees what one chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt

from studio.formats.controls import Control
from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from studio.ui.theme.switcher import ThemeService

HEIGHT = 22
_RADIUS, _PADDING, _ICON = 3, 6, 12
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Miniature:
    """Paints a control into a rectangle of `HEIGHT`; `sample` is an option of a list."""

    def __init__(self, painter: QPainter, themes: ThemeService, rect: QRect, sample: str) -> None:
        self._painter = painter
        self._themes = themes
        self._rect = rect
        self._sample = sample

    def paint(self, control: Control) -> None:
        """Draw it."""
        drawn: dict[Control, Callable[[], None]] = {
            Control.TEXT: lambda: self._field("abc"),
            Control.NUMBER: lambda: self._field("123"),
            Control.INT_OR_STRING: lambda: self._field("80 · 80%"),
            Control.PASSWORD: lambda: self._field("••••••", right="eye"),
            Control.SELECT: lambda: self._field(self._sample or "a", right="caret-down"),
            Control.IMAGE_PULL_POLICY: lambda: self._field("Always", right="caret-down"),
            Control.K8S_OBJECT: lambda: self._field("Secret", left="key", right="caret-down"),
            Control.POD_COUNT: self._stepper,
            Control.SWITCH: lambda: self._switch(self._rect.left()),
            Control.CHECKBOX: self._checkbox,
            Control.PUBLIC_ACCESS: self._public_access,
            Control.RESOURCE_REQUIREMENTS: lambda: self._cells(3),
            Control.MAP: lambda: self._cells(2),
            Control.UPDATE_STRATEGY: lambda: self._field("Rolling", right="caret-down"),
            Control.ARRAY: self._lines,
            Control.GROUP: self._group,
            Control.YAML: lambda: self._field("a: b"),
        }
        drawn.get(control, self._terms)()

    def _field(self, text: str, left: str = "", right: str = "") -> None:
        px = self._themes.px
        self._frame(self._rect)
        room = self._rect.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        if left:
            self._icon(left, room.left())
            room.setLeft(room.left() + px(_ICON) + 3)
        if right:
            self._icon(right, room.right() - px(_ICON) + 1)
            room.setRight(room.right() - px(_ICON) - 2)
        self._text(room, text)

    def _stepper(self) -> None:
        self._frame(self._rect)
        third = self._rect.width() // 3
        for number, text in enumerate(("−", "3", "+")):
            cell = QRect(self._rect.left() + number * third, self._rect.top(), third, HEIGHT)
            cell.setHeight(self._rect.height())
            self._text(cell, text, _CENTRE)
            if number:
                line = QRect(cell.left(), cell.top() + 1, 1, cell.height() - 2)
                self._painter.fillRect(line, self._themes.colour("line"))

    def _switch(self, left: int) -> None:
        px = self._themes.px
        track = QRect(left, self._rect.center().y() - px(6), px(22), px(13))
        paint_rounded(
            self._painter, track, track.height() / 2, self._themes.colour("border_strong")
        )
        side = track.height() - 4
        knob = QRectF(track.right() - side - 1, track.top() + 2, side, side)
        paint_rounded(self._painter, knob, side / 2, self._themes.colour("editor"))

    def _checkbox(self) -> None:
        px = self._themes.px
        box = QRect(self._rect.left(), self._rect.center().y() - px(6), px(13), px(13))
        paint_rounded(self._painter, box, 3, self._themes.colour("border_strong"))
        self._themes.icons.paint_icon(self._painter, box.adjusted(2, 2, -1, -1), "check", "editor")

    def _public_access(self) -> None:
        px = self._themes.px
        self._icon("globe-simple", self._rect.left())
        left = self._rect.left() + px(_ICON) + 4
        self._text(self._rect.adjusted(left - self._rect.left(), 0, 0, 0), "EIP")
        self._switch(self._rect.right() - px(22))

    def _cells(self, count: int) -> None:
        gap = 3
        width = (self._rect.width() - gap * (count - 1)) // count
        for number in range(count):
            left = self._rect.left() + number * (width + gap)
            self._frame(QRect(left, self._rect.top(), width, self._rect.height()))
            dash = QRect(left + 5, self._rect.center().y(), width - 12, 2)
            self._painter.fillRect(dash, self._themes.colour("border"))

    def _lines(self) -> None:
        px = self._themes.px
        for number in range(3):
            top = self._rect.top() + px(2) + number * px(7)
            dot = QRect(self._rect.left(), top, px(3), px(3))
            self._painter.fillRect(dot, self._themes.colour("border_strong"))
            line = QRect(dot.right() + px(5), top + 1, self._rect.width() - px(10), 1)
            self._painter.fillRect(line, self._themes.colour("border_strong"))

    def _group(self) -> None:
        px = self._themes.px
        self._icon("caret-down", self._rect.left())
        top = self._rect.center().y()
        for number, width in enumerate((px(34), px(46))):
            line = QRect(self._rect.left() + px(18 + 6 * number), top - px(5) + number * px(9),
                         width - 6 * number, 2)  # fmt: skip
            self._painter.fillRect(line, self._themes.colour("border_strong"))

    def _terms(self) -> None:
        self._field("=", left="rows", right="plus")

    def _frame(self, rect: QRect) -> None:
        colour = self._themes.colour
        paint_rounded(self._painter, rect, _RADIUS, colour("editor"), colour("border"))

    def _icon(self, name: str, left: int) -> None:
        side = self._themes.px(_ICON)
        box = QRect(left, self._rect.center().y() - side // 2 + 1, side, side)
        self._themes.icons.paint_icon(self._painter, box, name)

    def _text(self, rect: QRect, text: str, align: int = _LEFT) -> None:
        self._painter.setFont(self._themes.font("badge", text=text))
        self._painter.setPen(self._themes.colour("dim"))
        shown = self._painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, rect.width()
        )
        self._painter.drawText(rect, align, shown)
