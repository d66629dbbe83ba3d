"""Edits of descriptors: each gesture of the designer is one small change of a CSD or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.descriptors import URNS, Dependency, Descriptor
from studio.formats.fieldpaths import ITEM, FieldPath, format_path
from studio.formats.shapes import items, mapping
from studio.formats.urns import Capability, capability, read_urn
from studio.package.forms.drafting import Draft
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.splices import CannotEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio.package.changes import ChangeSet
    from studio.package.forms.building import Form
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.pointers import Pointer

ENTRY_ORDER = ("path", "displayName", "description", "restriction", URNS)
OWNER_ORDER = (
    "name", "version", "kind", "displayName", "description", "resources", "descriptors",
    "specDescriptors", "statusDescriptors", "versionDefinition", "defaultConfiguration",
)  # fmt: skip


class DescriptorEdits:
    """The edits of one form's descriptors, each as a change of the snapshot it was made for.

    Fields are named by their path below `spec` (or `status`, with `side`). To say something of a
    field that has no descriptor adds one. Of several descriptors for a field the last is edited,
    since it wins. Raises `CannotEdit` where nobody describes the resource: see `describe`.
    """

    def __init__(self, snapshot: Snapshot, form: Form, side: str = "spec") -> None:
        place = form.source.owner(form.version)
        if place is None or form.owner is None:
            raise CannotEdit("Nothing describes {kind} yet.", kind=form.source.kind)
        self._snapshot = snapshot
        self._path = place.path
        self._document = place.document
        self._side = side
        self._list = form.owner.list_pointer(side)
        self._tree = form.owner.spec if side == "spec" else form.owner.status
        self._entries = self._tree.entries

    def add(
        self,
        path: FieldPath,
        *,
        index: int | None = None,
        label: str = "",
        urns: Sequence[str] = (),
    ) -> ChangeSet:
        """Describe a field, before the descriptor `index` or behind the last."""
        draft = self._draft()
        at = self._insert(draft, path, {"displayName": label, URNS: list(urns)}, index)
        return draft.change(message("Describe {path}", path=format_path(path)), self._place(at))

    def add_all(self, entries: Sequence[dict[str, Any]], label: Message) -> ChangeSet:
        """Add several descriptors at once, behind the last; each holds at least its `path`."""
        draft = self._draft()
        present = items(draft.value(self._list))
        if entries:
            draft.set(self._list, [*present, *entries], OWNER_ORDER)
        return draft.change(label, self._place(len(present)))

    def remove(self, index: int) -> ChangeSet:
        """Take one descriptor away; the list goes with its last one."""
        draft = self._draft()
        only = len(self._entries) == 1
        draft.remove(self._list if only else (*self._list, index))
        label = message("Remove the description of {path}", path=self._entries[index].path)
        return draft.change(label, Place(self._path, self._list, self._document))

    def move(self, index: int, new_index: int) -> ChangeSet:
        """Give a descriptor another place in the list: its field moves in the form."""
        draft = self._draft()
        draft.move((*self._list, index), new_index)
        label = message("Move {path}", path=self._entries[index].path)
        return draft.change(label, self._place(new_index))

    def move_field(self, path: FieldPath, before: FieldPath | None) -> ChangeSet:
        """Put a field before another one, or behind all; those without a descriptor get one."""
        own, target = self._entry(path), self._tree.branch(before) if before else None
        if own is None:
            draft = self._draft()
            at = self._insert(draft, path, {}, target.place if target else None)
            return draft.change(message("Move {path}", path=format_path(path)), self._place(at))
        goal = target.place if target else len(self._entries)
        return self.move(own.index, goal - 1 if goal > own.index else goal)

    def set_path(self, index: int, path: FieldPath) -> ChangeSet:
        """Let a descriptor speak of another field: the way out where its path leads to none."""
        draft = self._draft()
        draft.set((*self._list, index, "path"), format_path(path), ENTRY_ORDER)
        label = message("Use {path}", path=format_path(path))
        return draft.change(label, self._place(index))

    def set_label(self, path: FieldPath, text: str) -> ChangeSet:
        """Name a field for people; an empty name takes the key away."""
        return self._set_text(
            path, "displayName", text, message("Rename {path}", path=format_path(path))
        )

    def set_help(self, path: FieldPath, text: str) -> ChangeSet:
        """Explain a field; an empty text takes the key away."""
        return self._set_text(
            path, "description", text, message("Explain {path}", path=format_path(path))
        )

    def set_scenes(self, path: FieldPath, scenes: Sequence[str]) -> ChangeSet:
        """Show a field only in these scenes; in all of them if none is named."""

        def change(draft: Draft, pointer: Pointer) -> None:
            restriction = (*pointer, "restriction")
            if scenes:
                given = mapping(draft.value(restriction))
                draft.set(restriction, {**given, "scenes": list(scenes)}, ENTRY_ORDER)
            elif set(mapping(draft.value(restriction))) <= {"scenes"}:
                _drop(draft, restriction)
            else:
                _drop(draft, (*restriction, "scenes"))

        label = message("Change the scenes of {path}", path=format_path(path))
        return self._on_entry(path, change, label)

    def set_control(self, path: FieldPath, capability_id: str, argument: str = "") -> ChangeSet:
        """Draw a field by one of the catalogue's capabilities; "" leaves it to the schema."""
        wanted = [_urn(capability_id, argument)] if capability_id else []
        label = message("Change the control of {path}", path=format_path(path))
        return self._on_urns(path, _draws, wanted, label)

    def set_options(self, path: FieldPath, options: Sequence[str]) -> ChangeSet:
        """Let the consumer choose from these values, in this order; from the schema's if none."""
        wanted = [_urn("select", option) for option in options]
        label = message("Change the options of {path}", path=format_path(path))
        return self._on_urns(path, _draws if options else _is("select"), wanted, label)

    def set_dependency(self, path: FieldPath, dependency: Dependency | None) -> ChangeSet:
        """Show a field only while another one has a value; always if there is none."""
        wanted: list[str] = []
        if dependency is not None:
            control = format_path(dependency.path)
            wanted.append(_urn("fieldDependency", f"{control}:{dependency.value}"))
        label = message("Change when {path} is shown", path=format_path(path))
        return self._on_urns(path, _is("fieldDependency"), wanted, label)

    def set_hidden(self, path: FieldPath, *, on: bool) -> ChangeSet:
        """Keep a field from the form, or bring it back."""
        shown = format_path(path)
        label = message("Hide {path}", path=shown) if on else message("Show {path}", path=shown)
        return self._on_urns(path, _is("hidden"), [_urn("hidden")] if on else [], label)

    def set_advanced(self, path: FieldPath, *, on: bool) -> ChangeSet:
        """Move a field to the advanced ones, or back."""
        label = message("Change the section of {path}", path=format_path(path))
        return self._on_urns(path, _is("advanced"), [_urn("advanced")] if on else [], label)

    def set_group(self, path: FieldPath, group: str) -> ChangeSet:
        """Put a field into a named group; "" takes it out."""
        kind = "arrayFieldGroup" if ITEM in path else "fieldGroup"
        wanted = [_urn(kind, group)] if group else []
        label = message("Change the group of {path}", path=format_path(path))
        return self._on_urns(path, _is("fieldGroup", "arrayFieldGroup"), wanted, label)

    def _draft(self) -> Draft:
        return Draft(self._snapshot, self._path, self._document)

    def _entry(self, path: FieldPath) -> Descriptor | None:
        own = [entry for entry in self._entries if entry.tokens == path]
        return own[-1] if own else None

    def _place(self, index: int) -> Place:
        return Place(self._path, (*self._list, index), self._document)

    def _insert(
        self, draft: Draft, path: FieldPath, given: dict[str, Any], index: int | None = None
    ) -> int:
        """Add an entry with what is not empty of `given`."""
        said = {key: value for key, value in given.items() if value}
        return draft.insert(self._list, index, {"path": format_path(path), **said}, OWNER_ORDER)

    def _on_entry(
        self,
        path: FieldPath,
        change: Callable[[Draft, Pointer], None],
        label: Message,
        merge_key: str = "",
    ) -> ChangeSet:
        """Change the entry of a field, which is made if there is none."""
        draft = self._draft()
        entry = self._entry(path)
        index = entry.index if entry else self._insert(draft, path, {})
        change(draft, (*self._list, index))
        return draft.change(label, self._place(index), merge_key)

    def _set_text(self, path: FieldPath, key: str, text: str, label: Message) -> ChangeSet:
        def change(draft: Draft, pointer: Pointer) -> None:
            if text:
                draft.set((*pointer, key), text, ENTRY_ORDER)
            else:
                _drop(draft, (*pointer, key))

        merge_key = f"field:{self._path}:{self._side}:{format_path(path)}:{key}"
        return self._on_entry(path, change, label, merge_key)

    def _on_urns(
        self, path: FieldPath, replaced: Callable[[str], bool], wanted: list[str], label: Message
    ) -> ChangeSet:
        """Exchange some x-descriptors of a field for others, in the place of the first."""

        def change(draft: Draft, pointer: Pointer) -> None:
            present = [urn for urn in items(draft.value((*pointer, URNS))) if isinstance(urn, str)]
            first = next((i for i, urn in enumerate(present) if replaced(urn)), len(present))
            kept = [urn for urn in present if not replaced(urn)]
            new = [*kept[:first], *wanted, *kept[first:]]
            if new:
                draft.set((*pointer, URNS), new, ENTRY_ORDER)
            else:
                _drop(draft, (*pointer, URNS))

        return self._on_entry(path, change, label)


def _drop(draft: Draft, pointer: Pointer) -> None:
    if draft.has(pointer):
        draft.remove(pointer)


def _urn(capability_id: str, argument: str = "") -> str:
    known: Capability = capability(capability_id)
    return f"{known.urn}:{argument}" if argument else known.urn


def _draws(urn: str) -> bool:
    """Whether an x-descriptor decides on the control."""
    known = read_urn(urn).capability
    return known is not None and bool(known.control)


def _is(*ids: str) -> Callable[[str], bool]:
    return lambda urn: read_urn(urn).id in ids
