"""The line above an editor that says where its caret is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio.package.outline import item_title
from studio.package.snapshot import Place
from studio.ui.controls.breadcrumbs import Breadcrumbs
from studio.ui.controls.hairline import Hairline
from studio.yamltext.nodes import Sequence
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from studio.package.snapshot import Snapshot
    from studio.ui.theme.switcher import ThemeService

_HEIGHT = 40


class ViewHeader(QFrame):
    """The way from the package to the key under the caret, and room for a view's own tools.

    A click on a key or a file emits `place_chosen`, one on a folder `folder_chosen`.
    """

    place_chosen = Signal(object)
    folder_chosen = Signal(str)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways: list[Place | str] = []
        self.crumbs = Breadcrumbs(themes)
        self.crumbs.clicked.connect(self._choose)
        self.setFixedHeight(themes.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.crumbs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row, 1)
        column.addWidget(Hairline(themes))

    def add_tool(self, tool: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_place(self, snapshot: Snapshot, place: Place) -> None:
        """Say the way to `place`."""
        *folders, name = place.path.split("/")
        steps: list[str] = []
        self._ways = []
        for depth, folder in enumerate(folders, 1):
            steps.append(folder)
            self._ways.append("/".join(folders[:depth]))
        steps.append(name)
        self._ways.append(Place(place.path))
        tree = snapshot.tree(place.path) if place.pointer else None
        if tree is not None and place.document < len(tree.documents):
            node = tree.documents[place.document].root
            for depth, token in enumerate(place.pointer, 1):
                parent, node = node, find(node, (token,))
                if node is None:
                    break
                is_item = isinstance(parent, Sequence)
                steps.append(item_title(node, int(token)) if is_item else str(token))
                self._ways.append(Place(place.path, place.pointer[:depth], place.document))
        self.crumbs.set_steps(steps)

    def _choose(self, number: int) -> None:
        way = self._ways[number]
        if isinstance(way, str):
            self.folder_chosen.emit(way)
        else:
            self.place_chosen.emit(way)
