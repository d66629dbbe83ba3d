"""Schema and descriptors as a tree of fields: a form without widgets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from studio.formats.controls import (
    Control,
    basic_control,
    chosen_control,
    fitting,
    options_of,
)
from studio.formats.descriptors import Dependency, Descriptor, DescriptorTree, dependency_of
from studio.formats.fieldorder import in_order
from studio.formats.fieldpaths import ITEM, VALUE, FieldPath, format_path, parse_path
from studio.formats.schematypes import is_scalar
from studio.formats.shapes import items, mapping
from studio.formats.urns import ObjectReference, Urn, object_reference
from studio.formats.values import MISSING, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studio.formats.schemas import Located, Parts, Schemas, SchemaView
    from studio.wording import Message
    from studio.yamltext.pointers import Pointer

CONSTRAINTS = (
    "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties",
    "maxProperties", "const", "x-kubernetes-validations",
)  # fmt: skip
HINTS = ("render", "sliderMin", "sliderMax", "sliderUnit")


@dataclass(frozen=True, slots=True)
class FormContext:
    """What all fields of one form share.

    `defaults` are the values that hold where the author of an instance says nothing (the values
    of a chart); schema defaults stand in the schema. With `from_values` there is no schema but
    the one that these values imply, so that a field stands where its value does.
    """

    schemas: Schemas
    descriptors: DescriptorTree
    scene: str
    defaults: Any = None
    from_values: bool = False


class FieldSpec:
    """One field of a form; its children are made when they are looked at.

    A field with `alternatives` stands for the first of them until another one is chosen. Fields
    are immutable in effect and are compared by identity.
    """

    def __init__(
        self,
        context: FormContext,
        path: FieldPath,
        parts: Parts,
        *,
        required: bool = False,
        references: frozenset[str] = frozenset(),
    ) -> None:
        self.context = context
        self.path = path
        self.parts = parts
        self.required = required
        self._above = references

    def __repr__(self) -> str:
        return f"FieldSpec({self.path_text!r}, {self.control.value})"

    # Where it is

    @property
    def name(self) -> str:
        """The key of the field; `ITEM` or `VALUE` for what a list or map holds."""
        return self.path[-1] if self.path else ""

    @property
    def path_text(self) -> str:
        """The path below `spec` for people and for `osc-studio form`; an item is `name[]`."""
        return format_path(self.path, item=ITEM)

    @property
    def pointer(self) -> Pointer | None:
        """Where its schema, or its value, stands in the file of the form; None where nowhere."""
        if self.context.from_values:
            return tuple(0 if token == ITEM else token for token in self.path)
        return self.parts[0].pointer

    # What the schema says

    @cached_property
    def view(self) -> SchemaView:
        """All that the schema says, merged."""
        return self.context.schemas.view(self.parts)

    @property
    def type(self) -> str:
        """`SchemaView.type`: one of the JSON types, "int-or-string" or "any"."""
        return self.view.type

    @property
    def nullable(self) -> bool:
        """Whether null is a value of its own."""
        return self.view.nullable

    @property
    def fault(self) -> Message | None:
        """Why only a part of the schema could be read."""
        return self.view.fault

    @property
    def is_recursive(self) -> bool:
        """Whether it lies inside a field of the same schema: unfolding it never ends."""
        return bool(self.view.references & self._above)

    @property
    def constraints(self) -> Mapping[str, Any]:
        """The schema's keywords that restrict the value, as written."""
        facts = self.view.facts
        return {key: facts[key] for key in CONSTRAINTS if key in facts}

    @property
    def rules(self) -> tuple[str, ...]:
        """The CEL rules of the field as text; nothing here can check them."""
        rules = [mapping(each) for each in items(self.view.facts.get("x-kubernetes-validations"))]
        return tuple(str(rule.get("message") or rule.get("rule") or "") for rule in rules)

    @property
    def hints(self) -> Mapping[str, Any]:
        """`render` and the limits of a slider, which schemas of charts carry."""
        facts = self.view.facts
        return {key: facts[key] for key in HINTS if key in facts}

    @cached_property
    def default(self) -> Any:
        """The value that holds when nothing is given; `MISSING` where there is none."""
        # The items that a default lists are no defaults of an item that is added.
        given = MISSING if ITEM in self.path else value_at(self.context.defaults, self.path)
        return given if given is not MISSING else self.view.facts.get("default", MISSING)

    # What descriptors say

    @cached_property
    def descriptors(self) -> tuple[Descriptor, ...]:
        """The entries for exactly this field, in order; the later one wins."""
        branch = self.context.descriptors.branch(self.path)
        return tuple(branch.own) if branch else ()

    @property
    def described_at(self) -> int | None:
        """The index of the descriptor that decides on its place: its own, else one below."""
        branch = self.context.descriptors.branch(self.path)
        if branch is None:
            return None if not self.view.facts.get("form") else len(self.context.descriptors)
        return branch.place

    @cached_property
    def urns(self) -> tuple[Urn, ...]:
        """The x-descriptors that have an effect on it."""
        return fitting((urn for entry in self.descriptors for urn in entry.urns), self.type)

    @cached_property
    def label(self) -> str:
        """The descriptor's name, else the schema's title, else the key."""
        named = [entry.label for entry in self.descriptors if entry.label]
        title = self.view.facts.get("title")
        return named[-1] if named else title if isinstance(title, str) and title else self.name

    @cached_property
    def help(self) -> str:
        """The descriptor's description, else the schema's."""
        described = [entry.help for entry in self.descriptors if entry.help]
        text = self.view.facts.get("description")
        return described[-1] if described else text if isinstance(text, str) else ""

    @cached_property
    def control(self) -> Control:
        """What draws it: as long as nothing is chosen, what draws the first alternative."""
        chosen = chosen_control(self.view, self.urns)
        if self.alternatives and chosen is self.basic_control:
            return self.alternatives[0].control
        return chosen

    @cached_property
    def options(self) -> tuple[Any, ...] | None:
        """The values to choose from; None where any value can be given."""
        return options_of(self.view, self.control, self.urns)

    @property
    def advanced(self) -> bool:
        """Whether it stands in the collapsed section at the end of its parent."""
        return any(urn.id == "advanced" for urn in self.urns)

    @property
    def hidden(self) -> bool:
        """Whether it is kept from the form, with all that lies below it."""
        return self.view.facts.get("hidden") is True or any(u.id == "hidden" for u in self.urns)

    @property
    def out_of_scene(self) -> bool:
        """Whether a descriptor restricts it to other scenes."""
        return not all(entry.shown_in(self.context.scene) for entry in self.descriptors)

    @cached_property
    def depends_on(self) -> Dependency | None:
        """The field and value that it waits for."""
        found = [each for each in map(dependency_of, self.descriptors) if each]
        return found[-1] if found else _hinted(self.view.facts.get("hidden"))

    @property
    def is_control(self) -> bool:
        """Whether other fields wait for its value."""
        return self.path in self.context.descriptors.controls

    @property
    def group(self) -> str | None:
        """The name of its group (a deprecated descriptor that many packages have)."""
        named = [u.argument for u in self.urns if u.id in {"fieldGroup", "arrayFieldGroup"}]
        return named[-1] if named else None

    @property
    def object_reference(self) -> ObjectReference | None:
        """Which objects a chooser of Kubernetes objects, or a selector, is about."""
        wanted = "k8sObject" if self.control is Control.K8S_OBJECT else "selector"
        found = (object_reference(urn.argument) for urn in self.urns if urn.id == wanted)
        return next((each for each in found if each), None)

    # What lies below

    @cached_property
    def children(self) -> tuple[FieldSpec, ...]:
        """All fields inside, those that are not shown too, in the order of the schema.

        An array has one child, its item; a map of free keys has one, its value.
        """
        view = self.view
        if self.alternatives:
            return self.alternatives[0].children
        if view.type == "array" and view.items:
            return (self._child(ITEM, view.items),)
        if view.type != "object":
            return ()
        if not view.properties:
            return (self._child(VALUE, view.values),) if view.values else ()
        required = view.required
        return tuple(
            self._child(name, parts, required=name in required)
            for name, parts in view.properties.items()
        )

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields inside that are shown, in the order shown; () where the control draws all.

        Of a map only a value with fields of its own counts: plain ones are the map's business.
        """
        if self.control not in {Control.GROUP, Control.ARRAY, Control.MAP}:
            return ()
        if self.alternatives:
            return self.alternatives[0].fields
        shown = [each for each in self.children if not each.hidden and not each.out_of_scene]
        if self.control is Control.MAP:
            return tuple(each for each in shown if not is_scalar(each.type))
        return in_order(shown)

    @property
    def item(self) -> FieldSpec | None:
        """What an array or a map holds; None for other fields."""
        children = self.children
        return children[0] if children and children[0].name in {ITEM, VALUE} else None

    @cached_property
    def alternatives(self) -> tuple[FieldSpec, ...]:
        """The ways to fill it, of which one is chosen; () where there is only one."""
        return tuple(
            FieldSpec(
                self.context, self.path, parts, required=self.required, references=self._below
            )
            for parts in self.view.alternatives
        )

    @property
    def variant(self) -> str:
        """What tells an alternative from its siblings: a title, the keys it needs, or its type."""
        schema = mapping(self.parts[-1].schema)
        title, required = schema.get("title"), items(schema.get("required"))
        return title if isinstance(title, str) else ", ".join(map(str, required)) or self.type

    @property
    def basic_control(self) -> Control:
        """The control that the schema alone would give it."""
        return basic_control(self.view)

    @property
    def _below(self) -> frozenset[str]:
        return self._above | self.view.references

    def _child(self, name: str, parts: Parts, *, required: bool = False) -> FieldSpec:
        path = (*self.path, name)
        return FieldSpec(self.context, path, parts, required=required, references=self._below)

    def child(self, name: str) -> FieldSpec | None:
        """The field inside with this name, shown or not, in whichever alternative has one."""
        inside = (each for way in self.alternatives or (self,) for each in way.children)
        return next((each for each in inside if each.name == name), None)

    def at(self, path: FieldPath) -> FieldSpec | None:
        """The field at a path from here, shown or not; None where the schema has none."""
        field: FieldSpec | None = self
        for token in path:
            field = field.child(token) if field else None
        return field

    def shown(self) -> Iterator[FieldSpec]:
        """All fields below as they are shown, parents first; a recursive one is not entered."""
        for each in self.fields:
            yield each
            if not each.is_recursive:
                yield from each.shown()


def form_root(context: FormContext, schema: Located) -> FieldSpec:
    """The field that holds all others: `spec`, or the values of a chart."""
    return FieldSpec(context, (), (schema,))


def _hinted(hidden: Any) -> Dependency | None:
    """The dependency in a hint of a chart: hidden while the field at `path` has `value`."""
    given = mapping(hidden)
    path, value = given.get("path"), given.get("value")
    if not isinstance(path, str) or not path:
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Dependency(parse_path(path.replace("/", ".")), text, negated=True)
