"""Check boxes whose words shorten to the room they have, as long names must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from studio.formats.imagerefs import reference_of
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.package.builds.tagoffers import TagOffer
    from studio.ui.theme.switcher import ThemeService

_LEAST_CHARACTERS, _SHOWN_OF_DIGEST, _AIR = 8, 8, 4


class ElidedCheck(QCheckBox):
    """A check box that leaves out the middle of its words; the tooltip has all of them."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """All that it says."""
        return self._words

    def shown_text(self) -> str:
        """What there is room for."""
        room = self.text_rect().width() - _AIR
        return self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)

    def text_rect(self) -> QRect:
        """Where the words stand, in pixels."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxContents
        return self.style().subElementRect(part, option, self)

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        few = self.fontMetrics().averageCharWidth() * _LEAST_CHARACTERS
        return QSize(self.text_rect().left() + few, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box with the shortened words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text().replace("&", "&&")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_CheckBox, option)


class CheckRow(QWidget):
    """A check box, and below it in fewer words what ticking it means; `whole` says all of it."""

    def __init__(
        self,
        themes: ThemeService,
        words: str,
        below: str,
        whole: str,
        *,
        checked: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.box = ElidedCheck(words)
        self.box.setChecked(checked)
        self.below = ElidedLabel(below, Qt.TextElideMode.ElideMiddle)
        self.below.setProperty("tone", "dim")
        self.below.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.below.setContentsMargins(self.box.text_rect().left(), 0, 0, 0)
        keep_font(self.below, themes, "help")
        for part in (self, self.box, self.below):
            part.setToolTip(whole)
        self.box.setAccessibleDescription(whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addWidget(self.below)


class OfferRow(CheckRow):
    """One field that could follow a new tag: which it is, and below what it says then."""

    def __init__(
        self, themes: ThemeService, offer: TagOffer, file: str, parent: QWidget | None = None
    ) -> None:
        where = offer.where or ".".join(map(str, offer.place.pointer[-2:]))
        super().__init__(
            themes,
            f"{file}: {where}",
            f"{_short(offer.old)} → {_short(offer.new)}",
            f"{offer.place.path}: {where}\n{offer.old} → {offer.new}",
            checked=offer.names_image,
            parent=parent,
        )
        self.offer = offer


def _short(text: str) -> str:
    """The tag of an address, with as much of the digest as tells that there is one."""
    name, _, digest = text.rpartition("@") if "@" in text else (text, "", "")
    reference = reference_of(name) if "/" in name or ":" in name else None
    said = (reference.tag or name) if reference is not None else name
    if not digest:
        return said
    algorithm, _, value = digest.partition(":")
    pinned = f"@{algorithm}:{value[:_SHOWN_OF_DIGEST]}…"
    return pinned if reference is not None and not reference.tag else f"{said}{pinned}"
