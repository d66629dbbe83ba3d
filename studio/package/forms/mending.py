"""How to bring a field back that a form leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.deadpaths import diagnosis
from studio.formats.fieldpaths import format_path
from studio.formats.leftout import Reason
from studio.package.problems import Fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.descriptors import Descriptor
    from studio.formats.leftout import LeftOut
    from studio.package.changes import ChangeSet
    from studio.package.forms.building import Form
    from studio.package.forms.editing import DescriptorEdits
    from studio.package.snapshot import Snapshot


def descriptor_of(form: Form, left: LeftOut) -> Descriptor | None:
    """The descriptor that keeps a field back, or leads to none."""
    entries = form.root.context.descriptors.entries
    return None if left.descriptor is None else entries[left.descriptor]


def place_of(form: Form, left: LeftOut) -> Place | None:
    """Where the reason is written: in the descriptor, else in the schema."""
    owner, entry = form.source.owner(form.version), descriptor_of(form, left)
    if entry is not None and owner is not None and form.owner is not None:
        return Place(owner.path, form.owner.descriptor_pointer(entry), owner.document)
    schema = form.source.schema
    if schema is None or left.pointer is None:
        return schema or owner
    return Place(schema.path, left.pointer, schema.document)


def fix_of(form: Form, left: LeftOut) -> Fix | None:
    """The change that shows the field; None where only the author can know.

    The change is made for the snapshot that `form` was built from.
    """
    if left.reason is Reason.DEAD_PATH:
        return _other_path(form, left)
    if left.reason is Reason.NO_SCHEMA and form.crd_version is not None:
        return Fix(message("Generate the schema"), lambda snapshot: _schema(snapshot, form))
    if left.descriptor is None:
        return None
    if left.reason is Reason.HIDDEN:
        return Fix(
            message("Show"),
            lambda snapshot: _edits(snapshot, form).set_hidden(left.path, on=False),
        )
    if left.reason is Reason.SCENE:
        scenes = (*_scenes(form, left), form.scene)
        return Fix(
            message("Show in {scene}", scene=form.scene),
            lambda snapshot: _edits(snapshot, form).set_scenes(left.path, scenes),
        )
    return None


def _other_path(form: Form, left: LeftOut) -> Fix | None:
    """Write the path that was probably meant, else take the descriptor away."""
    index = left.descriptor
    if index is None:
        return None
    found = diagnosis(form.root, left.path)
    meant = found.meant if found else None
    if meant is None:
        return Fix(message("Remove"), lambda snapshot: _edits(snapshot, form).remove(index))
    return Fix(
        message("Use {path}", path=format_path(meant)),
        lambda snapshot: _edits(snapshot, form).set_path(index, meant),
    )


def _scenes(form: Form, left: LeftOut) -> tuple[str, ...]:
    entry = descriptor_of(form, left)
    return entry.scenes if entry else ()


def _edits(snapshot: Snapshot, form: Form) -> DescriptorEdits:
    # Here, because a list of what is left out is shown more often than one of them is mended.
    from studio.package.forms.editing import DescriptorEdits

    return DescriptorEdits(snapshot, form)


def _schema(snapshot: Snapshot, form: Form) -> ChangeSet:
    from studio.package.forms.generating import generate_schema

    return generate_schema(snapshot, form)
