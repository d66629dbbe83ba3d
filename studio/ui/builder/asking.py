"""Dialogs that ask before images are saved, pushed, or taken from the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from studio.ui.builder.labelled import Labelled
from studio.ui.builder.twolines import TwoLinesList
from studio.ui.controls.buttons import Button
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.textfield import SearchField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.package.builds.tagoffers import TagOffer
    from studio.ui.builder.twolines import TwoLines
    from studio.ui.theme.switcher import ThemeService

_WIDTH, _MARGIN, _GAP, _LIST = 520, 20, 12, 300


class Asking(QDialog):
    """A title, room for what is asked, and two buttons; Enter takes, Esc leaves."""

    def __init__(self, themes: ThemeService, title: str, take: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        px = themes.px
        self.heading = QLabel(title)
        self.heading.setWordWrap(True)
        keep_font(self.heading, themes, "dialog")
        self.body = QVBoxLayout()
        self.body.setSpacing(px(_GAP))
        self.take = Button(themes, take, kind="primary")
        self.take.setDefault(True)
        self.leave = Button(themes, self.tr("Cancel"))
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_MARGIN), px(_MARGIN), px(_MARGIN), px(_MARGIN))
        column.setSpacing(px(_GAP))
        column.addWidget(self.heading)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(px(_WIDTH))


class SaveDialog(Asking):
    """Says which tars will lie in the package, and which fields could follow the new tag."""

    def __init__(
        self,
        themes: ThemeService,
        image: str,
        paths: Sequence[str],
        offers: Sequence[TagOffer],
        parent: QWidget,
    ) -> None:
        super().__init__(themes, "", "", parent)
        self.setWindowTitle(self.tr("Save into the package"))
        self.heading.setText(self.tr("Save {image} into the package").format(image=image))
        self.take.setText(self.tr("Save"))
        self._offers = tuple(offers)
        lines = [*paths, self.tr("named in images/mapping.yaml")]
        facts = QLabel("\n".join(lines))
        facts.setTextFormat(Qt.TextFormat.PlainText)
        facts.setProperty("tone", "dim")
        self.body.addWidget(facts)
        self.boxes: list[QCheckBox] = []
        if offers:
            question = QLabel(self.tr("These could say the new tag, too"))
            keep_font(question, themes, "section")
            self.body.addWidget(question)
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


class PushAnswer(NamedTuple):
    """Where to push, and as whom; "" for whom docker's settings know."""

    registry: str
    username: str = ""
    password: str = ""


class PushDialog(Asking):
    """Asks for the registry, and for a name only where docker has not signed in yet."""

    def __init__(
        self, themes: ThemeService, image: str, registry: str, reason: str, parent: QWidget
    ) -> None:
        super().__init__(themes, "", "", parent)
        self.setWindowTitle(self.tr("Push to a registry"))
        self.heading.setText(self.tr("Push {image}").format(image=image))
        self.take.setText(self.tr("Push"))
        self.registry, self.username, self.password = (TextField(own_undo=True) for _ in range(3))
        self.registry.setText(registry)
        self.registry.setPlaceholderText("swr.example.com/team")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.row = Labelled(themes, self.registry)
        self.row.word(self.tr("Registry"), self.tr("With its folder; that of the image if empty"))
        names = QHBoxLayout()
        name, password = Labelled(themes, self.username), Labelled(themes, self.password)
        name.word(self.tr("User name"))
        password.word(self.tr("Password"))
        names.addWidget(name)
        names.addWidget(password)
        note = QLabel(
            self.tr(
                "Leave both empty where “docker login” was used. The studio keeps neither: docker's"
                " own helper does, where there is one."
            )
        )
        note.setWordWrap(True)
        note.setProperty("tone", "dim")
        keep_font(note, themes, "help")
        self.body.addWidget(self.row)
        self.body.addLayout(names)
        self.body.addWidget(note)
        if reason:
            self.row.say(reason)
        self.registry.setFocus()

    def answer(self) -> PushAnswer:
        """What was filled in."""
        return PushAnswer(
            self.registry.text().strip(), self.username.text().strip(), self.password.text()
        )


class PickDialog(Asking):
    """Lets one of many be found by its name; `picked` carries its key."""

    picked = Signal(str)

    def __init__(
        self, themes: ThemeService, title: str, take: str, rows: Sequence[TwoLines], parent: QWidget
    ) -> None:
        super().__init__(themes, title, take, parent)
        self._rows = tuple(rows)
        self.search = SearchField(themes, self.tr("Find by name"), compact=False)
        self.list = TwoLinesList(themes)
        self.list.setProperty("ground", "raised")
        self.list.setMinimumHeight(themes.px(_LIST))
        self.list.setAccessibleName(title)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.search.textChanged.connect(self._narrow)
        self.list.doubleClicked.connect(self.accept)
        self.accepted.connect(self._tell)
        self._narrow("")

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        rows = [row for row in self._rows if all(w in row.spoken().casefold() for w in words)]
        self.list.set_rows(rows)
        if rows and not self.list.chosen():
            self.list.choose(rows[0].key)
        self.take.setEnabled(bool(rows))

    def _tell(self) -> None:
        if self.list.chosen():
            self.picked.emit(self.list.chosen())
