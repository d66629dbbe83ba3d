"""A package as the tree that authors see: folders, files, what is missing, and keys inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role, is_yaml
from studio.package.entries import Entry, EntryKind, Shape
from studio.package.layout import WORKSPACE_FILE, layout_of
from studio.yamltext.nodes import Alias, Mapping, Scalar, Sequence
from studio.yamltext.pointers import find
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.images.absent import AbsentTar
    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Node
    from studio.yamltext.pointers import Pointer

LONGEST_DETAIL = 80
"""Characters of a value that a row shows."""

_TITLE_KEYS = ("name", "displayName", "path", "kind", "title", "key", "image", "id")


@dataclass(frozen=True, slots=True)
class Expected:
    """A file that a deploy package of some kind has, or may have."""

    path: str
    role: Role
    required: bool = False


EXPECTED: dict[Kind, tuple[Expected, ...]] = {
    Kind.OSC: (
        Expected("metadata.yaml", Role.METADATA, required=True),
        Expected("lifecycle.yaml", Role.LIFECYCLE, required=True),
        Expected("README.md", Role.README),
        Expected("manifests/vendor/log_config.yaml", Role.LOG_CONFIG),
        Expected("manifests/vendor/monitor_config.yaml", Role.MONITOR_CONFIG),
    ),
    Kind.HELM: (
        Expected("Chart.yaml", Role.CHART, required=True),
        Expected("values.yaml", Role.VALUES, required=True),
        Expected("values.schema.json", Role.VALUES_SCHEMA),
        Expected("README.md", Role.README),
    ),
    Kind.OPERATOR: (),
}
EXPECTED_IMAGES = Expected("images/mapping.yaml", Role.MAPPING)


def missing_files(snapshot: Snapshot) -> list[Entry]:
    """The files that the package should have (`required`) or could have, and does not.

    Optional ones are named only where their folder exists (`look.md`, ghost rows).
    """
    layout = layout_of(snapshot)
    expected = EXPECTED.get(layout.kind, ()) if layout.kind else ()
    entries = [
        _missing(layout.in_deploy(item.path), item)
        for item in expected
        if not _has(layout, item) and (item.required or _has_folder(snapshot, layout, item.path))
    ]
    if layout.is_service and EXPECTED_IMAGES.path not in snapshot and any(snapshot.below("images")):
        entries.append(_missing(EXPECTED_IMAGES.path, EXPECTED_IMAGES))
    if WORKSPACE_FILE in snapshot or EXPECTED_IMAGES.path in snapshot:
        # Few packages have either, and what reads them takes time to load.
        from studio.package.images.absent import absent_tars

        entries += map(_absent, absent_tars(snapshot))
        entries += _missing_dockerfiles(snapshot)
    return entries


def package_entry(snapshot: Snapshot, fallback_name: str) -> Entry:
    """The row of the package itself."""
    layout = layout_of(snapshot)
    return Entry(EntryKind.PACKAGE, "", layout.name or fallback_name, detail=layout.version)


def children(snapshot: Snapshot, entry: Entry) -> list[Entry]:
    """The rows below `entry`, in the order in which they are shown."""
    if entry.kind in (EntryKind.PACKAGE, EntryKind.FOLDER):
        return _folder_children(snapshot, entry.path)
    if entry.role is Role.RECIPES:
        return _recipe_entries(snapshot)
    return list(_node_children(snapshot, entry)) if has_children(entry) else []


def has_children(entry: Entry) -> bool:
    """Whether rows may stand below `entry`; cheaper than making them."""
    if entry.kind is EntryKind.FILE:
        return is_yaml(entry.path) and entry.role is not Role.TEMPLATE
    if entry.kind is EntryKind.NODE:
        is_empty = entry.detail == "0" and entry.role is not Role.RECIPE
        return entry.shape in (Shape.MAPPING, Shape.SEQUENCE) and not is_empty
    return entry.kind in (EntryKind.PACKAGE, EntryKind.FOLDER)


def _has(layout: Layout, item: Expected) -> bool:
    path = layout.in_deploy(item.path)
    return path in layout.roles or (
        item.role in (Role.LOG_CONFIG, Role.MONITOR_CONFIG) and item.role in layout.roles.values()
    )


def _has_folder(snapshot: Snapshot, layout: Layout, path: str) -> bool:
    folder = path.rpartition("/")[0]
    return not folder or any(True for _ in snapshot.below(layout.in_deploy(folder)))


def _missing(path: str, item: Expected) -> Entry:
    name = path.rpartition("/")[2]
    return Entry(EntryKind.MISSING, path, name, item.role, required=item.required)


def _missing_dockerfiles(snapshot: Snapshot) -> Iterator[Entry]:
    """The Dockerfiles of recipes that lie in the package, each once."""
    from studio.package.builds.recipes import recipes_of

    paths = {recipe.dockerfile_path for recipe in recipes_of(snapshot).recipes}
    for path in sorted(path for path in paths if path is not None and path not in snapshot):
        yield _missing(path, Expected(path, Role.DOCKERFILE, required=True))


def _absent(tar: AbsentTar) -> Entry:
    name = tar.path.rpartition("/")[2]
    pointer = tar.recipe.pointer if tar.recipe is not None else ()
    return Entry(EntryKind.MISSING, tar.path, name, Role.IMAGE_TAR, pointer)


def _folder_children(snapshot: Snapshot, folder: str) -> list[Entry]:
    """Folders first, then files, each by name without regard to case; missing ones in place.

    At the top `package/` comes first: it is what the author works on.
    """
    layout = layout_of(snapshot)
    start = len(folder) + 1 if folder else 0
    folders: set[str] = set()
    files: list[Entry] = []
    for path in snapshot.below(folder):
        name, slash, _ = path[start:].partition("/")
        if slash:
            folders.add(name)
        else:
            role = layout.roles.get(path, Role.OTHER)
            odd = role is Role.OTHER and _is_unexpected(layout, path, name)
            files.append(Entry(EntryKind.FILE, path, name, role, unexpected=odd))
    for ghost in missing_files(snapshot):
        name, slash, _ = ghost.path[start:].partition("/")
        if not ghost.path.startswith(f"{folder}/" if folder else ""):
            continue
        if slash:
            folders.add(name)
        else:
            files.append(ghost)
    names = sorted(folders, key=lambda name: (bool(folder) or name != "package", name.casefold()))
    rows = [_folder(snapshot, folder, name) for name in names]
    # The workspace comes last: it is not a part of what is delivered.
    files.sort(key=lambda entry: (entry.path == WORKSPACE_FILE, entry.title.casefold()))
    if not folder and (recipes := _recipe_entries(snapshot)):
        rows.append(_recipes(len(recipes)))
    return rows + files


def _recipes(count: int) -> Entry:
    """The row above the recipes, which looks like a folder and is a key of the workspace file."""
    return Entry(
        EntryKind.NODE,
        WORKSPACE_FILE,
        "recipes",
        Role.RECIPES,
        ("builds",),
        detail=str(count),
        shape=Shape.SEQUENCE,
    )


def _recipe_entries(snapshot: Snapshot) -> list[Entry]:
    if WORKSPACE_FILE not in snapshot:
        return []
    from studio.package.builds.recipes import recipes_of

    return [
        Entry(
            EntryKind.NODE,
            WORKSPACE_FILE,
            recipe.name,
            Role.RECIPE,
            recipe.pointer,
            detail=recipe.tag,
            shape=Shape.MAPPING,
        )
        for recipe in recipes_of(snapshot).recipes
    ]


def _is_unexpected(layout: Layout, path: str, name: str) -> bool:
    """Whether a file without a role stands where OSC knows every file.

    Charts and operator packages may hold any; folders beside the package are the author's own.
    """
    if name.startswith("."):
        return False
    if layout.deploy_path(path) is not None:
        return layout.kind is Kind.OSC
    return layout.is_service and (path == name or path.startswith("images/"))


def _folder(snapshot: Snapshot, parent: str, name: str) -> Entry:
    """A folder, joined with the folders below it while those are all that it holds."""
    path = f"{parent}/{name}" if parent else name
    titles = [name]
    if not parent and name == "package":
        while only := _only_folder(snapshot, path):
            path = f"{path}/{only}"
            titles.append(only)
    return Entry(EntryKind.FOLDER, path, " / ".join(titles), Role.FOLDER)


def _only_folder(snapshot: Snapshot, folder: str) -> str:
    """The name of the single folder that `folder` holds, "" when it holds anything else."""
    names: set[str] = set()
    for path in snapshot.below(folder):
        name, slash, _ = path[len(folder) + 1 :].partition("/")
        names.add(name if slash else "")
        if len(names) > 1:
            return ""
    return names.pop() if names else ""


def _node_children(snapshot: Snapshot, entry: Entry) -> Iterator[Entry]:
    tree = snapshot.tree(entry.path)
    if tree is None:
        return
    documents = tree.documents
    if entry.kind is EntryKind.FILE and len(documents) > 1:
        for number, document in enumerate(documents):
            if document.root is not None:
                title = item_title(document.root, number)
                yield _node_entry(entry.path, number, (), title, document.root)
        return
    if entry.document < len(documents):
        root = documents[entry.document].root
        node = find(root, entry.pointer) if root is not None else None
        yield from _members(entry, node)


def _members(entry: Entry, node: Node | None) -> Iterator[Entry]:
    if isinstance(node, Mapping):
        for member in node.entries:
            key = member.key.value if isinstance(member.key, Scalar) else "?"
            pointer = (*entry.pointer, key)
            yield _node_entry(entry.path, entry.document, pointer, key, member.value)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            pointer = (*entry.pointer, number)
            title = item_title(item, number)
            yield _node_entry(entry.path, entry.document, pointer, title, item)


def _node_entry(path: str, document: int, pointer: Pointer, title: str, node: Node) -> Entry:
    shape, detail = _shape(node)
    return Entry(
        EntryKind.NODE,
        path,
        title,
        pointer=pointer,
        document=document,
        detail=detail,
        shape=shape,
    )


def _shape(node: Node) -> tuple[Shape, str]:
    if isinstance(node, Mapping):
        return Shape.MAPPING, str(len(node.entries))
    if isinstance(node, Sequence):
        return Shape.SEQUENCE, str(len(node.items))
    if isinstance(node, Alias):
        return Shape.ALIAS, f"*{node.name}"
    value = resolve(node)
    text = node.value.strip().partition("\n")[0]
    text = text if len(text) <= LONGEST_DETAIL else f"{text[: LONGEST_DETAIL - 1]}…"
    if isinstance(value, bool):
        return Shape.BOOLEAN, text
    if isinstance(value, int | float):
        return Shape.NUMBER, text
    return (Shape.NULL, "") if value is None else (Shape.STRING, text)


def item_title(node: Node, number: int) -> str:
    """What an item is called by its own words: its name, path or the value itself."""
    if isinstance(node, Scalar):
        return node.value.partition("\n")[0][:LONGEST_DETAIL] or str(number)
    if isinstance(node, Mapping):
        texts = {
            member.key.value: member.value.value
            for member in node.entries
            if isinstance(member.key, Scalar) and isinstance(member.value, Scalar)
        }
        named = (texts[key] for key in _TITLE_KEYS if texts.get(key))
        return next(named, str(number))
    return str(number)
