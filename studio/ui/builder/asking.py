"""Dialogs that ask where an image is pushed, and which of many is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
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

    from PySide6.QtCore import QObject

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


class PushAnswer(NamedTuple):
    """Where to push, and as whom; "" for whom docker's settings know."""

    registry: str
    username: str = ""
    password: str = ""


class PushTrouble(NamedTuple):
    """Why a push failed, what was filled in then, and what the engine said.

    `wants_name` tells that the registry did not let the name in, or nobody.
    """

    sentence: str
    earlier: PushAnswer
    detail: str = ""
    wants_name: bool = False


class PushDialog(Asking):
    """Asks for the registry, and for a name only where docker has not signed in yet.

    After a failure it says why below what is to be filled in anew, and keeps the rest.
    """

    def __init__(
        self,
        themes: ThemeService,
        image: str,
        registry: str,
        parent: QWidget,
        trouble: PushTrouble | None = None,
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
        self.name_row = Labelled(themes, self.username)
        self.password_row = Labelled(themes, self.password)
        self.name_row.word(self.tr("User name"))
        self.password_row.word(self.tr("Password"))
        for row in (self.name_row, self.password_row):
            names.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
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
        self.registry.setFocus()
        if trouble is not None:
            self._tell(trouble)

    def answer(self) -> PushAnswer:
        """What was filled in."""
        return PushAnswer(
            self.registry.text().strip(), self.username.text().strip(), self.password.text()
        )

    def _tell(self, trouble: PushTrouble) -> None:
        row = self.row
        if trouble.wants_name:
            row = self.password_row if trouble.earlier.username else self.name_row
        self.username.setText(trouble.earlier.username)
        row.say(trouble.sentence, trouble.detail)
        row.control.setFocus()


class PickDialog(Asking):
    """Lets one of many be found by its name; `picked` carries its key.

    The keys begin in the field; Down goes on in the list, and Enter takes the row that is chosen.
    """

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
        self.search.installEventFilter(self)
        self._narrow("")
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead from the field down into the list."""
        if watched is self.search and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                QCoreApplication.sendEvent(self.list, event)
                return True
        return super().eventFilter(watched, event)

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
