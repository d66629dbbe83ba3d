"""What is known about the chosen image, and what can be changed about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.model.imagewords import entry_path
from studio.ui.controls.buttons import Button, ToolButton
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font
from studio.ui.images.entrypanel import EntryPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from studio.formats.imagemap import MappingEntry
    from studio.model.imagerows import ImageRow, ImageTable
    from studio.ui.images.gestures import ImageGestures
    from studio.ui.shell.services import Services

WIDTH, LEAST = 356, 320
_MARGIN, _GAP = 16, 12


class SidePanel(QFrame):
    """One image with its entry, or several at once.

    `show_requested` asks for the place of the image, `left` for the keys to go back to the table,
    `closed` for the panel to go, `map_requested`
    for the mapping of what is chosen, `tar_wanted` for a tar from disk for an architecture, and
    `opened` for what is inside a tar.
    """

    show_requested = Signal()
    left = Signal()
    closed = Signal()
    map_requested = Signal()
    tar_wanted = Signal(str)
    opened = Signal(str)

    def __init__(
        self, services: Services, gestures: ImageGestures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._table: ImageTable | None = None
        self._row: ImageRow | None = None
        self._count = 0
        themes = services.themes
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel("", Qt.TextElideMode.ElideMiddle)
        self.reference = ElidedLabel("", Qt.TextElideMode.ElideMiddle)
        keep_font(self.title, themes, "heading")
        keep_font(self.reference, themes, "help")
        self.reference.setProperty("tone", "dim")
        self._show = ToolButton(themes, "arrow-square-out", compact=True)
        self._close = ToolButton(themes, "x", compact=True)
        self.reasons = QLabel()
        self.reasons.setWordWrap(True)
        self.reasons.setTextFormat(Qt.TextFormat.PlainText)
        self.reasons.setProperty("tone", "dim")
        keep_font(self.reasons, themes, "help")
        self.map_button = Button(themes, icon="plus")
        self.which = QComboBox()
        self.which.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.entry = EntryPanel(services, gestures)
        self._arrange()
        self._connect()
        self._retranslate()

    def show_rows(self, table: ImageTable, rows: Sequence[ImageRow]) -> None:
        """Show what is chosen; one image with its entry, of several only how many."""
        row = rows[0] if len(rows) == 1 else None
        anew = (row.key if row else "") != (self._row.key if self._row else "")
        self._table, self._row, self._count = table, row, len(rows)
        can_map = table.is_service and any(each.can_map for each in rows)
        self.map_button.setVisible(can_map)
        self._show.setEnabled(row is not None and bool(row.uses or row.path))
        self._offer_entries(row.entries if row else (), anew=anew)
        self._show_words(rows)
        self._show_entry(anew=anew)

    def focus_name(self) -> None:
        """Put the keys into the first field."""
        if not self.entry.isHidden():
            self.entry.form.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.entry.form.name.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the table by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _offer_entries(self, entries: Sequence[MappingEntry], *, anew: bool) -> None:
        """A list to choose from where several entries write the image."""
        chosen = 0 if anew else max(0, self.which.currentIndex())
        self.which.clear()
        for entry in entries:
            self.which.addItem(entry_path(entry) or entry.title)
        self.which.setCurrentIndex(min(chosen, len(entries) - 1))
        self.which.setVisible(len(entries) > 1)

    def _show_words(self, rows: Sequence[ImageRow]) -> None:
        language = self._services.languages.language
        row = self._row
        if row is None:
            self.title.setText(self.tr("%n image(s) chosen", "", self._count))
            self.reference.setText(", ".join(each.title for each in rows))
            self.reasons.hide()
            return
        self.title.setText(row.title)
        self.reference.setText(row.image.reference if row.image else row.path)
        reasons = [reason.text(language) for reason in row.verdict.reasons]
        if row.path:
            reasons.append(self.tr("Drag it onto the image that it holds, to use it there."))
        self.reasons.setText("\n".join(reasons))
        self.reasons.setVisible(bool(reasons))

    def _show_entry(self, *, anew: bool) -> None:
        table, row, number = self._table, self._row, self.which.currentIndex()
        has_entry = row is not None and 0 <= number < len(row.entries)
        self.entry.setVisible(has_entry)
        if table is not None and row is not None and has_entry:
            self.entry.show_entry(table, row.entries[number], row.image, anew=anew)

    def _arrange(self) -> None:
        px = self._services.themes.px
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.reference)
        head = QHBoxLayout()
        head.setContentsMargins(px(_MARGIN), px(_GAP) - 4, px(_MARGIN) - 6, 0)
        head.addLayout(names, 1)
        head.addWidget(self._show)
        head.addWidget(self._close)
        body = QWidget()
        body.setProperty("ground", "panel")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(px(_MARGIN), px(_GAP) - 4, px(_MARGIN), px(_GAP))
        inner.setSpacing(px(_GAP))
        for part in (self.reasons, self.map_button, self.which, self.entry):
            inner.addWidget(part)
        inner.setAlignment(self.map_button, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        self.setMinimumWidth(px(LEAST))

    def _connect(self) -> None:
        self._show.clicked.connect(self.show_requested)
        self._close.clicked.connect(self.closed)
        self.map_button.clicked.connect(self.map_requested)
        self.which.activated.connect(lambda _number: self._show_entry(anew=True))
        self.entry.tar_wanted.connect(self.tar_wanted)
        self.entry.opened.connect(self.opened)

    def _retranslate(self) -> None:
        self._show.set_label(self.tr("Show where it is used"))
        self._close.set_label(self.tr("Close"))
        self.map_button.setText(self.tr("Add to the mapping"))
        self.which.setAccessibleName(self.tr("Entry of the mapping"))
        if self._table is not None and self._row is not None:
            self.show_rows(self._table, [self._row])
