"""The YAML that the form would create, with its verdict; it can be edited, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.controls.buttons import LinkButton
from studio.ui.preview.yamlhead import YamlHead
from studio.ui.preview.yamltext import YamlText

if TYPE_CHECKING:
    from studio.model.form import FormModel
    from studio.ui.theme.switcher import ThemeService

_TYPING_PAUSE = 250
_MOST_TIPS = 12
_MOST = 16_777_215
"""Pixels that Qt takes for no bound at all."""


class YamlSection(QWidget):
    """A heading that opens and closes the text of the instance; both sides follow each other.

    `save_requested` asks for the instance to become the package's example, `problem_wanted` to be
    led to the first field that is wrong.
    """

    save_requested = Signal()
    problem_wanted = Signal()
    toggled = Signal(bool)

    def __init__(
        self, themes: ThemeService, model: FormModel, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._model = model
        self.language = language
        self.head = YamlHead(themes)
        self.text = YamlText(themes)
        self.save, self.reset, self.copy = LinkButton(), LinkButton(), LinkButton()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._typing.timeout.connect(self._take)
        self._links = QWidget()
        links = QHBoxLayout(self._links)
        links.setContentsMargins(14, 0, 14, 6)
        links.setSpacing(14)
        for link in (self.save, self.reset, self.copy):
            links.addWidget(link)
        links.addStretch(1)
        # Room that the lines do not need is the form's, not the heading's.
        policy = QSizePolicy.Policy
        for part in (self.head, self._links):
            part.setSizePolicy(policy.Preferred, policy.Fixed)
        self.setSizePolicy(policy.Preferred, policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.text, 1)
        column.addWidget(self._links)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open))
        self.head.verdict_clicked.connect(self.problem_wanted)
        self.save.clicked.connect(self.save_requested)
        self.reset.clicked.connect(model.reset)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(model.text))
        self.text.edited.connect(self._typing.start)
        self.text.left.connect(self._take)
        model.checked.connect(self._follow_model)
        self._retranslate()
        self._follow_model()

    @property
    def is_open(self) -> bool:
        """Whether the text is shown."""
        return self.head.is_open

    def set_open(self, is_open: bool) -> None:
        """Show or hide the text."""
        if is_open != self.is_open:
            self.head.set_open(is_open)
            self.text.setVisible(is_open)
            self._links.setVisible(is_open)
            self.setMaximumHeight(_MOST if is_open else self.head.sizeHint().height())
            self.updateGeometry()
            self.toggled.emit(is_open)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._follow_model()

    def flush(self) -> None:
        """Take over what was typed without waiting for a pause."""
        if self._typing.isActive():
            self._take()

    def _take(self) -> None:
        if not self._typing.isActive():
            return
        self._typing.stop()
        read = self._model.set_text(self.text.toPlainText())
        if read.fault is not None:
            words = self.tr("line {line}: {reason}").format(
                line=read.line, reason=read.fault.text(self.language)
            )
            self.head.set_verdict("error", words)

    def _follow_model(self) -> None:
        model = self._model
        if not self._typing.isActive():
            self.text.show_text(model.text)
        self.text.setReadOnly(model.read_only)
        self.reset.setEnabled(model.is_changed and not model.read_only)
        self.save.setEnabled(model.is_changed and not model.read_only)
        form, verdict = model.form, model.verdict
        if form is None:
            self.head.set_verdict("info", "")
        elif verdict.errors or verdict.warnings:
            tips = [e.message.text(self.language) for e in (*verdict.errors, *verdict.warnings)]
            count = len(verdict.errors or verdict.warnings)
            words = self.tr("%n problem(s)", "", count)
            if not verdict.errors:
                words = self.tr("%n warning(s)", "", count)
            tone = "error" if verdict.errors else "warning"
            self.head.set_verdict(tone, words, "\n".join(tips[:_MOST_TIPS]))
        elif form.source.is_chart:
            self.head.set_verdict("ok", self.tr("valid"))
        elif form.crd_version is None or form.crd_version.pointer is None:
            self.head.set_verdict("info", self.tr("no schema to check by"))
        else:
            words = self.tr("valid for {version}").format(version=form.version)
            self.head.set_verdict("ok", words)

    def _retranslate(self) -> None:
        self.head.set_title(self.tr("YAML of the instance"))
        self.text.setAccessibleName(self.tr("YAML of the instance"))
        self.save.setText(self.tr("Save as example"))
        self.reset.setText(self.tr("Reset"))
        self.copy.setText(self.tr("Copy"))
