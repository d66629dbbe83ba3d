"""Which form is previewed: the resource and its version, the scene, the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.controls.states import VERBATIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

    from studio.model.formfollower import Choice
    from studio.ui.theme.switcher import ThemeService

SCENES = ("CCE", "UCS")
_NARROW = 360
_LEAST_CHARACTERS = 4


class ResourceChooser(QComboBox):
    """Resources with their versions, the version dim; `chosen` carries the number of the choice."""

    chosen = Signal(int)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._words: list[tuple[str, str]] = []
        self.setProperty(VERBATIM, True)
        self.setProperty("compact", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self.chosen)

    def show_choices(self, choices: Sequence[Choice], current: Choice | None) -> None:
        """Offer these; without any, nothing can be chosen."""
        words = [_words(choice) for choice in choices]
        if words != self._words:
            self._words = words
            self.clear()
            self.addItems([" ".join(part for part in each if part) for each in words])
        self.setEnabled(len(words) > 0)
        if current is not None:
            self.setCurrentIndex(list(choices).index(current))

    def minimumSizeHint(self) -> QSize:
        """Narrow panels cut the name."""
        return QSize(self._themes.px(72), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, name and version."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not 0 <= self.currentIndex() < len(self._words):
            return
        field = QStyle.SubControl.SC_ComboBoxEditField
        rect = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        name, version = self._words[self.currentIndex()]
        _paint_words(painter, self._themes, rect.adjusted(0, 0, 6, 0), name, version)


def _paint_words(
    painter: QPainter, themes: ThemeService, rect: QRect, name: str, version: str
) -> None:
    metrics = painter.fontMetrics()
    painter.setPen(themes.colour("text"))
    shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), shown)
    left = metrics.horizontalAdvance(f"{name} ")
    rest = rect.adjusted(left, 0, 0, 0)
    fits = metrics.horizontalAdvance(version) <= rest.width()
    if version and (fits or rest.width() > metrics.averageCharWidth() * _LEAST_CHARACTERS):
        painter.setPen(themes.colour("dim"))
        shown = metrics.elidedText(version, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _words(choice: Choice) -> tuple[str, str]:
    source = choice.source
    if source.is_chart:
        return source.name, "values"
    return source.kind, " ".join(part for part in (choice.version, source.bundle) if part)


class PreviewChoosers(QWidget):
    """The row of choosers above the page."""

    scene_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.resource = ResourceChooser(themes)
        self.scene = Segmented(themes, [Segment(scene, scene) for scene in SCENES])
        self.language = Segmented(themes, [Segment("zh", "中"), Segment("en", "EN")])
        for segments in (self.scene, self.language):
            segments.setProperty("dense", True)
        self.scene.chosen.connect(self.scene_chosen)
        self.language.chosen.connect(self.language_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self.resource, 1)
        row.addWidget(self.scene)
        row.addWidget(self.language)
        self._retranslate()

    @property
    def is_narrow(self) -> bool:
        """Whether the language has no room here."""
        return self.width() < self._themes.px(_NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the language to the menu where it has no room."""
        super().resizeEvent(event)
        self.language.setHidden(self.is_narrow)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.resource.setAccessibleName(self.tr("Resource and version"))
        self.scene.setAccessibleName(self.tr("Scene"))
        self.language.setAccessibleName(self.tr("Language of the consumer's page"))
