"""Bring saved images from elsewhere into the package, to the entries that want them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.formats.imagemap import MappingEntry, conventions, tar_path
from studio.formats.imagerefs import reference_of
from studio.package.content import FileBlob
from studio.package.images import editing
from studio.package.images.architectures import architectures_of
from studio.package.images.inventory import identity, inventory_of
from studio.package.images.proposing import proposals_for
from studio.package.images.tars import architecture_of, described, holds, known_tar
from studio.package.interchange import Gathered, gather
from studio.services.latest import Latest
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from studio.formats.imagetar import ImageTar
    from studio.model.document import Document, Transaction
    from studio.package.content import Content
    from studio.package.images.joining import Image
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import JobList, Progress
    from studio.wording import Message


class TarImport(QObject):
    """Reads tars in the background, then adds and assigns all of them as one step.

    A tar goes to the image that it is dropped on, else to the one whose name and tag it holds;
    an image without an entry gets one. `adopt` takes note of the bytes that the package now needs.
    `told` and `done` say what was done, `refused` why not.
    """

    told = Signal(object)
    done = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        document: Document,
        jobs: JobList,
        adopt: Callable[[Iterable[Content]], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._adopt = adopt
        self._target = ("", "")
        self._latest = Latest(jobs, self)
        self._latest.finished.connect(self._bring)
        self._latest.failed.connect(self._complain)

    @property
    def is_busy(self) -> bool:
        """Whether tars are being read."""
        return self._latest.is_busy

    def add(self, files: Sequence[Path], key: str = "", architecture: str = "") -> None:
        """Bring files into images/, for an image and an architecture if they are given."""
        self._target = (key, architecture)
        label = message("Reading {name}", name=files[0].name)

        def work(progress: Progress) -> Gathered:
            gathered = gather(files, lambda: progress(0.0, label))
            for blob in gathered.files.values():
                if isinstance(blob, FileBlob):
                    described(blob, lambda: progress(0.0, label))
            return gathered

        self._latest.run(label, work, quiet=False)

    def assign(self, names: Sequence[str], key: str, architecture: str = "") -> None:
        """Take the image of that key from tars that lie in images/ already."""
        label = message("Take the image from {name}", name=", ".join(names))
        if self._commit(label, partial(self._assign_all, names, key, architecture)):
            self.done.emit(label)

    def _bring(self, gathered: Gathered) -> None:
        tars = {n: blob for n, blob in gathered.files.items() if isinstance(blob, FileBlob)}
        if not tars:
            notices = gathered.notices or [message("This is no saved image.")]
            self.refused.emit(notices[0])
            return
        self._adopt(tars.values())
        first, key = next(iter(tars)), self._target[0]
        label = message("Add {name}", name=first)
        if len(tars) > 1:
            label = message("Add {count} saved images", count=len(tars))

        def apply(step: Transaction) -> None:
            for name, blob in tars.items():
                if step.snapshot.files.get(tar_path(name)) != blob:
                    step.apply(*editing.add_tar(step.snapshot, name, blob).operations)
            self._assign_all(list(tars), key, self._target[1], step)

        if self._commit(label, apply):
            words = message("Added {name}", name=first)
            if len(tars) > 1:
                words = message("Added {count} saved images", count=len(tars))
            self.told.emit(words)

    def _assign_all(
        self, names: Sequence[str], key: str, architecture: str, step: Transaction
    ) -> None:
        for name in names:
            tar = known_tar(step.snapshot, tar_path(name))
            image = _image_for(step.snapshot, key, tar)
            stray = _stray(step.snapshot, key)
            if image is not None and not image.entries:
                # The proposal finds the tar by what it holds.
                found = proposals_for(step.snapshot, image)
                if found:
                    step.apply(*editing.add_entries(step.snapshot, found).operations)
                image = _image_for(step.snapshot, key, tar)
            entries = [stray] if stray else list(image.entries) if image else []
            for entry in entries:
                wanted = architecture or _architecture(step.snapshot, entry, tar)
                if entry.package.get(wanted) != name:
                    change = editing.assign_tar(step.snapshot, entry, wanted, name)
                    step.apply(*change.operations)

    def _commit(self, label: Message, apply: Callable[[Transaction], None]) -> bool:
        """Whether the step was made and has an effect."""
        before = self._document.snapshot
        try:
            with self._document.transaction(label) as step:
                apply(step)
        except StudioError as error:
            self.refused.emit(error.message)
            return False
        return self._document.snapshot is not before

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        self.refused.emit(error.message)


def _image_for(snapshot: Snapshot, key: str, tar: ImageTar | None) -> Image | None:
    """The image of that key, else the one that the tar holds."""
    images = inventory_of(snapshot).images
    if key:
        return next((image for image in images if identity(image.reference) == key), None)
    for image in images:
        if tar is not None and any(_is_in(tar, name) for name in _names(image)):
            return image
    return None


def _names(image: Image) -> list[str]:
    """What a tar may call the image: as it is named now, and as entries push it."""
    return [image.reference, *(entry.title for entry in image.entries)]


def _is_in(tar: ImageTar, name: str) -> bool:
    reference = reference_of(name)
    if reference is None:
        return False
    return any(holds(tar, reference, architecture_of(image)) for image in tar.images)


def _stray(snapshot: Snapshot, key: str) -> MappingEntry | None:
    """The entry of a row that belongs to no image."""
    from studio.model.imagerows import stray_key

    strays = inventory_of(snapshot).strays
    return next((entry for entry in strays if stray_key(entry) == key), None)


def _architecture(snapshot: Snapshot, entry: MappingEntry, tar: ImageTar | None) -> str:
    """The architecture that a tar is for; of one that does not say, the first that lacks one."""
    held = architecture_of(tar.images[0]) if tar is not None and tar.images else ""
    if held in conventions().architectures:
        return held
    promised = architectures_of(snapshot)
    return next((each for each in promised if not entry.package.get(each)), promised[0])
