"""Ask for saved images on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from studio.services.settings import FOLDERS
from studio.ui.images.tardrop import SUFFIXES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.services.settings import Settings


def choose_tars(parent: QWidget, settings: Settings) -> list[Path]:
    """The files that were chosen, none where the dialog was closed; remembers the folder."""
    translate = QCoreApplication.translate
    title = translate("TarFiles", "Add saved images")
    kinds = translate("TarFiles", "Saved images") + f" ({' '.join(f'*{s}' for s in SUFFIXES)})"
    folders = settings.value(FOLDERS)
    names, _ = QFileDialog.getOpenFileNames(parent, title, folders.get("tars", ""), kinds)
    files = [Path(name) for name in names]
    if files:
        settings.set_value(FOLDERS, {**folders, "tars": str(files[0].parent)})
    return files
