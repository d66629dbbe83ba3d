"""The layer over a designed form through which fields are chosen, moved and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from studio.model.formrows import RowKind
from studio.ui.controls.states import announce
from studio.ui.designer.dragging import FieldDrag
from studio.ui.designer.fieldlook import control_name
from studio.ui.designer.formplaces import FormPlaces
from studio.ui.designer.frames import paint_chosen, paint_drop, paint_hover
from studio.ui.designer.inplace import HELP, LABEL, InPlaceField
from studio.ui.forms.measures import CONTROL, INDENT, STAR

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QPaintEvent,
    )

    from studio.model.design import Design
    from studio.model.formrows import Row
    from studio.ui.forms.view import FormView

_CARET_ROOM = 28


class Glass(QWidget):
    """Lies over all controls of a form, so that a click chooses a field instead of filling it in.

    The keys move from field to field. `properties_wanted` comes when Enter asks for them,
    `menu_requested` carries a point of the screen.
    """

    properties_wanted = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, design: Design, view: FormView) -> None:
        super().__init__(view.viewport())
        self._design = design
        self._view = view
        self._themes = view.surface.themes
        self.places = FormPlaces(design, view)
        self.field = InPlaceField(design, view.surface, self)
        self.drag = FieldDrag(design, self.places, self)
        self._hovered: Row | None = None
        self._pressed: Row | None = None
        self._pressed_at = QPoint()
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field.finished.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self._follow_scroll)
        view.model.rows_changed.connect(self._forget_rows)
        design.form_changed.connect(self._forget_rows)
        design.form_changed.connect(self._keep_in_sight)
        design.chosen_changed.connect(self._follow_choice)

    # What is asked for by commands

    def edit(self, part: str) -> None:
        """Edit label or help of the chosen field in its place."""
        path = self._design.chosen
        if path is None or not self._design.can_edit:
            return
        self.places.show(path)
        row = self.places.row_of(path)
        if row is not None:
            line = self.places.line_of(row)
            self.field.begin(row, part, line, line.width())

    # Choosing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the fields, open and close groups, ask for the properties."""
        key = Qt.Key(event.key())
        row = self.places.row_of(self._design.chosen)
        target = self.places.row_by_key(row, key)
        if key == Qt.Key.Key_Escape and self.drag.is_active:
            self.drag.cancel()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif target is not None:
            self._choose(target)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row is not None:
            if row.kind is RowKind.GROUP and row.is_open != (key == Qt.Key.Key_Right):
                self._view.model.toggle(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.properties_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the field below the pointer."""
        self._pressed_at = event.position().toPoint()
        row = self.places.row_at(self._pressed_at)
        self._pressed = row if event.button() == Qt.MouseButton.LeftButton else None
        if row is not None and row.kind not in (RowKind.SECTION, RowKind.ADD):
            self._choose(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which field is below the pointer, or drag the pressed one."""
        point = event.position().toPoint()
        if self._pressed is not None and not self.drag.is_active:
            far = (point - self._pressed_at).manhattanLength()
            if far >= QApplication.startDragDistance() and self._can_move(self._pressed):
                self.drag.begin(self._pressed.field)
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.drag.is_active:
            self.drag.move(point)
            self._view.ensureVisible(0, (point - self._view.canvas.pos()).y(), 0, 24)
        else:
            self._hover(self.places.row_at(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged; a click on a caret opens or closes."""
        row, self._pressed = self._pressed, None
        self.unsetCursor()
        if self.drag.is_active:
            self.drag.end()
        elif row is not None and row is self.places.row_at(event.position().toPoint()):
            self._click(row, event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the label, or below the control the help."""
        point = event.position().toPoint()
        row = self.places.row_at(point)
        if row is None or row.kind in (RowKind.SECTION, RowKind.ADD):
            return
        below = self.places.line_of(row).top() + self._themes.px(CONTROL + 8)
        self.edit(HELP if point.y() > below else LABEL)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self._hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the pointer, or at the chosen field if keys asked for it."""
        row = self.places.row_of(self._design.chosen)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and row is not None:
            self.menu_requested.emit(self.mapToGlobal(self.places.line_of(row).bottomLeft()))
        else:
            self.menu_requested.emit(event.globalPos())

    # Fields dragged from the schema

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a field in that the schema has."""
        self.drag.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        self.drag.move(event.position().toPoint())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget it."""
        del event
        self.drag.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        """Describe it there."""
        self.drag.move(event.position().toPoint())
        self.drag.end()
        event.acceptProposedAction()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frames and the line."""
        painter = QPainter(self)
        row = self.places.row_of(self._design.chosen)
        hovered = self._hovered
        if hovered is not None and hovered.kind not in (RowKind.SECTION, RowKind.ADD):
            paint_hover(painter, self._themes, self.places.line_of(hovered))
        if row is not None:
            block, line = self.places.block_of(row), self.places.line_of(row)
            # The words above stand where the name of the control would.
            at_right = self.places.is_below_words(line)
            paint_chosen(painter, self._themes, row, block, line, tag_at_right=at_right)
        if self.drag.line is not None:
            paint_drop(painter, self._themes, self.drag.line)

    def event(self, event: QEvent) -> bool:
        """Paint anew with another focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover all of the port."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().rect())
            self.raise_()
        return super().eventFilter(watched, event)

    # Within

    def _choose(self, row: Row) -> None:
        self._design.choose(row.field.path)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _can_move(self, row: Row) -> bool:
        is_field = row.kind not in (RowKind.SECTION, RowKind.ADD) and row.number is None
        return is_field and self._design.can_edit

    def _click(self, row: Row, point: QPoint) -> None:
        px = self._themes.px
        if row.kind is RowKind.ADD:
            self._view.model.add(row.path)
        elif row.kind is RowKind.SECTION:
            self._view.model.toggle(row)
        elif row.kind is RowKind.GROUP:
            left = self.places.line_of(row).left() + px(INDENT) * row.depth + px(STAR)
            if left - px(STAR) <= point.x() < left + px(_CARET_ROOM):
                self._view.model.toggle(row)

    def _hover(self, row: Row | None) -> None:
        if row is not self._hovered:
            self._hovered = row
            self.update()

    def _follow_choice(self) -> None:
        field = self._design.field
        if field is not None:
            self.places.show(field.path)
            # It is painted: nothing else tells screen readers which field is chosen.
            spoken = f"{field.label}, {control_name(field.control)}"
            self.setAccessibleDescription(spoken)
            if self.hasFocus():
                announce(self, spoken)
        self.update()

    def _keep_in_sight(self) -> None:
        """A gesture may have moved the chosen field to where its new place in the order is."""
        field = self._design.field
        if field is not None:
            self.places.show(field.path)

    def _follow_scroll(self) -> None:
        self.field.finish(keep=True)
        self.update()

    def _forget_rows(self) -> None:
        self._hovered = None
        self._pressed = None
        self.update()
