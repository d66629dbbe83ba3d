"""How far a package is from being published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.package.requirements import State
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font
from studio.ui.overview.segmentbar import SegmentBar
from studio.ui.publishing.checklist import Checklist
from studio.ui.publishing.checklistdelegate import MARGIN
from studio.ui.publishing.checkrows import CheckRow, requirement_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.package.requirements import Requirement
    from studio.ui.theme.switcher import ThemeService


class Readiness(QWidget):
    """Heading with the count, one segment and one row for each requirement, unmet ones first."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.heading, self.count = QLabel(), QLabel()
        self.segments = SegmentBar(themes)
        self.list = Checklist(themes, fitted=True)
        self.outside = Checklist(themes, fitted=True)
        self.outside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.count.setProperty("tone", "dim")
        keep_font(self.heading, themes, "heading")
        keep_font(self.count, themes, "body", tabular=True)
        self._arrange()
        themes.changed.connect(self._follow_scale)
        self._follow_scale()

    def show_requirements(self, requirements: Sequence[Requirement], language: str) -> None:
        """Show other requirements, worded in `language`."""
        met = sum(requirement.state is State.MET for requirement in requirements)
        self.heading.setText(self.tr("Ready to publish"))
        count = self.tr("{met} of {all}").format(met=met, all=len(requirements))
        self.count.setText(count)
        spoken = self.tr("{met} of {all} requirements are met")
        self.segments.set_states(
            [requirement.state for requirement in requirements],
            spoken.format(met=met, all=len(requirements)),
        )
        self.list.setAccessibleName(self.heading.text())
        self.list.set_rows([requirement_row(each, language) for each in requirements])
        outside = CheckRow(
            State.UNKNOWN,
            self.tr("Marketplace: verification material, virus scan"),
            aside=self.tr("outside the package"),
        )
        self.outside.setAccessibleName(self.tr("outside the package"))
        self.outside.set_rows([outside])

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.count)
        self._inner = QVBoxLayout()
        self._inner.setSpacing(6)
        self._inner.addLayout(head)
        self._inner.addWidget(self.segments)
        self._line = QHBoxLayout()
        self._line.addWidget(Hairline(self._themes))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._inner)
        column.addWidget(self.list)
        column.addLayout(self._line)
        column.addWidget(self.outside)
        column.addStretch(1)

    def _follow_scale(self) -> None:
        # The rows' ground reaches beyond their text, so all else is moved in.
        margin = self._themes.px(MARGIN)
        self._inner.setContentsMargins(margin, 0, margin, 0)
        self._line.setContentsMargins(margin, 0, margin, 0)
        self.heading.setFixedHeight(self._themes.px(28))
