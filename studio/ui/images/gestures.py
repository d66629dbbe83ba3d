"""What authors do with images: each gesture is one step of the document."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.formats.imagemap import MAPPING_PATH, read_image_map
from studio.formats.kinds import Kind
from studio.package.images import editing
from studio.package.images.addressing import write_as
from studio.package.images.proposing import proposals, proposals_for
from studio.package.layout import layout_of
from studio.services.latest import Latest
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from studio.formats.imagemap import MappingEntry
    from studio.model.document import Document
    from studio.model.imagerows import ImageRow
    from studio.package.changes import ChangeSet
    from studio.package.images.joining import Image
    from studio.package.images.proposing import Proposal
    from studio.package.snapshot import Place, Snapshot
    from studio.services.jobs import JobList, Progress
    from studio.wording import Message
    from studio.yamltext.pointers import Pointer


class Outdated(StudioError):
    """The entry is not there any more as it was seen."""


class ImageGestures(QObject):
    """Commits changes of the mapping and the saved images.

    `told` carries a sentence on what was done and `done` the label of a step, both of which can be
    taken back; `refused` says why something was not done.
    """

    told = Signal(object)
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, document: Document, jobs: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self.document = document
        self._proposing = Latest(jobs, self)
        self._proposing.finished.connect(self._take_proposals)
        self._proposing.failed.connect(self.complain)

    # Entries

    def propose(self) -> None:
        """Map every image that OSC can write and no entry names; reads the saved images."""
        label = message("Proposing the mapping")
        work = partial(_proposed, self.document.snapshot, label)
        self._proposing.run(label, work, quiet=False)

    def map_images(self, rows: Sequence[ImageRow]) -> None:
        """Map what the entries of some images leave out."""
        images = [row.image for row in rows if row.image is not None and row.can_map]
        work = partial(_proposed_for, self.document.snapshot, images)
        self._proposing.run(message("Proposing the mapping"), work)

    def remove(self, entries: Sequence[MappingEntry]) -> None:
        """Take entries out of the mapping as one step; their tars stay."""
        if len(entries) == 1:
            self.commit(partial(editing.remove_entry, entry=entries[0]), entries[0], tell=True)
            return
        label = message("Remove {count} images from the mapping", count=len(entries))
        with self._complaining():
            for entry in entries:
                self._require(entry)
            with self.document.transaction(label) as step:
                # From the end, so that those before keep their places.
                for entry in sorted(entries, key=lambda each: each.index, reverse=True):
                    step.apply(*editing.remove_entry(step.snapshot, entry).operations)
            self.done.emit(label)

    # What an entry says

    def set_key(self, entry: MappingEntry, keys: Pointer, value: str) -> bool:
        """Write name, tag, kind of container or a field of an entry; an empty one goes."""
        if not value and len(keys) == 1:
            return False
        return self.commit(
            partial(editing.set_key, entry=entry, keys=keys, value=value.strip()), entry
        )

    def pick_field(
        self, entry: MappingEntry, key: str, place: Place, inner: Pointer | None
    ) -> bool:
        """Let a key name the value that was pointed at."""
        return self.commit(
            partial(editing.pick_field, entry=entry, key=key, place=place, inner=inner), entry
        )

    def write_as(self, entry: MappingEntry, image: Image | None, keys: Sequence[str]) -> bool:
        """Write the fields of an entry with other keys."""
        return self.commit(partial(write_as, entry=entry, image=image, keys=keys), entry)

    # Saved images

    def assign(self, entry: MappingEntry, architecture: str, name: str) -> bool:
        """Take the image for one architecture from a tar of images/."""
        make = partial(editing.assign_tar, entry=entry, architecture=architecture, name=name)
        return self.commit(make, entry, tell=True)

    def unassign(self, entry: MappingEntry, architecture: str) -> bool:
        """Name no tar for an architecture; the tar stays."""
        keys = ("package", architecture)
        return self.commit(partial(editing.remove_key, entry=entry, keys=keys), entry, tell=True)

    def rename_tar(self, name: str, new_name: str) -> bool:
        """Rename a tar with every mention of it in the mapping."""
        make = partial(editing.rename_tar, name=name, new_name=new_name.strip())
        return new_name.strip() not in ("", name) and self.commit(make)

    # Committing

    def commit(
        self,
        make: Callable[[Snapshot], ChangeSet],
        entry: MappingEntry | None = None,
        *,
        tell: bool = False,
    ) -> bool:
        """Make a change and apply it; False where it has no effect or cannot be made.

        `entry` must still be there as it was seen.
        """
        with self._complaining():
            if entry is not None:
                self._require(entry)
            change_set = make(self.document.snapshot)
            changed = self.document.commit(change_set)
            if changed and tell:
                self.done.emit(change_set.label)
            return changed
        return False

    def complain(self, error: Exception) -> None:
        """Say what kept something from being done; what is no sentence is a defect."""
        if not isinstance(error, StudioError):
            raise error
        self.refused.emit(error.message)

    @contextmanager
    def _complaining(self) -> Generator[None]:
        try:
            yield
        except StudioError as error:
            self.refused.emit(error.message)

    def _require(self, entry: MappingEntry) -> None:
        tree = self.document.snapshot.tree(MAPPING_PATH)
        if tree is None or entry not in read_image_map(tree).entries:
            raise Outdated("The mapping has changed in the meantime; look at the entry again.")

    def _take_proposals(self, found: tuple[Proposal, ...]) -> None:
        if found:
            self._map(found)
        else:
            self.refused.emit(message("Every image that OSC can write has an entry."))

    def _map(self, found: Sequence[Proposal]) -> None:
        """Add entries, and say from where."""
        kind = layout_of(self.document.snapshot).kind
        count = len({each.reference for each in found})
        label = None if count == 1 else message("Map {count} images", count=count)
        if self.commit(partial(editing.add_entries, proposals=found, label=label)):
            if count == 1:
                self.told.emit(message("Mapped {image}", image=found[0].image))
            elif kind is Kind.HELM:
                self.told.emit(message("Mapped {count} images from values.yaml", count=count))
            else:
                self.told.emit(message("Mapped {count} images", count=count))


def _proposed(snapshot: Snapshot, label: Message, progress: Progress) -> tuple[Proposal, ...]:
    return proposals(snapshot, lambda: progress(0.0, label))


def _proposed_for(
    snapshot: Snapshot, images: Sequence[Image], _progress: Progress
) -> tuple[Proposal, ...]:
    found = (each for image in images for each in proposals_for(snapshot, image))
    return tuple(dict.fromkeys(found))
