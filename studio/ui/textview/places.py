"""Which place of the package the caret is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.package.snapshot import Place
from studio.yamltext.nodes import Mapping, Sequence
from studio.yamltext.pointers import find_entry, locate

if TYPE_CHECKING:
    from studio.package.snapshot import Snapshot
    from studio.ui.textview.view import TextView

_DELAY = 100
_LARGE_DELAY = 600
_LARGE = 100_000
"""Characters from which parsing is left to the checks, whose tree the file then remembers."""


class PlaceTracker(QObject):
    """Tells the place under the caret of a view once it has come to rest."""

    place_changed = Signal(object)

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._place = Place(view.path)
        self._line = -1
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        view.edit.cursorPositionChanged.connect(self.look_soon)
        view.edited.connect(self.look_soon)

    def look_soon(self) -> None:
        """Find the place anew after a pause."""
        large = len(self._view.binding.text) > _LARGE
        self._timer.start(_LARGE_DELAY if large else _DELAY)

    def place(self) -> Place:
        """The place of the caret as far as it is known: of its line, else the file."""
        known = self._line == self._view.edit.textCursor().blockNumber()
        return self._place if known and self._place.path == self._view.path else self._file()

    def _file(self) -> Place:
        return Place(self._view.path)

    def _look(self) -> None:
        view = self._view
        place = self._file()
        tree = view.document.snapshot.tree(view.path) if view.language.has_places else None
        if tree is not None:
            number, pointer = locate(tree, view.caret_offset)
            place = Place(view.path, pointer, number)
        self._line = view.edit.textCursor().blockNumber()
        if place != self._place:
            self._place = place
            self.place_changed.emit(place)


def span_of(snapshot: Snapshot, place: Place) -> tuple[int, int]:
    """The offsets of what to show for a place: a value, or the key of a collection.

    Where the pointer leads nowhere, it is what the longest part of it leads to.
    """
    tree = snapshot.tree(place.path)
    if tree is None or place.document >= len(tree.documents):
        return 0, 0
    document = tree.documents[place.document]
    for length in range(len(place.pointer), 0, -1):
        pointer = place.pointer[:length]
        node = snapshot.node(Place(place.path, pointer, place.document))
        if node is None:
            continue
        entry = find_entry(document, pointer)
        if entry is not None and isinstance(node, (Mapping, Sequence)):
            node = entry.key
        return node.start, node.end
    return document.start, document.start
