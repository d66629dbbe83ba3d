"""Asks before images are saved into the package, and says what that does to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel

from studio.formats.imagemap import tar_path
from studio.sizes import size_text
from studio.ui.builder.asking import Asking
from studio.ui.builder.offerrow import CheckRow, OfferRow
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.statusicon import StatusIcon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from studio.package.builds.savingplan import Orphan, Outdated, SavedTar, SavingPlan
    from studio.package.builds.tagoffers import TagOffer
    from studio.ui.theme.switcher import ThemeService

_ICON_GAP = 8


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
        lines = [self._line(tar, sizes.get(tar.path, 0)) for tar in plan.tars]
        if not plan.unused:
            lines.append(self.tr("named in images/mapping.yaml"))
        self.facts = self._dim("\n".join(lines))
        self.unused: QLabel | None = self._warn() if plan.unused else None
        self.keep = QCheckBox(self.tr("Keep them in the mapping"))
        if plan.outdated:
            self._ask_outdated(plan.outdated)
        self._dropped = frozenset(tar_path(old.name) for old in plan.outdated)
        self.deleting = {orphan.path: self._deletion(orphan) for orphan in plan.orphans}
        for row in self.deleting.values():
            self.body.addWidget(row)
        self.keep.toggled.connect(self._follow_keep)
        if offers:
            self._title(self.tr("These fields could follow the new tag"))
        files = _file_names(offer.place.path for offer in offers)
        self.rows = [OfferRow(themes, offer, files[offer.place.path]) for offer in offers]
        for row in self.rows:
            self.body.addWidget(row)

    def chosen(self) -> tuple[TagOffer, ...]:
        """The fields that shall follow."""
        return tuple(row.offer for row in self.rows if row.box.isChecked())

    def deleted(self) -> tuple[str, ...]:
        """The paths of the tars that shall go."""
        rows = self.deleting.items()
        return tuple(path for path, row in rows if row.box.isChecked() and row.isEnabled())

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

    def _deletion(self, orphan: Orphan) -> CheckRow:
        """The box that lets a tar go."""
        words, why = self.tr("Delete {path}"), self.tr("Nothing names it then")
        text = words.format(path=orphan.path)
        whole = f"{text}\n{why}"
        return CheckRow(self._themes, text, why, whole, checked=orphan.same_image)

    def _follow_keep(self, keeps: bool) -> None:
        """What the mapping still names cannot be deleted."""
        for path, row in self.deleting.items():
            row.setEnabled(not (keeps and path in self._dropped))

    def _warn(self) -> QLabel:
        """Say that the tars are of no use yet."""
        row = QHBoxLayout()
        row.setSpacing(self._themes.px(_ICON_GAP))
        label = QLabel(
            self.tr(
                "No field of the package names this image: choose one on the page of images once it"
                " is saved."
            )
        )
        label.setWordWrap(True)
        row.addWidget(StatusIcon(self._themes, "warning"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        self.body.addLayout(row)
        return label

    def _ask_outdated(self, outdated: Sequence[Outdated]) -> None:
        self._title(self.tr("Saved images of another tag"))
        words = self.tr("{name}: the mapping no longer names it for {architecture}")
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


def _file_names(paths: Iterable[str]) -> dict[str, str]:
    """Each path by the name of its file, or by all of it where two files have one name."""
    names = {path: path.rpartition("/")[2] for path in paths}
    count = Counter(names.values())
    return {path: name if count[name] == 1 else path for path, name in names.items()}
