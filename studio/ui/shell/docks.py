"""The panes around the editor: docks with a title band of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

BAND = 36


class DockTitle(QWidget):
    """The 36 px band above a dock: its title at the left, tools at the right, a hairline below."""

    def __init__(self, themes: ThemeService, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._themes = themes
        self._label = QLabel(dock.windowTitle(), self)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 6, 1)
        row.setSpacing(4)
        row.addWidget(self._label)
        row.addStretch(1)
        row.addLayout(self.tools)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        dock.windowTitleChanged.connect(self._label.setText)
        themes.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """As high as the tabs beside it."""
        return QSize(super().sizeHint().width(), self._themes.px(BAND))

    def minimumSizeHint(self) -> QSize:
        """Narrow docks cut the title, not the tools."""
        return QSize(0, self._themes.px(BAND))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._themes.colour("panel"))
        line = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painter.fillRect(line, self._themes.colour("line"))

    def _dress(self) -> None:
        self._label.setFont(self._themes.font("section"))
        self.updateGeometry()


class Dock(QDockWidget):
    """A pane that can be moved, floated and closed; it words its title in each language.

    `make_content` is called when the dock is first seen. A dock that shares its place with others
    shows no band: the tab already says its name, and how much there is by `count`. `wanted` comes
    before it is brought to the front. One that stepped aside is hidden, but not closed.
    """

    wanted = Signal()

    def __init__(
        self,
        themes: ThemeService,
        name: str,
        title: Callable[[], str],
        make_content: Callable[[], QWidget],
        parent: QWidget,
        *,
        tabbed: bool = False,
        count: Callable[[], int] = int,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._make_content = make_content
        self._tabbed = tabbed
        self.count = count
        self.closed_with: list[Dock] = []
        self._is_aside = False
        self.update_title()
        self.band = DockTitle(themes, self)
        self._no_band = QWidget(self)
        self.topLevelChanged.connect(self._choose_band)
        self.visibilityChanged.connect(self._plan_to_fill)
        self._choose_band(self.isFloating())

    def name(self) -> str:
        """The title without the count."""
        return self._title()

    @property
    def is_closed(self) -> bool:
        """Whether the user has closed it."""
        return self.isHidden() and not self._is_aside

    def step_aside(self, aside: bool) -> None:
        """Leave its room to the page in front, or come back."""
        if aside and not self.isHidden() and not self.isFloating():
            self.hide()
            self._is_aside = True
        elif not aside and self._is_aside:
            self.show()

    def setVisible(self, visible: bool) -> None:
        """Whoever shows or closes it decides anew."""
        self._is_aside = False
        super().setVisible(visible)

    def update_title(self) -> None:
        """Say the title again: a count or the language changed."""
        count = self.count()
        self.setWindowTitle(f"{self._title()}    {count}" if count else self._title())

    def bring_to_front(self) -> None:
        """Show the dock, above those that share its place, and give it the focus."""
        self.fill()
        self.wanted.emit()
        self.show()
        self.raise_()
        self.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.update_title()

    def fill(self) -> None:
        """Make the content now, if that has not happened yet."""
        if self.widget() is None:
            content = self._make_content()
            self.setWidget(content)
            self.setFocusProxy(content)

    def _plan_to_fill(self, visible: bool) -> None:
        """Wait for the layout: when several docks are shown, only it says which one is in front."""
        if visible and self.widget() is None:
            QTimer.singleShot(0, self, self._fill_if_seen)

    def _fill_if_seen(self) -> None:
        if not self.visibleRegion().isEmpty():
            self.fill()

    def _choose_band(self, floating: bool) -> None:
        shown = self.band if floating or not self._tabbed else self._no_band
        self.setTitleBarWidget(shown)
        (self._no_band if shown is self.band else self.band).hide()
