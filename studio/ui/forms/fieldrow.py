"""The row of one field: its label, its control, help and messages below."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.formats.values import MISSING
from studio.model.formrows import RowKind
from studio.ui.controls.sentence import SentenceLayout
from studio.ui.controls.states import VERBATIM
from studio.ui.controls.statusicon import STATUS_ICONS
from studio.ui.forms.choices import VariantEditor
from studio.ui.forms.editors import make_editor, signature
from studio.ui.forms.measures import CONTROL, GAP, LINE, PADDING, STAR, Columns, columns
from studio.ui.forms.row import FormRow, Note
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from studio.model.formrows import Row
    from studio.ui.forms.editor import FieldEditor
    from studio.ui.forms.surface import Surface

_ICON = 14
_JOINT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[._/-])(?=\w)")
_MOST_LINES, _MOST_NOTE_LINES = 2, 3
_MOST_LAID = 12


class FieldRow(FormRow):
    """A label and a control; what is wrong with the value stands below it."""

    def __init__(self, row: Row, surface: Surface, parent: QWidget) -> None:
        is_choice = row.kind is RowKind.CHOICE
        # Made first: no half of a row is left to Qt if the control cannot be made.
        editor = (VariantEditor if is_choice else make_editor)(row.field, surface)
        super().__init__(row, surface, parent)
        self.editor: FieldEditor = editor
        self._is_crowded = False
        self.signature = signature(row.field)
        self._laid: dict[tuple[object, ...], SentenceLayout] = {}
        for widget in (self.editor.widget, *self.editor.widget.findChildren(QWidget)):
            widget.setProperty(VERBATIM, True)  # named by the package's labels
        self.editor.widget.setParent(self)
        self.editor.resized.connect(partial(self._tell_size, self))
        self._name()

    @staticmethod
    def _tell_size(row: FieldRow) -> None:
        row.resized.emit(row.row)

    @property
    def is_wide(self) -> bool:
        """Whether the control stands below the label, as it also does without room beside it."""
        return self.editor.wide or self._is_crowded

    @property
    def shows_label(self) -> bool:
        """Items of a list are told by their places; what stands for a whole needs no name."""
        return self.row.number is None and bool(self.label)

    def follow(self, row: Row) -> None:
        """Serve the field as it was read anew."""
        super().follow(row)
        self.editor.follow(row.field)
        self._name()

    def show_value(self, value: Any) -> None:
        """Show a value, or the default in its place."""
        default = MISSING if self.row.kind is RowKind.CHOICE else self.row.field.default
        self.editor.show(value, default)

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Say what is wrong, or nothing."""
        changed = tuple(notes) != self.notes
        super().set_notes(notes)
        state = self.worst if self.worst in {"error", "warning"} else "set"
        self.editor.set_state(state, " ".join(note.text for note in notes))  # type: ignore[arg-type]
        if changed:
            self.resized.emit(self.row)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed."""
        super().set_read_only(read_only)
        self.editor.set_read_only(read_only)

    # Where things are

    def _columns(self, width: int) -> Columns:
        found = columns(self.surface, width, self.row.depth, tools=self.is_item)
        if self.is_wide or not self.shows_label:
            left = found.label + (self.surface.themes.px(STAR) if self.is_item else 0)
            return Columns(found.label, left, found.end)
        return found

    def _needs_own_line(self, width: int) -> bool:
        """Whether a control that keeps its width, and what it counts, are cut beside the label."""
        if self.editor.stretches or self.editor.wide or not self.shows_label:
            return False
        beside = columns(self.surface, width, self.row.depth, tools=self.is_item)
        return self._own_width() > beside.control_width

    def _own_width(self) -> int:
        """What a control that does not stretch takes, with its suffix."""
        suffix, themes = self.editor.suffix, self.surface.themes
        metrics = QFontMetrics(themes.font("body", text=suffix))
        behind = themes.px(GAP) + metrics.horizontalAdvance(suffix) if suffix else 0
        return self._widget_width() + behind

    def _widget_width(self) -> int:
        """What the widget wants; a stepper has a width of its own, which its hint does not tell."""
        widget = self.editor.widget
        return widget.sizeHint().boundedTo(widget.maximumSize()).width()

    def extent(self, width: int) -> int:
        """Label, control, help and messages."""
        self._is_crowded = self._needs_own_line(width)
        px = self.surface.themes.px
        where = self._columns(width)
        height = 2 * px(PADDING) + self._control_top() - px(PADDING)
        height += max(self._editor_height(where), px(CONTROL) if not self.is_wide else 0)
        if self._help_line(where):
            height += px(LINE) + 2
        for note in self.notes:
            height += self._note(note, where).line_count * px(LINE) + 4
        return height

    def line_height(self) -> int:
        """The height of the line of label and control."""
        px = self.surface.themes.px
        return 2 * px(PADDING) + px(CONTROL)

    def help_rect(self) -> QRect:
        """The label."""
        where = self._columns(self.width())
        if self.is_wide or not self.shows_label:
            return QRect(0, 0, self.width(), self._control_top())
        return QRect(0, 0, where.control, self.line_height())

    def _control_top(self) -> int:
        px = self.surface.themes.px
        above = px(18) + px(4) if self.is_wide and self.shows_label else 0
        return px(PADDING) + above

    def _editor_height(self, where: Columns) -> int:
        return self.editor.height(self._editor_width(where))

    def _editor_width(self, where: Columns) -> int:
        if self.editor.stretches:
            return where.control_width
        return min(self._widget_width(), where.control_width)

    def _help_line(self, where: Columns) -> str:
        """The help, where one line holds it."""
        words = self.row.field.help
        if not words or "\n" in words.strip() or not self.shows_label:
            return ""
        font = self.surface.themes.font("help", text=words)
        fits = QFontMetrics(font).horizontalAdvance(words) <= where.control_width
        return words.strip() if fits else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the control."""
        super().resizeEvent(event)
        self._is_crowded = self._needs_own_line(self.width())
        self.place_editor()

    def place_editor(self) -> None:
        """Give the control the room it needs."""
        px = self.surface.themes.px
        where = self._columns(self.width())
        height = self._editor_height(where)
        top = self._control_top()
        if not self.is_wide and height < px(CONTROL):
            top += (px(CONTROL) - height) // 2
        left = where.control - self.editor.inset
        self.editor.widget.setGeometry(left, top, self._editor_width(where), height)

    def clicked_at(self, point: QPoint) -> None:
        """A click on the label asks where the field is written."""
        if self.help_rect().contains(point):
            self.label_clicked.emit(self.row)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint label, suffix, help and messages."""
        painter = QPainter(self)
        where = self._columns(self.width())
        help_line = self._help_line(where)
        if self.shows_label:
            self._paint_label(painter, where, has_icon=bool(self.row.field.help) and not help_line)
        self.paint_handle(painter)
        self._paint_suffix(painter, where)
        px = self.surface.themes.px
        below = self.editor.widget.geometry().bottom() + 1
        top = below if self.is_wide else max(below, px(PADDING) + px(CONTROL))
        if help_line:
            laid = self._layout(help_line, where.control_width, "help", "dim", 1)
            rect = QRect(where.control, top + 2, where.control_width, px(LINE))
            laid.paint(painter, rect, px(LINE))
            top += px(LINE) + 2
        for note in self.notes:
            top = self._paint_note(painter, note, where, top + 4)

    def _layout(self, text: str, width: int, use: str, role: str, lines: int) -> SentenceLayout:
        """Laid out text, which painting asks for again and again."""
        key = (text, width, use, role, lines, self.surface.themes.base_size)
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) > _MOST_LAID:
                self._laid.clear()
            themes = self.surface.themes
            found = SentenceLayout(themes, text, width, use=use, role=role, lines=lines)
            self._laid[key] = found
        return found

    def _paint_label(self, painter: QPainter, where: Columns, *, has_icon: bool) -> None:
        themes = self.surface.themes
        px = themes.px
        width = (where.end - where.label) if self.is_wide else where.label_width - px(GAP)
        room = width - (px(_ICON) + 4 if has_icon else 0)
        laid = self._layout(_plain(self.label), room, "body", "dim", _MOST_LINES)
        line = px(LINE)
        block = laid.line_count * line
        middle = px(PADDING) + (px(18) if self.is_wide else px(CONTROL)) // 2
        top = middle - block // 2
        laid.paint(painter, QRect(where.label, top, room, block), line)
        if self.row.field.required and not self.is_item:
            painter.setFont(themes.font("body"))
            painter.setPen(themes.colour("error"))
            star = QRect(where.label - px(STAR), top, px(STAR), line)
            painter.drawText(star, int(Qt.AlignmentFlag.AlignVCenter), "*")
        if has_icon:
            metrics = QFontMetrics(themes.font("body", text=self.label))
            used = min(metrics.horizontalAdvance(self.label), room) if laid.line_count < 2 else room
            at = QPoint(where.label + used + 4, middle - px(_ICON) // 2)
            themes.icons.paint_icon(painter, QRect(at.x(), at.y(), px(_ICON), px(_ICON)), "info")

    def _paint_suffix(self, painter: QPainter, where: Columns) -> None:
        if self.editor.suffix:
            themes = self.surface.themes
            left = self.editor.widget.geometry().right() + 1 + themes.px(GAP)
            painter.setFont(themes.font("body", text=self.editor.suffix))
            painter.setPen(themes.colour("dim"))
            box = QRect(left, self._control_top(), where.end - left, themes.px(CONTROL))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self.editor.suffix)

    def _note(self, note: Note, where: Columns) -> SentenceLayout:
        room = where.control_width - self.surface.themes.px(_ICON) - 6
        return self._layout(note.text, room, "help", note.tone, _MOST_NOTE_LINES)

    def _paint_note(self, painter: QPainter, note: Note, where: Columns, top: int) -> int:
        themes, px = self.surface.themes, self.surface.themes.px
        laid = self._note(note, where)
        icon = QRect(where.control, top + 1, px(_ICON), px(_ICON))
        themes.icons.paint_icon(painter, icon, *STATUS_ICONS[note.tone])
        left = where.control + px(_ICON) + 6
        height = laid.line_count * px(LINE)
        laid.paint(painter, QRect(left, top, where.end - left, height), px(LINE))
        return top + height

    def _name(self) -> None:
        words = message("{label}, required", label=self.label)
        name = self.surface.say(words) if self.row.field.required else self.label
        self.editor.name(name)


def _plain(label: str) -> str:
    """A label that is broken between its words, also where those are written together."""
    return _JOINT.sub("\u200b", label.replace("`", "'"))
