"""The table of images, and below its rows what can be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.links import Link
from studio.ui.images.imageview import ImageView

if TYPE_CHECKING:
    from studio.model.images import ImagesModel
    from studio.ui.theme.switcher import ThemeService


class TableArea(QWidget):
    """The signals ask for saved images: from disk, from a build, or from the engine."""

    tars_wanted = Signal()
    build_wanted = Signal()
    local_wanted = Signal()

    def __init__(
        self, themes: ThemeService, model: ImagesModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.view = ImageView(themes, model)
        self.hint = EmptyState(themes, "tray")
        self.setProperty("ground", "editor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.hint)
        rows.addStretch()

    def show_hint(self) -> None:
        """Say where saved images go, or why there is nothing to see."""
        table, model = self._model.table, self._model
        self.hint.setVisible(table is None or table.is_service or not table.rows)
        if table is None:
            self.hint.set_content(self.tr("Reading the images…"))
            return
        words = self.tr("Drop a saved image (.tar) here, or:")
        if model.is_filtered and not model.shown_count:
            words = self.tr("No image matches the filter.")
        elif not table.rows and not table.is_service:
            words = self.tr("The package names no image.")
        elif not table.rows:
            words = self.tr("The package names no image. Drop a saved image (.tar) here, or:")
        offers = table.is_service and not (model.is_filtered and not model.shown_count)
        links = (
            Link(self.tr("choose one"), self.tars_wanted.emit),
            Link(self.tr("build one"), self.build_wanted.emit),
            Link(self.tr("take one of the engine"), self.local_wanted.emit),
        )
        self.hint.set_content(words, *(links if offers else ()))
