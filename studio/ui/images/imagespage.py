"""The tab that shows every image of the package, and the mapping that OSC needs for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from studio.formats.imagemap import IMAGES_FOLDER, tar_path
from studio.model.images import ImagesModel
from studio.package.snapshot import Place
from studio.services.imagereading import ImageReader
from studio.ui.images.chosen import ChosenImages
from studio.ui.images.gestures import ImageGestures
from studio.ui.images.imagesbar import ImagesBar
from studio.ui.images.imagesheader import ImagesHeader
from studio.ui.images.sidepanel import WIDTH, SidePanel
from studio.ui.images.tablearea import TableArea
from studio.ui.images.tardrop import DraggedTars, dragged_tars
from studio.ui.images.tarimport import TarImport
from studio.ui.shell.page import IMAGES, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent

    from studio.model.document import Document
    from studio.model.imagerows import ImageRow, ImageTable, UseRow
    from studio.package.content import Content
    from studio.ui.shell.services import Services


class ImagesPage(Page):
    """A table of images, and at its side what can be changed about the chosen one.

    It follows the document while it is seen. `place_wanted` asks to show a place of it,
    `wrap_wanted` for a service package, `told` carries a sentence on what was done and `done` the
    label of a step, both of which can be taken back, `refused` why something was not done, and
    `changed` comes when other commands may be possible.
    """

    has_side_panel = True

    place_wanted = Signal(object)
    wrap_wanted = Signal()
    told = Signal(object)
    done = Signal(object)
    refused = Signal(object)
    changed = Signal()

    def __init__(
        self,
        document: Document,
        services: Services,
        adopt: Callable[[Iterable[Content]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(IMAGES, "stack", parent)
        self._document = document
        self._services = services
        self._wanted_key = ""
        themes = services.themes
        self.model = ImagesModel(self)
        self.reader = ImageReader(document, services.jobs, self)
        self.gestures = ImageGestures(document, services.jobs, self)
        self.tars = TarImport(document, services.jobs, adopt, self)
        self.header = ImagesHeader(themes)
        self.bar = ImagesBar(themes)
        self.area = TableArea(themes, self.model)
        self.view = self.area.view
        self.panel = SidePanel(services, self.gestures)
        self.panel.hide()
        self.chosen = ChosenImages(self, services)
        self.setAcceptDrops(True)
        self._arrange()
        self._connect()
        self.model.set_language(services.languages.language)
        self._retranslate()

    @property
    def table(self) -> ImageTable | None:
        """What was read last."""
        return self.model.table

    # A page

    def title(self) -> str:
        """What the tab says."""
        return self.tr("Images")

    def can_reveal(self, place: Place) -> bool:
        """The mapping and the saved images are seen here."""
        return place.path.startswith(f"{IMAGES_FOLDER}/")

    def reveal(self, place: Place) -> None:
        """Choose the image whose entry or tar stands at a place."""
        rows = self.table.rows if self.table else ()
        keys = [row.key for row in rows if _is_of(row, place)]
        current = self.view.current_row()
        if keys and (current is None or current.key not in keys):
            self.view.choose(keys[0])

    def view_state(self) -> dict[str, Any]:
        """Which image is chosen."""
        row = self.view.current_row()
        return {"image": row.key if row is not None else ""}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Choose the image once it is there."""
        key = state.get("image")
        if isinstance(key, str):
            self._wanted_key = key

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self.reader.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self.reader.set_active(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.model.set_language(self._services.languages.language)
            self._retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let saved images in anywhere."""
        if any(dragged_tars(event.mimeData())):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them, for the images that they hold."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take_drop(dragged_tars(event.mimeData()), "", "")

    # Following

    def _take_table(self, table: ImageTable) -> None:
        self.model.show_table(table)
        if self._wanted_key:
            self.view.choose(self._wanted_key)
            self._wanted_key = ""
        self._show_state()
        self._follow_choice()

    def _follow_choice(self) -> None:
        """Show what is chosen at the side."""
        rows, table = self.view.chosen_rows(), self.table
        if table is not None and rows:
            self.panel.show_rows(table, rows)
        self.panel.setVisible(bool(rows))
        self.changed.emit()

    def _close_panel(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.hide()

    def _take_drop(self, tars: DraggedTars, key: str, architecture: str) -> None:
        if not self.chosen.can_edit:
            self._show_state()
            return
        if tars.files:
            self.tars.add(tars.files, key, architecture)
        elif tars.names and key:
            self.tars.assign(tars.names, key, architecture)

    def _show_use(self, each: UseRow) -> None:
        self.place_wanted.emit(each.use.place)

    def _show_state(self) -> None:
        """Say how many images there are, what hinders, and what to do where there is nothing."""
        table = self.table
        images: tuple[ImageRow, ...] = table.images if table else ()
        ready = sum(row.verdict.tone == "ok" for row in images)
        counts = self.tr("%n in this package", "", len(images))
        words = self.tr("{images}, {ready} ready").format(images=counts, ready=ready)
        self.header.counts.setText(words if table is not None else "")
        self.bar.show_table(table)
        self.area.show_hint()

    # Building

    def _arrange(self) -> None:
        px = self._services.themes.px
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.area)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([10 * px(WIDTH), px(WIDTH)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.bar)
        column.addWidget(self._splitter, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.reader.changed.connect(self._take_table)
        for actor in (self.gestures, self.tars):
            actor.told.connect(self.told)
            actor.done.connect(self.done)
            actor.refused.connect(self.refused)
        self.header.field.textChanged.connect(self._filter)
        self.view.rows_chosen.connect(self._follow_choice)
        self.view.use_chosen.connect(self._show_use)
        self.view.tars_dropped.connect(self._take_drop)
        self.bar.wrap_wanted.connect(self.wrap_wanted)
        self.bar.text_wanted.connect(self.chosen.show_text)
        self.area.tars_wanted.connect(self.chosen.choose_tars)
        self.panel.left.connect(self.view.setFocus)
        self.panel.show_requested.connect(self.chosen.show_use)
        self.panel.closed.connect(self._close_panel)
        self.panel.map_requested.connect(self.chosen.map_chosen)
        self.panel.tar_wanted.connect(self.chosen.choose_tars)
        self.panel.opened.connect(lambda path: self.place_wanted.emit(Place(path)))

    def _filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._show_state()

    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Images"))
        self._show_state()


def _is_of(row: ImageRow, place: Place) -> bool:
    """Whether an entry or a tar of the image stands at a place."""
    tars = (tar_path(name) for entry in row.entries for name in entry.package.values())
    pointers = (entry.pointer for entry in row.entries)
    return place.path in (row.path, *tars) or place.pointer[:2] in pointers
