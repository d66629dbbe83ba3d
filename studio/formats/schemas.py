"""One field's schema as a form needs it: references followed, combinations merged, one type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.formats.schematypes import ANY, INT_OR_STRING, is_null, is_scalar, joined, types_of
from studio.formats.shapes import at, items, mapping
from studio.wording import message
from studio.yamltext.pointers import parse_pointer

if TYPE_CHECKING:
    from studio.wording import Message
    from studio.yamltext.pointers import Pointer

MAX_PARTS = 100
"""Schemas that `$ref` and `allOf` may bring together for one field."""

FACTS = (
    "title", "description", "default", "enum", "const", "format", "pattern", "minLength",
    "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    "x-kubernetes-validations", "form", "hidden", "render", "sliderMin", "sliderMax", "sliderUnit",
)  # fmt: skip
"""The keywords that are taken over as they are; of several schemas the first that has one wins."""

_SHAPES = frozenset({"type", "properties", "items", "additionalProperties", "$ref", "allOf"})


class Located(NamedTuple):
    """A schema and where it is written; no pointer where it was made up."""

    schema: Any
    pointer: Pointer | None = None

    def below(self, *tokens: str | int) -> Located:
        """A schema inside this one."""
        pointer = None if self.pointer is None else (*self.pointer, *tokens)
        return Located(at(self.schema, *tokens), pointer)


Parts = tuple[Located, ...]
"""The schemas that all hold for one field; nearly always one."""


@dataclass(slots=True)
class SchemaView:
    """What the parts of a schema say together.

    `type` is "object", "array", "string", "integer", "number", "boolean", "int-or-string" or
    "any". `properties` are in the order of the text. `values` is the schema of the values of free
    keys. With `is_open` keys that no schema knows are kept. Of `alternatives` exactly one holds:
    each stands for the whole field. `references` are the `$ref` that were followed. `fault` says
    what could not be.
    """

    type: str = ANY
    nullable: bool = False
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    properties: dict[str, Parts] = field(default_factory=dict[str, Parts])
    required: frozenset[str] = frozenset()
    items: Parts = ()
    values: Parts = ()
    is_open: bool = False
    alternatives: tuple[Parts, ...] = ()
    references: frozenset[str] = frozenset()
    fault: Message | None = None


class Schemas:
    """The schemas of one document: `root` is where local references start."""

    def __init__(self, root: Any = None, pointer: Pointer | None = ()) -> None:
        self._root = Located(root, pointer)

    @property
    def root(self) -> Any:
        """The whole document."""
        return self._root.schema

    def view(self, parts: Parts) -> SchemaView:
        """What `parts` say together; never fails."""
        view = SchemaView()
        gathered = self._gathered(parts, view)
        variants, exclusive = self._variants(gathered, view)
        if len(variants) == 1:
            gathered += self._gathered((variants[0],), view)
        for part in gathered:
            _take(view, part)
        types = joined(_types(gathered, view))
        if len(variants) > 1:
            _vary(view, gathered, variants, types, exclusive=exclusive)
        elif len(types) > 1:
            view.alternatives = tuple(_retyped(gathered, each) for each in types)
            view.type = types[0]
        else:
            view.type = types[0] if types else ANY
        return view

    def _gathered(self, parts: Parts, view: SchemaView) -> list[Located]:
        """The schemas with those that they refer to and include, each before what it brings."""
        pending, gathered = list(reversed(parts)), list[Located]()
        while pending and len(gathered) < MAX_PARTS:
            part = pending.pop()
            schema = mapping(part.schema)
            gathered.append(part)
            brought = [part.below("allOf", i) for i in range(len(items(schema.get("allOf"))))]
            reference = schema.get("$ref")
            if isinstance(reference, str) and reference not in view.references:
                target = self._target(reference)
                if target is None:
                    view.fault = message(
                        "The reference {reference} cannot be followed.", reference=reference
                    )
                else:
                    view.references |= {reference}
                    brought.insert(0, target)
            pending += reversed(brought)
        return gathered

    def _target(self, reference: str) -> Located | None:
        """What a local reference means; None for any other."""
        if not reference.startswith("#"):
            return None
        from urllib.parse import unquote

        tokens = parse_pointer(unquote(reference[1:]))
        steps = [int(t) if isinstance(t, str) and t.isdecimal() else t for t in tokens]
        for path in (tokens, steps):
            found = self._root.below(*path)
            if isinstance(found.schema, dict):
                return found
        return None

    def _variants(self, gathered: list[Located], view: SchemaView) -> tuple[list[Located], bool]:
        """The first list of `oneOf` or `anyOf` without its nulls, and whether it was `oneOf`."""
        for part in gathered:
            for keyword in ("oneOf", "anyOf"):
                given = items(mapping(part.schema).get(keyword))
                if given:
                    kept = [i for i, variant in enumerate(given) if not is_null(variant)]
                    view.nullable |= len(kept) < len(given)
                    return [part.below(keyword, i) for i in kept], keyword == "oneOf"
        return [], False


def _take(view: SchemaView, part: Located) -> None:
    """Add what one schema says."""
    schema = mapping(part.schema)
    for key in FACTS:
        if key in schema:
            view.facts.setdefault(key, schema[key])
    view.nullable |= schema.get("nullable") is True
    for name in mapping(schema.get("properties")):
        view.properties[name] = (*view.properties.get(name, ()), part.below("properties", name))
    view.required |= _required(schema)
    if isinstance(schema.get("items"), dict):
        view.items += (part.below("items"),)
    if schema.get("additionalProperties") is True:
        view.is_open = True
    elif isinstance(schema.get("additionalProperties"), dict):
        view.values += (part.below("additionalProperties"),)
    view.is_open |= (
        schema.get("x-kubernetes-preserve-unknown-fields") is True
        or schema.get("x-kubernetes-embedded-resource") is True
    )


def _types(gathered: list[Located], view: SchemaView) -> tuple[str, ...]:
    """The types that the first schema that says any allows; "null" only marks the field."""
    for part in gathered:
        types = types_of(mapping(part.schema))
        if types:
            view.nullable |= "null" in types
            return tuple(each for each in types if each != "null")
    return ()


def _vary(
    view: SchemaView,
    gathered: list[Located],
    variants: list[Located],
    types: tuple[str, ...],
    *,
    exclusive: bool,
) -> None:
    """Decide whether variants are alternatives, or only restrict one kind of value."""
    found = joined(each for one in variants for each in types_of(mapping(one.schema)))
    view.type = types[0] if types else found[0] if found else ANY
    if not types and len(found) == 1 and is_scalar(found[0]):
        options = [option for one in variants for option in _options(one.schema)]
        if len(options) >= len(variants) and found[0] != INT_OR_STRING:
            view.facts.setdefault("enum", options)
        return
    shapes = _SHAPES | {"required"} if exclusive else _SHAPES
    if types and not any(shapes & mapping(one.schema).keys() for one in variants):
        return
    if len(types) == 1 and is_scalar(types[0]):
        return
    required = [_required(one.schema) for one in variants]
    view.alternatives = tuple(
        (*_bare(gathered, _rivals(required, number) if exclusive else frozenset()), variant)
        for number, variant in enumerate(variants)
    )


def _options(schema: Any) -> list[Any]:
    """The values that a schema lists."""
    given = mapping(schema)
    return [given["const"]] if "const" in given else items(given.get("enum"))


def _required(schema: Any) -> frozenset[str]:
    """The keys that a schema asks for."""
    return frozenset(n for n in items(mapping(schema).get("required")) if isinstance(n, str))


def _rivals(required: list[frozenset[str]], number: int) -> frozenset[str]:
    """The keys that only other variants ask for: choosing one variant rules them out."""
    if not all(required):
        return frozenset()
    others = frozenset[str]().union(*(each for i, each in enumerate(required) if i != number))
    return others - required[number]


def _bare(gathered: list[Located], without: frozenset[str] = frozenset()) -> Parts:
    """The schemas without what was followed already, and without some of their properties."""
    bare: list[Located] = []
    for part in gathered:
        given = mapping(part.schema)
        schema = {k: v for k, v in given.items() if k not in {"$ref", "allOf", "oneOf", "anyOf"}}
        if without and "properties" in schema:
            named = mapping(schema["properties"])
            schema["properties"] = {k: v for k, v in named.items() if k not in without}
        bare.append(Located(schema, part.pointer))
    return tuple(bare)


def _retyped(gathered: list[Located], field_type: str) -> Parts:
    """The same schemas for one type out of several."""
    bare = _bare(gathered)
    written = {"x-kubernetes-int-or-string": True} if field_type == INT_OR_STRING else {}
    return (
        Located({**bare[0].schema, "type": field_type, **written}, bare[0].pointer),
        *(
            Located({k: v for k, v in part.schema.items() if k != "type"}, part.pointer)
            for part in bare[1:]
        ),
    )
