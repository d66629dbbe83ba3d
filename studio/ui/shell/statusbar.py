"""The status bar: facts of the package left, position and saved state right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from studio.formats.kinds import Kind
from studio.ui.jobs.jobsindicator import JobsIndicator
from studio.ui.shell.statusparts import BudgetGauge, DotLabel

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.services.jobs import JobList
    from studio.services.language import LanguageService
    from studio.ui.shell.page import Page
    from studio.ui.theme.switcher import ThemeService

_SHOWN_MS = 5000
_PAUSE_MS = 500
_ICON = 14


class MainStatusBar(QStatusBar):
    """Kind, name, version and size; messages and progress; caret, file type and unsaved files."""

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
        self._themes = themes
        self._icon, self._package = QLabel(), QLabel()
        self._gauge = BudgetGauge(themes)
        self.jobs = JobsIndicator(themes, languages, jobs)
        self._caret = QLabel()
        self._file_type = QLabel()
        self._saved = DotLabel(themes)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._measure)
        self._is_measured = False
        self.messageChanged.connect(self._show_facts)
        self.addWidget(self._icon)
        self.addWidget(self._package)
        self.addWidget(self._gauge)
        self.addPermanentWidget(self.jobs)
        self.addPermanentWidget(self._caret)
        self.addPermanentWidget(self._file_type)
        self.addPermanentWidget(self._saved)
        for label in (self._package, self._caret, self._file_type):
            label.setContentsMargins(0, 0, 12, 0)
        themes.changed.connect(self._show_icon)
        self.retranslate()

    def show_document(self, document: Document | None) -> None:
        """Speak of another package, or of none."""
        if self._document is not None:
            self._document.history.changed.disconnect(self._follow_change)
            self._document.dirty_changed.disconnect(self.retranslate)
        self._document = document
        self._position = None
        if document is not None:
            # A renamed file counts as one only once the history has the step that renamed it.
            document.history.changed.connect(self._follow_change)
            document.dirty_changed.connect(self.retranslate)
        self._is_measured = False
        self.retranslate()
        self._pause.start()

    def show_page(self, page: Page | None) -> None:
        """Speak of the page in front: where its caret is, and of which type its file."""
        self.show_position(page.position() if page else None)
        file_type = page.file_type() if page else ""
        self._file_type.setText(file_type)
        self._file_type.setVisible(bool(file_type))

    def show_position(self, position: tuple[int, int] | None) -> None:
        """Show line and column of the caret, or nothing."""
        self._position = position
        self._caret.setVisible(position is not None)
        if position is not None:
            text = self.tr("Ln {line}, Col {column}")
            self._caret.setText(text.format(line=position[0], column=position[1]))

    def add_fact(self, fact: QWidget) -> None:
        """Put one more thing before whether all is saved."""
        self.removeWidget(self._saved)
        self.addPermanentWidget(fact)
        self.addPermanentWidget(self._saved)
        self._saved.show()

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
        self._show_icon()
        self._gauge.retranslate()
        if self._document is None:
            self._package.setText(self.tr("No package open"))
            self._saved.show_text("", dotted=False)
            return
        from studio.package.layout import layout_of

        layout = layout_of(self._document.snapshot)
        facts = [self.kind_name(layout.kind), f"{layout.name} {layout.version}".strip()]
        self._package.setText(" · ".join(fact for fact in facts if fact))
        unsaved = self._document.unsaved_count
        self._saved.show_text(
            self.tr("%n unsaved file(s)", "", unsaved) if unsaved else self.tr("Saved"),
            dotted=bool(unsaved),
        )

    def kind_name(self, kind: Kind | None) -> str:
        """What a kind of package is called."""
        names = {
            Kind.OSC: self.tr("OSC package"),
            Kind.HELM: self.tr("Helm chart"),
            Kind.OPERATOR: self.tr("Operator package"),
        }
        return names[kind] if kind else ""

    def _follow_change(self) -> None:
        self.retranslate()
        self._pause.start()

    def _measure(self) -> None:
        """Show how much of what OSC takes the deploy package has; nothing where there is none."""
        if self._document is None:
            return
        from studio.package.delivery import NotDeliverable, delivery_of
        from studio.package.estimate import packed_size
        from studio.package.rules.publishing import DEPLOY_LIMIT

        try:
            delivery = delivery_of(self._document.snapshot)
        except NotDeliverable:
            self._is_measured = False
        else:
            self._gauge.set_size(packed_size(delivery), DEPLOY_LIMIT)
            self._is_measured = True
        self._show_facts()

    def _show_facts(self) -> None:
        """Show what there is to show where no message takes its place."""
        # WORKAROUND: Qt 6.11 hides them by itself, but not for good: the next layout that changes
        # the height of the bar shows them below the message. What is hidden by hand stays hidden.
        is_free = not self.currentMessage()
        self._icon.setVisible(is_free and self._document is not None)
        self._package.setVisible(is_free)
        self._gauge.setVisible(is_free and self._is_measured)

    def _show_icon(self) -> None:
        self._show_facts()
        icon = self._themes.icons.icon("package")
        side = self._themes.px(_ICON)
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatio()))
