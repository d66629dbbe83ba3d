"""Every command with its keys, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from studio.ui.commands.registry import CommandRegistry

Index = QModelIndex | QPersistentModelIndex

CommandRole = Qt.ItemDataRole.UserRole + 1
SearchRole = Qt.ItemDataRole.UserRole + 2
COMMAND, KEYS, ORIGIN = range(3)

_NO_INDEX = QModelIndex()
_VALID = QAbstractTableModel.CheckIndexOption.IndexIsValid


class ShortcutModel(QAbstractTableModel):
    """A row for each command: what it is called, its keys, and whether the user chose them."""

    def __init__(self, registry: CommandRegistry, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self._ids = [command.id for command in registry.commands()]
        registry.shortcuts.changed.connect(self._follow)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row for each command."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Command, keys and where those come from."""
        return 0 if parent.isValid() else ORIGIN + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the table shows."""
        if not self.checkIndex(index, _VALID):
            return None
        command_id = self._ids[index.row()]
        if role == CommandRole:
            return command_id
        if role == SearchRole:
            return f"{self.name(command_id)} {self.keys_text(command_id)}"
        if role == Qt.ItemDataRole.DisplayRole:
            texts = {COMMAND: self.name, KEYS: self.keys_text, ORIGIN: self._origin}
            return texts[index.column()](command_id)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Command"), self.tr("Keys"), self.tr("Set by"))[section]

    def name(self, command_id: str) -> str:
        """A command with its category."""
        return self._registry.full_name(command_id)

    def keys_text(self, command_id: str) -> str:
        """All keys of a command, as this desktop writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        keys = self._registry.shortcuts.keys(command_id)
        return "   ".join(QKeySequence(key).toString(native) for key in keys)

    def retranslate(self) -> None:
        """Word everything anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, COMMAND, ORIGIN)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, ORIGIN))

    def _origin(self, command_id: str) -> str:
        changed = command_id in self._registry.shortcuts.overrides
        return self.tr("You") if changed else ""

    def _follow(self, command_id: str) -> None:
        row = self._ids.index(command_id)
        self.dataChanged.emit(self.index(row, 0), self.index(row, ORIGIN))
