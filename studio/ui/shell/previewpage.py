"""A tab with a text, what it looks like, or both side by side."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.pictures.picture import is_picture
from studio.ui.shell.textpage import TextPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.model.document import Document
    from studio.ui.shell.services import Services

TEXT, PREVIEW, SPLIT = "text", "preview", "split"
_PAUSE = 120
"""Milliseconds without an edit after which the preview follows."""
_PATIENCE = 5
"""How many times longer than its last drawing the pause before the next one is at least."""


class PreviewPage(TextPage):
    """A markdown file or an SVG picture: as text, as it looks, or both.

    `file_requested` carries the path of the package that a link leads to.
    """

    file_requested = Signal(str)

    def __init__(
        self,
        document: Document,
        path: str,
        services: Services,
        parent: QWidget | None = None,
        *,
        may_write: Callable[[str], bool] = lambda _path: True,
    ) -> None:
        self._services = services
        self.switch = Segmented(
            services.themes,
            [
                Segment(TEXT, "", "code"),
                Segment(PREVIEW, "", "eye"),
                Segment(SPLIT, "", "columns"),
            ],
        )
        self._splitter = QSplitter()
        self._pause = QTimer(singleShot=True, interval=_PAUSE)
        super().__init__(document, path, services, parent, may_write=may_write)
        self._pause.setParent(self)
        self._pause.timeout.connect(self._refresh)
        self._show_content, self.preview = self._make_preview()
        self._splitter.addWidget(self.preview)
        self.header.add_tool(self.switch)
        self._splitter.setSizes([1000, 1000])
        self.switch.chosen.connect(self._choose)
        self.view.edited.connect(self._pause.start)
        self.view.revealed.connect(self._uncover_text)
        self.view.preview_toggled.connect(self.toggle_preview)
        self.view.edit.verticalScrollBar().valueChanged.connect(self._scroll_along)
        self._retranslate()
        self.set_mode(PREVIEW if is_picture(path) else TEXT)

    @property
    def mode(self) -> str:
        """What is shown: "text", "preview" or "split"."""
        return self.switch.value()

    def set_mode(self, mode: str) -> None:
        """Show the text, the preview, or both; KeyError for anything else."""
        had_focus = self.view.edit.hasFocus() or self.preview.hasFocus()
        self.switch.set_value(mode)
        self.view.setVisible(mode != PREVIEW)
        self.preview.setVisible(mode != TEXT)
        self.setFocusProxy(self.preview if mode == PREVIEW else self.view)
        if mode != TEXT:
            self._refresh()
        if had_focus:
            self.setFocus()

    def toggle_preview(self) -> None:
        """Go from the text to both, and from there on to the preview alone."""
        order = (TEXT, SPLIT, PREVIEW)
        self._choose(order[(order.index(self.mode) + 1) % len(order)])

    def view_state(self) -> dict[str, Any]:
        """What the text view says, and which of the views are shown."""
        return {**super().view_state(), "mode": self.mode}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Look at it as `view_state` said."""
        super().restore_view_state(state)
        mode = state.get("mode")
        if mode in (TEXT, PREVIEW, SPLIT):
            self.set_mode(mode)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _body(self) -> QWidget:
        """The text beside its preview."""
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.view)
        return self._splitter

    def _make_preview(self) -> tuple[Any, QWidget]:
        """What shows the present text, and the widget that it is shown in."""
        services = self._services
        if is_picture(self.key):
            from studio.ui.pictures.picturepanel import PicturePanel

            panel = PicturePanel(services.themes, services.jobs)
            return lambda: panel.show_content(self.view.binding.content), panel
        from studio.ui.markdown.preview import MarkdownPreview

        preview = MarkdownPreview(self._document, services.themes)
        preview.file_requested.connect(self.file_requested)
        return lambda: preview.show_file(self.view.path), preview

    def _choose(self, mode: str) -> None:
        self.set_mode(mode)
        self._scroll_along()

    def _refresh(self) -> None:
        if self.mode != TEXT and self.view.path in self._document.snapshot:
            start = time.monotonic()
            self._show_content()
            taken = round((time.monotonic() - start) * 1000)
            self._pause.setInterval(max(_PAUSE, _PATIENCE * taken))

    def _uncover_text(self) -> None:
        """Somebody was led to a place in the text."""
        if self.mode == PREVIEW:
            self.set_mode(TEXT)

    def _scroll_along(self) -> None:
        """Let the preview show about the part that the text shows."""
        bar = getattr(self.preview, "verticalScrollBar", None)
        if self.mode == SPLIT and bar is not None:
            source = self.view.edit.verticalScrollBar()
            share = source.value() / max(source.maximum(), 1)
            bar().setValue(round(share * bar().maximum()))

    def _retranslate(self) -> None:
        self.switch.set_text(TEXT, self.tr("Text"))
        self.switch.set_text(PREVIEW, self.tr("Preview"))
        self.switch.set_text(SPLIT, self.tr("Split"))
