"""The package as consumers meet it in the catalogue."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.logo import logo_pixmap
from studio.ui.controls.painting import paint_rounded
from studio.ui.controls.plaintext import plain_text
from studio.ui.overview.chipflow import ChipFlow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.package.card import CatalogueCard
    from studio.ui.theme.switcher import ThemeService

_LOGO, _RADIUS, _LONGEST_BRIEF = 60, 7, 240


class CardView(QWidget):
    """A picture of the consumer's card; nothing in it can be clicked."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._card: CatalogueCard | None = None
        self.logo = LogoView(themes)
        self.title, self.version = ElidedLabel(), QLabel()
        self.provider, self.brief = ElidedLabel(), QLabel()
        self.chips = ChipFlow(themes)
        self._button = _ButtonPicture(themes)
        keep_font(self.title, themes, "figure")
        keep_font(self.version, themes, "body", tabular=True)
        self._arrange()
        themes.changed.connect(self._follow_scale)
        self._follow_scale()

    def show_card(self, card: CatalogueCard) -> None:
        """Show another card."""
        self._card = card
        self.logo.show_bytes(card.logo)
        self.title.setText(card.title)
        self.version.setText(card.version)
        self.provider.setText(", ".join(card.providers) or self.tr("No provider named"))
        missing = self.tr("No brief description yet")
        brief = shorten(plain_text(card.brief), _LONGEST_BRIEF, placeholder="…")
        self.brief.setText(brief or missing)
        self.brief.setProperty("tone", "" if brief else "dim")
        self.brief.style().polish(self.brief)
        chips = (*card.categories, card.capability, *card.architectures, *card.scenes)
        self.chips.set_texts([chip for chip in chips if chip])
        self._button.set_text(self.tr("Subscribe"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._card is not None:
            self.show_card(self._card)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card's ground."""
        colour = self._themes.colour
        paint_rounded(QPainter(self), self.rect(), _RADIUS, colour("editor"), colour("border"))

    def _arrange(self) -> None:
        for label in (self.version, self.provider):
            label.setProperty("tone", "dim")
        for label in (self.title, self.version, self.brief):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.brief.setWordWrap(True)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(self.title, 1000)
        name.addWidget(self.version, 0, Qt.AlignmentFlag.AlignBottom)
        name.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addLayout(name)
        names.addWidget(self.provider)
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.logo)
        head.addLayout(names, 1)
        head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 18)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.brief)
        column.addWidget(self.chips)

    def _follow_scale(self) -> None:
        # Of one height, for Han letters are higher and would push the version down.
        self.title.setFixedHeight(self._themes.px(24))
        self.version.setFixedHeight(self._themes.px(22))


class LogoView(QWidget):
    """A logo, drawn smooth and never enlarged beyond its square; a sign where there is none."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._bytes = b""
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._render)

    def show_bytes(self, data: bytes) -> None:
        """Show the picture in `data`."""
        if data != self._bytes:
            self._bytes = data
            self._render()

    def has_picture(self) -> bool:
        """Whether there is a picture that can be drawn."""
        return not self._pixmap.isNull()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._themes.px(_LOGO), self._themes.px(_LOGO))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture in the middle, or the sign."""
        painter, px = QPainter(self), self._themes.px
        if not self._pixmap.isNull():
            size = self._pixmap.deviceIndependentSize().toSize()
            rect = QRect(0, 0, size.width(), size.height())
            rect.moveCenter(self.rect().center())
            painter.drawPixmap(rect.topLeft(), self._pixmap)
            return
        colour = self._themes.colour
        paint_rounded(painter, self.rect(), _RADIUS, colour("sunken"), colour("line"))
        icon = QRect(0, 0, px(24), px(24))
        icon.moveCenter(self.rect().center())
        self._themes.icons.paint_icon(painter, icon, "image-square", "faint")

    def _render(self) -> None:
        self.updateGeometry()
        side = self._themes.px(_LOGO)
        self._pixmap = logo_pixmap(self._bytes, side, self.devicePixelRatioF())
        self.update()


class _ButtonPicture(QWidget):
    """How the catalogue's own button looks."""

    def __init__(self, themes: ThemeService) -> None:
        super().__init__()
        self._themes = themes
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The words and some air."""
        px = self._themes.px
        metrics = QFontMetrics(self._themes.font("help", text=self._text))
        return QSize(metrics.horizontalAdvance(self._text) + px(22), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint outline and words."""
        painter = QPainter(self)
        paint_rounded(painter, self.rect(), 3, None, self._themes.colour("border"))
        painter.setFont(self._themes.font("help", text=self._text))
        painter.setPen(self._themes.colour("dim"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
