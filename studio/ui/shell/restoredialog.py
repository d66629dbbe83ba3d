"""Look at unsaved work file by file, and choose what of it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
)

from studio.ui.controls.buttons import Button
from studio.ui.diff.diffview import DiffView

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtWidgets import QWidget

    from studio.package.linediff import FileDiff
    from studio.ui.theme.switcher import ThemeService

_FILE = Qt.ItemDataRole.UserRole


class RestoreDialog(QDialog):
    """Files with unsaved changes beside what differs; `chosen` carries the paths to restore.

    `disputed` are the files that other programs have changed since; restoring one replaces what
    lies on disk, in the studio, as a step that can be undone.
    """

    chosen = Signal(object)

    def __init__(
        self,
        themes: ThemeService,
        files: Sequence[FileDiff],
        disputed: Collection[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Unsaved changes"))
        self.resize(parent.width() * 3 // 4, parent.height() * 3 // 4)
        self._disputed = disputed
        self.list = QListWidget()
        self.diff = DiffView(themes)
        self._hint = QLabel()
        self._hint.setProperty("tone", "dim")
        self._hint.setWordWrap(True)
        self.restore_button = Button(themes, kind="primary")
        self.restore_button.setDefault(True)
        self._cancel_button = Button(themes)
        self._cancel_button.setText(self.tr("Cancel"))
        self._cancel_button.setAutoDefault(False)
        self._arrange()
        self.list.currentItemChanged.connect(self._show)
        self.list.itemChanged.connect(self._count)
        self.restore_button.clicked.connect(self.accept)
        self._cancel_button.clicked.connect(self.reject)
        for file in files:
            self._add(file)
        self.list.setCurrentRow(0)
        self._count()

    def paths(self) -> frozenset[str]:
        """The files that are ticked."""
        return frozenset(
            item.data(_FILE).path
            for item in map(self.list.item, range(self.list.count()))
            if item.checkState() == Qt.CheckState.Checked
        )

    def accept(self) -> None:
        """Have the ticked files restored."""
        chosen = self.paths()
        super().accept()
        self.chosen.emit(chosen)

    def _arrange(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.diff)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 5)
        buttons = QHBoxLayout()
        buttons.addWidget(self._hint, 1)
        buttons.addWidget(self._cancel_button)
        buttons.addWidget(self.restore_button)
        self.list.setSpacing(3)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(QLabel(self.tr("On disk (red) and never saved (green)")))
        column.addWidget(splitter, 1)
        column.addLayout(buttons)

    def _add(self, file: FileDiff) -> None:
        title = file.path
        if file.path in self._disputed:
            title = self.tr("{path} — changed on disk since").format(path=file.path)
        item = QListWidgetItem(title, self.list)
        item.setData(_FILE, file)
        item.setToolTip(title)
        item.setCheckState(Qt.CheckState.Checked)

    def _show(self, item: QListWidgetItem | None) -> None:
        """Show what differs in the file that the keys are on."""
        if item is None:
            return
        file: FileDiff = item.data(_FILE)
        self.diff.show_differences([file])
        if file.path in self._disputed:
            self._hint.setText(
                self.tr(
                    "Another program has changed this file since. Without the tick it stays as it "
                    "is on disk, and the unsaved work is offered again."
                )
            )
        else:
            self._hint.clear()

    def _count(self) -> None:
        count = len(self.paths())
        self.restore_button.setEnabled(count > 0)
        self.restore_button.setText(self.tr("Restore %n file(s)", "", count))
