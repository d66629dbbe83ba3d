"""A scroll area for rows, of which only those that are seen have widgets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from studio.ui.forms.fieldrow import FieldRow
from studio.ui.forms.headrow import HeadRow
from studio.ui.forms.row import tab_stops
from studio.ui.forms.rowpool import RowPool
from studio.ui.forms.rowstack import RowStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studio.formats.violations import InstancePath
    from studio.model.form import FormModel
    from studio.model.formrows import Row
    from studio.ui.forms.row import FormRow
    from studio.ui.forms.surface import Surface

    Decoration = Callable[[QPainter], None]

MARGIN = 16
STEP = 40
_SLACK = 240
"""Pixels above and below what is seen in which rows are kept ready."""
_ROUNDS = 3
_REST = 50
"""Milliseconds without scrolling after which Tab learns the order of new rows."""


class RowArea(QScrollArea):
    """Shows the rows of a model below a `header` that scrolls with them.

    `decorations` are painted over the rows in the coordinates of `canvas`; `row_rect` and `row_at`
    tell where rows are there. Subclasses `_attach` what new widgets tell.
    """

    content_resized = Signal()

    def __init__(
        self,
        surface: Surface,
        model: FormModel,
        header: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.surface = surface
        self.model = model
        self.decorations: list[Decoration] = []
        self.canvas = QWidget()
        self._header = header
        self._stack = RowStack()
        self._pool = RowPool(surface, model, self.canvas, self._attach)
        self._overlay = _Overlay(self.canvas, self.decorations)
        self._shown = range(0)
        if header is not None:
            header.setParent(self.canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setWidget(self.canvas)
        # Opaque, so that scrolling moves what is drawn instead of drawing it again.
        self.canvas.setBackgroundRole(QPalette.ColorRole.Base)
        self.canvas.setAutoFillBackground(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(STEP)
        self.verticalScrollBar().valueChanged.connect(self._sync)
        self._tabs = QTimer(self, singleShot=True, interval=_REST)
        self._tabs.timeout.connect(self._order_tabs)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._lay_out)

    def rebuild(self) -> None:
        """Make every row anew: the language or the size of the type changed."""
        self._pool.clear()
        self._stack.forget()
        self._reload()

    def refresh_state(self) -> None:
        """Show whether the form can be filled in."""
        self._pool.refresh_values()

    def redecorate(self) -> None:
        """Paint the decorations again."""
        self._overlay.setVisible(bool(self.decorations))
        self._overlay.raise_()
        self._overlay.update()

    def row_rect(self, path: InstancePath) -> QRect:
        """Where the row of a field is on the canvas; empty where it has none."""
        number = self._stack.find(path)
        return QRect() if number is None else self._place(number)

    def row_at(self, point: QPoint) -> Row | None:
        """The row at a point of the canvas."""
        return self._stack.at(point.y())

    def row_widget(self, path: InstancePath) -> FormRow | None:
        """The widget of the row of a field, if it is near enough to what is seen to have one."""
        return self._pool.find(path)

    @property
    def widget_count(self) -> int:
        """How many rows have a widget."""
        return len(self._pool)

    def content_height(self) -> int:
        """Pixels of header, rows and margins."""
        return self._stack.bottom + self.surface.themes.px(MARGIN) // 2

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(self.surface.themes.px(384), self.content_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._stack.forget()
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and len(self._pool):
            self._stack.forget()
            self._later.start()

    def _reload(self) -> None:
        self._stack.set_rows(self.model.rows, self.surface.themes.px)
        self._pool.follow(self.model.rows)
        self._lay_out()

    def _attach(self, widget: FormRow) -> None:
        widget.resized.connect(self._measure_again)

    def _measure_again(self, row: Row) -> None:
        self._stack.doubt(row.key)
        widget = self._pool.present(row)
        if isinstance(widget, FieldRow):
            widget.place_editor()
        self._later.start()

    def _lay_out(self) -> None:
        self._later.stop()
        self._stack.begin = self.surface.themes.px(MARGIN) // 2
        if self._header is not None:
            height = self._header.sizeHint().height()
            self._header.setGeometry(self._left(), 0, self._width(), height)
            self._stack.begin = height
        self._stack.update()
        self._fit()
        self._sync()

    def _fit(self) -> None:
        """Make the canvas as high as the rows."""
        size = QSize(self.viewport().width(), max(self.content_height(), self.viewport().height()))
        if self.canvas.size() != size:
            self.canvas.resize(size)
            self._overlay.resize(size)
        if self.maximumHeight() != self.content_height():
            self.content_resized.emit()

    def _sync(self) -> None:
        """Have widgets for the rows that are seen and those near, and let go of the others."""
        first, last = 0, 0
        for _round in range(_ROUNDS):
            top = self.verticalScrollBar().value()
            first, last = self._stack.between(top - _SLACK, top + self.viewport().height() + _SLACK)
            anchor = self._stack.number_at(top)
            offset = top - self._stack.top(anchor)
            new = [each for each in range(first, last) if not self._stack.is_measured(each)]
            rows = self._stack.rows
            heights = {each: self._pool.widget(rows[each]).extent(self._width()) for each in new}
            if not self._stack.measure(heights):
                break
            self._fit()
            if anchor > first:
                # What is looked at stays where it is while the rows above get their heights.
                self.verticalScrollBar().setValue(self._stack.top(anchor) + offset)
        self._shown = range(first, last)
        for number in self._shown:
            self._put(number)
        self._pool.keep_only({self._stack.rows[number].key for number in self._shown})
        self._tabs.start()

    def _put(self, number: int) -> None:
        """Put the widget of a row where it belongs."""
        widget, place = self._pool.widget(self._stack.rows[number]), self._place(number)
        if widget.geometry() != place:
            widget.setGeometry(place)
        if isinstance(widget, HeadRow):
            widget.set_first(first=number == 0 and self._header is not None)
        if widget.isHidden():
            widget.show()
            self._overlay.raise_()

    def _order_tabs(self) -> None:
        chain = tab_stops(self._header) if self._header is not None else []
        for row in self._stack.rows[self._shown.start : self._shown.stop]:
            widget = self._pool.present(row)
            if widget is not None:
                chain += tab_stops(widget)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _place(self, number: int) -> QRect:
        top, height = self._stack.top(number), self._stack.height(number)
        return QRect(self._left(), top, self._width(), height)

    def _left(self) -> int:
        return self.surface.themes.px(MARGIN)

    def _width(self) -> int:
        return max(self.viewport().width() - 2 * self._left(), 1)


class _Overlay(QWidget):
    """Paints the decorations above all rows, and lets every click through."""

    def __init__(self, parent: QWidget, decorations: list[Decoration]) -> None:
        super().__init__(parent)
        self._decorations = decorations
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Let each decoration paint."""
        painter = QPainter(self)
        for paint in self._decorations:
            paint(painter)
