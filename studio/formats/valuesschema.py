"""The schema that a chart's `values.yaml` implies; its comments are the help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from studio.formats.guessing import schema_from_example
from studio.formats.schematypes import type_of_value
from studio.formats.shapes import mapping
from studio.yamltext.nodes import Alias, Mapping
from studio.yamltext.scalars import is_merge_key, to_python

if TYPE_CHECKING:
    from studio.yamltext.nodes import Entry, Node, Tree

_PARAM = re.compile(r"@param\s+(\S+)\s+(?:\[[^\]]*\]\s*)?(.*)")
_OWN = ("default", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string")
_RULE = re.compile(r"[#=*~\-_ \t]*")
_CODE = re.compile(r"[a-z][\w.-]*:(\s.*)?")


def schema_from_values(tree: Tree) -> dict[str, Any]:
    """An object schema with a property for each key; empty where the text does not parse.

    Comments directly above a key are its description; `@param NAME TEXT` anywhere above its
    parent's keys counts for NAME, as the readme generator of many charts reads it.
    """
    if tree.error or not isinstance(tree.root, Mapping):
        return {"type": "object"}
    return _Reader(tree).object(tree.root, ())


def without_defaults(schema: Any) -> dict[str, Any]:
    """The schema as it is written beside `values.yaml`, which holds the defaults itself."""
    plain = {key: value for key, value in mapping(schema).items() if key not in _OWN}
    if mapping(schema).get("x-kubernetes-int-or-string"):
        plain["type"] = ["integer", "string"]
    if mapping(plain.get("properties")):
        fields = mapping(plain["properties"])
        plain["properties"] = {name: without_defaults(field) for name, field in fields.items()}
    if mapping(plain.get("items")):
        plain["items"] = without_defaults(plain["items"])
    return plain


class _Reader:
    """Reads nodes together with the comments above them."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._params = {name: text.strip() for name, text in _PARAM.findall(tree.text)}

    def object(self, node: Mapping, path: tuple[str, ...]) -> dict[str, Any]:
        """The schema of a mapping; one with merge keys is read from its value."""
        if any(is_merge_key(entry.key) for entry in node.entries):
            return self._with_defaults(to_python(node))
        properties: dict[str, Any] = {}
        for entry in node.entries:
            place = (*path, entry.name)
            schema = self._value(entry.value, place)
            text = self._params.get(".".join(place)) or self._comment(entry)
            properties[entry.name] = {**schema, "description": text} if text else schema
        return {"type": "object", "properties": properties}

    def _value(self, node: Node, path: tuple[str, ...]) -> dict[str, Any]:
        if isinstance(node, Alias) or node.anchor:
            return self._with_defaults(to_python(node))
        if isinstance(node, Mapping) and node.entries:
            return self.object(node, path)
        return self._with_defaults(to_python(node))

    def _with_defaults(self, value: Any) -> dict[str, Any]:
        """The schema of a value that is itself the default; only leaves name it."""
        if isinstance(value, dict) and value:
            fields = {key: self._with_defaults(each) for key, each in mapping(value).items()}
            return {"type": "object", "properties": fields}
        if isinstance(value, dict):
            return {"type": "object", "additionalProperties": True, "default": {}}
        if isinstance(value, list):
            return {**schema_from_example(value), "default": value}
        return (
            {}
            if type_of_value(value) == "null"
            else {**schema_from_example(value), "default": value}
        )

    def _comment(self, entry: Entry) -> str:
        """The comment lines directly above a key, without marks, rules and switched-off code."""
        text = self._tree.text
        end = text.rfind("\n", 0, entry.key.start)
        lines: list[str] = []
        while end > 0:
            start = text.rfind("\n", 0, end) + 1
            line = text[start:end].strip()
            if not line.startswith("#"):
                break
            lines.append(line.lstrip("#").strip())
            end = start - 1
        lines.reverse()
        return "\n".join(_sentences(lines))


def _sentences(lines: list[str]) -> list[str]:
    """The lines that say something; «-- text» of helm-docs begins anew."""
    for index, line in enumerate(lines):
        if line.startswith("-- "):
            return [line[3:], *(each for each in lines[index + 1 :] if not each.startswith("@"))]
    return [line for line in lines if not line.startswith("@") and not _is_noise(line)]


def _is_noise(line: str) -> bool:
    """Whether a line of a comment is a rule, or a key that is switched off."""
    return _RULE.fullmatch(line) is not None or _CODE.fullmatch(line) is not None
