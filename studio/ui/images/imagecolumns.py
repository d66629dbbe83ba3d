"""How the columns of the table of images share its width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from studio.model.images import ARCHITECTURES, FIELD, IMAGE, STATUS, USED

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeView

    from studio.ui.theme.switcher import ThemeService

_ARCHITECTURE, _MOST_STATUS, _LEAST_NAME, _LEAST = 64, 152, 120, 90
_AROUND_WORDS = 36
"""Pixels that the icon of a status and the space around its words take."""
_SHARES = {IMAGE: 0.36, USED: 0.28, FIELD: 0.36}


def status_width(view: QTreeView, themes: ThemeService) -> int:
    """What the words of the status and their title take, up to a limit."""
    model, px = view.model(), themes.px
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    images = [
        model.index(row, 0, group) for group in groups for row in range(model.rowCount(group))
    ]
    uses = [model.index(row, 0, image) for image in images for row in range(model.rowCount(image))]
    words = {str(index.siblingAtColumn(STATUS).data()) for index in (*images, *uses)}
    widths = (
        QFontMetrics(themes.font("label", text=each)).horizontalAdvance(each) for each in words
    )
    widest = max(widths, default=0) + px(_AROUND_WORDS)
    return min(max(widest, view.header().sectionSizeHint(STATUS)), px(_MOST_STATUS))


def share_width(view: QTreeView, themes: ThemeService, status: int) -> None:
    """Give every column its part, the last one `status` pixels.

    What would be too narrow is left out, the uses first.
    """
    px = themes.px
    room = view.viewport().width() - status - px(_ARCHITECTURE) * len(ARCHITECTURES)
    shown = [IMAGE, USED, FIELD]
    for column in (USED, FIELD):
        if room < px(_LEAST_NAME) + px(_LEAST) * (len(shown) - 1):
            shown.remove(column)
    total = sum(_SHARES[column] for column in shown)
    for column in (IMAGE, USED, FIELD):
        view.setColumnHidden(column, column not in shown)
        view.setColumnWidth(column, int(room * _SHARES[column] / total))
    for column in range(FIELD + 1, STATUS):
        view.setColumnWidth(column, px(_ARCHITECTURE))
    view.setColumnWidth(STATUS, status)
