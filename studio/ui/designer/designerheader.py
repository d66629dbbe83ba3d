"""The line above the designer: which form, how much of it is shown, and how it is looked at."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.preview.choosers import SCENES, ResourceChooser

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService

DESIGN, TEXT, SPLIT = "design", "text", "split"
_HEIGHT, _CHOOSER, _NARROW = 40, 200, 720
_MOST_COUNTED = 200
_PAUSE = 250


class DesignerHeader(QFrame):
    """`mode_chosen` carries DESIGN, TEXT or SPLIT. What is counted follows a moment later."""

    mode_chosen = Signal(str)

    def __init__(self, themes: ThemeService, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._design = design
        self.resource = ResourceChooser(themes)
        self.resource.setMaximumWidth(themes.px(_CHOOSER))
        self.scene = Segmented(themes, [Segment(scene, scene) for scene in SCENES])
        self.counts = ElidedLabel()
        self.counts.setProperty("tone", "dim")
        keep_font(self.counts, themes, "help", tabular=True)
        self.mode = Segmented(
            themes,
            [
                Segment(DESIGN, "", "sliders-horizontal"),
                Segment(TEXT, "", "code"),
                Segment(SPLIT, "", "columns"),
            ],
        )
        self.more = ToolButton(themes, "dots-three", compact=True)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.count)
        self.setFixedHeight(themes.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange()
        follower = design.follower
        self.resource.chosen.connect(lambda number: follower.choose(follower.choices[number]))
        self.scene.chosen.connect(follower.set_scene)
        self.mode.chosen.connect(self.mode_chosen)
        follower.choices_changed.connect(self.follow_choices)
        design.form_changed.connect(self._pause.start)
        self.follow_choices()
        self.retranslate()
        self.count()

    def follow_choices(self) -> None:
        """Offer the resources that there are."""
        follower = self._design.follower
        self.resource.show_choices(follower.choices, follower.choice)
        self.scene.set_value(follower.scene)

    def count(self) -> None:
        """Say how many fields consumers see, and how many not; beyond 200 not exactly."""
        self._pause.stop()
        form = self._design.form
        self.scene.set_value(self._design.follower.scene)
        if form is None:
            self.counts.setText("")
            return
        shown = sum(1 for _ in islice(form.root.shown(), _MOST_COUNTED))
        number = f"{shown}+" if shown == _MOST_COUNTED else str(shown)
        words = self.tr("{shown} fields shown, {hidden} not shown")
        self.counts.setText(words.format(shown=number, hidden=len(form.left_out)))

    def retranslate(self) -> None:
        """Speak the language of the window."""
        is_narrow = self.width() < self._themes.px(_NARROW)
        words = {DESIGN: self.tr("Design"), TEXT: self.tr("Text"), SPLIT: self.tr("Split")}
        for (mode, text), button in zip(words.items(), self.mode.buttons(), strict=True):
            self.mode.set_text(mode, "" if is_narrow else text)
            button.setAccessibleName(text)
            button.setToolTip(text if is_narrow else "")
        self.resource.setAccessibleName(self.tr("Resource and version"))
        self.scene.setAccessibleName(self.tr("Scene"))
        self.mode.setAccessibleName(self.tr("How the form is shown"))
        self.more.set_label(self.tr("More"))
        self.count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons drop their words where the room is narrow."""
        super().resizeEvent(event)
        narrow = self._themes.px(_NARROW)
        if (event.size().width() < narrow) != (event.oldSize().width() < narrow):
            self.retranslate()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.resource, 2, middle)
        row.addWidget(self.scene, 0, middle)
        row.addStretch(1)
        for part in (self.counts, self.mode, self.more):
            row.addWidget(part, 0, middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(Hairline(self._themes))
