"""How the columns of the table of images share its width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.model.images import ARCHITECTURES, FIELD, IMAGE, STATUS, USED

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeView

    from studio.ui.theme.switcher import ThemeService

_ARCHITECTURE, _STATUS, _LEAST_NAME, _LEAST = 64, 152, 120, 90
_SHARES = {IMAGE: 0.36, USED: 0.28, FIELD: 0.36}


def share_width(view: QTreeView, themes: ThemeService) -> None:
    """Give every column its part; what would be too narrow is left out, the uses first."""
    px = themes.px
    room = view.viewport().width() - px(_STATUS) - px(_ARCHITECTURE) * len(ARCHITECTURES)
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
    view.setColumnWidth(STATUS, px(_STATUS))
