"""What can be done with the rows of the package tree: by keys, by menu, by drag and drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from studio.errors import StudioError
from studio.formats.kinds import Kind, Role
from studio.model.treeroles import EntryRole
from studio.package.entries import EntryKind
from studio.package.snapshot import Place
from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR, MenuSpec
from studio.ui.shell.page import is_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from studio.package.changes import ChangeSet
    from studio.package.entries import Entry
    from studio.package.layout import Layout
    from studio.ui.commands.menus import MenuItem
    from studio.ui.shell.window import MainWindow
    from studio.wording import Message

TREE = QT_TRANSLATE_NOOP("commands", "Package tree")

TREE_COMMANDS = (
    Command("tree.open", QT_TRANSLATE_NOOP("commands", "&Open"), TREE, local=True),
    Command("tree.new_folder", QT_TRANSLATE_NOOP("commands", "New &folder"), TREE, "folder-plus"),
    Command(
        "tree.rename",
        QT_TRANSLATE_NOOP("commands", "&Rename"),
        TREE,
        "pencil-simple",
        ("F2",),
        local=True,
    ),
    Command(
        "tree.duplicate",
        QT_TRANSLATE_NOOP("commands", "D&uplicate"),
        TREE,
        "copy-simple",
        ("Ctrl+D",),
        local=True,
    ),
    Command(
        "tree.delete",
        QT_TRANSLATE_NOOP("commands", "&Delete"),
        TREE,
        "trash",
        ("Del",),
        local=True,
    ),
    Command(
        "tree.copy",
        QT_TRANSLATE_NOOP("commands", "&Copy"),
        TREE,
        "copy",
        ("Ctrl+C",),
        local=True,
    ),
    Command(
        "tree.copy_path",
        QT_TRANSLATE_NOOP("commands", "Copy &path"),
        TREE,
        keys=("Shift+Alt+C",),
        local=True,
    ),
    Command(
        "tree.reveal_outside",
        QT_TRANSLATE_NOOP("commands", "Show in the file &manager"),
        TREE,
        "arrow-square-out",
        local=True,
    ),
)

_NEW_FILES: dict[Kind, tuple[tuple[Role, str], ...]] = {
    Kind.OSC: (
        (Role.CRD, "manifests/{name}_crd.yaml"),
        (Role.CSD, "manifests/{name}_csd.yaml"),
        (Role.LOG_CONFIG, "manifests/vendor/log_config.yaml"),
        (Role.MONITOR_CONFIG, "manifests/vendor/monitor_config.yaml"),
        (Role.README, "README.md"),
    ),
    Kind.HELM: (
        (Role.TEMPLATE, "templates/{name}.yaml"),
        (Role.VALUES_SCHEMA, "values.schema.json"),
        (Role.README, "README.md"),
    ),
    Kind.OPERATOR: (
        (Role.CRD, "{bundle}/{name}_crd.yaml"),
        (Role.CSV, "{bundle}/{name}.clusterserviceversion.yaml"),
    ),
}


_SEVERAL = (Role.CRD, Role.CSD, Role.TEMPLATE)
"""What a package may hold more than one of; of each other role it has one file."""


class TreeCommands(QObject):
    """Binds the commands of the tree and makes its context menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view = window.tree
        registry = window.registry
        registry.register(TREE_COMMANDS)
        bind = registry.bind
        bind("tree.open", self._view.open_current, enabled=self._has_row)
        bind("tree.new_folder", self.new_folder, enabled=self._is_open)
        bind("tree.rename", self._rename, enabled=self._can_rename)
        bind("tree.duplicate", self._duplicate, enabled=self._has_one_path)
        bind("tree.delete", self._delete, enabled=self._has_paths)
        bind("tree.copy", self._copy, enabled=self._has_row)
        bind("tree.copy_path", self._copy_path, enabled=self._has_paths)
        bind("tree.reveal_outside", self._reveal_outside, enabled=self._is_open)
        bind("tab.rename", self._rename_current, enabled=self._is_file_in_front)
        registry.attach(self._view, [c.id for c in TREE_COMMANDS if c.local])
        own = [command.id for command in TREE_COMMANDS]
        self._view.rows_chosen.connect(lambda: registry.refresh(own))
        self._view.menu_requested.connect(self._show_menu)

    def fill_new_menu(self, menu: QMenu) -> None:
        """Offer the files that this kind of package may have, then an empty one and a folder.

        What a package has one of, and this one has already, cannot be chosen.
        """
        bench = self._window.workbench
        if bench is None:
            return
        from studio.formats.imagemap import MAPPING_PATH
        from studio.package.layout import layout_of
        from studio.ui.explorer.rolelook import role_icon

        layout = layout_of(bench.document.snapshot)
        icons = self._window.services.themes.icons

        def offer(label: str, path: str, role: Role) -> None:
            create = self._creator(path, role)
            action = menu.addAction(icons.icon(role_icon(role)), label, create)
            action.setEnabled(not _has_its_one(layout, path, role))

        for role, pattern in _NEW_FILES.get(layout.kind, ()) if layout.kind else ():
            root = layout.bundle.csv.rpartition("/")[0] if layout.bundle else ""
            name = layout.name or "new"
            path = pattern.format(name=name, bundle=root)
            path = path if layout.bundle else layout.in_deploy(path)
            offer(self._role_name(role), path, role)
        if layout.is_service:
            offer("mapping.yaml", MAPPING_PATH, Role.MAPPING)
        menu.addSeparator()
        empty = self.tr("Empty file")
        menu.addAction(icons.icon("file-plus"), empty, self._new_empty)
        menu.addAction(self._window.registry.action("tree.new_folder"))

    def menu_items(self) -> tuple[MenuItem, ...]:
        """What the context menu of a row offers."""
        new = QT_TRANSLATE_NOOP("commands", "&New")
        return (
            "tree.open",
            "tree.open_beside",
            MenuSpec(new, icon="file-plus", fill=self.fill_new_menu),
            SEPARATOR,
            "tree.rename",
            "tree.duplicate",
            "tree.delete",
            SEPARATOR,
            "tree.copy",
            "tree.copy_path",
            "tree.reveal_outside",
        )

    def new_folder(self) -> None:
        """Make a folder in the chosen one, and let it be named."""
        from studio.package.refactoring import create_folder, free_name

        bench = self._window.workbench
        if bench is not None:
            path = free_name(bench.document.snapshot, self._below(self.tr("new-folder")))
            self._do(lambda: create_folder(bench.document.snapshot, path), rename=path)

    def _new_empty(self) -> None:
        from studio.package.refactoring import free_name
        from studio.package.scaffold import new_file

        bench = self._window.workbench
        if bench is not None:
            path = free_name(bench.document.snapshot, self._below("new.yaml"))
            self._do(lambda: new_file(bench.document.snapshot, path), rename=path)

    def _creator(self, path: str, role: Role) -> Callable[[], None]:
        def create() -> None:
            from studio.package.refactoring import free_name
            from studio.package.scaffold import new_file

            bench = self._window.workbench
            if bench is not None:
                free = free_name(bench.document.snapshot, path)
                self._do(lambda: new_file(bench.document.snapshot, free, role), rename=free)

        return create

    def _rename(self) -> None:
        self._view.edit(self._view.currentIndex())

    def _rename_current(self) -> None:
        """Let the file in front be renamed in its row; the keys come back to it afterwards."""
        page, run = self._window.editors.current, self._window.registry.run
        if page is None:
            return
        run("view.tree")
        if not self._view.rename(page.key):
            self._window.tree_panel.close_filter()
            self._view.rename(page.key)
        once = Qt.ConnectionType.SingleShotConnection
        self._view.itemDelegate().closeEditor.connect(lambda: run("view.editor"), once)

    def _duplicate(self) -> None:
        from studio.package.refactoring import duplicate

        bench, paths = self._window.workbench, self._view.selected_paths()
        if bench is not None:
            change = duplicate(bench.document.snapshot, paths[0])
            place = change.place
            self._do(lambda: change, rename=place.path if place else "")

    def _delete(self) -> None:
        from studio.package.refactoring import delete

        bench = self._window.workbench
        if bench is None:
            return
        change_set = delete(bench.document.snapshot, self._view.selected_paths())
        if bench.document.commit(change_set):
            self._window.edit_commands.tell_done(change_set.label)

    def _copy(self) -> None:
        """The YAML of keys and items, the paths of files."""
        from studio.package.nodetext import node_text

        bench = self._window.workbench
        if bench is None:
            return
        entries = self._entries()
        nodes = [entry for entry in entries if entry.kind is EntryKind.NODE]
        texts = [
            node_text(bench.document.snapshot, Place(e.path, e.pointer, e.document)) for e in nodes
        ]
        QGuiApplication.clipboard().setText(
            "".join(texts) if nodes else "\n".join(self._view.selected_paths())
        )

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._view.selected_paths()))

    def _reveal_outside(self) -> None:
        bench = self._window.workbench
        if bench is None:
            return
        origin = bench.origin.path
        path = origin / next(iter(self._view.selected_paths()), "") if origin.is_dir() else origin
        folder = path if path.is_dir() else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(_existing(folder))))

    def _show_menu(self, position: QPoint) -> None:
        self._window.registry.refresh([command.id for command in TREE_COMMANDS])
        menu = self._window.menus.context_menu(self._view, self.menu_items())
        menu.popup(position)

    def _do(self, make: Callable[[], ChangeSet], *, rename: str = "") -> None:
        """Commit a change, show its row, and start to rename it."""
        bench = self._window.workbench
        if bench is None:
            return
        try:
            bench.document.commit(make())
        except StudioError as error:
            self._window.toast.show_message(self._words(error.message), tone="warning")
            return
        if rename:
            self._view.reveal(rename)
            self._view.edit(self._view.currentIndex())

    def _below(self, name: str) -> str:
        """A path for something new: in the chosen folder, or beside the chosen file."""
        bench = self._window.workbench
        index = self._view.currentIndex()
        if bench is None:
            return name
        entry: Entry | None = index.data(EntryRole)
        if entry is None or entry.kind is EntryKind.PACKAGE:
            from studio.package.layout import layout_of

            folder = layout_of(bench.document.snapshot).deploy_root
        else:
            folder = self._view.folder_of(index)
        return f"{folder}/{name}" if folder else name

    def _entries(self) -> list[Entry]:
        indexes = self._view.selectionModel().selectedRows() if self._view.model() else []
        return [index.data(EntryRole) for index in indexes]

    def _words(self, sentence: Message) -> str:
        return sentence.text(self._window.services.languages.language)

    def _role_name(self, role: Role) -> str:
        return {
            Role.CRD: self.tr("Custom resource definition"),
            Role.CSD: self.tr("Custom service definition"),
            Role.CSV: self.tr("Cluster service version"),
            Role.LOG_CONFIG: self.tr("Log configuration"),
            Role.MONITOR_CONFIG: self.tr("Monitor configuration"),
            Role.README: "README.md",
            Role.TEMPLATE: self.tr("Template"),
            Role.VALUES_SCHEMA: "values.schema.json",
        }[role]

    def _is_open(self) -> bool:
        return self._window.workbench is not None

    def _has_row(self) -> bool:
        return self._view.currentIndex().isValid()

    def _has_paths(self) -> bool:
        return bool(self._view.selected_paths())

    def _has_one_path(self) -> bool:
        return len(self._view.selected_paths()) == 1

    def _is_file_in_front(self) -> bool:
        page = self._window.editors.current
        return page is not None and is_file(page.key)

    def _can_rename(self) -> bool:
        flags = self._view.model().flags(self._view.currentIndex()) if self._view.model() else None
        return flags is not None and bool(flags & Qt.ItemFlag.ItemIsEditable)


def _has_its_one(layout: Layout, path: str, role: Role) -> bool:
    """Whether a package that has one file of `role`, at `path` or elsewhere, has it."""
    if role in _SEVERAL:
        return False
    # Charts in a chart have texts for readers and schemas of their own.
    is_alone = role not in (Role.README, Role.VALUES_SCHEMA)
    return path in layout.roles or (is_alone and role in layout.roles.values())


def _existing(path: Path) -> Path:
    """The nearest folder that exists: a new one is not on disk before it is saved."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
