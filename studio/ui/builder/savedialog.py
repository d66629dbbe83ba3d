"""Asks before images are saved into the package, and says what that does to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from studio.sizes import size_text
from studio.ui.builder.asking import Asking
from studio.ui.controls.keptfont import keep_font

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from studio.package.builds.savingplan import Outdated, SavedTar, SavingPlan
    from studio.package.builds.tagoffers import TagOffer
    from studio.ui.theme.switcher import ThemeService


class SaveDialog(Asking):
    """Says which tars will lie in the package, what they replace, and which fields could follow.

    `sizes` has the bytes of what is saved by path, where they are known.
    """

    def __init__(
        self,
        themes: ThemeService,
        image: str,
        plan: SavingPlan,
        sizes: Mapping[str, int],
        offers: Sequence[TagOffer],
        parent: QWidget,
    ) -> None:
        super().__init__(themes, "", "", parent)
        self._themes = themes
        self.setWindowTitle(self.tr("Save into the package"))
        self.heading.setText(self.tr("Save {image} into the package").format(image=image))
        self.take.setText(self.tr("Save"))
        self._offers = tuple(offers)
        lines = [self._line(tar, sizes.get(tar.path, 0)) for tar in plan.tars]
        self.facts = self._dim("\n".join([*lines, self.tr("named in images/mapping.yaml")]))
        self.keep = QCheckBox(self.tr("Keep them in the mapping"))
        if plan.outdated:
            self._ask_outdated(plan.outdated)
        self.boxes: list[QCheckBox] = []
        if offers:
            self._title(self.tr("These fields could follow the new tag"))
        for offer in offers:
            name = offer.place.path.rpartition("/")[2]
            key = str(offer.place.pointer[-1]) if offer.place.pointer else ""
            old, new = (text.rpartition("/")[2] for text in (offer.old, offer.new))
            box = QCheckBox(f"{name}: {key}  {old} → {new}")
            box.setToolTip(f"{offer.place.path}\n{offer.old} → {offer.new}")
            box.setChecked(offer.names_image)
            self.boxes.append(box)
            self.body.addWidget(box)

    def chosen(self) -> tuple[TagOffer, ...]:
        """The fields that shall follow."""
        pairs = zip(self._offers, self.boxes, strict=True)
        return tuple(offer for offer, box in pairs if box.isChecked())

    @property
    def keeps_outdated(self) -> bool:
        """Whether entries go on naming their tars of another tag."""
        return self.keep.isChecked()

    def _line(self, tar: SavedTar, size: int) -> str:
        """A tar with its size, and with what it takes the place of."""
        path = f"{tar.path} ({size_text(size)})" if size else tar.path
        if tar.replaces is None:
            return path
        words = self.tr("{path}, replaces the one that is there ({size})")
        return words.format(path=path, size=size_text(tar.replaces))

    def _ask_outdated(self, outdated: Sequence[Outdated]) -> None:
        self._title(self.tr("Saved images of another tag"))
        words = self.tr("{name}: the mapping no longer names it for {architecture}; the file stays")
        lines = [words.format(name=old.name, architecture=old.architecture) for old in outdated]
        self._dim("\n".join(lines))
        self.body.addWidget(self.keep)

    def _title(self, text: str) -> None:
        label = QLabel(text)
        keep_font(label, self._themes, "section")
        self.body.addWidget(label)

    def _dim(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("tone", "dim")
        self.body.addWidget(label)
        return label
