"""What an export will write, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from studio.package.delivery import NotDeliverable, delivery_of
from studio.package.estimate import packed_size
from studio.ui.controls.buttons import Button
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.textfield import TextField
from studio.ui.publishing.budget import BudgetBar
from studio.ui.publishing.deliverylist import EDGE, DeliveryList
from studio.ui.publishing.deliveryrows import tree_rows
from studio.ui.welcome.recentmodel import short_path

if TYPE_CHECKING:
    from studio.package.delivery import Delivery
    from studio.package.snapshot import Snapshot
    from studio.ui.theme.switcher import ThemeService


class TargetPanel(QFrame):
    """The files with sizes, the budget, the folder, and whether to write a report.

    `changed` comes when the folder or the report's box changed.
    """

    changed = Signal()

    def __init__(self, themes: ThemeService, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._delivery: Delivery | None = None
        self.obstacle: NotDeliverable | None = None
        self._heading, self._folder_label, self._hint = QLabel(), QLabel(), QLabel()
        self.files = DeliveryList(themes)
        self.budget = BudgetBar(themes)
        self.folder_field = TextField(own_undo=True)
        self.folder_field.setText(short_path(folder))
        self.choose_button = Button(themes, icon="folder-open")
        self.report_box = QCheckBox()
        self.report_box.setChecked(True)
        keep_font(self._heading, themes, "section")
        keep_font(self._folder_label, themes, "label")
        keep_font(self._hint, themes, "help")
        self._arrange()
        self.folder_field.textChanged.connect(self._follow_folder)
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self._choose)
        self.report_box.toggled.connect(self.changed)
        themes.changed.connect(self._follow_scale)
        self._follow_scale()
        self.retranslate()

    def folder(self) -> Path | None:
        """The folder that was named; None where the text names none."""
        text = self.folder_field.text().strip()
        path = Path(text)
        if text.startswith("~"):
            try:
                path = path.expanduser()
            except RuntimeError:
                return None
        return path if text and path.is_absolute() else None

    def show_package(self, snapshot: Snapshot) -> None:
        """Show what an export of `snapshot` writes; `obstacle` tells why it cannot."""
        try:
            self._delivery = delivery_of(snapshot)
            self.obstacle = None
        except NotDeliverable as obstacle:
            self._delivery, self.obstacle = None, obstacle
        delivery = self._delivery
        packed = packed_size(delivery) if delivery else 0
        self.files.set_rows(tree_rows(delivery, packed) if delivery else [])
        self.budget.set_sizes(packed)
        self._show_hint()

    def set_report_needed(self, *, needed: bool) -> None:
        """Insist on the report, because it has to name what was overridden."""
        self.report_box.setEnabled(not needed)
        if needed:
            self.report_box.setChecked(True)

    def retranslate(self) -> None:
        """Word everything anew."""
        self._heading.setText(self.tr("What will be written"))
        self.files.setAccessibleName(self.tr("What will be written"))
        self._folder_label.setText(self.tr("Folder"))
        self.folder_field.setAccessibleName(self.tr("Folder"))
        self.choose_button.setToolTip(self.tr("Choose a folder"))
        self.choose_button.setAccessibleName(self.tr("Choose a folder"))
        self.report_box.setText(self.tr("Write a report beside it"))
        self._show_hint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _arrange(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = Hairline(self._themes)
        self._hint.setProperty("tone", "dim")
        self._hint.setWordWrap(True)
        field = QHBoxLayout()
        field.setSpacing(6)
        field.addWidget(self.folder_field, 1)
        field.addWidget(self.choose_button)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(20, 14, 20 - EDGE, 8)
        self._top.setSpacing(6)
        self._top.addWidget(self._heading)
        self._top.addWidget(self.files, 1)
        below = QVBoxLayout()
        below.setContentsMargins(20, 12, 20, 14)
        below.setSpacing(4)
        below.addWidget(self.budget)
        below.addSpacing(10)
        below.addWidget(self._folder_label)
        below.addLayout(field)
        below.addWidget(self._hint)
        below.addSpacing(4)
        below.addWidget(self.report_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top, 1)
        column.addWidget(self._line)
        column.addLayout(below)

    def _choose(self) -> None:
        folder = self.folder() or Path.home()
        start = next((path for path in (folder, *folder.parents) if path.is_dir()), Path.home())
        title = self.tr("Export into")
        chosen = QFileDialog.getExistingDirectory(self, title, str(start))
        if chosen:
            self.folder_field.setText(short_path(Path(chosen)))

    def _follow_folder(self) -> None:
        self._show_hint()
        self.changed.emit()

    def _show_hint(self) -> None:
        """Say what is to be known about the folder; the line keeps its room."""
        folder, hint = self.folder(), ""
        if folder is None:
            hint = self.tr("Name a folder with its whole path.")
        elif self._delivery is not None and (folder / self._delivery.archive).exists():
            text = self.tr("{name} is there and will be replaced.")
            hint = text.format(name=self._delivery.archive)
        elif not folder.exists():
            hint = self.tr("The folder will be created.")
        self._hint.setText(hint)
        self.folder_field.set_state("error" if folder is None else "set", hint)

    def _follow_scale(self) -> None:
        self._hint.setMinimumHeight(self._themes.px(18))
