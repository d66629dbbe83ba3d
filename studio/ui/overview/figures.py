"""What a package counts, as large figures with a word below each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.formats.kinds import Kind, Role
from studio.package.content import Folder
from studio.package.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.package.problems import Findings
    from studio.package.snapshot import Snapshot
    from studio.ui.theme.switcher import ThemeService

_WIDTH, _FIGURE, _WORD = 100, 26, 18


def figures_of(snapshot: Snapshot, findings: Findings) -> list[tuple[int, str]]:
    """The counts that matter for this kind of package, each with its word."""
    translate = QCoreApplication.translate
    layout = layout_of(snapshot)

    def number(role: Role) -> int:
        return sum(1 for _ in layout.with_role(role))

    figures: list[tuple[int, str]] = []
    if layout.kind is Kind.HELM:
        figures.append((number(Role.TEMPLATE), translate("figures", "templates")))
    elif layout.kind is Kind.OPERATOR:
        figures.append((len(layout.bundles), translate("figures", "versions")))
    if layout.kind is not Kind.HELM:
        figures.append((number(Role.CRD), translate("figures", "CRDs")))
    if layout.kind is Kind.OSC:
        figures.append((number(Role.CSD), translate("figures", "CSDs")))
    if layout.is_service:
        figures.append((number(Role.IMAGE_TAR), translate("figures", "image files")))
    files = sum(not isinstance(content, Folder) for content in snapshot.files.values())
    figures.append((files, translate("figures", "files")))
    figures.append((sum(1 for _ in findings.standing()), translate("figures", "problems")))
    return figures


class Figures(QWidget):
    """Figures side by side in columns of one width."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._figures: list[tuple[int, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def figures(self) -> list[tuple[int, str]]:
        """What it shows."""
        return list(self._figures)

    def set_figures(self, figures: Sequence[tuple[int, str]]) -> None:
        """Show other figures."""
        self._figures = list(figures)
        self.setAccessibleName(", ".join(f"{number} {word}" for number, word in figures))
        self.update()

    def sizeHint(self) -> QSize:
        """A figure above a word."""
        px = self._themes.px
        return QSize(px(_WIDTH) * max(1, len(self._figures)), px(_FIGURE + _WORD))

    def minimumSizeHint(self) -> QSize:
        """The columns may get narrower."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns."""
        painter, px = QPainter(self), self._themes.px
        count = max(1, len(self._figures))
        width = min(px(_WIDTH), self.width() // count)
        for column, (number, word) in enumerate(self._figures):
            left = column * width
            painter.setFont(self._themes.font("figure", tabular=True))
            painter.setPen(self._themes.colour("text"))
            align = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(left, 0, width, px(_FIGURE)), align, str(number))
            painter.setFont(self._themes.font("help", text=word))
            painter.setPen(self._themes.colour("dim"))
            painter.drawText(QRect(left, px(_FIGURE), width, px(_WORD)), align, word)
