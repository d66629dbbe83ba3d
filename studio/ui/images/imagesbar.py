"""What stands in the way of the mapping of a package, in a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.links import Link

if TYPE_CHECKING:
    from studio.model.imagerows import ImageTable


class ImagesBar(InlineBar):
    """`wrap_wanted` asks for a service package, `text_wanted` for the mapping as text."""

    wrap_wanted = Signal()
    text_wanted = Signal()

    def show_table(self, table: ImageTable | None) -> None:
        """Say what hinders, or nothing."""
        if table is not None and not table.is_service:
            self.show_message(
                "info",
                self.tr("The mapping and saved images need a service package around this one."),
                [Link(self.tr("Make a service package of it"), self.wrap_wanted.emit)],
            )
        elif table is not None and not table.is_readable:
            self.show_message(
                "error",
                self.tr("mapping.yaml cannot be read. Mend it as text first."),
                [Link(self.tr("Open it"), self.text_wanted.emit)],
            )
        elif table is not None and table.missing_charts:
            charts = ", ".join(table.missing_charts)
            words = self.tr("Not packed, so their images are not known: {charts}")
            self.show_message("warning", words.format(charts=charts))
        else:
            self.clear()
