"""The dialog that asks for what a new package needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.formats.kinds import Kind
from studio.package.scaffold import service_name
from studio.ui.controls.buttons import Button, ToolButton
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.controls.textfield import TextField
from studio.ui.explorer.rolelook import KIND_ICONS

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

_WIDTH = 520


class NewPackageDialog(QDialog):
    """Asks for kind, name and folder; `wanted` carries the kind and the path to be made.

    The name is that of the service and of the new folder.
    """

    wanted = Signal(Kind, Path)

    def __init__(self, themes: ThemeService, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New package"))
        names = {
            Kind.OSC: self.tr("OSC package"),
            Kind.HELM: self.tr("Helm chart"),
            Kind.OPERATOR: self.tr("Operator package"),
        }
        segments = [Segment(kind.value, names[kind], KIND_ICONS[kind]) for kind in names]
        self.kinds = Segmented(themes, segments)
        self.name_field = TextField(own_undo=True)
        self.folder_field = TextField(own_undo=True)
        self.create_button = Button(themes, kind="primary")
        self._kind_hint, self._hint = QLabel(), QLabel()
        self._choose_button = ToolButton(themes, icon="folder-open")
        self.name_field.setText("my-service")
        self.folder_field.setText(str(folder))
        self._arrange()
        self._connect()
        self._follow()

    def kind(self) -> Kind:
        """The kind that is chosen."""
        return Kind(self.kinds.value())

    def target(self) -> Path:
        """The folder that would be made."""
        folder = Path(self.folder_field.text().strip()).expanduser()
        return folder / self.name_field.text().strip()

    def accept(self) -> None:
        """Ask for the package, if nothing is wrong with what was typed."""
        if self.create_button.isEnabled():
            super().accept()
            self.wanted.emit(self.kind(), self.target())

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(6)
        column.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._kind_hint)
        column.addSpacing(8)
        column.addWidget(self._label(self.tr("Name of the service"), self.name_field))
        column.addWidget(self.name_field)
        column.addWidget(self._label(self.tr("Folder"), self.folder_field))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.folder_field, 1)
        row.addWidget(self._choose_button)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addSpacing(12)
        buttons = QHBoxLayout()
        cancel = Button(self._themes)
        cancel.setText(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.create_button.setText(self.tr("Create"))
        self.create_button.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.create_button)
        column.addLayout(buttons)
        for hint in (self._kind_hint, self._hint):
            hint.setProperty("tone", "dim")
            hint.setWordWrap(True)
            hint.setMinimumHeight(self._themes.px(20))
        self._choose_button.set_label(self.tr("Choose a folder"))
        self.setMinimumWidth(self._themes.px(_WIDTH))
        self.name_field.selectAll()
        self.name_field.setFocus()

    def _label(self, text: str, field: TextField) -> QLabel:
        label = QLabel(text)
        keep_font(label, self._themes, "label")
        label.setBuddy(field)
        field.setAccessibleName(text)
        return label

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda _value: self._follow())
        self.name_field.textChanged.connect(self._follow)
        self.folder_field.textChanged.connect(self._follow)
        self._choose_button.clicked.connect(self._choose_folder)
        self.create_button.clicked.connect(self.accept)

    def _choose_folder(self) -> None:
        start = self.folder_field.text().strip() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), start)
        if chosen:
            self.folder_field.setText(chosen)

    def _follow(self) -> None:
        """Say what the kind is for, and what would be made or stands against it."""
        hints = {
            Kind.OSC: self.tr("An operator with CRDs, CSDs and a CSV, and room for images."),
            Kind.HELM: self.tr("A chart with templates, values and a schema of them."),
            Kind.OPERATOR: self.tr("A bundle with a CRD and a CSV for operator catalogues."),
        }
        self._kind_hint.setText(hints[self.kind()])
        wrong_name, wrong_folder = self._wrong_name(), self._wrong_folder()
        self.name_field.set_state("error" if wrong_name else "set", wrong_name)
        self.folder_field.set_state("error" if wrong_folder else "set", wrong_folder)
        made = self.tr("{path} will be made.").format(path=self.target())
        self._hint.setText(wrong_name or wrong_folder or made)
        self.create_button.setEnabled(not wrong_name and not wrong_folder)

    def _wrong_name(self) -> str:
        name = self.name_field.text().strip()
        if name != service_name(name):
            return self.tr(
                "Use lower-case letters, digits and hyphens; begin with a letter, end with a"
                " letter or digit."
            )
        if self.target().exists():
            return self.tr("{path} exists already.").format(path=self.target())
        return ""

    def _wrong_folder(self) -> str:
        text = self.folder_field.text().strip()
        absolute = text and Path(text).expanduser().is_absolute()
        return "" if absolute else self.tr("Name a folder with its whole path.")
