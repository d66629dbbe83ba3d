"""Paints a row of the package tree: icon, name, and what is to be known at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from studio.formats.kinds import Role
from studio.model.treeroles import DirtyRole, EntryRole, ImageRole, MarkRole, SizeRole
from studio.package.entries import EntryKind
from studio.package.problems import Severity
from studio.ui.controls.chip import chip_size, paint_chip_at_right
from studio.ui.controls.elided import elided_file
from studio.ui.controls.linkrow import LinkRowDelegate
from studio.ui.controls.statusicon import STATUS_ICONS
from studio.ui.controls.textfield import TextField
from studio.ui.explorer.rolelook import entry_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.model.marks import Mark
    from studio.package.entries import Entry
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ICON, GAP, DOT = 16, 8, 8


class RowDelegate(LinkRowDelegate):
    """Paints rows from `Entry`, mark, dirty state and size; the view paints the selection.

    A missing file has words at the right that create, build or pull it; `is_coming` tells whether
    the one at a path is on its way.
    """

    row_height = 24
    margin = 12

    def __init__(
        self,
        themes: ThemeService,
        kind_name: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, parent)
        self._kind_name = kind_name
        self.is_coming: Callable[[str], bool] = lambda _path: False

    def link_text(self, index: Index) -> str:
        """What brings a missing file."""
        entry: Entry = index.data(EntryRole)
        if entry.kind is not EntryKind.MISSING or self.is_coming(entry.path):
            return ""
        if entry.role is not Role.IMAGE_TAR:
            return self.tr("Create")
        return self.tr("Build…") if entry.pointer else self.tr("Pull")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from the outside in, so that the name gets the room that is left."""
        entry: Entry = index.data(EntryRole)
        px, rect = self._themes.px, QRect(option.rect)
        painter.save()
        painter.setClipRect(rect)
        right = QRect(rect.left(), rect.top(), rect.width() - px(self.margin), rect.height())
        right.setRight(self._paint_right(painter, right, entry, option, index))
        icon_rect = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        icon, role = entry_look(entry)
        if option.state & QStyle.StateFlag.State_Selected and role == "dim":
            role = "accent"
        self._themes.icons.paint_icon(painter, icon_rect, icon, role)
        right.setLeft(rect.left() + px(ICON + GAP))
        self._paint_words(painter, right, entry)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """A field for the new name."""
        return TextField(parent, compact=True)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Select the name without its ending, as people mean to change that."""
        assert isinstance(editor, TextField)  # noqa: S101
        name = index.data(Qt.ItemDataRole.EditRole)
        editor.setText(name)
        is_file = index.data(EntryRole).kind is EntryKind.FILE
        stem = len(name.partition(".")[0]) if is_file and not name.startswith(".") else len(name)
        QTimer.singleShot(0, editor, lambda: editor.setSelection(0, stem))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Put the field over the name, right of the icon."""
        rect = option.rect.adjusted(self._themes.px(ICON + 2), 0, -self._themes.px(self.margin), 0)
        editor.setGeometry(rect.adjusted(0, -2, 0, 2))

    def _paint_right(
        self,
        painter: QPainter,
        rect: QRect,
        entry: Entry,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> int:
        """Paint dot, mark, size or chip from the right; returns where the name has to end."""
        if entry.kind is EntryKind.MISSING and self.is_coming(entry.path):
            icon = QRect(0, rect.top(), self._themes.px(14), rect.height())
            icon.moveRight(rect.right())
            self._themes.icons.paint_icon(painter, icon, "spinner-gap", "accent")
            return icon.left() - self._themes.px(GAP)
        if entry.kind is EntryKind.MISSING:
            return self.paint_link(painter, option.rect, index)
        if index.data(DirtyRole):
            self._paint_dot(painter, rect)
            rect.setRight(rect.right() - self._themes.px(DOT + 6))
        mark: Mark | None = index.data(MarkRole)
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        below = entry.kind in (EntryKind.FOLDER, EntryKind.PACKAGE)
        if mark is not None and not (is_open and below) and entry.kind is not EntryKind.PACKAGE:
            rect.setRight(self._paint_mark(painter, rect, mark))
        if self._chip(entry) and self._has_room_for_chip(entry, rect):
            return paint_chip_at_right(painter, self._themes, rect, self._chip(entry)) - 4
        text = self._fitting_fact(entry, index, rect)
        if text:
            painter.setFont(self._themes.font("help", tabular=True))
            painter.setPen(self._themes.colour("dim"))
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect, align, text)
            return rect.right() - painter.fontMetrics().horizontalAdvance(text) - 6
        return rect.right() - 4

    def _chip(self, entry: Entry) -> str:
        """The kind of the package, or that something is not for the consumer."""
        if entry.kind is EntryKind.PACKAGE:
            return self._kind_name()
        return self.tr("not exported") if entry.role is Role.RECIPES else ""

    def _has_room_for_chip(self, entry: Entry, rect: QRect) -> bool:
        """Whether the chip can be shown without cutting the name."""
        name = QFontMetrics(self._themes.font("section", text=entry.title))
        needed = self._themes.px(ICON + 2 * GAP) + name.horizontalAdvance(entry.title)
        width = chip_size(self._themes, self._chip(entry)).width()
        return needed + width <= rect.width()

    def _fitting_fact(self, entry: Entry, index: Index, rect: QRect) -> str:
        """What is told at the right; what an image is only where the name keeps its room."""
        fact, image = self._fact(entry, index), index.data(ImageRole)
        if not image:
            return fact
        longer = f"{image} · {fact}"
        name = QFontMetrics(self._themes.font("body", text=entry.title))
        told = QFontMetrics(self._themes.font("help", tabular=True))
        needed = name.horizontalAdvance(entry.title) + told.horizontalAdvance(longer)
        return longer if needed + self._themes.px(ICON + 2 * GAP) <= rect.width() else fact

    def _fact(self, entry: Entry, index: Index) -> str:
        size = index.data(SizeRole)
        if size is not None:
            return self._locale_size(size)
        is_list = (
            entry.kind is EntryKind.NODE and entry.detail.isdigit() and entry.shape is not None
        ) and entry.role is Role.OTHER
        return entry.detail if is_list and index.model().hasChildren(index) else ""

    def _locale_size(self, size: int) -> str:
        from studio.sizes import size_text

        return size_text(size)

    def _paint_words(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        colour, themes = self._themes.colour, self._themes
        use = "section" if entry.kind is EntryKind.PACKAGE else "body"
        painter.setFont(themes.font(use, text=entry.title))
        painter.setPen(colour("faint" if entry.kind is EntryKind.MISSING else "text"))
        metrics = painter.fontMetrics()
        title = elided_file(entry.title, metrics, rect.width())
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, align, title)
        detail = self._detail(entry)
        left = rect.left() + metrics.horizontalAdvance(title) + self._themes.px(GAP)
        if detail and left < rect.right() - themes.px(24):
            painter.setFont(themes.font("body", text=detail))
            painter.setPen(colour("dim"))
            room = QRect(left, rect.top(), rect.right() - left, rect.height())
            shown = painter.fontMetrics().elidedText(
                detail, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, align, shown)

    @staticmethod
    def _detail(entry: Entry) -> str:
        """What stands beside the name: the version, or the value of a key."""
        if entry.kind is EntryKind.NODE and entry.title == entry.detail:
            return ""
        has_count = entry.shape is not None and entry.shape.value in ("mapping", "sequence")
        return "" if has_count and entry.role is not Role.RECIPE else entry.detail

    def _paint_dot(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._themes.colour("accent"))
        radius = self._themes.px(DOT) // 2
        painter.drawEllipse(QPoint(rect.right() - radius, rect.center().y() + 1), radius, radius)
        painter.restore()

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: Mark) -> int:
        tone = "error" if mark.severity is Severity.ERROR else "warning"
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour(tone))
        text = str(mark.count)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, align, text)
        left = rect.right() - painter.fontMetrics().horizontalAdvance(text) - self._themes.px(18)
        icon = QRect(left, rect.top(), self._themes.px(14), rect.height())
        self._themes.icons.paint_icon(painter, icon, *STATUS_ICONS[tone])
        return left - self._themes.px(6)
