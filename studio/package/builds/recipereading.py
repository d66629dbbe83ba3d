"""Reads recipes from the nodes of `studio.yaml`, so that `tag: 1.10` stays what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.imagerefs import parse_reference
from studio.package.builds.platforms import parse_platform
from studio.package.builds.recipes import BUILDS, KEYS, Recipe, RecipeDefect, Recipes, Secret
from studio.wording import Message, message
from studio.yamltext.nodes import Mapping as MappingNode
from studio.yamltext.nodes import Scalar, Sequence
from studio.yamltext.pointers import find
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from studio.package.builds.platforms import Platform
    from studio.yamltext.nodes import Node
    from studio.yamltext.pointers import Pointer

_SECRET_KEYS = frozenset({"id", "env", "file"})


class RecipeReader:
    """Reads all recipes of a file, and notes what cannot be taken as it is written."""

    def __init__(self) -> None:
        self._defects: list[RecipeDefect] = []

    def read(self, node: Node | None) -> Recipes:
        """The recipes in the value of `builds`; never raises."""
        if node is not None and not isinstance(node, Sequence) and not _is_null(node):
            self._complain(BUILDS, message("Recipes are written as a list."))
        items = node.items if isinstance(node, Sequence) else ()
        recipes = [self._recipe(index, item) for index, item in enumerate(items)]
        found = [recipe for recipe in recipes if recipe is not None]
        names = [recipe.name for recipe in found]
        for recipe in found:
            if recipe.name and names.index(recipe.name) != found.index(recipe):
                sentence = message("Another recipe is called “{name}” too.", name=recipe.name)
                self._complain((*recipe.pointer, "name"), sentence)
        return Recipes(tuple(found), tuple(self._defects))

    def _recipe(self, index: int, node: Node) -> Recipe | None:
        at = (*BUILDS, index)
        if not isinstance(node, MappingNode):
            self._complain(at, message("A recipe consists of keys such as name and context."))
            return None
        for entry in node.entries:
            if entry.name not in KEYS:
                sentence = message("A recipe has no key “{key}”.", key=entry.name)
                self._complain((*at, entry.name), sentence)
        recipe = Recipe(
            index,
            name=self._text(node, at, "name"),
            image=self._text(node, at, "image"),
            tag=self._text(node, at, "tag"),
            context=self._text(node, at, "context") or ".",
            dockerfile=self._text(node, at, "dockerfile") or "Dockerfile",
            target=self._text(node, at, "target"),
            args=self._texts(node, at, "args"),
            labels={k: v or "" for k, v in self._texts(node, at, "labels").items()},
            platforms=self._platforms(node, at),
            secrets=self._secrets(node, at),
            pull=self._flag(node, at, "pull"),
            no_cache=self._flag(node, at, "no_cache"),
        )
        self._judge(recipe)
        return recipe

    def _judge(self, recipe: Recipe) -> None:
        if not recipe.name:
            self._complain(recipe.pointer, message("A recipe needs a name."))
            return
        for key in ("context", "dockerfile"):
            if getattr(recipe, key).startswith("/"):
                sentence = message("A path of this machine means nothing on another: {path}.",
                                   path=getattr(recipe, key))  # fmt: skip
                self._complain((*recipe.pointer, key), sentence)
        parsed = parse_reference(recipe.image or recipe.name)
        if isinstance(parsed, Message):
            self._complain((*recipe.pointer, "image" if recipe.image else "name"), parsed)
        elif isinstance(tagged := parse_reference(recipe.address), Message):
            self._complain((*recipe.pointer, "tag"), tagged)

    def _platforms(self, node: Node, at: Pointer) -> tuple[Platform, ...]:
        found: list[Platform] = []
        for place, item in self._items(node, at, "platforms"):
            text = item.value if isinstance(item, Scalar) else ""
            platform = parse_platform(text)
            if platform is None:
                sentence = message("“{text}” is no platform; linux/amd64 is one.", text=text)
                self._complain(place, sentence)
            elif platform not in found:
                found.append(platform)
        return tuple(found)

    def _secrets(self, node: Node, at: Pointer) -> tuple[Secret, ...]:
        found: list[Secret] = []
        for place, item in self._items(node, at, "secrets"):
            names = {entry.name for entry in item.entries} if isinstance(item, MappingNode) else ()
            secret = Secret(*(self._text(item, place, key) for key in ("id", "env", "file")))
            if not secret.id or bool(secret.env) == bool(secret.file):
                sentence = message(
                    "A secret needs an id, and either the variable (env) or the file that holds it."
                )
                self._complain(place, sentence)
            elif not _SECRET_KEYS.issuperset(names):
                sentence = message("Only the reference to a secret may stand here, never itself.")
                self._complain(place, sentence)
            else:
                found.append(secret)
        return tuple(found)

    def _items(self, node: Node, at: Pointer, key: str) -> list[tuple[Pointer, Node]]:
        value = find(node, (key,))
        if isinstance(value, Sequence):
            return [((*at, key, index), item) for index, item in enumerate(value.items)]
        if value is not None and not _is_null(value):
            self._complain((*at, key), message("“{key}” is a list.", key=key))
        return []

    def _text(self, node: Node, at: Pointer, key: str) -> str:
        value = find(node, (key,))
        if value is None or _is_null(value):
            return ""
        if isinstance(value, Scalar):
            return value.value.strip()
        self._complain((*at, key), message("“{key}” is a text.", key=key))
        return ""

    def _texts(self, node: Node, at: Pointer, key: str) -> dict[str, str | None]:
        value = find(node, (key,))
        if isinstance(value, MappingNode):
            names = [entry.name for entry in value.entries]
            return {
                name: None
                if (item := find(value, (name,))) is not None and _is_null(item)
                else self._text(value, (*at, key), name)
                for name in names
            }
        if value is not None and not _is_null(value):
            self._complain((*at, key), message("“{key}” holds names with values.", key=key))
        return {}

    def _flag(self, node: Node, at: Pointer, key: str) -> bool:
        value = find(node, (key,))
        if value is None or _is_null(value):
            return False
        read = resolve(value) if isinstance(value, Scalar) else None
        if not isinstance(read, bool):
            self._complain((*at, key), message("“{key}” is true or false.", key=key))
            return False
        return read

    def _complain(self, pointer: Pointer, sentence: Message) -> None:
        self._defects.append(RecipeDefect(pointer, sentence))


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and resolve(node) is None
