"""The designer in a window: its tab, its dock and its commands; loads it when it is seen."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.ui.commands.menus import MenuSpec
from studio.ui.designer.designercommands import (
    DESIGNER_COMMANDS,
    FIELD_COMMANDS,
    FIELD_MENU,
    FORM_MENU,
)
from studio.ui.shell.docks import Dock
from studio.ui.shell.page import DESIGNER

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from studio.model.design import Design
    from studio.package.snapshot import Place
    from studio.ui.designer.designerpage import DesignerPage
    from studio.ui.designer.leftoutpanel import LeftOutPanel
    from studio.ui.shell.window import MainWindow

_LISTS = ("descriptors", "specDescriptors")


class Designing(QObject):
    """Adds the designer to a window; all its tabs and the dock share one design."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._design: Design | None = None
        window.registry.register(DESIGNER_COMMANDS)
        self.dock = Dock(
            window.services.themes,
            "not shown",
            lambda: self.tr("Not shown to the consumer"),
            self._make_panel,
            window,
            tabbed=True,
            count=self._count,
        )
        window.docks = (*window.docks, self.dock)
        below = [window.problems_dock, window.search_dock, window.history_dock]
        window.dock_tabs.join(self.dock, below)
        self._bind()
        window.workbench_changed.connect(self._follow_workbench)

    @cached_property
    def design(self) -> Design:
        """What is designed, made when it is first looked at."""
        from studio.model.design import Design

        design = self._design = Design(self)
        design.refused.connect(self._window.warn)
        design.form_changed.connect(self._follow_form)
        design.chosen_changed.connect(self._refresh_commands)
        bench = self._window.workbench
        design.follow(bench.document if bench else None)
        return design

    def make_page(self) -> DesignerPage:
        """A tab with the designer."""
        from studio.ui.designer.designerpage import DesignerPage
        from studio.ui.shell.pages import make_page

        window, design = self._window, self.design
        page = DesignerPage(window.services, design, partial(make_page, window))
        page.bar.line_wanted.connect(self._show_line)
        for part in (page.canvas.glass, page.schema.view):
            window.registry.attach(part, FIELD_COMMANDS)
            part.menu_requested.connect(partial(self._offer_menu, part))
        spec = MenuSpec("", FORM_MENU)
        page.header.more.setMenu(window.menus.menu(spec, page.header.more))
        return page

    def open_place(self, place: Place) -> None:
        """Show a place that was opened in the tree: the designer for a list of descriptors."""
        if place.pointer and place.pointer[-1] in _LISTS:
            self.design.follower.refresh()
            if self.design.shows(place):
                self._show()
                self.design.reveal(place)
                return
        self._window.show_place(place)

    def _bind(self) -> None:
        bind, has_form = self._window.registry.bind, self._has_form
        bind("view.designer", self._show, enabled=self._is_open)
        bind("view.not_shown", self._show_dock, enabled=self._is_open)
        bind("designer.describe_required", self._describe_required, enabled=has_form)
        bind("designer.describe_fields", self._describe_fields, enabled=has_form)
        bind("designer.generate_schema", self._generate_schema, enabled=has_form)
        bind("designer.describe_resource", self._describe_resource, enabled=has_form)
        chosen = self._can_edit_chosen
        bind("designer.edit_label", partial(self._edit, "label"), enabled=chosen)
        bind("designer.edit_help", partial(self._edit, "help"), enabled=chosen)
        bind("designer.move_up", partial(self._step, -1), enabled=chosen)
        bind("designer.move_down", partial(self._step, 1), enabled=chosen)
        bind("designer.describe", self._describe, enabled=lambda: chosen() and not self._said())
        bind("designer.remove", self._remove, enabled=self._said)
        bind("designer.hide", self._hide, enabled=chosen, checked=self._is_hidden)
        bind("designer.advanced", self._put_advanced, enabled=chosen, checked=self._is_advanced)
        bind("designer.show_text", self._show_text, enabled=chosen)

    def _make_panel(self) -> QWidget:
        from studio.ui.designer.leftoutpanel import LeftOutPanel

        window = self._window
        panel: LeftOutPanel = LeftOutPanel(window.services, self.design)
        panel.chosen.connect(self._show_left_out)
        return panel

    # Showing

    def _show(self) -> None:
        page = self._window.editors.open(DESIGNER)
        if page is not None:
            page.setFocus()

    def _show_dock(self) -> None:
        self.dock.bring_to_front()

    def _show_left_out(self, place: Place | None) -> None:
        """Choose the field in the designer if that is in front, else show its text."""
        page = self._window.editors.current
        if place is not None and (page is None or page.key != DESIGNER):
            self._window.show_place(place, anywhere=True)

    def _show_line(self, path: str, line: int) -> None:
        self._window.editors.open(path, anywhere=True)
        self._window.go_to_line(line)

    def _offer_menu(self, part: QWidget, at: QPoint) -> None:
        self._window.menus.context_menu(part, FIELD_MENU).popup(at)

    def _follow_workbench(self) -> None:
        bench = self._window.workbench
        if self._design is not None:
            self._design.follow(bench.document if bench else None)

    def _follow_form(self) -> None:
        self.dock.update_title()
        self._refresh_commands()

    def _refresh_commands(self) -> None:
        self._window.registry.refresh([command.id for command in DESIGNER_COMMANDS])

    # What is possible

    def _is_open(self) -> bool:
        return self._window.workbench is not None

    def _has_form(self) -> bool:
        return self._is_open() and (self._design is None or self._design.form is not None)

    def _can_edit_chosen(self) -> bool:
        design = self._design
        return design is not None and design.can_edit and design.field is not None

    def _said(self) -> bool:
        design = self._design
        return design is not None and design.can_edit and design.entry is not None

    def _is_hidden(self) -> bool:
        field = self._design.field if self._design is not None else None
        return field is not None and field.hidden

    def _is_advanced(self) -> bool:
        field = self._design.field if self._design is not None else None
        return field is not None and field.advanced

    def _count(self) -> int:
        form = self._design.form if self._design is not None else None
        return len(form.left_out) if form is not None else 0

    # Gestures

    def _describe_required(self) -> None:
        from studio.package.forms.generating import describe_required

        self._made(self.design.run(describe_required))

    def _describe_fields(self) -> None:
        from studio.package.forms.generating import describe_fields

        self._made(self.design.run(describe_fields))

    def _generate_schema(self) -> None:
        from studio.package.forms.generating import generate_schema

        self._made(self.design.run(generate_schema))

    def _describe_resource(self) -> None:
        self._made(self.design.describe_resource())

    def _made(self, done: bool) -> None:
        """Show what came of it."""
        if done:
            self._show()

    def _page(self) -> DesignerPage | None:
        page = self._window.editors.page(DESIGNER)
        return page if page is not None else None  # type: ignore[return-value]

    def _edit(self, part: str) -> None:
        page = self._page()
        if page is not None:
            page.canvas.glass.edit(part)

    def _step(self, step: int) -> None:
        self.design.step(step)

    def _describe(self) -> None:
        if self.design.chosen is not None:
            self.design.add(self.design.chosen)

    def _remove(self) -> None:
        if self.design.chosen is not None:
            self.design.remove(self.design.chosen)

    def _hide(self, on: bool) -> None:
        path = self.design.chosen
        if path is not None:
            self.design.apply(lambda edits: edits.set_hidden(path, on=on))

    def _put_advanced(self, on: bool) -> None:
        path = self.design.chosen
        if path is not None:
            self.design.apply(lambda edits: edits.set_advanced(path, on=on))

    def _show_text(self) -> None:
        page = self._page()
        if page is not None:
            page.show_text()
