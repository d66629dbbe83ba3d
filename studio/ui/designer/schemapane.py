"""The left side of the designer: the schema with a search above and a legend below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio.model.schematree import Mark, SchemaTree
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.textfield import SearchField
from studio.ui.designer.schemadelegate import paint_mark
from studio.ui.designer.schemaview import SchemaView

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.model.design import Design
    from studio.ui.shell.services import Services
    from studio.ui.theme.switcher import ThemeService

_WIDTH, _LEAST = 244, 180
_LEGEND, _EDGE, _GAP, _SIGN = 30, 10, 6, 14
_PAUSE = 150


class SchemaPane(QWidget):
    """All fields that the schema has, in a tree that follows the design."""

    def __init__(self, services: Services, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        themes = services.themes
        self._services = services
        self._design = design
        self.tree = SchemaTree(self)
        self.search = SearchField(themes)
        self.view = SchemaView(themes, design, self.tree)
        self.legend = Legend(themes)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.flush)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(themes.px(_LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(12, 11, 12, 8)
        framed.addWidget(self.search)
        column.addLayout(framed)
        column.addWidget(self.view, 1)
        column.addWidget(Hairline(themes))
        column.addWidget(self.legend)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._go_to_first)
        self.view.add_requested.connect(design.add)
        design.form_changed.connect(self.follow_form)
        self.follow_form()
        self._retranslate()

    def sizeHint(self) -> QSize:
        """The width of the design."""
        return QSize(self._services.themes.px(_WIDTH), super().sizeHint().height())

    def follow_form(self) -> None:
        """Show the fields of the form as it is now."""
        self.tree.show_form(self._design.form)
        self.view.follow_choice()

    def flush(self) -> None:
        """Search for what was typed now."""
        self._pause.stop()
        self.tree.set_filter(self.search.text().strip())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _go_to_first(self) -> None:
        """Go on with the keys in the tree, at the first field that was found."""
        self.flush()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.tree.index(0, 0))

    def _retranslate(self) -> None:
        self.tree.set_language(self._services.languages.language)
        self.search.set_placeholder(self.tr("Search the schema"))
        self.view.setAccessibleName(self.tr("Fields of the schema"))
        self.legend.set_words(
            {
                Mark.DESCRIBED: self.tr("described"),
                Mark.SCHEMA: self.tr("schema"),
                Mark.LEFT_OUT: self.tr("not shown"),
            }
        )


class Legend(QWidget):
    """What the marks of the tree mean."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._words: dict[Mark, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_words(self, words: dict[Mark, str]) -> None:
        """Word the marks."""
        self._words = words
        self.setAccessibleName(", ".join(words.values()))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, self._themes.px(_LEGEND))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each mark with its word."""
        painter, themes, px = QPainter(self), self._themes, self._themes.px
        left = px(_EDGE)
        for mark, words in self._words.items():
            font = themes.font("help", text=words)
            painter.setFont(font)
            painter.setPen(themes.colour("dim"))
            paint_mark(painter, themes, QRect(left, 0, px(_SIGN), self.height()), mark)
            left += px(_SIGN) + 4
            width = QFontMetrics(font).horizontalAdvance(words) + 1
            align = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(QRect(left, 0, width, self.height()), align, words)
            left += width + px(_GAP)
