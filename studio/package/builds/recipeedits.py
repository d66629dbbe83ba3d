"""Changes of the recipes in `studio.yaml` as minimal edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.imagemap import conventions
from studio.package.builds.recipes import BUILDS, KEYS, Recipe, recipes_of
from studio.package.changes import ChangeSet, CreateFile, DeleteFile, TextEdit
from studio.package.content import FileText
from studio.package.images.architectures import promised
from studio.package.layout import WORKSPACE_FILE, layout_of
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.edits import insert_item, remove, set_value
from studio.yamltext.nodes import Mapping as MappingNode
from studio.yamltext.nodes import Sequence, parse
from studio.yamltext.pointers import find
from studio.yamltext.splices import Splice, apply, trimmed

if TYPE_CHECKING:
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Tree
    from studio.yamltext.pointers import Pointer


def set_field(
    snapshot: Snapshot, recipe: Recipe, key: str, value: object, before: Snapshot | None = None
) -> ChangeSet:
    """Write one key of a recipe; None or nothing removes it, so that the default holds.

    Steps of the same field that follow each other become one. `before` is the package before this
    key began to be changed, from which `snapshot` differs only there: quotes and comments that
    the key had then are kept or come back. Raises `CannotEdit`.
    """
    place = Place(WORKSPACE_FILE, (*recipe.pointer, key))
    first, text = _tree(snapshot if before is None else before), _tree(snapshot).text
    splice = _field_splice(first, place.pointer, value)
    if first.text != text:
        wanted = first.text if splice is None else apply(first.text, splice)
        splice = trimmed(text, Splice(0, len(text), wanted))
    label = message("Change {key} of recipe {name}", key=key, name=recipe.name)
    return _change(snapshot, label, splice, place, merge_key=field_key(recipe, key))


def field_key(recipe: Recipe, key: str) -> str:
    """The merge key of the steps that change one key of a recipe."""
    pointer = "/".join(map(str, (*recipe.pointer, key)))
    return f"field:{WORKSPACE_FILE}:{pointer}"


def starting_fields(snapshot: Snapshot) -> dict[str, object]:
    """What a new recipe says at first of what the package says: its version, and its platforms.

    A package that promises no architecture gets an image for that of the engine.
    """
    version, words = layout_of(snapshot).version, conventions().architectures
    named = promised(snapshot)
    platforms = [f"linux/{go}" for osc, go in words.items() if osc in named]
    fields: dict[str, object] = {"tag": version, "platforms": platforms}
    return {key: value for key, value in fields.items() if value}


def add_recipe(snapshot: Snapshot, fields: dict[str, object]) -> ChangeSet:
    """Add a recipe as the last; `fields` holds at least a name. Raises `CannotEdit`.

    A name that is taken gets a number.
    """
    name = free_name(snapshot, str(fields.get("name") or "image"))
    written = {key: fields[key] for key in KEYS if key in fields} | {"name": name}
    tree = _tree(snapshot)
    present = find(tree.root, BUILDS)
    count = len(present.items) if isinstance(present, Sequence) else 0
    splice = (
        set_value(tree, BUILDS, [written])
        if present is None
        else insert_item(tree, BUILDS, count, written)
    )
    place = Place(WORKSPACE_FILE, (*BUILDS, count))
    return _change(snapshot, message("Add recipe {name}", name=name), splice, place)


def remove_recipe(snapshot: Snapshot, recipe: Recipe) -> ChangeSet:
    """Remove a recipe; a file that held nothing else goes with it. Raises `CannotEdit`."""
    tree = _tree(snapshot)
    label = message("Remove recipe {name}", name=recipe.name)
    place = Place(WORKSPACE_FILE, recipe.pointer)
    items = find(tree.root, BUILDS)
    if isinstance(items, Sequence) and len(items.items) > 1:
        return _change(snapshot, label, remove(tree, recipe.pointer), place)
    file = snapshot.text(WORKSPACE_FILE)
    is_all = isinstance(tree.root, MappingNode) and len(tree.root.entries) == 1
    if file is not None and is_all:
        return ChangeSet(label, (DeleteFile(WORKSPACE_FILE, file),), place=place)
    return _change(snapshot, label, remove(tree, BUILDS), place)


def free_name(snapshot: Snapshot, wanted: str) -> str:
    """`wanted`, or the same with the first number that makes it a new name."""
    taken = {recipe.name for recipe in recipes_of(snapshot).recipes}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _field_splice(tree: Tree, pointer: Pointer, value: object) -> Splice | None:
    """What writes a key or removes it, None where there is nothing to remove."""
    if value is None or value in ("", (), [], {}) or value is False:
        return None if find(tree.root, pointer) is None else remove(tree, pointer)
    return set_value(tree, pointer, value, order=KEYS)


def _tree(snapshot: Snapshot) -> Tree:
    file = snapshot.text(WORKSPACE_FILE)
    return parse("") if file is None else file.yaml_tree


def _change(
    snapshot: Snapshot, label: Message, splice: Splice | None, place: Place, *, merge_key: str = ""
) -> ChangeSet:
    """The splice of studio.yaml as a change, which makes the file where it is missing."""
    if splice is None:
        return ChangeSet(label, (), merge_key, place)
    file = snapshot.text(WORKSPACE_FILE)
    if file is None:
        new = FileText(apply("", splice))
        return ChangeSet(label, (CreateFile(WORKSPACE_FILE, new),), place=place)
    old = file.text[splice.start : splice.end]
    edit = TextEdit(WORKSPACE_FILE, splice.start, old, splice.text)
    return ChangeSet(label, (edit,), merge_key, place)
