"""The tab in which the deploy form is shaped by pointing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from studio.ui.controls.emptystate import EmptyState
from studio.ui.designer.canvas import DesignCanvas
from studio.ui.designer.designerheader import DESIGN, SPLIT, TEXT, DesignerHeader
from studio.ui.designer.obstacles import ObstacleBar
from studio.ui.designer.properties import WIDTH, Properties
from studio.ui.designer.schemapane import SchemaPane
from studio.ui.shell.page import DESIGNER, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent

    from studio.model.design import Design
    from studio.package.problems import Findings
    from studio.package.snapshot import Place
    from studio.ui.shell.services import Services
    from studio.ui.textview.view import TextView

_SCHEMA_WIDTH = 244


class DesignerPage(Page):
    """The schema at the left, the form in the middle, the properties of a field at the right.

    `make_text` makes the page with the text of a file, for the sides Text and Split.
    """

    has_side_panel = True

    def __init__(
        self,
        services: Services,
        design: Design,
        make_text: Callable[[str], Page | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(DESIGNER, "sliders-horizontal", parent)
        self._services = services
        self.design = design
        self._make_text = make_text
        self._text: Page | None = None
        themes = services.themes
        self.header = DesignerHeader(themes, design)
        self.bar = ObstacleBar(services, design)
        self.schema = SchemaPane(services, design)
        self.canvas = DesignCanvas(services, design)
        self.properties = Properties(services, design)
        self.empty = EmptyState(themes, "sliders-horizontal")
        self._arrange()
        self.setFocusProxy(self.canvas.glass)
        self.header.mode_chosen.connect(self.set_mode)
        self.canvas.glass.properties_wanted.connect(
            lambda: self.properties.label.field.setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self.properties.removal.text_wanted.connect(self.show_text)
        design.form_changed.connect(self._follow_form)
        design.chosen_changed.connect(self._follow_choice)
        self._retranslate()
        self._follow_form()

    @property
    def mode(self) -> str:
        """What is shown: DESIGN, TEXT or SPLIT."""
        return self.header.mode.value()

    def title(self) -> str:
        """What the tab says."""
        return self.tr("Deploy form")

    def can_reveal(self, place: Place) -> bool:
        """Whether the place is a descriptor of one of the forms, or in the text at the right."""
        text = self.text
        return self.design.shows(place) or (text is not None and text.path == place.path)

    @property
    def text(self) -> TextView | None:
        """The editor at the right, where it is shown."""
        return self._text.text if self._text is not None and self.mode != DESIGN else None

    def follow_problems(self, findings: Findings, language: str) -> None:
        """Mark them in the text."""
        if self._text is not None:
            self._text.follow_problems(findings, language)

    def reveal(self, place: Place) -> None:
        """Choose the field that a descriptor means, and show its text where that is open."""
        self.design.reveal(place)
        if self._text is not None and self.text is not None and self.text.path == place.path:
            self._text.reveal(place)

    def view_state(self) -> dict[str, Any]:
        """What is shown, and how wide the parts are."""
        return {"mode": self.mode, "widths": self._parts.sizes()}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Look at it as `view_state` said."""
        widths = state.get("widths")
        if isinstance(widths, list) and len(widths) == self._parts.count():
            self._parts.setSizes(widths)
        if state.get("mode") in (DESIGN, TEXT, SPLIT):
            self.set_mode(state["mode"])

    def set_mode(self, mode: str) -> None:
        """Show the form, the text of its descriptors, or both."""
        self.header.mode.set_value(mode)
        place = self.design.owner_place()
        if mode != DESIGN and place is not None:
            self._show_file(place.path)
        self._parts.setVisible(mode != TEXT or self._text is None)
        if self._text is not None:
            self._text.setVisible(mode != DESIGN)
        self.schema.setVisible(mode == DESIGN)
        if self._text is not None and mode != DESIGN:
            self.show_place()

    def show_place(self) -> None:
        """Put the caret of the text at the chosen field."""
        field = self.design.field
        place = self.design.follower.place_of(field) if field is not None else None
        if self._text is not None and place is not None and place.path == self._text.key:
            self._text.reveal(place)

    def show_text(self) -> None:
        """Show where the chosen field is written, beside the form."""
        self.set_mode(SPLIT)
        if self._text is not None:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self.design.look(self, looks=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self.design.look(self, looks=False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._follow_form()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go past the controls of the form: here they are a picture."""
        start = self.window().focusWidget()
        each = _next(start, forward=forward)
        while each is not None and each is not start:
            if _is_tab_stop(each) and not self.canvas.view.canvas.isAncestorOf(each):
                way = Qt.FocusReason
                each.setFocus(way.TabFocusReason if forward else way.BacktabFocusReason)
                return True
            each = _next(each, forward=forward)
        return super().focusNextPrevChild(forward)

    def _arrange(self) -> None:
        px = self._services.themes.px
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        for splitter in (self._parts, self._sides):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        for part in (self.schema, self.canvas, self.properties):
            self._parts.addWidget(part)
        self._parts.setStretchFactor(1, 1)
        self._parts.setSizes([px(_SCHEMA_WIDTH), px(_SCHEMA_WIDTH * 2), px(WIDTH)])
        self._sides.addWidget(self._parts)
        nothing = QWidget()
        alone = QVBoxLayout(nothing)
        alone.addWidget(self.empty)
        alone.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._sides)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def _show_file(self, path: str) -> None:
        """Have the text of a file at the right."""
        if self._text is not None and self._text.key == path:
            return
        text = self._make_text(path)
        if self._text is not None:
            self._text.hide()
            self._text.deleteLater()
        self._text = text
        if text is not None:
            self._sides.addWidget(text)
            self._sides.setSizes([1000, 1000])
            text.closed.connect(lambda: self.set_mode(DESIGN))
            if text.text is not None:
                text.text.places.place_changed.connect(self._follow_caret)

    def _follow_caret(self, place: Place) -> None:
        """Choose the field whose descriptor the caret is in."""
        if self.text is not None and self.text.edit.hasFocus() and self.design.shows(place):
            self.design.reveal(place)

    def _follow_choice(self) -> None:
        """Show the chosen field in the text, unless that is where it was chosen."""
        if self.text is not None and not self.text.edit.hasFocus():
            self.show_place()

    def _follow_form(self) -> None:
        design = self.design
        self._stack.setCurrentIndex(0 if design.form is not None else 1)
        self.bar.refresh()
        place = design.owner_place()
        if self.mode != DESIGN and place is not None:
            self._show_file(place.path)

    def _retranslate(self) -> None:
        self.header.retranslate()
        self.canvas.set_language(self._services.languages.language)
        self.empty.set_content(self.tr("Add a CRD or a values.yaml to see its form."))


def _is_tab_stop(widget: QWidget) -> bool:
    tabs = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tabs) and widget.isVisible() and widget.isEnabled() and not widget.focusProxy()


def _next(widget: QWidget | None, *, forward: bool) -> QWidget | None:
    if widget is None:
        return None
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()
