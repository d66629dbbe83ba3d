"""Names the engine that builds, and lets another be chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from studio.services.settings import ENGINE
from studio.ui.builder.looks import listed
from studio.ui.commands.menus import Menu
from studio.ui.controls.painting import paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studio.services.builds.enginechoice import EngineChoice
    from studio.services.engine.finding import Probe
    from studio.services.settings import Settings
    from studio.ui.theme.switcher import ThemeService

_DOT, _GAP, _PADDING, _CARET = 6, 6, 12, 12
_HEIGHT, _LOW = 38, 20


class EngineButton(QAbstractButton):
    """A dot in the colour of its state, and words that say the same; a click offers others.

    A `low` one fits into the status bar.
    """

    def __init__(
        self,
        themes: ThemeService,
        engines: EngineChoice,
        *,
        low: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._engines = engines
        self._low = low
        self.setObjectName("engine")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        vertical = QSizePolicy.Policy.Fixed
        self.setSizePolicy(
            QSizePolicy.Policy.Maximum if low else QSizePolicy.Policy.Expanding, vertical
        )
        engines.changed.connect(self._follow)
        themes.changed.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        """Room for dot and words."""
        px = self._themes.px
        words = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 1
        width = words + px(_DOT + _GAP) + 2 * px(4 if self._low else _PADDING)
        return QSize(width, px(_LOW if self._low else _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high as it is, and as narrow as needed."""
        return QSize(self._themes.px(40), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, dot, words and caret."""
        painter, px = QPainter(self), self._themes.px
        if self.underMouse():
            paint_rounded(painter, self.rect(), 5, self._themes.colour("hover"))
        left = px(4 if self._low else _PADDING + 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._themes.colour(self._role()))
        radius = px(_DOT) / 2
        middle = self.rect().center().y() + 1
        painter.drawEllipse(QPoint(left + round(radius), middle), round(radius), round(radius))
        words = self.rect().adjusted(left + px(_DOT + _GAP), 0, -px(4), 0)
        if not self._low:
            words.setRight(words.right() - px(_CARET + _PADDING))
            caret = QRect(words.right() + px(4), 0, px(_CARET), self.height())
            self._themes.icons.paint_icon(painter, caret, "caret-down", "faint")
        painter.setFont(self._font())
        painter.setPen(self._themes.colour("dim"))
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            paint_focus_ring(painter, self._themes, self.rect(), 5)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._follow()

    def _follow(self) -> None:
        current = self._engines.current
        self.setText(engine_text(self._engines, short=self._low))
        told = probe_text(current) if current is not None else self.text()
        self.setToolTip(told)
        self.setAccessibleName(self.tr("Engine: {engine}").format(engine=told))
        self.updateGeometry()
        self.update()

    def _role(self) -> str:
        if self._engines.endpoint is not None:
            return "ok"
        return "faint" if self._engines.probes is None else "error"

    def _font(self) -> QFont:
        return self._themes.font("help", tabular=True, text=self.text())


class EngineMenu(Menu):
    """Offers every engine that may be there, with what is known of each.

    `other_wanted` asks for an address.
    """

    chosen = Signal(str)
    other_wanted = Signal()

    def __init__(self, engines: EngineChoice, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._engines, self._settings = engines, settings
        engines.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        """Tell what is known by now, also while the menu is open."""
        self.clear()
        engines, url = self._engines, self._settings.value(ENGINE)
        self._add(self.tr("The first that answers"), "", checked=not url)
        self.addSeparator()
        for probe in engines.probes or ():
            self._add(probe_text(probe), probe.endpoint.url, checked=probe.endpoint.url == url)
        self.addSeparator()
        self.addAction(self.tr("Other engine…")).triggered.connect(self.other_wanted)
        self.addAction(self.tr("Look again")).triggered.connect(engines.look)

    def _add(self, text: str, url: str, *, checked: bool) -> None:
        action = self.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(partial(self.chosen.emit, url))


def engine_text(engines: EngineChoice, *, short: bool = False) -> str:
    """Which engine builds, in a word or two."""
    translate = QCoreApplication.translate
    current = engines.current
    if current is not None and current.info is not None:
        version = ".".join(current.info.version.split(".")[:2]) if short else current.info.version
        name = f"{current.info.product} {version}"
        if short:
            return name
        local = translate("builds", "local")
        return listed((name, local if current.endpoint.is_local else current.endpoint.name))
    if engines.probes is None:
        return translate("builds", "Looking for an engine…")
    return translate("builds", "No engine answers")


def probe_text(probe: Probe) -> str:
    """An endpoint with what answers there."""
    translate = QCoreApplication.translate
    if probe.info is None:
        text = translate("builds", "{name}: not reachable ({url})")
        return text.format(name=probe.endpoint.name, url=probe.endpoint.url)
    info = probe.info
    return f"{probe.endpoint.name}: {info.product} {info.version}, {info.platform}"
