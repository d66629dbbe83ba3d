"""Keeps the form of one resource in step with the text of the package."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from studio.formats.fieldpaths import ITEM, VALUE
from studio.formats.kinds import Role
from studio.model.form import FormModel
from studio.package.forms import Nature, build, resources
from studio.package.layout import layout_of
from studio.package.snapshot import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.formats.fields import FieldSpec
    from studio.model.document import Document
    from studio.package.content import Content
    from studio.package.forms import Form, FormSource
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

_ROLES = (Role.CRD, Role.CSD, Role.CSV)


class Choice(NamedTuple):
    """One resource in one version, as a chooser offers it."""

    source: FormSource
    version: str


class Fault(NamedTuple):
    """Why a form cannot follow the text: a file that does not parse, and where."""

    path: str
    line: int
    message: Message


class FormFollower(QObject):
    """Builds the chosen form of a document anew after every change that concerns it.

    `choices_changed` tells that other resources or versions can be chosen, or another one is.
    `fault_changed` comes when a file stops or starts to parse; meanwhile the last good form stays
    and cannot be filled in. While it is not `active`, it does nothing and catches up later.
    """

    choices_changed = Signal()
    fault_changed = Signal()
    refreshed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = FormModel(self)
        self.document: Document | None = None
        self.choices: tuple[Choice, ...] = ()
        self.choice: Choice | None = None
        self.scene = "CCE"
        self.fault: Fault | None = None
        self._wanted: tuple[str, str] | None = None
        self._files: dict[str, Content | None] = {}
        self._active, self._behind = True, False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.refresh)

    @property
    def form(self) -> Form | None:
        """The form that is shown; None without a resource that has one."""
        return self.model.form

    def follow(self, document: Document | None) -> None:
        """Follow another document, or none."""
        if self.document is not None:
            self.document.changed.disconnect(self._plan)
        self.document = document
        self._wanted = self.choice = None
        self.choices = ()
        self._files = {}
        self._set_fault(None)
        self.model.forget()
        if document is not None:
            document.changed.connect(self._plan)
        self.refresh()
        self.choices_changed.emit()

    def set_active(self, active: bool) -> None:
        """Follow at once, or let the form fall behind while nobody looks."""
        self._active = active
        if active and self._behind:
            self.refresh()

    def choose(self, choice: Choice) -> None:
        """Show another resource or version."""
        self._wanted = (choice.source.name + choice.source.bundle, choice.version)
        self._files = {}
        self.refresh()

    def set_scene(self, scene: str) -> None:
        """Show the form as it is in "CCE" or "UCS"."""
        if scene != self.scene:
            self.scene = scene
            self._files = {}
            self.refresh()

    def refresh(self) -> None:
        """Bring the form up to date now, if anything that it is made from has changed."""
        self._timer.stop()
        self._behind = False
        if self.document is None:
            return
        snapshot = self.document.snapshot
        fault = _first_fault(snapshot, self._files)
        if fault is None:
            self._choose_again(snapshot)
            if self.choice is None:
                fault = _first_fault(snapshot, _described_files(snapshot))
        self._set_fault(fault)
        if fault is None or self.form is None:
            self._build(snapshot)
        self.refreshed.emit()

    def place_of(self, field: FieldSpec, *, schema: bool = False) -> Place | None:
        """Where a field is described, else where its schema is; only that with `schema`."""
        form, choice = self.form, self.choice
        if form is None or choice is None:
            return None
        owner = choice.source.owner(choice.version)
        if field.descriptors and owner is not None and form.owner is not None and not schema:
            pointer = form.owner.descriptor_pointer(field.descriptors[-1])
            return Place(owner.path, pointer, owner.document)
        written = choice.source.schema
        if written is None or field.pointer is None:
            return None
        if choice.source.nature is Nature.VALUES:
            keys = tuple(takewhile(lambda token: token not in {ITEM, VALUE}, field.path))
            return Place(written.path, keys)
        return Place(written.path, field.pointer, written.document)

    def _plan(self) -> None:
        if self._active:
            self._timer.start()
        else:
            self._behind = True

    def _choose_again(self, snapshot: Snapshot) -> None:
        """Offer what there is now, and stay with the resource that was chosen."""
        sources = resources(snapshot)
        choices = tuple(Choice(s, v) for s in sources for v in s.versions or ("",))
        same = [c for c in choices if (c.source.name + c.source.bundle, c.version) == self._wanted]
        choice = next(iter(same or choices), None)
        if (choices, choice) != (self.choices, self.choice):
            self.choices, self.choice = choices, choice
            self.choices_changed.emit()

    def _build(self, snapshot: Snapshot) -> None:
        if self.choice is None:
            self._files = {}
            self.model.show_form(None)
            return
        files = {path: snapshot.files.get(path) for path in _files_of(self.choice)}
        is_same = files.keys() == self._files.keys() and all(
            files[path] is self._files[path] for path in files
        )
        if not is_same:
            self._files = files
            form = build(snapshot, self.choice.source, self.choice.version, self.scene)
            self.model.show_form(form)

    def _set_fault(self, fault: Fault | None) -> None:
        if fault != self.fault:
            self.fault = fault
            self.model.read_only = fault is not None
            self.fault_changed.emit()


def _files_of(choice: Choice) -> Iterator[str]:
    source = choice.source
    if source.schema is not None:
        yield source.schema.path
        if source.is_chart:
            yield f"{source.schema.path.rpartition('/')[0]}/values.yaml".lstrip("/")
    for _version, place in source.owners:
        yield place.path


def _described_files(snapshot: Snapshot) -> Iterator[str]:
    layout = layout_of(snapshot)
    for role in _ROLES:
        yield from layout.with_role(role)


def _first_fault(snapshot: Snapshot, paths: Iterable[str]) -> Fault | None:
    for path in paths:
        tree = snapshot.tree(path)
        if tree is not None and tree.error is not None:
            line = tree.position(tree.error.offset).line
            return Fault(path, line, tree.error.message)
    return None
