"""What an export has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.sizes import size_text
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.statusicon import StatusIcon
from studio.ui.export.writing import report_path
from studio.ui.publishing.deliverylist import DeliveryList
from studio.ui.publishing.deliveryrows import written_rows
from studio.ui.welcome.recentmodel import short_path

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.report import Report
    from studio.ui.theme.switcher import ThemeService

_FACTS = ("file", "size", "checksum", "report")


class ResultPanel(QWidget):
    """Path, size and checksum of the archive, and its report; what can be copied has a button."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._with_report = False
        self._icon = StatusIcon(themes, "ok")
        self._heading, self._remark = QLabel(), QLabel()
        self._labels = {fact: QLabel() for fact in _FACTS}
        self.values = {fact: ElidedLabel(mode=Qt.TextElideMode.ElideMiddle) for fact in _FACTS}
        self.copy_path = ToolButton(themes, "copy", compact=True)
        self.copy_checksum = ToolButton(themes, "copy", compact=True)
        self._contents = QLabel()
        self.files = DeliveryList(themes)
        keep_font(self._heading, themes, "heading")
        keep_font(self._contents, themes, "section")
        keep_font(self.values["checksum"], themes, "code_small")
        self._arrange()
        self.copy_path.clicked.connect(self._copy_path)
        self.copy_checksum.clicked.connect(self._copy_checksum)

    def show_report(self, report: Report, *, with_report: bool) -> None:
        """Tell about an export; `with_report` if its report was written too."""
        self._report, self._with_report = report, with_report
        self._retranslate()

    @property
    def archive(self) -> Path | None:
        """The archive that was written."""
        return self._report.path if self._report else None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._heading, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        buttons = {"file": self.copy_path, "checksum": self.copy_checksum}
        for row, fact in enumerate(_FACTS):
            self._labels[fact].setProperty("tone", "dim")
            grid.addWidget(self._labels[fact], row, 0)
            grid.addWidget(self.values[fact], row, 1)
            if fact in buttons:
                grid.addWidget(buttons[fact], row, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 24, 20, 20)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._remark)
        column.addSpacing(8)
        column.addLayout(grid)
        column.addSpacing(16)
        column.addWidget(self._contents)
        column.addWidget(self.files, 1)
        self._remark.setProperty("tone", "dim")
        self._remark.setWordWrap(True)

    def _retranslate(self) -> None:
        report = self._report
        if report is None:
            return
        self._heading.setText(self.tr("{name} is ready").format(name=report.path.name))
        self._show_remark(report.overridden)
        words = {
            "file": (self.tr("File"), short_path(report.path)),
            "size": (self.tr("Size"), f"{size_text(report.size)}  ({report.size:,} B)"),
            "checksum": ("SHA-256", report.sha256),
            "report": (self.tr("Report"), short_path(report_path(report.path))),
        }
        for fact, (label, value) in words.items():
            self._labels[fact].setText(label)
            self.values[fact].setText(value)
            self.values[fact].setAccessibleName(f"{label} {value}")
        for widget in (self._labels["report"], self.values["report"]):
            widget.setVisible(self._with_report)
        self._contents.setText(self.tr("What was written"))
        self.files.setAccessibleName(self.tr("What was written"))
        self.files.set_rows(written_rows(report))
        self.copy_path.set_label(self.tr("Copy the path"))
        self.copy_checksum.set_label(self.tr("Copy the checksum"))

    def _show_remark(self, overridden: int) -> None:
        self._icon.set_tone("warning" if overridden else "ok")
        if not overridden:
            text = self.tr("It was read back and holds what was meant.")
        elif overridden == 1:
            text = self.tr("It was read back. 1 error was allowed, as the report says.")
        else:
            text = self.tr("It was read back. {n} errors were allowed, as the report says.")
        self._remark.setText(text.format(n=overridden))

    def _copy_path(self) -> None:
        if self._report is not None:
            QGuiApplication.clipboard().setText(str(self._report.path))

    def _copy_checksum(self) -> None:
        if self._report is not None:
            QGuiApplication.clipboard().setText(self._report.sha256)
