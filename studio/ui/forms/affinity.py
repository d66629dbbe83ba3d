"""The controls for affinity to nodes and to pods: a list of rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.formats.controls import Control
from studio.formats.values import MISSING
from studio.model.terms import (
    DEFAULT_TOPOLOGY,
    DEFAULT_WEIGHT,
    NODE_OPERATORS,
    SELECTOR_OPERATORS,
    Expression,
    Term,
    read_terms,
    write_terms,
)
from studio.ui.controls.buttons import LinkButton, ToolButton
from studio.ui.controls.stepfield import StepField
from studio.ui.controls.textfield import TextField
from studio.ui.forms.combo import Combo
from studio.ui.forms.editor import FieldEditor, as_shown
from studio.ui.forms.linetable import LineTable
from studio.ui.forms.tables import ADD_CONDITION, expression_columns
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.forms.surface import Surface

_MOST_WEIGHT = 100


class AffinityEditor(FieldEditor):
    """Rules, required ones and preferred ones with a weight."""

    wide = True

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        widget = QWidget()
        super().__init__(field, surface, widget)
        self.pods = field.control is not Control.NODE_AFFINITY
        self.terms: list[TermBox] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.add_link = LinkButton(surface.say(message("Add rule")))
        self.add_link.setIcon(surface.themes.icons.icon("plus", "accent"))
        self.add_link.setIconSize(QSize(14, 14))
        self.add_link.clicked.connect(self._add)
        whole = QVBoxLayout(widget)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        whole.addWidget(self.add_link, 0, Qt.AlignmentFlag.AlignLeft)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the rules, unless they are shown already."""
        wanted = read_terms(as_shown(value, default), pods=self.pods)
        if self._written() == write_terms(wanted, pods=self.pods):
            return
        while len(self.terms) > len(wanted):
            self._drop(self.terms[-1])
        while len(self.terms) < len(wanted):
            self._append()
        for box, term in zip(self.terms, wanted, strict=True):
            box.show_term(term)
        self.resized.emit()

    def name(self, label: str) -> None:
        """Name what is added."""
        self.add_link.setAccessibleName(f"{self.add_link.text()}: {label}")

    def _written(self) -> dict[str, Any]:
        return write_terms(tuple(box.term() for box in self.terms), pods=self.pods)

    def _add(self) -> None:
        self._append().show_term(Term((Expression(),), topology=DEFAULT_TOPOLOGY))
        self.resized.emit()
        self._tell()

    def _append(self) -> TermBox:
        box = TermBox(self.surface, pods=self.pods)
        box.changed.connect(self._tell)
        box.resized.connect(self.resized)
        box.removed.connect(partial(self._remove, box))
        self.terms.append(box)
        self._column.addWidget(box)
        return box

    def _remove(self, box: TermBox) -> None:
        self._drop(box)
        self.resized.emit()
        self._tell()

    def _drop(self, box: TermBox) -> None:
        self.terms.remove(box)
        self._column.removeWidget(box)
        box.hide()
        box.deleteLater()

    def _tell(self) -> None:
        self.tell(self._written() or MISSING)


class TermBox(QWidget):
    """One rule: whether it must hold, its weight, for pods the topology, and conditions."""

    changed = Signal()
    resized = Signal()
    removed = Signal()

    def __init__(self, surface: Surface, *, pods: bool) -> None:
        super().__init__()
        themes, say = surface.themes, surface.say
        self._pods = pods
        self.firmness = Combo(themes)
        self.firmness.setProperty("compact", True)
        self.firmness.set_texts((say(message("Required")), say(message("Preferred"))))
        self.weight = StepField(themes)
        self.weight.set_range(1, _MOST_WEIGHT)
        self.weight.set_label(say(message("Weight")))
        self.weight.setToolTip(say(message("Weight")))
        self.topology = TextField(compact=True, own_undo=True)
        self.topology.setAccessibleName(say(message("Topology key")))
        self.topology.setToolTip(say(message("Topology key")))
        operators = SELECTOR_OPERATORS if pods else NODE_OPERATORS
        self.conditions = LineTable(
            surface, expression_columns(surface, operators), say(ADD_CONDITION)
        )
        remove = ToolButton(themes, "x", compact=True, scale="small")
        remove.set_label(say(message("Remove")))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.firmness, 1)
        head.addWidget(self.weight)
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.topology)
        column.addWidget(self.conditions)
        self.topology.setVisible(pods)
        self.weight.hide()
        self.firmness.activated.connect(self._choose_firmness)
        self.weight.value_changed.connect(self.changed)
        self.topology.textEdited.connect(self.changed)
        self.conditions.changed.connect(self.changed)
        self.conditions.resized.connect(self.resized)
        remove.clicked.connect(self.removed)

    def term(self) -> Term:
        """What the box says."""
        lines = self.conditions.lines()
        preferred = self.firmness.currentIndex() == 1
        return Term(
            tuple(Expression(*line) for line in lines),
            self.weight.value() if preferred else None,
            self.topology.text() if self._pods else "",
        )

    def show_term(self, term: Term) -> None:
        """Show a rule."""
        preferred = term.weight is not None
        self.firmness.setCurrentIndex(1 if preferred else 0)
        self.weight.blockSignals(True)
        self.weight.set_value(term.weight or DEFAULT_WEIGHT)
        self.weight.blockSignals(False)
        self.weight.setVisible(preferred)
        if self.topology.text() != term.topology:
            self.topology.setText(term.topology)
        self.conditions.show_lines([(e.key, e.operator, e.values) for e in term.expressions])

    def _choose_firmness(self, index: int) -> None:
        self.weight.setVisible(index == 1)
        self.changed.emit()
