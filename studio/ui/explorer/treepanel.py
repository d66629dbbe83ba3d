"""The package tree with its filter and the tools of its title band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR, MenuFactory, MenuSpec
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.textfield import SearchField
from studio.ui.explorer.treefilter import HIDE_OPTIONAL, SHOW_HIDDEN, TreeFilter

if TYPE_CHECKING:
    from studio.services.settings import Preference
    from studio.ui.explorer.treecommands import TreeCommands
    from studio.ui.explorer.treeview import PackageTreeView
    from studio.ui.shell.services import Services
    from studio.ui.shell.window import MainWindow

_TREE = QT_TRANSLATE_NOOP("commands", "Package tree")

PANEL_COMMANDS = (
    Command(
        "tree.filter",
        QT_TRANSLATE_NOOP("commands", "&Filter files"),
        _TREE,
        "magnifying-glass",
        ("Ctrl+F",),
        local=True,
    ),
    Command("tree.collapse_all", QT_TRANSLATE_NOOP("commands", "&Collapse all"), _TREE),
    Command(
        "tree.hide_optional",
        QT_TRANSLATE_NOOP("commands", "Hide &optional files"),
        _TREE,
        checkable=True,
    ),
    Command(
        "tree.show_hidden",
        QT_TRANSLATE_NOOP("commands", "Show &hidden files"),
        _TREE,
        checkable=True,
    ),
)
MORE_MENU = ("tree.collapse_all", SEPARATOR, "tree.hide_optional", "tree.show_hidden")


class TreePanel(QWidget):
    """The tree, and above it a field that filters it while it is open."""

    def __init__(self, services: Services, tree: PackageTreeView) -> None:
        super().__init__()
        self.tree = tree
        self.filter = TreeFilter(tree, services.settings)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "panel")
        self.field = SearchField(services.themes, icon="funnel")
        self._field_row = QWidget(self)
        row = QHBoxLayout(self._field_row)
        row.setContentsMargins(8, 6, 8, 2)
        row.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._field_row)
        layout.addWidget(tree)
        self._field_row.hide()
        self.setFocusProxy(tree)
        self.field.textChanged.connect(self.filter.set_text)
        self.field.installEventFilter(self)
        tree.installEventFilter(self)
        self._retranslate()

    @property
    def is_filtering(self) -> bool:
        """Whether the field is open."""
        return not self._field_row.isHidden()

    def open_filter(self) -> None:
        """Show the field, with the keys in it."""
        self._field_row.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_filter(self) -> None:
        """Show every row again."""
        self.field.clear()
        self._field_row.hide()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes the field, also from the tree; Down and Enter go from it to the tree."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            in_field = watched is self.field
            if event.key() == Qt.Key.Key_Escape and self.is_filtering:
                self.close_filter()
                return True
            down = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if in_field and event.key() in down:
                self._go_to_first()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _go_to_first(self) -> None:
        """Put the keys on the first row whose name matches."""
        wanted, tree = self.field.text().strip().casefold(), self.tree
        index = tree.model().index(0, 0) if tree.model() else tree.currentIndex()
        while index.isValid() and wanted not in str(index.data()).casefold():
            index = tree.indexBelow(index)
        tree.setFocus(Qt.FocusReason.TabFocusReason)
        if index.isValid():
            tree.moved_by_keys = True
            tree.setCurrentIndex(index)

    def _retranslate(self) -> None:
        self.field.set_placeholder(self.tr("Filter files"))


class TreeTools(QObject):
    """Filter, new and more in the band above the tree."""

    def __init__(self, window: MainWindow, commands: TreeCommands) -> None:
        super().__init__(window)
        self._window = window
        self._panel = window.tree_panel
        registry, themes = window.registry, window.services.themes
        registry.register(PANEL_COMMANDS)
        registry.bind("tree.filter", self._toggle_filter, enabled=self._is_open)
        registry.bind("tree.collapse_all", self._collapse, enabled=self._is_open)
        self._bind_choice("tree.hide_optional", HIDE_OPTIONAL)
        self._bind_choice("tree.show_hidden", SHOW_HIDDEN)
        registry.attach(window.tree, ["tree.filter"])
        factory = MenuFactory(registry)
        self._new = ToolButton(themes, "plus", compact=True)
        self._new.setMenu(factory.menu(MenuSpec("", fill=commands.fill_new_menu), self._new))
        self._more = ToolButton(themes, "dots-three", compact=True)
        self._more.setMenu(factory.menu(MenuSpec("", MORE_MENU), self._more))
        tools = window.tree_dock.band.tools
        tools.addWidget(ToolButton(themes, action=registry.action("tree.filter"), compact=True))
        for button in (self._new, self._more):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            tools.addWidget(button)
        window.services.languages.changed.connect(self._retranslate)
        self._retranslate()

    def _bind_choice(self, command_id: str, preference: Preference[bool]) -> None:
        tree_filter = self._panel.filter
        self._window.registry.bind(
            command_id,
            lambda on: tree_filter.choose(preference, on=on),
            enabled=self._is_open,
            checked=lambda: tree_filter.is_on(preference),
        )

    def _toggle_filter(self) -> None:
        if self._panel.is_filtering and not self._panel.tree.hasFocus():
            self._panel.close_filter()
        else:
            self._panel.open_filter()

    def _collapse(self) -> None:
        """Close everything but the package itself."""
        tree = self._panel.tree
        tree.collapseAll()
        tree.expand(tree.model().index(0, 0))

    def _retranslate(self) -> None:
        self._new.set_label(self.tr("New file or folder"))
        self._more.set_label(self.tr("More"))

    def _is_open(self) -> bool:
        return self._window.workbench is not None
