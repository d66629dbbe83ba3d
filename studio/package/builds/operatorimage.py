"""A first Dockerfile and recipe for the image of an operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.builds.recipeedits import add_recipe, starting_fields
from studio.package.changes import ChangeSet, CreateFile
from studio.package.content import FileText
from studio.package.images.operators import operator_image
from studio.package.layout import layout_of
from studio.package.scaffold import filled
from studio.resources import resource_path
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.changes import Operation
    from studio.package.snapshot import Snapshot

_FALLBACK_NAME = "service"
_FALLBACK_TAG = "0.1.0"


def scaffold_operator_image(snapshot: Snapshot, folder: str = "build") -> ChangeSet:
    """The step that adds a folder with a Dockerfile for an operator, and a recipe for it.

    The image is called as the operator's deployment calls it, where the package has one. Files that
    are there are left as they are. Raises `CannotEdit`.
    """
    layout = layout_of(snapshot)
    name = layout.name or _FALLBACK_NAME
    operations: list[Operation] = []
    for source in sorted(resource_path("scaffolds", "image").iterdir()):
        # Names that begin with a dot are lost by some tools, so the resource has none.
        path = f"{folder}/{source.name.replace('dot-', '.')}"
        if path not in snapshot:
            text = filled(source.read_text(encoding="utf-8"), name)
            operations.append(CreateFile(path, FileText(text)))
    fields: dict[str, object] = {
        "name": f"{name}-operator",
        "tag": _FALLBACK_TAG,
        "context": folder,
    }
    fields |= starting_fields(snapshot)
    image = operator_image(snapshot)
    if image is not None:
        fields |= {"name": image.name, "image": image.repository}
        fields |= {"tag": image.tag} if image.tag else {}
    recipe = add_recipe(snapshot, fields)
    label = message("Add a Dockerfile for the operator")
    return ChangeSet(label, (*operations, *recipe.operations), place=recipe.place)
