"""A picture below the line that says what it is and how much it is enlarged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from studio.package.content import FileText
from studio.sizes import size_text
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.hairline import Hairline
from studio.ui.pictures.picture import LARGEST, read_picture
from studio.ui.pictures.pictureview import PictureView
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.content import FileBlob
    from studio.services.jobs import Job, JobList
    from studio.ui.pictures.picture import Picture
    from studio.ui.theme.switcher import ThemeService


class PicturePanel(QWidget):
    """Reads a picture in the background and shows it, or says why it cannot be shown.

    `shown` comes when the picture, or the reason that there is none, can be seen.
    """

    shown = Signal()

    def __init__(self, themes: ThemeService, jobs: JobList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._size = 0
        self._picture: Picture | None = None
        self.view = PictureView(themes)
        self.facts = QLabel()
        self.facts.setProperty("tone", "dim")
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.percent = QLabel()
        self.percent.setProperty("tone", "dim")
        self.out_button = ToolButton(themes, "minus", compact=True)
        self.in_button = ToolButton(themes, "plus", compact=True)
        self.fit_button = ToolButton(themes, "corners-out", compact=True)
        self._broken = EmptyState(themes, "image-square")
        self._lay_out(themes)
        self.out_button.clicked.connect(self.view.zoom_out)
        self.in_button.clicked.connect(self.view.zoom_in)
        self.fit_button.clicked.connect(self.view.fit)
        self.view.zoomed.connect(self._show_zoom)
        self.setFocusProxy(self.view)
        self._retranslate()

    def show_content(self, content: FileText | FileBlob) -> None:
        """Show the picture that a file holds."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._size = content.size
        if content.size > LARGEST:
            self._take(None)
            return

        def work(_progress: object) -> Picture | None:
            data = content.encoded() if isinstance(content, FileText) else content.read()
            return read_picture(data)

        self._job = self._jobs.run(message("Reading a picture"), work, quiet=True)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._give_up)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _take(self, picture: Picture | None) -> None:
        self._job = None
        self._picture = picture
        self.view.show_picture(picture)
        for button in (self.out_button, self.in_button, self.fit_button):
            button.setEnabled(picture is not None)
        self._retranslate()
        self.shown.emit()

    def _give_up(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._take(None)

    def _lay_out(self, themes: ThemeService) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(themes.px(14), themes.px(4), themes.px(8), themes.px(4))
        header.setSpacing(2)
        header.addWidget(self.facts, 1)
        for widget in (self.out_button, self.percent, self.in_button, self.fit_button):
            header.addWidget(widget)
        self.percent.setMinimumWidth(themes.px(44))
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._broken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(Hairline(themes))
        layout.addLayout(self._stack, 1)

    def _show_zoom(self) -> None:
        self.percent.setText(f"{self.view.zoom * 100:.0f} %" if self._picture else "")

    def _retranslate(self) -> None:
        self.out_button.set_label(self.tr("Smaller"))
        self.in_button.set_label(self.tr("Larger"))
        self.fit_button.set_label(self.tr("Fit into the view"))
        self.view.setAccessibleName(self.tr("Picture"))
        facts = [size_text(self._size)]
        picture = self._picture
        if picture is not None:
            pixels = self.tr("{width} × {height} pixels")
            size = picture.size
            facts.insert(0, pixels.format(width=size.width(), height=size.height()))
            facts.insert(0, picture.kind)
            if picture.frames > 1:
                facts.append(
                    self.tr("moves; the first of %n picture(s) is shown", "", picture.frames)
                )
        self.facts.setText("  ·  ".join(facts))
        if self._size > LARGEST:
            sentence = self.tr("This picture is too large to be shown.")
        else:
            sentence = self.tr("This picture is damaged, or of a kind that cannot be shown.")
        self._broken.set_content(sentence)
        is_broken = picture is None and self._job is None and self._size > 0
        self._stack.setCurrentWidget(self._broken if is_broken else self.view)
        self._show_zoom()
