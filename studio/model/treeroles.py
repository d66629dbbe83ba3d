"""What the rows of the package tree tell besides their words."""

from __future__ import annotations

from PySide6.QtCore import Qt

EntryRole = Qt.ItemDataRole.UserRole + 1
DirtyRole = Qt.ItemDataRole.UserRole + 2
MarkRole = Qt.ItemDataRole.UserRole + 3
SizeRole = Qt.ItemDataRole.UserRole + 4
ImageRole = Qt.ItemDataRole.UserRole + 5
