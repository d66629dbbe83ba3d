"""A list to choose from, with a line to filter it by where it is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QListView, QSizePolicy, QWidget

from studio.ui.controls.states import VERBATIM
from studio.ui.controls.textfield import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

    from studio.ui.theme.switcher import ThemeService

FILTERED_ABOVE = 8
"""Values above which the list can be filtered."""


class Combo(QComboBox):
    """A combo box for plain texts; the wheel turns it only while it has the focus.

    Typing while a long list is open filters it.
    """

    def __init__(
        self, themes: ThemeService, filter_hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._filter_hint = filter_hint
        self._texts: tuple[str, ...] = ()
        self._filter: SearchField | None = None
        self.setProperty("state", "set")
        self.setProperty(VERBATIM, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def texts(self) -> tuple[str, ...]:
        """All texts, shown or filtered away."""
        return self._texts

    def set_texts(self, texts: Sequence[str]) -> None:
        """Offer these texts."""
        if tuple(texts) != self._texts:
            self._texts = tuple(texts)
            self.clear()
            self.addItems(list(texts))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let an unfocused one scroll the form."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def showPopup(self) -> None:
        """Open the list; a long one begins with a line to filter it."""
        if len(self._texts) > FILTERED_ABOVE and self._filter is None:
            self._add_filter()
        super().showPopup()
        if self._filter is not None:
            self._filter.clear()
            self._filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def hidePopup(self) -> None:
        """Show all values again."""
        super().hidePopup()
        if self._filter is not None:
            self._filter.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list from the line above it."""
        is_key = event.type() == QEvent.Type.KeyPress and watched is self._filter
        if is_key and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if key == Qt.Key.Key_Up else 1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if key == Qt.Key.Key_Escape:
                self.hidePopup()
                return True
        return super().eventFilter(watched, event)

    @property
    def _list(self) -> QListView:
        view = self.view()
        assert isinstance(view, QListView)  # noqa: S101
        return view

    def _add_filter(self) -> None:
        container = self._list.parentWidget()
        layout = container.layout() if container is not None else None
        assert isinstance(layout, QBoxLayout)  # noqa: S101
        self._filter = SearchField(self._themes, self._filter_hint, icon="funnel")
        self._filter.textChanged.connect(self._narrow)
        self._filter.installEventFilter(self)
        layout.insertWidget(0, self._filter)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        view = self._list
        shown = -1
        for number, each in enumerate(self._texts):
            hidden = not all(word in each.casefold() for word in words)
            view.setRowHidden(number, hidden)
            if not hidden and shown < 0:
                shown = number
        if words and shown >= 0:
            view.setCurrentIndex(self.model().index(shown, 0))

    def _move(self, step: int) -> None:
        view = self._list
        number = view.currentIndex().row() + step
        while 0 <= number < self.count() and view.isRowHidden(number):
            number += step
        if 0 <= number < self.count():
            view.setCurrentIndex(self.model().index(number, 0))

    def _take(self) -> None:
        index = self._list.currentIndex()
        self.hidePopup()
        if index.isValid():
            self.setCurrentIndex(index.row())
            self.activated.emit(index.row())
