"""How a window and its panes are arranged, kept between runs."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtGui import QGuiApplication

from studio.services.settings import WINDOW

if TYPE_CHECKING:
    from studio.ui.shell.window import MainWindow

_VERSION = 1
_NARROW, _WIDE = 1280, 1440
_TREE_NARROW, _TREE_WIDE = 248, 286
_PANES_HEIGHT = 160


def remember_layout(window: MainWindow) -> None:
    """Keep size, place and panes of the window for the next start."""
    state = {
        "geometry": window.saveGeometry().toBase64().toStdString(),
        "frame": _frame_of(window),
        "state": window.saveState(_VERSION).toBase64().toStdString(),
        "closed": ",".join(sorted(_closed(window))),
    }
    window.services.settings.set_value(WINDOW, state)


def restore_layout(window: MainWindow) -> bool:
    """Arrange the window as it was left; False where that is not known.

    Qt moves a window that would open outside every screen.
    """
    layout = window.services.settings.value(WINDOW)
    geometry = QByteArray.fromBase64(layout.get("geometry", "").encode())
    state = QByteArray.fromBase64(layout.get("state", "").encode())
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        return False
    _move_frame(window, layout.get("frame", ""))
    window.is_arranged = window.restoreState(state, _VERSION)
    # What was visible says nothing: on the welcome page no pane is.
    window.closed_docks = set(layout.get("closed", "").split(","))
    for dock in window.docks:
        is_open = window.workbench is not None
        dock.setVisible(is_open and dock.objectName() not in window.closed_docks)
    return True


def _frame_of(window: MainWindow) -> str:
    """Where the frame of the window is in pixels of the desktop; "" while it fills the screen."""
    if window.isMaximized() or window.isFullScreen():
        return ""
    return " ".join(map(str, window.frameGeometry().getRect()))  # type: ignore[arg-type]


def _move_frame(window: MainWindow, frame: str) -> None:
    """Put the frame where it was, if a screen still has that place.

    Qt takes frames to be higher than most are, and would move a window near the top down a little.
    """
    with suppress(ValueError, TypeError):
        rect = QRect(*map(int, frame.split()))
        screens = (screen.availableGeometry() for screen in QGuiApplication.screens())
        if any(screen.contains(rect) for screen in screens):
            window.move(rect.topLeft())


def _closed(window: MainWindow) -> set[str]:
    """The names of the panes that the user closed."""
    if window.workbench is None:
        return set(window.closed_docks)
    return {dock.objectName() for dock in window.docks if dock.is_closed}


def arrange_panes(window: MainWindow) -> None:
    """Give the panes the sizes of the design: a wide window has room for a wider tree."""
    px = window.services.themes.px
    share = min(max((window.width() - px(_NARROW)) / px(_WIDE - _NARROW), 0), 1)
    tree = px(_TREE_NARROW + share * (_TREE_WIDE - _TREE_NARROW))
    window.resizeDocks([window.tree_dock], [tree], Qt.Orientation.Horizontal)
    window.resizeDocks([window.problems_dock], [px(_PANES_HEIGHT)], Qt.Orientation.Vertical)
    window.is_arranged = True
