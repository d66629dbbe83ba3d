"""A deploy form that is being designed: which field is chosen, and what gestures do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.formats.suggesting import suggested_entry
from studio.model.formfollower import FormFollower
from studio.package.forms.editing import DescriptorEdits
from studio.package.forms.generating import describe_resource
from studio.package.forms.reordering import neighbour

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.formats.descriptors import Descriptor
    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec
    from studio.model.document import Document
    from studio.model.form import FormModel
    from studio.package.changes import ChangeSet
    from studio.package.forms import Form
    from studio.package.forms.reordering import Spot
    from studio.package.snapshot import Place, Snapshot


class Design(QObject):
    """The form of one resource of a document, of which one field or none is chosen.

    A field is chosen by its path below `spec`, which may be that of a descriptor that leads to no
    field. `form_changed` comes with each new form, `refused` says why a gesture did nothing.
    """

    form_changed = Signal()
    chosen_changed = Signal()
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.follower = FormFollower(self)
        self.model.shows_waiting = True
        self.chosen: FieldPath | None = None
        self._viewers: set[int] = set()
        self._told: tuple[object, ...] = ()
        self.follower.set_active(False)
        self.follower.refreshed.connect(self._follow_form)
        self.follower.choices_changed.connect(self._follow_form)

    # What is designed

    @property
    def model(self) -> FormModel:
        """The rows of the form; fields that wait for others are shown as well."""
        return self.follower.model

    @property
    def form(self) -> Form | None:
        """The form; None without a resource that has one."""
        return self.follower.form

    @property
    def document(self) -> Document | None:
        """The package."""
        return self.follower.document

    @property
    def can_edit(self) -> bool:
        """Whether there are descriptors to edit, in a file that parses."""
        form = self.form
        return form is not None and form.owner is not None and self.follower.fault is None

    @property
    def field(self) -> FieldSpec | None:
        """The chosen field; None where none is chosen, or where the schema has none."""
        return self.field_at(self.chosen) if self.chosen else None

    @property
    def entry(self) -> Descriptor | None:
        """The descriptor of the chosen field that wins."""
        entries = self.form.root.context.descriptors.entries if self.form else ()
        own = [entry for entry in entries if entry.tokens == self.chosen and entry.tokens]
        return own[-1] if own else None

    def field_at(self, path: FieldPath) -> FieldSpec | None:
        """The field at a path, shown or not."""
        return self.form.root.at(path) if self.form else None

    def follow(self, document: Document | None) -> None:
        """Design the forms of another package, or none."""
        self.chosen = None
        self.follower.follow(document)
        self._follow_form()
        self.chosen_changed.emit()

    def look(self, viewer: object, *, looks: bool) -> None:
        """Follow the text while at least one viewer looks."""
        if looks:
            self._viewers.add(id(viewer))
        else:
            self._viewers.discard(id(viewer))
        self.follower.set_active(bool(self._viewers))

    def choose(self, path: FieldPath | None) -> None:
        """Choose a field, or none."""
        if path != self.chosen:
            self.chosen = path
            if self.document is not None:
                self.document.end_merging()
            self.chosen_changed.emit()

    # Places

    def owner_place(self) -> Place | None:
        """Where the resource is described; None where nobody does."""
        form = self.form
        return form.source.owner(form.version) if form is not None else None

    def shows(self, place: Place) -> bool:
        """Whether a place lies in the descriptors of a form of the package."""
        return any(self._index_at(place, number) is not None for number in self._near())

    def reveal(self, place: Place) -> None:
        """Choose the field that the descriptor at a place means."""
        number = next((n for n in self._near() if self._index_at(place, n) is not None), None)
        if number is None:
            return
        if self.follower.choices[number] != self.follower.choice:
            self.follower.choose(self.follower.choices[number])
        self.follower.refresh()
        index = self._index_at(place, number)
        entries = self.form.root.context.descriptors.entries if self.form else ()
        if index is not None and 0 <= index < len(entries):
            self.choose(entries[index].tokens)

    def _near(self) -> list[int]:
        """The numbers of all choices, that of the present one first."""
        choices = self.follower.choices
        return sorted(range(len(choices)), key=lambda n: choices[n] != self.follower.choice)

    def _index_at(self, place: Place, number: int) -> int | None:
        """The descriptor of a choice that a place lies in, -1 for their list; None elsewhere."""
        source, version = self.follower.choices[number]
        owner = source.owner(version)
        if owner is None or (owner.path, owner.document) != (place.path, place.document):
            return None
        inside = place.pointer[len(owner.pointer) :]
        is_csd = owner.pointer == ("spec",)
        names = ("descriptors", "spec") if is_csd else ("specDescriptors",)
        is_here = place.pointer[: len(owner.pointer)] == owner.pointer
        if not is_here or not inside or inside[: len(names)] != names[: len(inside)]:
            return None
        rest = inside[len(names) :]
        return rest[0] if rest and isinstance(rest[0], int) else -1

    # Gestures

    def apply(self, gesture: Callable[[DescriptorEdits], ChangeSet]) -> bool:
        """Make one edit of the descriptors as one step; False where it had no effect."""
        return self.run(lambda snapshot, form: gesture(DescriptorEdits(snapshot, form)))

    def run(self, make: Callable[[Snapshot, Form], ChangeSet]) -> bool:
        """Make one change for the form as one step; False where it had no effect."""
        self.follower.refresh()
        document, form = self.document, self.form
        if document is None or form is None or self.follower.fault is not None:
            return False
        try:
            done = document.commit(make(document.snapshot, form), self)
        except StudioError as error:
            self.refused.emit(error.message)
            return False
        self.follower.refresh()
        return done

    def describe_resource(self) -> bool:
        """Add the CSD, or the entry of the CSV, that descriptors need."""
        return self.run(describe_resource)

    def add(self, path: FieldPath, spot: Spot | None = None) -> bool:
        """Describe a field as its schema suggests, and choose it."""
        field = self.field_at(path)
        if field is None or field.descriptors:
            self.choose(path)
            return False
        entry = suggested_entry(field)
        index = self._index_of(spot.before) if spot is not None else None
        done = self.apply(
            lambda edits: edits.add(
                path, index=index, label=entry["displayName"], urns=entry.get("x-descriptors", ())
            )
        )
        self.choose(path)
        return done

    def remove(self, path: FieldPath) -> bool:
        """Take the descriptors of a field away, the last one first."""
        entries = self.form.root.context.descriptors.entries if self.form else ()
        own = [entry.index for entry in entries if entry.tokens == path]
        return bool(own) and self.apply(lambda edits: edits.remove(own[-1]))

    def put(self, path: FieldPath, spot: Spot) -> bool:
        """Move a field to another place among its siblings."""
        return self.apply(lambda edits: edits.move_field(path, spot.before))

    def step(self, step: int) -> bool:
        """Move the chosen field one place down (1) or up (-1)."""
        field = self.field
        spot = neighbour(self.form.root, field, step) if self.form and field else None
        return spot is not None and field is not None and self.put(field.path, spot)

    def _index_of(self, path: FieldPath | None) -> int | None:
        """The index in the list that a field's descriptor, or the first below it, has."""
        if path is None or self.form is None:
            return None
        branch = self.form.root.context.descriptors.branch(path)
        return branch.place if branch is not None else None

    def _follow_form(self) -> None:
        follower = self.follower
        state = (follower.document, follower.form, follower.fault, follower.choice)
        if state == self._told:
            return
        self._told = state
        if self.chosen and self.field is None and self.entry is None:
            self.choose(None)
        self.form_changed.emit()
