"""The dialog of «Open…», which takes folders and archives alike."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget


class OpenDialog(QFileDialog):
    """Chooses a package: its folder, its archive, or any file inside it.

    The dialogs of most systems choose either files or folders. Qt's own, which this is, shows
    both: a folder that is chosen and opened is the package, a double click looks into it.
    `package_chosen` carries the path.
    """

    package_chosen = Signal(Path)

    def __init__(self, parent: QWidget, folder: str) -> None:
        super().__init__(parent, "", folder)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setWindowTitle(self.tr("Open a package"))
        self.setNameFilter(self.tr("Packages and their files (*.zip *.tgz *.tar.gz *.yaml *.yml)"))
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("Folder or file"))

    def accept(self) -> None:
        """Take a folder as well, where a dialog for files would only enter it."""
        chosen = self.selectedFiles()
        path = Path(chosen[0]) if chosen else None
        if path is None or not path.exists():
            super().accept()  # which says what is wrong
            return
        QDialog.accept(self)
        self.package_chosen.emit(path)
