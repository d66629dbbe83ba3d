"""The page that stands in the window while no package is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from studio.formats.kinds import Kind
from studio.services.recent import RecentPackages
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.painting import paint_rounded
from studio.ui.welcome.actionrow import INSET, ActionRow, RowWords
from studio.ui.welcome.recentlist import RecentList
from studio.ui.welcome.samples import SAMPLES

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QShowEvent

    from studio.ui.shell.services import Services
    from studio.ui.theme.switcher import ThemeService

_WIDTH, _START_WIDTH, _TOP, _LEAST_TOP, _MARGIN, _COLUMN_GAP = 1076, 436, 60, 16, 24, 60
_LOGO, _LOGO_ICON = 52, 30
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WelcomePage(QScrollArea):
    """New, open, samples and recent packages.

    `open_requested` carries the path of a recent package or sample; `choose_requested` and
    `new_requested` ask for the dialogs that open and make packages.
    """

    open_requested = Signal(Path)
    choose_requested = Signal()
    new_requested = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = services.themes
        self.new_row = ActionRow(services.themes, "file-plus", first=True)
        self.open_row = ActionRow(services.themes, "folder-open")
        self.sample_rows = [ActionRow(services.themes, "stack") for _ in SAMPLES]
        self.recent = RecentList(services, RecentPackages(services.settings))
        self._name, self._subtitle = QLabel(), QLabel()
        self._start, self._samples = QLabel(), QLabel()
        self._drop_hint = _DropHint(services.themes)
        self._build()
        keep_font(self._name, self._themes, "title")
        for heading in (self._start, self._samples):
            keep_font(heading, self._themes, "section")
        self._connect()
        services.themes.changed.connect(self._follow_scale)
        self._follow_scale()
        self._retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Read the recent packages again."""
        self.recent.refresh()
        has_recent = self.recent.model.rowCount() > 0
        self.setFocusProxy(self.recent.view if has_recent else self.open_row)

    def rows(self) -> list[ActionRow]:
        """The rows at the left from top to bottom."""
        return [self.new_row, self.open_row, *self.sample_rows]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move between the rows by arrow keys, and open by Enter."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, ActionRow)
        ):
            return self._press(watched, Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the disk again whenever people come back here."""
        super().showEvent(event)
        self.refresh()

    def _press(self, row: ActionRow, key: Qt.Key) -> bool:
        rows = self.rows()
        if key in _STEPS:
            target = rows.index(row) + _STEPS[key]
            rows[min(max(target, 0), len(rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Right and self.recent.view.isVisible():
            self.recent.view.setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row.click()
        else:
            return False
        return True

    # Building

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._content = content
        self._columns = QHBoxLayout()
        self._columns.addLayout(self._start_column(), _START_WIDTH)
        self._columns.addWidget(self.recent, _WIDTH - _START_WIDTH - _COLUMN_GAP)
        self._space = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(0, _LEAST_TOP, 0, 0)
        column.setSpacing(0)
        column.addSpacerItem(self._space)
        column.addLayout(self._header())
        column.addSpacing(32)
        column.addLayout(self._columns, 1)
        column.addWidget(self._drop_hint)
        page = QWidget()
        self._sides = QHBoxLayout(page)
        self._sides.addStretch(1)
        self._sides.addWidget(content, 1000)
        self._sides.addStretch(1)
        page.setAutoFillBackground(True)
        page.setBackgroundRole(page.palette().ColorRole.Base)
        self.setWidget(page)

    def _header(self) -> QLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        self._subtitle.setProperty("tone", "dim")
        self._head = header = QHBoxLayout()
        header.setSpacing(16)
        header.addWidget(_Logo(self._themes))
        header.addLayout(words, 1)
        return header

    def _start_column(self) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        for heading, rows in (
            (self._start, [self.new_row, self.open_row]),
            (self._samples, self.sample_rows),
        ):
            heading.setProperty("tone", "dim")
            column.addWidget(heading)
            for row in rows:
                column.addWidget(row)
                row.installEventFilter(self)
            column.addSpacing(20)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.new_row.clicked.connect(self.new_requested)
        self.open_row.clicked.connect(self.choose_requested)
        for row, sample in zip(self.sample_rows, SAMPLES, strict=True):
            row.clicked.connect(lambda _checked, path=sample.path: self.open_requested.emit(path))
        self.recent.open_requested.connect(self.open_requested)

    # Following

    def _follow_scale(self) -> None:
        px = self._themes.px
        self._head.setContentsMargins(px(INSET), 0, px(INSET), 0)
        for heading in (self._start, self._samples):
            heading.setFixedHeight(px(28))
            heading.setContentsMargins(px(INSET), 0, 0, 0)
        for row in self.rows():
            row.setMaximumWidth(px(_START_WIDTH))
        self._content.setMaximumWidth(px(_WIDTH))
        self._columns.setSpacing(px(_COLUMN_GAP))
        self._sides.setContentsMargins(px(_MARGIN), 0, px(_MARGIN), 0)
        self._space.changeSize(0, px(_TOP), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        self._column.invalidate()

    def _retranslate(self) -> None:
        self._name.setText(self.tr("OSC Package Studio"))

        self._subtitle.setText(
            self.tr("Author, check and deliver service packages for the Operator Service Center")
        )
        self._start.setText(self.tr("Start"))
        self._samples.setText(self.tr("Samples"))
        self.new_row.set_words(
            RowWords(
                self.tr("New package"),
                self.tr("A scaffold for an operator, a chart or an OSC package"),
                "Ctrl+N",
            )
        )
        self.open_row.set_words(
            RowWords(self.tr("Open"), self.tr("A folder, zip or tgz"), "Ctrl+O")
        )
        kinds = {
            Kind.OSC: self.tr("OSC package with CSD, log and monitor config"),
            Kind.HELM: self.tr("Helm chart with a schema of its values"),
            Kind.OPERATOR: self.tr("Operator package with two versions"),
        }
        for row, sample in zip(self.sample_rows, SAMPLES, strict=True):
            row.set_words(RowWords(f"{sample.name} {sample.version}", kinds[sample.kind]))
        self._drop_hint.set_text(self.tr("Drop a package anywhere in this window to open it"))


class _Logo(QWidget):
    """The sign of the studio on a tile."""

    def __init__(self, themes: ThemeService) -> None:
        super().__init__()
        self._themes = themes
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._themes.px(_LOGO), self._themes.px(_LOGO))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint tile and sign."""
        painter, side = QPainter(self), self._themes.px(_LOGO_ICON)
        paint_rounded(painter, self.rect(), 10, self._themes.colour("accent_soft"))
        icon = QRect(0, 0, side, side)
        icon.moveCenter(self.rect().center())
        self._themes.icons.paint_icon(painter, icon, "package", "accent")


class _DropHint(QWidget):
    """A sentence with an icon in the middle of the lower edge."""

    def __init__(self, themes: ThemeService) -> None:
        super().__init__()
        self._themes = themes
        self._text = ""

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """One line with air around it."""
        return QSize(0, self._themes.px(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon and words side by side in the middle."""
        painter, px = QPainter(self), self._themes.px
        painter.setFont(self._themes.font("help", text=self._text))
        words = painter.fontMetrics().horizontalAdvance(self._text)
        left = (self.width() - px(16 + 8) - words) // 2
        icon = QRect(left, 0, px(16), self.height())
        self._themes.icons.paint_icon(painter, icon, "tray", "dim")
        painter.setPen(self._themes.colour("dim"))
        room = QRect(icon.right() + px(8), 0, words + 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._text)
