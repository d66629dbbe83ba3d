"""Beside a build: its platforms, the layers of what came of it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.services.engine.images import digest_of
from studio.services.engine.steprows import State
from studio.sizes import size_text
from studio.ui.builder.layerbars import LayerBars
from studio.ui.builder.looks import STATE_ICONS, state_word
from studio.ui.builder.side import FactRows, Section
from studio.ui.controls.buttons import Button
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.segmented import Segment, Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.services.builds.buildparts import Part
    from studio.services.builds.buildrun import BuildRun
    from studio.ui.theme.switcher import ThemeService


class ResultPanel(QWidget):
    """Shows a run or an earlier build; the signals ask for what the user wants done with it."""

    save_wanted = Signal()
    saves_chosen = Signal(bool)
    pushes_chosen = Signal(bool)
    push_wanted = Signal()

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._choice: Segmented | None = None
        self._images: tuple[tuple[str, str, tuple[tuple[str, int], ...], int], ...] = ()
        self.platforms = FactRows(themes)
        self.layers = LayerBars(themes)
        self._count, self._total, self.identity = QLabel(), QLabel(), QLabel()
        self.saves, self.pushes = QCheckBox(), QCheckBox()
        self.save_button = Button(themes, icon="stack")
        self.push_button = Button(themes, icon="export")
        self._sections = [Section(themes) for _ in range(3)]
        self._build()
        self._retranslate()

    def show_run(self, run: BuildRun) -> None:
        """Show what is known of a build by now."""
        self.platforms.set_rows(
            [(STATE_ICONS[part.state], str(part.platform or "…"), self._fact(part))
             for part in run.parts]
        )  # fmt: skip
        images = [part.built for part in run.parts if part.built is not None]
        self._show_images(
            tuple(
                (
                    each.image.platform.architecture,
                    digest_of(each.image) or each.image.id,
                    tuple((layer.command, layer.size) for layer in each.layers),
                    each.image.size,
                )
                for each in images
            )
        )
        is_over = run.state.is_over
        self._sections[2].setVisible(not is_over or run.state is State.DONE)
        self.saves.setChecked(run.saves_when_done)
        self.pushes.setChecked(run.pushes_when_done)
        for box in (self.saves, self.pushes):
            box.setVisible(not is_over)
        for button in (self.save_button, self.push_button):
            button.setVisible(is_over)
            button.setEnabled(bool(run.built))
            button.setToolTip("" if run.built else self.tr("The engine does not have the image"))
        self._word_end(is_over=is_over)

    def _fact(self, part: Part) -> str:
        if part.built is not None:
            return self.tr("done, {size}").format(size=size_text(part.built.image.size))
        if part.state is State.RUNNING and part.current:
            text = self.tr("step {number} of {count}")
            return text.format(number=part.current, count=len(part.steps))
        if part.state is State.RUNNING and part.sent[1]:
            text = self.tr("{done} of {size} sent")
            return text.format(done=size_text(part.sent[0]), size=size_text(part.sent[1]))
        return state_word(part.state)

    def _show_images(
        self, images: tuple[tuple[str, str, tuple[tuple[str, int], ...], int], ...]
    ) -> None:
        if images == self._images:
            return
        self._images = images
        section = self._sections[1]
        section.setVisible(bool(images))
        if self._choice is not None:
            section.head.removeWidget(self._choice)
            self._choice.deleteLater()
            self._choice = None
        if len(images) > 1:
            segments = [Segment(str(n), image[0]) for n, image in enumerate(images)]
            self._choice = Segmented(self._themes, segments)
            self._choice.chosen.connect(self._show_image)
            section.head.addWidget(self._choice)
        if images:
            self._show_image("0")

    def _show_image(self, number: str) -> None:
        _, identity, layers, size = self._images[int(number)]
        self.layers.set_layers(layers)
        self._count.setText(self.tr("%n layer(s)", "", len(layers)))
        self._total.setText(size_text(size))
        self.identity.setText(identity[:26] + "…" if len(identity) > 26 else identity)
        self.identity.setToolTip(identity)

    def _word_end(self, *, is_over: bool) -> None:
        heading = self.tr("The image") if is_over else self.tr("When it is done")
        self._sections[2].heading.setText(heading)

    def _build(self) -> None:
        platforms, layers, end = self._sections
        platforms.body.addWidget(self.platforms)
        layers.body.addWidget(self.layers)
        for label in (self._count, self._total, self.identity):
            label.setProperty("tone", "dim")
            keep_font(label, self._themes, "help", tabular=True)
        sums = QHBoxLayout()
        sums.addWidget(self._count, 1)
        sums.addWidget(self._total)
        layers.body.addLayout(sums)
        layers.body.addWidget(self.identity)
        self.identity.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layers.hide()
        parts: Sequence[QWidget] = (self.saves, self.pushes, self.save_button, self.push_button)
        for part in parts:
            end.body.addWidget(part)
        self.saves.clicked.connect(self.saves_chosen)
        self.pushes.clicked.connect(self.pushes_chosen)
        self.save_button.clicked.connect(self.save_wanted)
        self.push_button.clicked.connect(self.push_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._sections[0].heading.setText(self.tr("Platforms"))
        self._sections[1].heading.setText(self.tr("Layers"))
        self.saves.setText(self.tr("Save into the package and map it"))
        self.pushes.setText(self.tr("Push to a registry"))
        self.saves.setToolTip(self.tr("As a tar in images/, and mapped in mapping.yaml"))
        self.save_button.setText(self.tr("Save into the package…"))
        self.push_button.setText(self.tr("Push to a registry…"))
        if self._images:
            self._show_image(self._choice.value() if self._choice is not None else "0")
