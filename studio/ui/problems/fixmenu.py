"""The menu of what can be done about problems, with what each entry would change beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from studio.errors import StudioError
from studio.package.changes import apply
from studio.package.linediff import changed_by
from studio.ui.commands.menus import Menu
from studio.ui.diff.diffview import DiffView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from studio.package.changes import ChangeSet
    from studio.package.linediff import FileDiff
    from studio.package.snapshot import Snapshot
    from studio.ui.theme.switcher import ThemeService

_SIZE, _LEAST_HEIGHT, _GAP = QSize(560, 320), 72, 6


class FixMenu(Menu):
    """A menu for one opening; the difference that its current entry would make stands beside it."""

    def __init__(self, themes: ThemeService, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__("", parent)
        self._themes = themes
        self._snapshot = snapshot
        self._makers: dict[QAction, Callable[[], ChangeSet]] = {}
        self.preview = FixPreview(themes, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.hovered.connect(self._show_preview)

    def offer(
        self,
        text: str,
        run: Callable[[], object],
        *,
        icon: str = "",
        change: Callable[[], ChangeSet] | None = None,
    ) -> None:
        """Add an entry; `change` computes what it would change, if it is a fix."""
        action = self.addAction(text.replace("&", "&&"))
        if icon:
            action.setIcon(self._themes.icons.icon(icon))
        action.triggered.connect(lambda _checked: run())
        if change is not None:
            self._makers[action] = change

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first entry, so that Enter takes it."""
        super().showEvent(event)
        first = self.actions()[0]
        self.setActiveAction(first)
        self._show_preview(first)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the difference away, too."""
        super().hideEvent(event)
        self.preview.hide()

    def _show_preview(self, action: QAction) -> None:
        maker = self._makers.get(action)
        files = self._differences(maker) if maker is not None else []
        if files:
            self.preview.show_beside(self, files)
        else:
            self.preview.hide()

    def _differences(self, maker: Callable[[], ChangeSet]) -> list[FileDiff]:
        try:
            change_set = maker()
            after = apply(self._snapshot, change_set.operations)
        except StudioError:
            return []  # choosing it will say why
        return changed_by(change_set, self._snapshot, after)


class FixPreview(QFrame):
    """A difference in a window of its own that takes neither focus nor clicks."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._themes = themes
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.diff = DiffView(themes, self)
        self.diff.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.diff.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.diff)
        border = themes.theme.hex("border")
        self.setStyleSheet(f"FixPreview {{ border: 1px solid {border} }}")

    def show_beside(self, menu: QWidget, files: list[FileDiff]) -> None:
        """Show what changes, to the right of `menu` or where there is more room."""
        self.diff.show_differences(files)
        px = self._themes.px
        line = self.diff.fontMetrics().lineSpacing()
        wanted = (self.diff.blockCount() + 1) * line + 2 * px(_GAP)
        height = max(px(_LEAST_HEIGHT), min(wanted, px(_SIZE.height())))
        screen = menu.screen().availableGeometry()
        frame = menu.frameGeometry()
        right, left = screen.right() - frame.right(), frame.left() - screen.left()
        width = min(px(_SIZE.width()), max(right, left) - 2 * _GAP)
        at_right = right >= width + _GAP or right >= left
        x = frame.right() + _GAP if at_right else frame.left() - _GAP - width
        y = min(frame.top(), screen.bottom() - height)
        self.resize(width, height)
        self.move(QPoint(x, max(y, screen.top())))
        self.show()
