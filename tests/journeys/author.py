"""What an author does at the window, by keys and mouse, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from studio.model.problemlist import ProblemRole
from studio.ui.export.exportdialog import ExportDialog
from studio.ui.shell.textpage import TextPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from studio.model.document import Document
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench
    from studio.ui.textview.view import TextView

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000
"""Milliseconds that a slow machine may take for anything."""


class Author:
    """Somebody at one window, who sees what it shows and presses keys and buttons."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    # Seeing

    @property
    def bench(self) -> Workbench:
        """What is open."""
        assert self.window.workbench is not None
        return self.window.workbench

    @property
    def document(self) -> Document:
        """The package that is open."""
        return self.bench.document

    @property
    def root(self) -> Path:
        """Where the package lies."""
        return self.bench.origin.path

    @property
    def view(self) -> TextView:
        """The text in front."""
        page = self.window.editors.current
        assert isinstance(page, TextPage)
        return page.view

    def text(self, path: str) -> str:
        """The text of a file as it is now."""
        content = self.document.snapshot.text(path)
        assert content is not None
        return content.text

    def rules(self) -> list[str]:
        """The rules of the listed problems."""
        return [problem.rule for problem in self.bench.problems.shown]

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Go on once it holds."""
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def wait_for_jobs(self) -> None:
        """Go on once the package is checked and nothing runs in the background."""
        jobs = self.window.services.jobs
        self.wait_until(
            lambda: (
                not jobs.running
                and (self.window.workbench is None or not self.bench.checker.is_busy)
            )
        )

    # Doing

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key wherever the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        self.qtbot.keyClick(focus, key, modifiers)

    def open(self, path: Path, patch: pytest.MonkeyPatch) -> None:
        """Open a folder or an archive by its command, and wait until it is checked."""
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        self.window.activateWindow()
        self.wait_until(self.window.isActiveWindow)
        started = self.window.services.jobs.started
        with self.qtbot.waitSignal(started, timeout=PATIENCE):
            self.window.registry.run("file.open_folder" if path.is_dir() else "file.open_archive")
        self.wait_for_jobs()

    def row(self, path: str) -> QModelIndex:
        """The row of a file or folder, in sight."""
        index = self.bench.tree.index_of_path(path)
        assert index.isValid(), path
        return self.in_sight(index)

    def in_sight(self, index: QModelIndex) -> QModelIndex:
        """A row of the tree, once all around it is open and it has been scrolled to."""
        above = index.parent()
        while above.isValid():
            self.window.tree.expand(above)
            above = above.parent()
        self.window.tree.scrollTo(index)
        return index

    def node(self, path: str, *names: str) -> QModelIndex:
        """The row of a key below a file, in sight."""
        tree = self.bench.tree
        index = self.row(path)
        for name in names:
            self.window.tree.expand(index)
            tree.fetchMore(index)
            self.wait_until(lambda above=index: tree.rowCount(above) > 0)
            rows = [tree.index(row, 0, index) for row in range(tree.rowCount(index))]
            index = next(row for row in rows if row.data() == name)
        return self.in_sight(index)

    def click_row(self, index: QModelIndex) -> None:
        """Click a row of the tree."""
        tree = self.window.tree
        self.qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())

    def double_click_row(self, index: QModelIndex) -> None:
        """Click a row of the tree twice."""
        tree, position = self.window.tree, self.window.tree.visualRect(index).center()
        self.qtbot.mouseClick(tree.viewport(), LEFT, pos=position)
        self.qtbot.mouseDClick(tree.viewport(), LEFT, pos=position)

    def go_to(self, path: str, line: int = 1, column: int = 1) -> None:
        """Open a file from the tree and put the caret somewhere."""
        self.double_click_row(self.row(path))
        self.wait_until(lambda: self.window.editors.current.key == path)
        self.view.go_to(line, column)
        self.view.edit.setFocus()

    def type_at(self, path: str, words: str, line: int = 1, column: int = 1) -> None:
        """Open a file from the tree, put the caret somewhere and type."""
        self.go_to(path, line, column)
        self.qtbot.keyClicks(self.view.edit, words)

    def undo(self, times: int = 1) -> None:
        """Press Ctrl+Z."""
        for _ in range(times):
            self.press(Qt.Key.Key_Z, CTRL)

    def redo(self, times: int = 1) -> None:
        """Press Ctrl+Shift+Z."""
        for _ in range(times):
            self.press(Qt.Key.Key_Z, CTRL | SHIFT)

    def run_command(self, words: str) -> None:
        """Run the command that the palette finds first for some words."""
        self.press(Qt.Key.Key_P, CTRL | SHIFT)
        self.qtbot.keyClicks(self.window.locator.field, words)
        self.qtbot.keyClick(self.window.locator.field, Qt.Key.Key_Return)

    def save(self) -> None:
        """Press Ctrl+S and wait for the end, whatever it is."""
        self.press(Qt.Key.Key_S, CTRL)
        self.wait_for_jobs()

    def click_problem(self, rule: str) -> None:
        """Click the row of the first problem of a rule: the caret goes there."""
        view, index = self.window.problems.view, self.problem_row(rule)
        view.scrollTo(index)
        position = view.visualRect(index).center() - QPoint(view.width() // 4, 0)
        self.qtbot.mouseClick(view.viewport(), LEFT, pos=position)

    def click_fix(self, rule: str) -> None:
        """Click the words of the fix in the row of the first problem of a rule."""
        view, index = self.window.problems.view, self.problem_row(rule)
        view.scrollTo(index)
        delegate = view.itemDelegate()
        rect = delegate.link_rect(view.visualRect(index), index)  # type: ignore[attr-defined]
        self.qtbot.mouseClick(view.viewport(), LEFT, pos=rect.center())

    def problem_row(self, rule: str) -> QModelIndex:
        """The row of the first problem of a rule that has a fix, or else of the first."""
        model = self.bench.problems
        rows = [model.index_of(number) for number in range(len(model.shown))]
        mine = [index for index in rows if index.data(ProblemRole).rule == rule]
        return next((index for index in mine if index.data(ProblemRole).fix), mine[0])

    def choose(self, words: str) -> None:
        """Choose an entry of the menu that is open, by the arrow keys and Enter."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            active = menu.activeAction()
            if active is not None and words in active.text().replace("&", ""):
                break
            self.qtbot.keyClick(menu, Qt.Key.Key_Down)
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)
        self.come_back()

    def come_back(self) -> None:
        """Give the window the focus: without a window manager nobody does when a menu closes."""
        self.window.activateWindow()
        self.wait_until(self.window.isActiveWindow)

    def click_link(self, words: str) -> None:
        """Click a link of the bar over the text."""
        bar = self.window.bar
        assert bar.isVisible(), words
        link = next(link for link in bar.links() if link.text() == words)
        self.qtbot.mouseClick(link, LEFT)

    def rename_to(self, name: str) -> None:
        """Press F2 in the tree, type a name, press Enter."""
        self.press(Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert editor is not None
        assert editor is not self.window.tree, "the row is not being renamed"
        self.qtbot.keyClick(editor, Qt.Key.Key_A, CTRL)
        self.qtbot.keyClicks(editor, name)
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        self.wait_until(lambda: QApplication.focusWidget() is not editor)

    def select_rows(self, *paths: str) -> None:
        """Choose several rows of the tree, with the focus in it."""
        tree = self.window.tree
        self.click_row(self.row(paths[0]))
        tree.setFocus()
        for path in paths[1:]:
            flags = QItemSelectionModel.SelectionFlag
            tree.selectionModel().select(self.row(path), flags.Select | flags.Rows)

    def export(self, folder: Path) -> ExportDialog:
        """Export by Ctrl+E and Enter into `folder`; the dialog stays open with its result."""
        self.press(Qt.Key.Key_E, CTRL)
        dialog = self.dialog()
        dialog.target.folder_field.setText(str(folder))
        self.wait_until(dialog.export_button.isEnabled)
        self.qtbot.mouseClick(dialog.export_button, LEFT)
        self.wait_until(lambda: not dialog.is_exporting)
        return dialog

    def dialog(self) -> ExportDialog:
        """The export dialog that is open."""
        found: list[QWidget] = self.window.findChildren(ExportDialog)
        dialog = found[-1]
        assert isinstance(dialog, ExportDialog)
        self.wait_until(dialog.isVisible)
        return dialog
