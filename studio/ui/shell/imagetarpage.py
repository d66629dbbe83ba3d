"""A tab with what is inside a saved image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.formats.imagetar import DOCKER, OCI
from studio.package.images.tars import described
from studio.sizes import size_text
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.keptfont import keep_font
from studio.ui.savedimages.imagesection import ImageSection
from studio.ui.shell.filepage import FilePage
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.imagetar import ImageTar
    from studio.model.document import Document
    from studio.package.content import FileBlob
    from studio.services.jobs import Job, Progress
    from studio.ui.shell.services import Services

_MARGIN, _GAP = 24, 20
_MOST_IMAGES = 20
"""Images that are described; a tar for OSC holds one."""


class ImageTarPage(FilePage):
    """Reads the tar in the background, without unpacking it, and says what is wrong with it."""

    def __init__(
        self, document: Document, path: str, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, path, parent)
        self._services = services
        self._job: Job | None = None
        self._tar: ImageTar | None = None
        self._read: FileBlob | None = None
        self.bar = InlineBar(services.themes)
        self._reading = EmptyState(services.themes, "stack")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._reading)
        layout.addWidget(self._scroll, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        services.themes.changed.connect(self._show)
        self.show_content(self.content)

    def show_content(self, content: FileBlob) -> None:
        """Read another tar; one that only has another name is known already."""
        if self._tar is not None and content == self._read:
            self._show()
            return
        if self._job is not None:
            self._job.cancel()
        self._read = content
        self._tar = None
        reading = message("Reading {file}", file=self.title())

        def work(progress: Progress) -> ImageTar:
            return described(content, lambda: progress(0.0, reading))

        self._job = self._services.jobs.run(reading, work)
        self._job.finished.connect(self._take)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _take(self, tar: ImageTar) -> None:
        self._job = None
        self._tar = tar
        self._show()

    def _show(self) -> None:
        tar = self._tar
        self._reading.set_content(self.tr("Reading the image…"))
        self._reading.setVisible(tar is None)
        self._scroll.setVisible(tar is not None)
        # A proxy that is hidden would take the keys from the window.
        had_focus = self.hasFocus()
        proxy = self._scroll if tar is not None else None
        self.setFocusProxy(proxy)  # type: ignore[arg-type] - Qt takes none; the stub does not say
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if tar is None:
            self.bar.clear()
            return
        if tar.defect is not None:
            language = self._services.languages.language
            self.bar.show_message("error", tar.defect.text(language))
        else:
            self.bar.clear()
        self._scroll.setWidget(self._described(tar))

    def _described(self, tar: ImageTar) -> QWidget:
        themes = self._services.themes
        page = QWidget()
        page.setProperty("ground", "editor")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        margin = themes.px(_MARGIN)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(themes.px(_GAP))
        title = QLabel(self.title())
        keep_font(title, themes, "dialog")
        facts = QLabel(self._facts(tar))
        facts.setProperty("tone", "dim")
        for label in (title, facts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        for image in tar.images[:_MOST_IMAGES]:
            layout.addWidget(ImageSection(image, themes))
        if len(tar.images) > _MOST_IMAGES:
            rest = len(tar.images) - _MOST_IMAGES
            layout.addWidget(QLabel(self.tr("and %n more image(s)", "", rest)))
        layout.addStretch(1)
        return page

    def _facts(self, tar: ImageTar) -> str:
        forms = {
            DOCKER: self.tr("saved image"),
            OCI: self.tr("saved image in OCI layout"),
        }
        facts = [forms.get(tar.form, self.tr("no saved image")), size_text(self.content.size)]
        if tar.gzipped:
            facts.append(self.tr("packed with gzip"))
        if len(tar.images) > 1:
            facts.append(self.tr("%n image(s)", "", len(tar.images)))
        return "  ·  ".join(facts)
