"""Opening, closing, wrapping and exporting a package, and making files that it lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from studio.errors import StudioError
from studio.services.recent import RecentPackages
from studio.services.settings import FOLDERS
from studio.ui.shell.opening import OpenFlow
from studio.ui.shell.saving import SaveFlow
from studio.ui.shell.sessions import restore_session

if TYPE_CHECKING:
    from studio.formats.kinds import Kind
    from studio.package.entries import Entry
    from studio.package.opening import Opened
    from studio.ui.shell.window import MainWindow


class PackageCommands(QObject):
    """Binds the commands that are about the package as a whole."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._services = window.services
        self._is_closing = False
        self._recent = RecentPackages(window.services.settings)
        self.saving = SaveFlow(window)
        self.opening = OpenFlow(window, self.saving, self.show)
        bind = window.registry.bind
        bind("file.new", self.new_package)
        bind("file.new_window", lambda: window.new_window_requested.emit(None))
        bind("file.open", self.opening.choose)
        bind("file.open_folder", self.opening.choose_folder)
        bind("file.open_archive", self.opening.choose_archive)
        bind("file.save", self.saving.save, enabled=self.saving.can_save)
        bind("file.save_as", self.saving.save_as, enabled=self._is_open)
        bind("file.close_package", self._close_package, enabled=self._is_open)
        bind("file.quit", window.close)
        bind("package.validate", self._validate, enabled=self._is_open)
        bind("package.export", self.export, enabled=self._is_open)
        bind("package.wrap", self._wrap, enabled=self._is_bare)

    def new_package(self) -> None:
        """Ask what a new package shall be and where, make it from its scaffold and open it."""
        from studio.ui.welcome.newpackage import NewPackageDialog

        folder = self._services.settings.value(FOLDERS).get("open", "")
        dialog = NewPackageDialog(
            self._services.themes, Path(folder) if folder else Path.home(), self._window
        )
        dialog.wanted.connect(self._make_package)
        dialog.open()

    def _make_package(self, kind: Kind, target: Path) -> None:
        from studio.package.origin import FolderOrigin
        from studio.package.saving import save_as
        from studio.package.scaffold import new_package

        try:
            snapshot = new_package(kind, target.name)
            save_as(FolderOrigin(target), snapshot, target, keep_in=self._services.kept)
        except StudioError as error:
            self._window.warn(error.message)
            return
        self.open_path(target)

    def open_path(self, path: Path) -> None:
        """Open a package in the background, in place of the one that is shown."""
        self.opening.open_path(path)

    def show(self, opened: Opened) -> None:
        """Show a package that was opened, and offer work on it that was never saved."""
        if not self.may_close():
            return
        from studio.package.layout import layout_of

        bench = self._window.open_workbench(opened)
        layout = layout_of(bench.document.snapshot)
        kind = layout.kind.value if layout.kind else ""
        name = layout.name or opened.origin.root_name
        if not bench.is_sample:
            self._recent.add(opened.origin.path, kind, name, layout.version)
        self._services.settings.set_value(
            FOLDERS,
            {
                **self._services.settings.value(FOLDERS),
                "open": str(opened.origin.path.parent),
            },
        )
        from studio.ui.shell.recovering import offer_recovery

        if not offer_recovery(self._window, bench) and bench.notices:
            notices = " ".join(self._window.words(notice) for notice in bench.notices)
            self._window.bar.show_message("info", notices)
        restore_session(self._window, bench)
        bench.is_shown = True
        self._window.tree.settle_at_top()
        self._window.tree.setFocus()

    def may_close(self) -> bool:
        """Keep unsaved work safe for the next start; ask only where that is impossible."""
        bench = self._window.workbench
        if not self._window.building.may_close():
            return False
        if bench is None or not bench.document.is_dirty:
            return True
        if self._is_closing:
            return False  # asked again while the work is being kept
        self._is_closing = True
        error = bench.recovery.write_and_wait()
        self._is_closing = False
        if error is None:
            return True
        if not isinstance(error, StudioError):
            raise error
        answer = QMessageBox.warning(
            self._window,
            self.tr("Unsaved changes"),
            self._window.words(error.message),
            QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Discard

    def export(self) -> None:
        """Open the export dialog."""
        from studio.ui.export.exportdialog import ExportDialog

        bench = self._window.workbench
        if bench is None:
            return
        folders = self._services.settings.value(FOLDERS)
        folder = Path(folders.get("export") or bench.origin.path.parent)
        dialog = ExportDialog(
            bench.document,
            self._services,
            self._services.languages.language,
            folder,
            self._window,
        )
        dialog.show_requested.connect(self._window.show_problem)
        dialog.fix_requested.connect(self._window.edit_commands.fix)
        dialog.open()

    def create_missing(self, entry: Entry) -> None:
        """Create a file that the package lacks from the template of its role, and show it."""
        from studio.package.scaffold import new_file

        bench = self._window.workbench
        if bench is None:
            return
        change_set = new_file(bench.document.snapshot, entry.path, entry.role)
        if bench.document.commit(change_set) and change_set.place is not None:
            self._window.show_place(change_set.place)

    def _wrap(self) -> None:
        from studio.package.wrap import wrap

        bench = self._window.workbench
        if bench is None:
            return
        try:
            change_set = wrap(bench.document.snapshot)
            bench.document.commit(change_set)
        except StudioError as error:
            self._window.toast.show_message(self._window.words(error.message), tone="warning")
            return
        self._window.edit_commands.tell_done(change_set.label)

    def _validate(self) -> None:
        if self._window.workbench is not None:
            self._window.workbench.checker.check_now()
            self._window.problems_dock.bring_to_front()

    def _close_package(self) -> None:
        if self.may_close():
            self._window.close_workbench()
            self._window.show_welcome()

    def _is_open(self) -> bool:
        return self._window.workbench is not None

    def _is_bare(self) -> bool:
        bench = self._window.workbench
        if bench is None:
            return False
        from studio.package.layout import layout_of

        return not layout_of(bench.document.snapshot).is_service
