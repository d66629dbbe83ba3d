"""The YAML that the form would create, with its verdict; it can be edited, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from studio.ui.controls.buttons import LinkButton
from studio.ui.controls.painting import paint_focus_ring
from studio.ui.controls.statusicon import STATUS_ICONS
from studio.ui.forms.yamlcolours import YamlColours

if TYPE_CHECKING:
    from studio.model.form import FormModel
    from studio.ui.controls.statusicon import StatusTone
    from studio.ui.theme.switcher import ThemeService

_TYPING_PAUSE = 250
_HEAD = 32
_LEAST_LINES = 5


class YamlSection(QWidget):
    """A heading that opens and closes the text of the instance; both sides follow each other.

    `save_requested` asks for the instance to become the package's example.
    """

    save_requested = Signal()
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.text, 1)
        column.addWidget(self._links)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open))
        self.save.clicked.connect(self.save_requested)
        self.reset.clicked.connect(model.reset)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(model.text))
        self.text.textChanged.connect(self._follow_typing)
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

    def _follow_typing(self) -> None:
        if not self.text.silent:
            self._typing.start()

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
        form = model.form
        if form is None:
            self.head.set_verdict("info", "")
        elif model.findings:
            count = len(model.findings)
            words = self.tr("%n problem(s)", "", count)
            tips = [each.message.text(self.language) for each in model.findings[:12]]
            self.head.set_verdict("error", words, "\n".join(tips))
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


class YamlText(QPlainTextEdit):
    """Text in the code font on the panel's ground; `left` comes when the focus goes."""

    left = Signal()

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.silent = False
        self.setProperty("ground", "panel")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setViewportMargins(26, 0, 0, 0)
        YamlColours(self.document(), themes)
        themes.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show other text; the caret keeps its place as well as it can."""
        if text == self.toPlainText():
            return
        position = self.textCursor().position()
        scrolled = self.verticalScrollBar().value()
        self.silent = True
        self.setPlainText(text)
        self.silent = False
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(self.toPlainText())))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def sizeHint(self) -> QSize:
        """All lines, within reason."""
        lines = max(self.document().blockCount(), _LEAST_LINES)
        return QSize(self._themes.px(200), lines * self.fontMetrics().lineSpacing() + 12)

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(0, _LEAST_LINES * self.fontMetrics().lineSpacing())

    def focusOutEvent(self, event: object) -> None:
        """Let what was typed be taken over."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()

    def _dress(self) -> None:
        self.setFont(self._themes.font("code_small"))


class YamlHead(QWidget):
    """The heading: a caret, the title, and at the right what the schema says."""

    clicked = Signal()

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._title = ""
        self.is_open = True
        self.tone: StatusTone = "info"
        self.verdict = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_title(self, title: str) -> None:
        """Word the heading."""
        self._title = title
        self._name()

    def set_open(self, is_open: bool) -> None:
        """Turn the caret."""
        self.is_open = is_open
        self._name()

    def set_verdict(self, tone: StatusTone, words: str, tip: str = "") -> None:
        """Say whether the instance is valid."""
        self.tone, self.verdict = tone, words
        self.setToolTip(tip)
        self._name()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._themes.px(200), self._themes.px(_HEAD))

    def minimumSizeHint(self) -> QSize:
        """One line of any width."""
        return QSize(0, self._themes.px(_HEAD))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open or close."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or close by the keys of a button."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the ring of the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint caret, title and verdict."""
        painter, themes = QPainter(self), self._themes
        px, height = themes.px, self.height()
        if self.hasFocus():
            paint_focus_ring(painter, themes, self.rect().adjusted(6, 3, -6, -3), 4)
        caret = QRect(px(14), 0, px(12), height)
        themes.icons.paint_icon(painter, caret, "caret-down" if self.is_open else "caret-right")
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(themes.font("section", text=self._title))
        painter.setPen(themes.colour("text"))
        left = px(34)
        title = painter.fontMetrics().horizontalAdvance(self._title)
        painter.drawText(QRect(left, 0, self.width() - left, height), middle, self._title)
        if not self.verdict:
            return
        painter.setFont(themes.font("help", text=self.verdict))
        room = self.width() - left - title - px(14) - px(16) - 3 * px(6)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self.verdict, Qt.TextElideMode.ElideRight, room)
        right = self.width() - px(14) - metrics.horizontalAdvance(words)
        painter.setPen(themes.colour(self.tone))
        painter.drawText(QRect(right, 0, self.width() - right, height), middle, words)
        icon = QRect(right - px(6) - px(14), 0, px(14), height)
        themes.icons.paint_icon(painter, icon, *STATUS_ICONS[self.tone])

    def _name(self) -> None:
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self.verdict)
        self.update()
