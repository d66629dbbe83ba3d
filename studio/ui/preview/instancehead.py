"""The top of the consumer's page: which service, and how the instance is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from studio.ui.controls.logo import logo_pixmap
from studio.ui.controls.textfield import TextField
from studio.ui.forms.combo import Combo
from studio.ui.forms.measures import CONTROL, GAP, PADDING, STAR, columns
from studio.wording import message

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from studio.package.card import CatalogueCard
    from studio.ui.forms.surface import Surface

_LOGO = 30
_TOP, _HEAD = 12, 56
NAMESPACES = ("default", "kube-system")
CLUSTERS = ("cluster-01", "cluster-02")


class InstanceHead(QWidget):
    """Logo and name of the service, and the fields that every instance has.

    `edited` carries "name" or "namespace" and the text; which cluster it is, is not written.
    """

    edited = Signal(str, str)

    def __init__(self, surface: Surface, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surface = surface
        self._card: CatalogueCard | None = None
        self._logo = QPixmap()
        self.name = TextField(self, own_undo=True)
        self.cluster = Combo(surface.themes, parent=self)
        self.namespace = Combo(surface.themes, parent=self)
        self.namespace.setEditable(False)
        self.cluster.set_texts(CLUSTERS)
        self.name.textEdited.connect(lambda text: self.edited.emit("name", text))
        self.namespace.textActivated.connect(lambda text: self.edited.emit("namespace", text))
        surface.themes.changed.connect(self._render)
        self.retranslate()

    def show_card(self, card: CatalogueCard | None) -> None:
        """Show another service."""
        if card != self._card:
            self._card = card
            self._render()

    def show_metadata(self, metadata: dict[str, object]) -> None:
        """Show how the instance is called."""
        name = str(metadata.get("name") or "")
        if self.name.text() != name:
            self.name.setText(name)
        given = str(metadata.get("namespace") or NAMESPACES[0])
        self.namespace.set_texts(tuple(dict.fromkeys((*NAMESPACES, given))))
        self.namespace.setCurrentText(given)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed."""
        self.name.setReadOnly(read_only)
        self.namespace.setEnabled(not read_only)

    def retranslate(self) -> None:
        """Speak the language of the page."""
        for label, field in zip(self._labels(), self._fields(), strict=True):
            field.setAccessibleName(label)
        self.update()

    def sizeHint(self) -> QSize:
        """Heading and three fields."""
        px = self._surface.themes.px
        return QSize(px(320), px(_HEAD) + 3 * self._pitch() + px(GAP))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the fields."""
        super().resizeEvent(event)
        px = self._surface.themes.px
        where = columns(self._surface, self.width(), 0)
        for number, field in enumerate(self._fields()):
            top = px(_HEAD) + number * self._pitch() + px(PADDING)
            field.setGeometry(where.control, top, where.control_width, px(CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint logo, heading and labels."""
        painter, themes = QPainter(self), self._surface.themes
        px = themes.px
        self._paint_logo(painter)
        left = px(_LOGO) + px(10)
        title = self._surface.say(message("Create instance"))
        self._text(painter, QRect(left, px(_TOP), self.width() - left, px(18)), title, "section")
        line = QRect(left, px(_TOP + 18), self.width() - left, px(16))
        self._text(painter, line, self._service(), "help", "dim")
        where = columns(self._surface, self.width(), 0)
        for number, label in enumerate(self._labels()):
            top = px(_HEAD) + number * self._pitch() + px(PADDING)
            rect = QRect(where.label, top, where.label_width, px(CONTROL))
            self._text(painter, rect, label, "body", "dim")
            star = QRect(where.label - px(STAR), top, px(STAR), px(CONTROL))
            self._text(painter, star, "*", "body", "error")
        bottom = self.height() - px(GAP) // 2
        painter.fillRect(0, bottom, self.width(), 1, themes.colour("line"))

    def _paint_logo(self, painter: QPainter) -> None:
        px = self._surface.themes.px
        box = QRect(0, px(_TOP) + px(2), px(_LOGO), px(_LOGO))
        if self._logo.isNull():
            self._surface.themes.icons.paint_icon(painter, box, "package", "faint")
            return
        size = self._logo.deviceIndependentSize().toSize()
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(box.center())
        painter.drawPixmap(place.topLeft(), self._logo)

    def _text(
        self, painter: QPainter, rect: QRect, text: str, use: str, role: str = "text"
    ) -> None:
        themes = self._surface.themes
        painter.setFont(themes.font(use, text=text))
        painter.setPen(themes.colour(role))
        fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), fits)

    def _service(self) -> str:
        card = self._card
        if card is None:
            return ""
        name = f"{card.title} {card.version}".strip()
        return " · ".join(part for part in (name, ", ".join(card.providers[:1])) if part)

    def _labels(self) -> tuple[str, str, str]:
        say = self._surface.say
        names = message("Instance name"), message("Cluster"), message("Namespace")
        return say(names[0]), say(names[1]), say(names[2])

    def _fields(self) -> tuple[QWidget, QWidget, QWidget]:
        return self.name, self.cluster, self.namespace

    def _pitch(self) -> int:
        px = self._surface.themes.px
        return px(CONTROL) + 2 * px(PADDING)

    def _render(self) -> None:
        data = self._card.logo if self._card else b""
        self._logo = logo_pixmap(data, self._surface.themes.px(_LOGO), self.devicePixelRatioF())
        self.update()
