"""The tab that shows the package as a whole: how it looks, what it holds, what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.package.card import card_of
from studio.package.delivery import NotDeliverable, delivery_of
from studio.package.estimate import packed_size
from studio.package.requirements import requirements_of
from studio.ui.controls.buttons import LinkButton, ToolButton
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.keptfont import keep_font
from studio.ui.overview.cardview import CardView
from studio.ui.overview.figures import Figures, figures_of
from studio.ui.overview.readiness import Readiness
from studio.ui.publishing.budget import BudgetBar
from studio.ui.publishing.checklistdelegate import MARGIN as EDGE
from studio.ui.publishing.deliverylist import DeliveryList
from studio.ui.publishing.deliveryrows import share_rows
from studio.ui.shell.page import OVERVIEW, Page

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from studio.model.document import Document
    from studio.package.snapshot import Snapshot
    from studio.services.language import LanguageService
    from studio.ui.theme.switcher import ThemeService

PAUSE_MS = 200
_STACKED_BELOW, _WIDEST = 900, 1280
_MARGIN, _TOP, _COLUMN_GAP, _SECTION_GAP = 32, 24, 40, 28


class OverviewPage(Page):
    """The catalogue card, the export's contents, counts, and the checklist for publishing.

    It follows the document a moment after each change, but only while it is seen. The signals
    carry a problem, `edit_requested` the place of the brief description or of what is missing.
    """

    export_requested = Signal()
    fix_requested = Signal(object)
    show_requested = Signal(object)
    edit_requested = Signal(object)

    def __init__(
        self,
        document: Document,
        themes: ThemeService,
        languages: LanguageService,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(OVERVIEW, "house-simple", parent)
        self._document = document
        self._themes = themes
        self._languages = languages
        self._stale = True
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.card = CardView(themes)
        self.contents = DeliveryList(themes, fitted=True)
        self.budget = BudgetBar(themes)
        self.figures = Figures(themes)
        self.readiness = Readiness(themes)
        self.edit_button = ToolButton(themes, "pencil-simple", compact=True)
        self.export_link = LinkButton()
        self._obstacle = EmptyState(themes, "warning")
        self._headings = {name: QLabel() for name in ("card", "contents", "figures")}
        for heading in self._headings.values():
            keep_font(heading, themes, "heading")
        self._build()
        self._connect()
        self._follow_scale()

    def title(self) -> str:
        """What the tab says."""
        return self.tr("Overview")

    def view_state(self) -> dict[str, Any]:
        """How far it is scrolled."""
        return {"scroll": self._scroll.verticalScrollBar().value()}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Scroll as far as before."""
        value = state.get("scroll")
        if isinstance(value, int):
            self._scroll.verticalScrollBar().setValue(value)

    def refresh(self) -> None:
        """Show what the document is now."""
        self._pause.stop()
        self._stale = False
        snapshot, findings = self._document.snapshot, self._document.findings
        language = self._languages.language
        self._show_card(snapshot)
        self._show_contents(snapshot)
        self.figures.set_figures(figures_of(snapshot, findings))
        self.readiness.show_requirements(requirements_of(snapshot, findings), language)
        self._headings["card"].setText(self.tr("In the catalogue"))
        self._headings["contents"].setText(self.tr("What the export contains"))
        self._headings["figures"].setText(self.tr("In this package"))
        self.contents.setAccessibleName(self.tr("What the export contains"))
        self.export_link.setText(self.tr("Export…"))
        self.edit_button.set_label(self.tr("Edit the brief description"))

    # Showing

    def _show_card(self, snapshot: Snapshot) -> None:
        card = card_of(snapshot)
        for widget in (self.card, self._headings["card"], self.readiness):
            widget.setVisible(card is not None)
        self.edit_button.setVisible(card is not None and card.source in snapshot)
        if card is not None:
            self.card.show_card(card)

    def _show_contents(self, snapshot: Snapshot) -> None:
        try:
            delivery = delivery_of(snapshot)
        except NotDeliverable as obstacle:
            self._obstacle.set_content(obstacle.message.text(self._languages.language))
            delivery = None
        self._obstacle.setVisible(delivery is None)
        for widget in (self.contents, self.budget, self.export_link):
            widget.setVisible(delivery is not None)
        if delivery is not None:
            packed = packed_size(delivery)
            self.contents.set_rows(share_rows(delivery, packed))
            self.budget.set_sizes(packed, sum(item.size for item in delivery.deploy))

    def _follow(self) -> None:
        """Refresh when the author pauses; while nobody looks, when somebody looks again."""
        if self.isVisible():
            self._pause.start()
        else:
            self._stale = True

    def _request_edit(self) -> None:
        card = card_of(self._document.snapshot)
        if card is not None:
            self.edit_requested.emit(card.brief_place)

    def _keep_visible(self, index: QModelIndex) -> None:
        """Scroll so that the row that keys lead to is seen."""
        if index.isValid() and self.readiness.list.hasFocus():
            rows = self.readiness.list
            rect = rows.visualRect(index)
            middle = rows.viewport().mapTo(self._content, rect.center())
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, rect.height())

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        """Show what happened while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side, or stacked where it is narrow."""
        super().resizeEvent(event)
        self._arrange_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._follow()

    # Building

    def _build(self) -> None:
        self._left = left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(self._headed("card", self.edit_button))
        left.addWidget(self.card)
        self._gaps = [QWidget() for _ in range(2)]
        left.addWidget(self._gaps[0])
        left.addLayout(self._headed("contents", self.export_link))
        left.addWidget(self._obstacle)
        left.addWidget(self.contents)
        left.addSpacing(8)
        left.addWidget(self.budget)
        left.addWidget(self._gaps[1])
        left.addLayout(self._headed("figures"))
        left.addWidget(self.figures)
        left.addStretch(1)
        self._content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._content)
        self._columns.addLayout(left, 13)
        self._columns.addWidget(self.readiness, 14)
        page = QWidget()
        page.setProperty("ground", "editor")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sides = QHBoxLayout(page)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addStretch(1)
        sides.addWidget(self._content, 1000)
        sides.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setFocusProxy(self.readiness.list)

    def _headed(self, name: str, tool: QWidget | None = None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._headings[name], 1)
        if tool is not None:
            row.addWidget(tool)
        return row

    def _connect(self) -> None:
        self._document.changed.connect(self._follow)
        self._document.problems_changed.connect(self._follow)
        self._themes.changed.connect(self._follow_scale)
        self._languages.changed.connect(self._follow)
        self.export_link.clicked.connect(self.export_requested)
        self.edit_button.clicked.connect(self._request_edit)
        rows = self.readiness.list
        rows.fix_requested.connect(self.fix_requested)
        rows.show_requested.connect(self.show_requested)
        rows.place_requested.connect(self.edit_requested)
        rows.selectionModel().currentChanged.connect(self._keep_visible)

    def _follow_scale(self) -> None:
        px = self._themes.px
        for heading in self._headings.values():
            heading.setFixedHeight(px(28))
        for gap in self._gaps:
            gap.setFixedHeight(px(_SECTION_GAP) - 16)
        self._content.setMaximumWidth(px(_WIDEST))
        # The rows' ground reaches beyond their text, so all else is moved in.
        self._columns.setContentsMargins(px(_MARGIN - EDGE), px(_TOP), px(_MARGIN - EDGE), px(_TOP))
        self._arrange_columns()

    def _arrange_columns(self) -> None:
        px = self._themes.px
        stacked = self.width() < px(_STACKED_BELOW)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._columns.setSpacing(px(_SECTION_GAP if stacked else _COLUMN_GAP - EDGE))
        self._left.setContentsMargins(px(EDGE), 0, px(EDGE) if stacked else 0, 0)
