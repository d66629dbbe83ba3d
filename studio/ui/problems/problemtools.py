"""What stands above the list of problems: which of them are shown, and in what groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from studio.model.problemlist import Grouping
from studio.package.problems import Severity
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.controls.statusicon import STATUS_ICONS
from studio.ui.controls.textfield import SearchField

if TYPE_CHECKING:
    from collections import Counter

    from PySide6.QtGui import QResizeEvent

    from studio.ui.theme.switcher import ThemeService

_NARROW, _FIELD_WIDTH = 620, 220


class ProblemTools(QWidget):
    """A button for each severity and one for accepted problems, the groups, and a filter.

    `filter_changed` comes when other problems are wanted, `grouping_chosen` with other groups.
    """

    filter_changed = Signal()
    grouping_chosen = Signal(object)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.severities = {each: self._toggle(*STATUS_ICONS[each.value]) for each in Severity}
        for button in self.severities.values():
            button.setChecked(True)
        self.accepted = self._toggle("check", "dim")
        self.grouping = Segmented(themes, [Segment(each.value, "") for each in Grouping])
        self.field = SearchField(themes, icon="funnel")
        self._arrange()
        self.grouping.chosen.connect(lambda value: self.grouping_chosen.emit(Grouping(value)))
        self.field.textChanged.connect(lambda _text: self.filter_changed.emit())
        themes.changed.connect(self._follow_scale)
        self._follow_scale()
        self._retranslate()

    def wanted_severities(self) -> frozenset[Severity]:
        """The severities whose buttons are down."""
        return frozenset(each for each, button in self.severities.items() if button.isChecked())

    def show_counts(self, counts: Counter[Severity], accepted: int) -> None:
        """Say how many problems there are of each kind."""
        for severity, button in self.severities.items():
            if button.text() != str(counts[severity]):
                button.setText(str(counts[severity]))
                name, role = STATUS_ICONS[severity.value]
                shown = role if counts[severity] else "faint"
                button.setIcon(self._themes.icons.icon(name, shown))
        self.accepted.setVisible(bool(accepted) or self.accepted.isChecked())
        self.accepted.setText(self.tr("Accepted {n}").format(n=accepted))
        self._name_buttons()

    def clear_filter(self) -> None:
        """Want every problem that stands."""
        self.field.clear()
        for button in self.severities.values():
            button.setChecked(True)
        self.accepted.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two lines where it is narrow, as in a dock at the side."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_narrow = self.width() < self._themes.px(_NARROW)
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _toggle(self, icon: str, role: str) -> ToolButton:
        button = ToolButton(self._themes, words=True, compact=True)
        button.setIcon(self._themes.icons.icon(icon, role))
        button.setCheckable(True)
        button.toggled.connect(lambda _checked: self.filter_changed.emit())
        return button

    def _arrange(self) -> None:
        left = QHBoxLayout()
        left.setSpacing(4)
        for button in (*self.severities.values(), self.accepted):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            left.addWidget(button)
        left.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.grouping)
        right.addWidget(self.field, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 4, 8, 4)
        self._row.setSpacing(8)
        self._row.addLayout(left, 1)
        self._row.addLayout(right)

    def _retranslate(self) -> None:
        self.grouping.set_text(Grouping.NONE.value, self.tr("List"))
        self.grouping.set_text(Grouping.FILE.value, self.tr("By file"))
        self.grouping.set_text(Grouping.RULE.value, self.tr("By rule"))
        self.field.set_placeholder(self.tr("Filter"))
        self._name_buttons()

    def _name_buttons(self) -> None:
        names = {
            Severity.ERROR: self.tr("Show errors"),
            Severity.WARNING: self.tr("Show warnings"),
            Severity.INFO: self.tr("Show notes"),
        }
        for severity, button in self.severities.items():
            button.setToolTip(names[severity])
            button.setAccessibleName(f"{names[severity]} {button.text()}")
        self.accepted.setToolTip(self.tr("Show the problems that were accepted"))

    def _follow_scale(self) -> None:
        self.field.setMinimumWidth(self._themes.px(_FIELD_WIDTH) // 2)
        self.field.setMaximumWidth(self._themes.px(_FIELD_WIDTH))
