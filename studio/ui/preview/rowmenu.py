"""What can be done with one field of the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from studio.formats.values import MISSING
from studio.model.instance import found
from studio.ui.commands.menus import Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.model.formrows import Row
    from studio.ui.preview.previewpanel import PreviewPanel


class RowMenu(Menu):
    """A menu for one opening."""

    def __init__(self, panel: PreviewPanel, row: Row) -> None:
        super().__init__(parent=panel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        model, follower = panel.model, panel.follower
        described = follower.place_of(row.field)
        schema = follower.place_of(row.field, schema=True)
        self._add(
            self.tr("Show in the descriptors"),
            lambda: panel.show_row_place(row),
            enabled=bool(row.field.descriptors) and described is not None,
        )
        self._add(
            self.tr("Show in the schema"),
            lambda: panel.show_row_place(row, schema=True),
            enabled=schema is not None,
        )
        self._add(self.tr("Copy the path"), lambda: _copy(row.field.path_text))
        self.addSeparator()
        value = model.value(row.path)
        self._add(
            self.tr("Back to the start value"),
            lambda: model.reset_value(row.path),
            enabled=not model.read_only and value != found(model.start, row.path),
        )
        self._add(
            self.tr("Say nothing here"),
            lambda: model.set_value(row.path, MISSING),
            enabled=not model.read_only and value is not MISSING,
        )

    def _add(self, text: str, run: Callable[[], object], *, enabled: bool = True) -> None:
        action = self.addAction(text)
        action.triggered.connect(run)
        action.setEnabled(enabled)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
