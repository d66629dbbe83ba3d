"""The page that gives commands other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from studio.services.settings import SHORTCUTS
from studio.ui.controls.buttons import Button
from studio.ui.controls.states import set_style_property
from studio.ui.controls.textfield import SearchField
from studio.ui.settings.keycapture import KeyCapture
from studio.ui.settings.shortcutmodel import (
    COMMAND,
    KEYS,
    ORIGIN,
    CommandRole,
    SearchRole,
    ShortcutModel,
)

if TYPE_CHECKING:
    from studio.services.settings import Settings
    from studio.ui.commands.registry import CommandRegistry
    from studio.ui.theme.switcher import ThemeService

_ROW, _KEYS_WIDTH, _ORIGIN_WIDTH, _CAPTURE_WIDTH = 28, 200, 72, 200


class ShortcutPage(QWidget):
    """A searchable table of commands; Enter on a row waits for its new keys.

    Keys that belong to other commands are named before they are taken from them. Every change is
    kept at once, and all windows follow.
    """

    def __init__(self, themes: ThemeService, settings: Settings, registry: CommandRegistry) -> None:
        super().__init__()
        self._themes = themes
        self._settings = settings
        self._shortcuts = registry.shortcuts
        self.model = ShortcutModel(registry, self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterRole(SearchRole)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter_field = SearchField(themes)
        self.view = QTreeView()
        self.view.setModel(self._shown)
        self.capture = KeyCapture()
        self.message = QLabel()
        self.change_button, self.remove_button = Button(themes), Button(themes)
        self.reset_button, self.reset_all_button = Button(themes), Button(themes)
        self._arrange()
        self._connect()
        self._retranslate()
        self.view.setCurrentIndex(self._shown.index(0, 0))
        self._update_buttons()

    def change(self) -> None:
        """Wait for the new keys of the chosen command."""
        if self._chosen():
            self.capture.show()
            self.capture.start()

    def remove(self) -> None:
        """Leave the chosen command without keys."""
        if command_id := self._chosen():
            self._shortcuts.set_keys(command_id, ())

    def reset(self) -> None:
        """Give the chosen command its first keys back, and take them from whoever has them."""
        if command_id := self._chosen():
            self._shortcuts.assign(command_id, self._shortcuts.defaults(command_id))

    def reset_all(self) -> None:
        """Give every command its first keys back."""
        self._shortcuts.set_overrides({})

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Change by Enter and remove by Delete; go from the filter to the rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.filter_field and (enter or event.key() == Qt.Key.Key_Down):
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if watched is self.view and enter:
                self.change()
                return True
            if watched is self.view and event.key() == Qt.Key.Key_Delete:
                self.remove()
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        px, header = self._themes.px, self.view.header()
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setItemDelegate(_Row(self._themes, self.view))
        self.view.setAllColumnsShowFocus(True)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(COMMAND, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(KEYS, px(_KEYS_WIDTH))
        header.resizeSection(ORIGIN, px(_ORIGIN_WIDTH))
        self.capture.setFixedWidth(px(_CAPTURE_WIDTH))
        self.message.setMinimumHeight(px(30))
        self.message.setWordWrap(True)
        self.message.setProperty("tone", "dim")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.capture)
        row.addWidget(self.message, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.change_button, self.remove_button, self.reset_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.reset_all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter_field)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        column.addLayout(buttons)
        self.capture.hide()
        for button in (self.change_button, self.remove_button, self.reset_button):
            button.setAutoDefault(False)
        self.reset_all_button.setAutoDefault(False)
        self.setFocusProxy(self.filter_field)

    def _connect(self) -> None:
        self.filter_field.textChanged.connect(self._filter)
        self.filter_field.installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.doubleClicked.connect(self.change)
        self.view.selectionModel().currentChanged.connect(self._follow_row)
        self.capture.recorded.connect(self._explain)
        self.capture.confirmed.connect(self._assign)
        self.capture.cancelled.connect(self._stop)
        self.change_button.clicked.connect(self.change)
        self.remove_button.clicked.connect(self.remove)
        self.reset_button.clicked.connect(self.reset)
        self.reset_all_button.clicked.connect(self.reset_all)
        self._shortcuts.changed.connect(self._keep)

    def _chosen(self) -> str:
        """The id of the command in the current row, "" for none."""
        return self.view.currentIndex().data(CommandRole) or ""

    def _filter(self, text: str) -> None:
        self._shown.setFilterFixedString(text.strip())
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._shown.index(0, 0))

    def _follow_row(self) -> None:
        if self.capture.isVisible():
            self._stop()
        self._update_buttons()

    def _explain(self) -> None:
        """Say what Enter would do with the recorded keys."""
        command_id, keys = self._chosen(), self.capture.keys()
        taken = self._shortcuts.conflicts(command_id, [keys]) if keys else []
        if not keys:
            text = self.tr("Press the keys for {command}. Esc cancels.")
        elif taken:
            text = self.tr("{command}: Enter takes these keys from {others}.")
        else:
            text = self.tr("{command}: Enter keeps these keys.")
        names = self.tr(", ").join(f"“{self.model.name(other)}”" for other in taken)
        command = self.model.name(command_id)
        self.message.setText(text.format(command=command, others=names))
        set_style_property(self.message, "tone", "warning" if taken else "dim")

    def _assign(self) -> None:
        command_id, keys = self._chosen(), self.capture.keys()
        if command_id and keys:
            self._shortcuts.assign(command_id, [keys])
        self._stop()

    def _stop(self) -> None:
        """Listen no longer, and give the focus back to the rows."""
        self.message.clear()
        if self.capture.hasFocus():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.capture.hide()

    def _keep(self, _command_id: str) -> None:
        self._settings.set_value(SHORTCUTS, self._shortcuts.overrides)
        self._update_buttons()

    def _update_buttons(self) -> None:
        command_id, overrides = self._chosen(), self._shortcuts.overrides
        self.change_button.setEnabled(bool(command_id))
        self.remove_button.setEnabled(bool(command_id and self._shortcuts.keys(command_id)))
        self.reset_button.setEnabled(command_id in overrides)
        self.reset_all_button.setEnabled(bool(overrides))

    def _retranslate(self) -> None:
        self.filter_field.set_placeholder(self.tr("Find a command or its keys"))
        self.view.setAccessibleName(self.tr("Commands and their keys"))
        self.capture.setAccessibleName(self.tr("New keys"))
        self.change_button.setText(self.tr("Change…"))
        self.remove_button.setText(self.tr("Remove keys"))
        self.reset_button.setText(self.tr("Reset"))
        self.reset_all_button.setText(self.tr("Reset all"))
        self.model.retranslate()


class _Row(QStyledItemDelegate):
    """Gives every row the height that rows have."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: object, index: object) -> QSize:
        """As wide as the text."""
        size = super().sizeHint(option, index)  # type: ignore[arg-type]
        return QSize(size.width(), self._themes.px(_ROW))
