"""The dock of the preview in a window, and its commands; loads the preview when it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.controls.buttons import ToolButton
from studio.ui.shell.docks import Dock

if TYPE_CHECKING:
    from studio.ui.preview.previewpanel import PreviewPanel
    from studio.ui.shell.page import Page
    from studio.ui.shell.window import MainWindow

CATEGORY = QT_TRANSLATE_NOOP("commands", "Preview")
PREVIEW_COMMANDS = (
    Command(
        "view.preview",
        QT_TRANSLATE_NOOP("commands", "Show the previe&w"),
        QT_TRANSLATE_NOOP("commands", "View"),
        "sliders-horizontal",
        ("Ctrl+4",),
        hint=QT_TRANSLATE_NOOP("commands", "The form as consumers meet it"),
    ),
    Command(
        "preview.close",
        QT_TRANSLATE_NOOP("commands", "Close the preview"),
        CATEGORY,
        "x",
    ),
    Command(
        "preview.own_window",
        QT_TRANSLATE_NOOP("commands", "&Preview in a window of its own"),
        CATEGORY,
        "arrow-square-out",
        checkable=True,
    ),
    Command(
        "preview.picture",
        QT_TRANSLATE_NOOP("commands", "Save the form as a p&icture…"),
        CATEGORY,
        "camera",
    ),
    Command(
        "preview.web_page",
        QT_TRANSLATE_NOOP("commands", "Save the form as a we&b page…"),
        CATEGORY,
        "file-text",
        hint=QT_TRANSLATE_NOOP("commands", "One file for reviewers, which needs no studio"),
    ),
    Command(
        "preview.find",
        QT_TRANSLATE_NOOP("commands", "&Find a field of the form"),
        CATEGORY,
        "magnifying-glass",
    ),
    Command(
        "preview.save_example",
        QT_TRANSLATE_NOOP("commands", "&Save the instance as example"),
        CATEGORY,
        "floppy-disk",
        hint=QT_TRANSLATE_NOOP("commands", "Write what was filled in into the package"),
    ),
    Command(
        "preview.reset",
        QT_TRANSLATE_NOOP("commands", "&Reset the instance"),
        CATEGORY,
        "arrow-counter-clockwise",
    ),
)
_NARROW, _WIDE = 1280, 1440
_LEAST_WIDTH, _WIDTH = 344, 384


class Previewing(QObject):
    """Adds the preview to a window; `panel` is None until it was first seen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.panel: PreviewPanel | None = None
        themes, registry = window.services.themes, window.registry
        self.dock = Dock(themes, "preview", lambda: self.tr("Preview"), self._make_panel, window)
        window.docks = (*window.docks, self.dock)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        registry.register(PREVIEW_COMMANDS)
        self._bind()
        self.dock.topLevelChanged.connect(lambda: registry.refresh(["preview.own_window"]))
        window.workbench_changed.connect(self._follow_workbench)
        window.editors.current_changed.connect(self._make_room)

    def _bind(self) -> None:
        bind, is_open = self._window.registry.bind, self._is_open
        has_form = self._has_form
        bind("view.preview", self._show, enabled=is_open)
        bind("preview.close", self.dock.close, enabled=is_open)
        bind(
            "preview.own_window",
            self._float,
            enabled=is_open,
            checked=self.dock.isFloating,
        )
        bind("preview.picture", self._save_picture, enabled=has_form)
        bind("preview.web_page", self._save_page, enabled=has_form)
        bind("preview.find", self._search, enabled=has_form)
        bind("preview.save_example", self._save_example, enabled=has_form)
        bind("preview.reset", self._reset, enabled=has_form)

    def _make_panel(self) -> PreviewPanel:
        from studio.ui.preview.previewpanel import PreviewPanel

        window = self._window
        panel = self.panel = PreviewPanel(window.services)
        panel.place_wanted.connect(lambda place: window.show_place(place, anywhere=True))
        panel.line_wanted.connect(self._show_line)
        panel.refused.connect(window.warn)
        panel.saved.connect(self._say_saved)
        panel.follower.refreshed.connect(lambda: window.registry.refresh(_WITH_FORM))
        for command_id in ("preview.picture", "preview.own_window", "preview.close"):
            action = window.registry.action(command_id)
            button = ToolButton(window.services.themes, action=action, compact=True)
            self.dock.band.tools.addWidget(button)
        bench = window.workbench
        panel.show_document(bench.document if bench else None)
        return panel

    def _seen(self) -> PreviewPanel:
        """The panel, made if nobody has seen it yet."""
        self.dock.fill()
        assert self.panel is not None  # noqa: S101
        return self.panel

    def _show(self) -> None:
        self._seen()
        self.dock.bring_to_front()

    def _float(self, on: bool) -> None:
        self._seen()
        self.dock.setFloating(on)
        self.dock.show()

    def _follow_workbench(self) -> None:
        bench = self._window.workbench
        if self.panel is not None:
            self.panel.show_document(bench.document if bench else None)
        if bench is not None and not self._window.is_arranged:
            QTimer.singleShot(0, self, self._arrange)

    def _make_room(self, page: Page | None) -> None:
        """Step aside for a page that has a panel of its own at its side."""
        self.dock.step_aside(page is not None and page.has_side_panel)

    def _arrange(self) -> None:
        """Give the dock its first width."""
        px = self._window.services.themes.px
        share = min(max((self._window.width() - px(_NARROW)) / px(_WIDE - _NARROW), 0), 1)
        width = px(_LEAST_WIDTH + share * (_WIDTH - _LEAST_WIDTH))
        self._window.resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def _show_line(self, path: str, line: int) -> None:
        self._window.editors.open(path, anywhere=True)
        self._window.go_to_line(line)

    def _say_saved(self) -> None:
        from studio.ui.controls.links import Link

        undo = Link(self.tr("Undo"), lambda: self._window.registry.run("edit.undo"))
        self._window.toast.show_message(self.tr("The instance is the example now."), undo)

    def _search(self) -> None:
        self._seen().tools.set_searching(True)

    def _save_example(self) -> None:
        self._seen().save_as_example()

    def _reset(self) -> None:
        self._seen().model.reset()

    def _save_picture(self) -> None:
        from studio.ui.preview.formexport import save_picture

        save_picture(self._window, self._seen())

    def _save_page(self) -> None:
        from studio.ui.preview.formexport import save_page

        save_page(self._window, self._seen())

    def _is_open(self) -> bool:
        return self._window.workbench is not None

    def _has_form(self) -> bool:
        return self._is_open() and self.panel is not None and self.panel.follower.form is not None


_WITH_FORM = tuple(c.id for c in PREVIEW_COMMANDS if c.id.startswith("preview."))
