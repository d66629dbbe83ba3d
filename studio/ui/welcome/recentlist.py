"""The recent packages: a filter above a list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from studio.services.settings import RECENT
from studio.ui.commands.menus import Menu
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.textfield import SearchField
from studio.ui.welcome.recentdelegate import MARGIN, RecentDelegate
from studio.ui.welcome.recentmodel import PackageRole, RecentModel, SearchRole, StateRole

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent

    from studio.services.recent import RecentPackage, RecentPackages
    from studio.ui.shell.services import Services
    from studio.ui.theme.switcher import ThemeService

_FILTER_WIDTH = 200
_ARCHIVES = (".zip", ".tgz", ".gz")


class RecentView(QListView):
    """Rows of recent packages; the signals carry the `RecentPackage`."""

    chosen = Signal(object)
    locate_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_delegate = RecentDelegate(themes, self)
        self.setItemDelegate(self._row_delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self.choose)

    def choose(self, index: QModelIndex) -> None:
        """Open the package of a row, or look for it where it is missing."""
        entry = index.data(PackageRole)
        if entry is not None:
            signal = self.locate_requested if index.data(StateRole).missing else self.chosen
            signal.emit(entry)

    def locate_rect(self, index: QModelIndex) -> QRect:
        """Where the link of a row stands in the viewport; empty without one."""
        return self._row_delegate.locate_rect(self.visualRect(index), index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, forget by Delete, copy the path."""
        entry = self.currentIndex().data(PackageRole)
        if entry is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit(entry)
        elif event.matches(QKeySequence.StandardKey.Copy):
            _copy_path(entry)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what can be clicked."""
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row under the pointer, or the current one."""
        by_key = event.reason() == event.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            middle = self.viewport().mapToGlobal(self.visualRect(index).center())
            self._offer(index, middle if by_key else event.globalPos())

    def _offer(self, index: QModelIndex, position: QPoint) -> None:
        entry: RecentPackage = index.data(PackageRole)
        missing = index.data(StateRole).missing
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opening = menu.addAction(self.tr("Locate…") if missing else self.tr("Open"))
        opening.triggered.connect(partial(self.choose, QModelIndex(index)))
        menu.addAction(self.tr("Copy path")).triggered.connect(partial(_copy_path, entry))
        menu.addSeparator()
        removing = menu.addAction(self.tr("Remove from the list"))
        removing.triggered.connect(partial(self.remove_requested.emit, entry))
        menu.popup(position)


class RecentList(QWidget):
    """Heading, filter and rows; `open_requested` carries the path of the package to open."""

    open_requested = Signal(Path)

    def __init__(
        self, services: Services, recent: RecentPackages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = services.themes
        self._recent = recent
        self.model = RecentModel(services, self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterRole(SearchRole)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.heading = QLabel()
        self.heading.setProperty("tone", "dim")
        self.filter_field = SearchField(services.themes)
        self.view = RecentView(services.themes)
        self.view.setModel(self._shown)
        self._nothing = EmptyState(services.themes, "clock-counter-clockwise")
        keep_font(self.heading, services.themes, "section")
        self._arrange()
        self.filter_field.textChanged.connect(self._filter)
        self.filter_field.installEventFilter(self)
        self.view.chosen.connect(lambda entry: self.open_requested.emit(entry.path))
        self.view.locate_requested.connect(self.locate)
        self.view.remove_requested.connect(self._remove)
        services.themes.changed.connect(self._follow_scale)
        services.settings.changed.connect(self._follow_settings)
        self._follow_scale()
        self._retranslate()

    def refresh(self) -> None:
        """Read the list and look at the disk again."""
        self.model.set_entries(self._recent.entries())
        self.filter_field.setVisible(self.model.rowCount() > 1)
        self._show_rows()

    def locate(self, entry: RecentPackage) -> None:
        """Ask where a missing package is now, and open it there."""
        title, folder = self.tr("Where is {name} now?"), str(_nearest_folder(entry.path))
        title = title.format(name=entry.name or entry.path.name)
        if entry.path.suffix in _ARCHIVES:
            kinds = self.tr("Packages (*.zip *.tgz *.tar.gz)")
            chosen, _ = QFileDialog.getOpenFileName(self, title, folder, kinds)
        else:
            chosen = QFileDialog.getExistingDirectory(self, title, folder)
        if chosen:
            self._remove(entry)
            self.open_requested.emit(Path(chosen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the filter's arrow keys move into the list, and its Enter open the first row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            first = self._shown.index(0, 0)
            if event.key() == Qt.Key.Key_Down and first.isValid():
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                self.view.setCurrentIndex(first)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and first.isValid():
                self.view.choose(first)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addStretch(1)
        self._head.addWidget(self.filter_field, 1000)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(self._nothing)
        column.addWidget(self.view, 1)
        column.addStretch(0)

    def _filter(self, text: str) -> None:
        self._shown.setFilterFixedString(text.strip())
        self._show_rows()

    def _follow_settings(self, key: str) -> None:
        """Another window, or the menu, may have changed the list."""
        if key == RECENT.key and self.isVisible():
            self.refresh()

    def _remove(self, entry: RecentPackage) -> None:
        row = self.view.currentIndex().row()
        self._recent.remove(entry.path)
        self.refresh()
        self.view.setCurrentIndex(self._shown.index(min(row, self._shown.rowCount() - 1), 0))

    def _show_rows(self) -> None:
        empty = self._shown.rowCount() == 0
        self.view.setVisible(not empty)
        self._nothing.setVisible(empty)
        self._nothing.set_content(
            self.tr("No recent package matches the filter.")
            if self.model.rowCount()
            else self.tr("Packages that you open are listed here.")
        )
        if not empty and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._shown.index(0, 0))

    def _follow_scale(self) -> None:
        px = self._themes.px
        self.heading.setFixedHeight(px(28))
        self.filter_field.setMaximumWidth(px(_FILTER_WIDTH))
        self._head.setContentsMargins(px(MARGIN), 0, px(MARGIN), 0)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Recent"))
        self.view.setAccessibleName(self.tr("Recent"))
        self.filter_field.set_placeholder(self.tr("Filter"))
        self.model.retranslate()
        self._show_rows()


def _copy_path(entry: RecentPackage) -> None:
    QGuiApplication.clipboard().setText(str(entry.path))


def _nearest_folder(path: Path) -> Path:
    """The innermost folder on the way to `path` that is there."""
    return next((folder for folder in path.parents if folder.is_dir()), Path.home())
