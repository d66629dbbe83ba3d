"""The status bar: facts of the package left, position and saved state right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from studio.formats.kinds import Kind
from studio.package.layout import layout_of
from studio.ui.jobs.jobsindicator import JobsIndicator

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.services.jobs import JobList
    from studio.services.language import LanguageService
    from studio.ui.theme.switcher import ThemeService

_SHOWN_MS = 5000


class MainStatusBar(QStatusBar):
    """Kind, name and version; messages and progress; caret and unsaved files."""

    def __init__(
        self,
        themes: ThemeService,
        languages: LanguageService,
        jobs: JobList,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._position: tuple[int, int] | None = None
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._package = QLabel()
        self.jobs = JobsIndicator(themes, languages, jobs)
        self._caret = QLabel()
        self._saved = QLabel()
        self.addWidget(self._package)
        self.addPermanentWidget(self.jobs)
        self.addPermanentWidget(self._caret)
        self.addPermanentWidget(self._saved)
        for label in (self._package, self._caret):
            label.setContentsMargins(0, 0, 16, 0)
        self.retranslate()

    def show_document(self, document: Document | None) -> None:
        """Speak of another package, or of none."""
        if self._document is not None:
            self._document.changed.disconnect(self.retranslate)
            self._document.dirty_changed.disconnect(self.retranslate)
        self._document = document
        self._position = None
        if document is not None:
            document.changed.connect(self.retranslate)
            document.dirty_changed.connect(self.retranslate)
        self.retranslate()

    def show_position(self, position: tuple[int, int] | None) -> None:
        """Show line and column of the caret, or nothing."""
        self._position = position
        self._caret.setVisible(position is not None)
        if position is not None:
            text = self.tr("Ln {line}, Col {column}")
            self._caret.setText(text.format(line=position[0], column=position[1]))

    def say(self, sentence: str) -> None:
        """Say something for a moment."""
        self.showMessage(sentence, _SHOWN_MS)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.show_position(self._position)
        if self._document is None:
            self._package.setText(self.tr("No package open"))
            self._saved.setText("")
            return
        layout = layout_of(self._document.snapshot)
        facts = [self.kind_name(layout.kind), f"{layout.name} {layout.version}".strip()]
        self._package.setText(" · ".join(fact for fact in facts if fact))
        unsaved = self._document.unsaved_count
        self._saved.setText(
            self.tr("%n unsaved file(s)", "", unsaved) if unsaved else self.tr("Saved")
        )

    def kind_name(self, kind: Kind | None) -> str:
        """What a kind of package is called."""
        names = {
            Kind.OSC: self.tr("OSC package"),
            Kind.HELM: self.tr("Helm chart"),
            Kind.OPERATOR: self.tr("Operator package"),
        }
        return names[kind] if kind else ""
