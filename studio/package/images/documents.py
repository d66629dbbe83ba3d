"""The images that a file with one or more YAML documents names, kept with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.imagelooks import references_in
from studio.formats.kinds import Role
from studio.formats.shapes import at, items, mapping, text
from studio.package.images.addresses import dotted
from studio.package.images.embedded import embedded_value
from studio.package.images.structured import Candidate, candidates
from studio.package.images.uses import FULL, Field, How, Use
from studio.package.images.workloads import Source, pod_uses
from studio.package.snapshot import Place
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.content import FileText
    from studio.yamltext.nodes import Node, Tree
    from studio.yamltext.pointers import Pointer

INSTALL = ("spec", "install", "spec", "deployments")
EXAMPLES = ("metadata", "annotations", "alm-examples")
DEFAULT_CONFIGURATION = ("spec", "defaultConfiguration")

_ANNOTATIONS = ("metadata", "annotations")
_CONTAINER_IMAGE = "containerImage"
_NO_IMAGES = frozenset({"CustomResourceDefinition", "ClusterRole", "Role", "ServiceAccount"})


def uses_of(content: FileText, path: str, role: Role) -> tuple[Use, ...]:
    """The images that a CSV, lifecycle, CSD or plain manifest names; none in any other file."""
    read = _READERS.get(role)
    if read is None:
        return ()
    return content.memo(("images", path, role), lambda: tuple(_read(read, content, path)))


def _read(
    read: Callable[[str, Node], Iterator[Use]], content: FileText, path: str
) -> Iterator[Use]:
    tree: Tree = content.json_tree if path.endswith(".json") else content.yaml_tree
    if tree.error:
        return
    if read is _manifest:
        for number, document in enumerate(tree.documents):
            if document.root is not None:
                yield from _manifest(path, document.root, number)
    elif tree.root is not None:
        yield from read(path, tree.root)


def _csv(path: str, root: Node) -> Iterator[Use]:
    """A ClusterServiceVersion: OSC writes the containers and the examples, nothing else."""
    source = Source(path, containers=True)
    annotations = mapping(to_python(find(root, _ANNOTATIONS)))
    if image := text(annotations.get(_CONTAINER_IMAGE)):
        place = (*_ANNOTATIONS, _CONTAINER_IMAGE)
        yield source.use(How.ANNOTATION, place, image, _CONTAINER_IMAGE, whole=False, guess=False)
    examples = embedded_value(text(annotations.get(EXAMPLES[-1])) or "[]")
    for index, example in enumerate(items(examples)):
        for found in candidates(example, (index,)):
            yield _inner_use(found, Place(path, EXAMPLES), skip=1)
    yield from pod_uses(source, to_python(find(root, INSTALL)), INSTALL)
    for index, item in enumerate(items(to_python(find(root, ("spec", "relatedImages"))))):
        if image := text(mapping(item).get("image")):
            place = ("spec", "relatedImages", index, "image")
            name = text(mapping(item).get("name"))
            yield source.use(How.RELATED, place, image, name, whole=False, guess=False)


def _lifecycle(path: str, root: Node) -> Iterator[Use]:
    """lifecycle.yaml: OSC writes the containers, and what a mapping names by its path."""
    pointer = ("install", "deployments")
    source = Source(path, containers=True, addressed=True)
    yield from pod_uses(source, to_python(find(root, pointer)), pointer)


def _csd(path: str, root: Node) -> Iterator[Use]:
    """A CSD: paths lead into its example, which stands there as a text block."""
    value = to_python(find(root, DEFAULT_CONFIGURATION))
    place = Place(path, DEFAULT_CONFIGURATION)
    if isinstance(value, str):
        for found in candidates(embedded_value(value)):
            yield _inner_use(found, place, skip=0)
        return
    for found in candidates(value):
        yield _use(
            found,
            lambda part, pointer, said: Field(
                part,
                Place(path, (*DEFAULT_CONFIGURATION, *pointer)),
                said,
                address=dotted(pointer),
            ),
        )


def _manifest(path: str, root: Node, document: int = 0) -> Iterator[Use]:
    """Any other resource; what stands in the data of ConfigMaps is a guess."""
    value = to_python(root)
    kind = at(value, "kind")
    source = Source(path, document)
    if kind in _NO_IMAGES:
        return
    if kind == "ConfigMap":
        for key, data in mapping(at(value, "data")).items():
            for reference in dict.fromkeys(references_in(text(data))):
                yield source.use(How.CONFIG, ("data", key), reference, key, whole=False, guess=True)
        return
    found = list(pod_uses(source, value, ()))
    yield from found
    for candidate in () if found else candidates(value):
        yield _use(
            candidate,
            lambda part, pointer, said: Field(part, Place(path, pointer, document), said),
        )


def _inner_use(found: Candidate, place: Place, skip: int) -> Use:
    """A use inside the JSON text at `place`; the path begins `skip` steps down."""
    return _use(
        found,
        lambda part, inner, said: Field(part, place, said, inner, dotted(inner[skip:])),
    )


def _use(found: Candidate, field: Callable[[str, Pointer, str], Field]) -> Use:
    fields = tuple(
        field(part, pointer, found.texts.get(part, "")) for part, pointer in found.places.items()
    )
    rewritten = all(field.address for field in fields)
    first = next((part for part in (FULL, "repository") if part in found.places), "")
    name = str(found.places[first][-1]) if first else ""
    return Use(found.reference, How.EXAMPLE, fields, rewritten, found.guess, name=name)


_READERS: dict[Role, Callable[[str, Node], Iterator[Use]]] = {
    Role.CSV: _csv,
    Role.LIFECYCLE: _lifecycle,
    Role.CSD: _csd,
    Role.MANIFEST: _manifest,
}
