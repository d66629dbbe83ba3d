"""Images that pods name: containers, their environment and arguments, annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from studio.formats.imagelooks import (
    is_image_key,
    is_image_variable,
    is_named,
    is_tagged,
    references_in,
)
from studio.formats.shapes import at, items, mapping, text
from studio.package.images.addresses import dotted
from studio.package.images.uses import CONTAINERS, FULL, Field, How, Use
from studio.package.snapshot import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.yamltext.pointers import Pointer

_RELATED = "RELATED_IMAGE_"


@dataclass(frozen=True, slots=True)
class Source:
    """The document in which pods are looked for, and what OSC writes of it.

    `containers` tells whether OSC fills in the image of containers, `addressed` whether a mapping
    can name any other value of the file by its path.
    """

    path: str
    document: int = 0
    containers: bool = False
    addressed: bool = False

    def use(
        self, how: How, pointer: Pointer, reference: str, name: str, *, whole: bool, guess: bool
    ) -> Use:
        """A use at `pointer`; `whole` means that the value is nothing but the reference."""
        address = dotted(pointer) if whole and self.addressed else ""
        place = Place(self.path, pointer, self.document)
        rewritten = self.containers if how in CONTAINERS.values() else bool(address)
        field = Field(FULL, place, reference, address=address)
        return Use(reference, how, (field,), rewritten, guess, name=name)


def pod_uses(source: Source, value: Any, pointer: Pointer) -> Iterator[Use]:
    """The images of all pods in a value, wherever their templates stand in it."""
    if isinstance(value, list):
        for index, item in enumerate(items(value)):
            yield from pod_uses(source, item, (*pointer, index))
    elif isinstance(value, dict):
        shape = cast("dict[str, Any]", value)
        containers = [name for name in CONTAINERS if _is_containers(shape.get(name))]
        if "containers" in containers:
            for name in containers:
                for index, item in enumerate(items(shape[name])):
                    place = (*pointer, name, index)
                    yield from _container(source, CONTAINERS[name], mapping(item), place)
            return
        annotations = at(shape, "metadata", "annotations")
        yield from _annotations(source, annotations, (*pointer, "metadata", "annotations"))
        for name, child in shape.items():
            yield from pod_uses(source, child, (*pointer, name))


def _is_containers(value: Any) -> bool:
    return any(mapping(item).keys() & {"image", "name"} for item in items(value))


def _container(source: Source, how: How, shape: dict[str, Any], pointer: Pointer) -> Iterator[Use]:
    name = text(shape.get("name"))
    if image := text(shape.get("image")):
        yield source.use(how, (*pointer, "image"), image, name, whole=True, guess=False)
    for index, item in enumerate(items(shape.get("env"))):
        variable = mapping(item)
        place = (*pointer, "env", index, "value")
        yield from _variable(source, text(variable.get("name")), text(variable.get("value")), place)
    for key in ("command", "args"):
        words = items(shape.get(key))
        for index, word in enumerate(words):
            before = text(words[index - 1]) if index else ""
            yield from _argument(source, text(word), before, (*pointer, key, index))


def _variable(source: Source, name: str, value: str, pointer: Pointer) -> Iterator[Use]:
    related = name.startswith(_RELATED)
    if is_image_variable(name) and (is_named(value) if related else is_tagged(value)):
        yield source.use(How.ENV, pointer, value, name, whole=True, guess=False)
        return
    for reference in dict.fromkeys(references_in(value)):
        whole = reference == value
        yield source.use(How.ENV, pointer, reference, name, whole=whole, guess=True)


def _argument(source: Source, word: str, before: str, pointer: Pointer) -> Iterator[Use]:
    flag, equals, value = word.partition("=")
    if equals and is_image_variable(flag) and is_tagged(value):
        yield source.use(How.ARGS, pointer, value, flag, whole=False, guess=False)
    elif before.startswith("-") and is_image_variable(before) and is_tagged(word):
        yield source.use(How.ARGS, pointer, word, before, whole=True, guess=False)
    else:
        for reference in dict.fromkeys(references_in(word)):
            whole = reference == word
            yield source.use(How.ARGS, pointer, reference, "", whole=whole, guess=True)


def _annotations(source: Source, value: Any, pointer: Pointer) -> Iterator[Use]:
    for name, given in mapping(value).items():
        reference = text(given)
        if is_image_key(name.rpartition("/")[2]) and is_named(reference):
            place = (*pointer, name)
            yield source.use(How.ANNOTATION, place, reference, name, whole=False, guess=False)
