"""The page of an instance as consumers see it once it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QVBoxLayout, QWidget

from studio.formats.shapes import items, mapping
from studio.formats.values import as_text
from studio.model.statusview import StatusKind, status_items
from studio.ui.controls.chip import chip_size, paint_chip
from studio.ui.controls.painting import paint_rounded
from studio.ui.forms.row import tip_text
from studio.ui.preview.donut import paint_donut
from studio.wording import message

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from studio.model.formfollower import FormFollower
    from studio.model.statusview import StatusItem
    from studio.ui.forms.surface import Surface

_TOP, _LINE, _MARGIN, _LABEL = 60, 36, 16, 130
_DONUT, _ROW = 76, 24


class InstancePage(QScrollArea):
    """Shows the status descriptors on values that might be; nothing in it can be changed."""

    def __init__(
        self, surface: Surface, follower: FormFollower, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._follower = follower
        self.body = _Body(surface)
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 0, 14, 14)
        column.addWidget(self.body)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(card)
        card.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        follower.refreshed.connect(self.refresh)
        follower.model.checked.connect(self.refresh)

    def refresh(self) -> None:
        """Show the form as it is now."""
        form = self._follower.form
        if form is not None and self.isVisible():
            name = str(self._follower.model.metadata.get("name") or form.source.kind.lower())
            self.body.show_items(name, form.source.kind, status_items(form, name))


class _Body(QWidget):
    """The card: name and kind, and a line for each item."""

    def __init__(self, surface: Surface) -> None:
        super().__init__()
        self._surface = surface
        self._name = self._kind = ""
        self.items: tuple[StatusItem, ...] = ()

    def show_items(self, name: str, kind: str, shown: tuple[StatusItem, ...]) -> None:
        """Show another instance."""
        self._name, self._kind, self.items = name, kind, shown
        words = [f"{each.field.label}: {each.text}" for each in shown]
        self.setAccessibleName("\n".join((name, *words)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the lines."""
        px = self._surface.themes.px
        lines = sum(self._height(each) for each in self.items) or px(_LINE)
        return QSize(px(300), px(_TOP) + lines + px(_MARGIN) + px(_LINE))

    def event(self, event: QEvent) -> bool:
        """Say the help of a line."""
        if isinstance(event, QHelpEvent):
            item = self.item_at(event.pos().y())
            if item is not None and item.field.help:
                QToolTip.showText(event.globalPos(), tip_text(item.field.help), self)
                return True
        return super().event(event)

    def item_at(self, y: int) -> StatusItem | None:
        """The line at a height."""
        top = self._surface.themes.px(_TOP)
        for each in self.items:
            if top <= y < top + self._height(each):
                return each
            top += self._height(each)
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter, themes = QPainter(self), self._surface.themes
        px, colour = themes.px, themes.colour
        paint_rounded(painter, self.rect(), 7, colour("editor"), colour("border"))
        left, width = px(_MARGIN), self.width() - 2 * px(_MARGIN)
        self._text(painter, QRect(left, px(12), width, px(20)), self._name, "heading")
        self._text(painter, QRect(left, px(32), width, px(16)), self._kind, "help", "dim")
        painter.fillRect(left, px(_TOP) - px(6), width, 1, colour("line"))
        top = px(_TOP)
        for each in self.items:
            self._paint_item(painter, each, top)
            top += self._height(each)
        nothing = self._surface.say(message("No status is described."))
        sample = self._surface.say(message("The values are samples."))
        words = sample if self.items else nothing
        self._text(painter, QRect(left, top, width, px(_LINE)), words, "help", "dim")

    def _height(self, item: StatusItem) -> int:
        px = self._surface.themes.px
        if item.kind is StatusKind.PODS:
            return px(_DONUT) + px(12)
        if item.kind is StatusKind.CONDITIONS:
            return px(_LINE) + (len(items(item.value)) + 1) * px(_ROW)
        return px(_LINE)

    def _paint_item(self, painter: QPainter, item: StatusItem, top: int) -> None:
        px = self._surface.themes.px
        left = px(_MARGIN)
        label = QRect(left, top, px(_LABEL) - 8, px(_LINE))
        self._text(painter, label, item.field.label, "body", "dim")
        value = QRect(left + px(_LABEL), top, self.width() - 2 * left - px(_LABEL), px(_LINE))
        if item.kind is StatusKind.PODS:
            states = {key: len(items(names)) for key, names in mapping(item.value).items()}
            value.setHeight(px(_DONUT) + px(12))
            paint_donut(painter, self._surface.themes, value, states, px(_DONUT))
        elif item.kind is StatusKind.CONDITIONS:
            self._paint_conditions(painter, item, top + px(_LINE))
        elif item.kind is StatusKind.PHASE:
            self._paint_phase(painter, item.text, value)
        elif item.kind is StatusKind.SWITCH:
            words = message("on") if item.value is True else message("off")
            self._text(painter, value, self._surface.say(words), "body")
        else:
            is_link = item.kind in {StatusKind.LINK, StatusKind.OBJECT}
            self._text(painter, value, item.text or "–", "body", "accent" if is_link else "text")

    def _paint_phase(self, painter: QPainter, text: str, rect: QRect) -> None:
        size = chip_size(self._surface.themes, text)
        box = QRect(rect.left(), rect.center().y() - size.height() // 2, *size.toTuple())
        paint_chip(painter, self._surface.themes, box, text, tone="ok")

    def _paint_conditions(self, painter: QPainter, item: StatusItem, top: int) -> None:
        themes, say = self._surface.themes, self._surface.say
        px, left = themes.px, themes.px(_MARGIN)
        titles = (message("Type"), message("Status"), message("Reason"))
        keys, share = ("type", "status", "reason"), (self.width() - 2 * left) // 3
        for number, title in enumerate(titles):
            rect = QRect(left + number * share, top, share - 8, px(_ROW))
            self._text(painter, rect, say(title), "header", "dim")
        for row, each in enumerate(items(item.value), 1):
            y = top + row * px(_ROW)
            painter.fillRect(left, y, self.width() - 2 * left, 1, themes.colour("line"))
            for number, key in enumerate(keys):
                rect = QRect(left + number * share, y, share - 8, px(_ROW))
                self._text(painter, rect, as_text(mapping(each).get(key)), "help")

    def _text(
        self, painter: QPainter, rect: QRect, text: str, use: str, role: str = "text"
    ) -> None:
        themes = self._surface.themes
        font = themes.font(use, text=text)
        painter.setFont(font)
        painter.setPen(themes.colour(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), shown)
