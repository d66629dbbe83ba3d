"""What a scalar means to the platform, and how a value must be written to mean it."""

from __future__ import annotations

import base64
import json
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from studio.yamltext.nodes import Alias, Mapping, Node, Scalar, Sequence
from studio.yamltext.readers import go_yaml_v2, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = "tag:yaml.org,2002:"
MERGE_KEY = "<<"
MAX_ALIAS_DEPTH = 64
"""Levels below which aliases are expanded: with `MAX_DEPTH` more, Python's stack still holds."""

SPECIAL = re.compile(
    r"""[\s,\[\]{}#&*!|>'"%@`]   # begins like something that is no plain scalar
        | [-?:](?:[\s,\[\]{}]|$) # begins like an item, a key or a value
        | --- | \.\.\.           # begins like a mark between documents
        | .*:(?:\s|$)            # looks like a key
        | .*\s\#                 # looks like a comment
        | .*\s$                  # ends in white space, which readers drop
    """,
    re.VERBOSE | re.DOTALL,
)
FLOW_SPECIAL = re.compile(r"[,\[\]{}?]|^:")
PRINTABLE = re.compile(
    r"[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0",
    "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip


def resolve(scalar: Scalar) -> str | int | float | bool | None:
    """The value that go-yaml v2, and so the platform, reads; tags are honoured, dates are text."""
    tag, value = scalar.tag, scalar.value
    if tag is None:
        return value if scalar.style else plain_value(value)
    if tag == TAG + "binary":
        try:
            return base64.b64decode(value).decode()
        except ValueError:
            return value
    if tag == TAG + "null":
        return None
    if tag in {TAG + "int", TAG + "float", TAG + "bool"}:
        read = plain_value(value)
        if tag.endswith("float") and isinstance(read, int) and not isinstance(read, bool):
            return float(read)
        return read
    return value


@lru_cache(maxsize=4096)
def plain_value(text: str) -> str | int | float | bool | None:
    """What go-yaml v2 makes of a plain scalar without tag."""
    return go_yaml_v2(text)[1]


def to_python(node: Node | None, *, limit: int = 1_000_000) -> Any:
    """The value of a node as dicts, lists and scalars; keys become their text.

    Of duplicate keys the last counts. Aliases and `<<` merge keys are expanded (go-yaml's order:
    own keys first, then the first of the merged mappings). An alias that contains itself or would
    bring the work above `limit` nodes becomes None, so that any text ends in reasonable time.
    """
    return Expansion(limit).value(node) if node is not None else None


class Expansion:
    """Turns nodes into values, counting them."""

    def __init__(self, limit: int) -> None:
        self.left = limit
        self.depth = 0
        self.cut = False

    def value(self, node: Node) -> Any:
        """The value of one node."""
        self.left -= 1
        if type(node) is Scalar:
            return resolve(node)
        if type(node) is Alias:
            return self.target(node)
        self.depth += 1
        if type(node) is Sequence:
            result: Any = [self.value(item) for item in node.items]
        else:
            assert type(node) is Mapping  # noqa: S101 - the last kind of node
            result = self.entries(node)
        self.depth -= 1
        return result

    def entries(self, node: Mapping) -> dict[str, Any]:
        """The value of a mapping."""
        merged: dict[str, Any] = {}
        result: dict[str, Any] = {}
        for entry in node.entries:
            if is_merge_key(entry.key):
                for source in self.merge_sources(entry.value):
                    for key, value in source.items():
                        merged.setdefault(key, value)
            else:
                result[entry.name] = self.value(entry.value)
        for key, value in merged.items():
            result.setdefault(key, value)
        return result

    def target(self, alias: Alias) -> Any:
        """The value an alias stands for; None where that would never end."""
        target = alias.target
        if target is None:
            return None
        contains_itself = target.start <= alias.start < target.end
        if contains_itself or self.left < 0 or self.depth > MAX_ALIAS_DEPTH:
            self.cut = True
            return None
        self.depth += 1
        value = self.value(target)
        self.depth -= 1
        return value

    def merge_sources(self, node: Node) -> Iterator[dict[str, Any]]:
        """The mappings that the value of a merge key names."""
        nodes = node.items if type(node) is Sequence else [node]
        for source in nodes:
            value = self.value(source)
            if isinstance(value, dict):
                yield value  # pyright: ignore[reportUnknownVariableType]


def is_merge_key(key: Node) -> bool:
    """Whether a key is the plain `<<`."""
    if type(key) is not Scalar or key.value != MERGE_KEY:
        return False
    return key.tag == TAG + "merge" or (key.tag is None and not key.style)


def needs_quotes(text: str, *, flow: bool = False) -> bool:
    """Whether any common reader would read plain `text` as anything but that string.

    The readers are those of YAML 1.1, YAML 1.2 core, go-yaml v2 and v3. `flow` is for scalars
    inside brackets, where commas and brackets count too.
    """
    if SPECIAL.match(text) or not is_printable(text):
        return True
    if flow and FLOW_SPECIAL.search(text):
        return True
    return any(kind != "str" for kind, _ in readings(text))


def is_printable(text: str) -> bool:
    """Whether text can be written on one line without escapes."""
    return PRINTABLE.fullmatch(text) is not None


def format_scalar(value: object, style: str = "", *, flow: bool = False) -> str:
    """Write a scalar on one line, in `style` ("", "'" or '"') where that is possible.

    Strings that would be misread, or cannot be written plain, are put in quotes: in double ones
    where they need escapes. Other values are always plain. Raises TypeError for collections.
    """
    if isinstance(value, str):
        if style == "'" and is_printable(value):
            return single_quoted(value)
        if style == '"' or not is_printable(value):
            return double_quoted(value)
        if style == "" and not needs_quotes(value, flow=flow):
            return value
        return double_quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format_float(value)
    raise TypeError(type(value).__name__)


def format_float(value: float) -> str:
    """Write a float so that every reader sees a float: with a point, `.inf` or `.nan`."""
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    mantissa, mark, exponent = text.partition("e")
    if not mark:
        return text
    # YAML 1.1 knows no exponent without a point and a sign.
    point = mantissa if "." in mantissa else f"{mantissa}.0"
    return f"{point}e{exponent if exponent[0] in '+-' else '+' + exponent}"


def format_json(value: object) -> str:
    """Write a scalar as JSON; Chinese stays readable."""
    return json.dumps(value, ensure_ascii=False)


def single_quoted(text: str) -> str:
    """Text in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Text in double quotes, with escapes for all that is not printable."""
    if is_printable(text) and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(map(escaped, text)) + '"'


def escaped(char: str) -> str:
    """One character inside double quotes."""
    if char in ESCAPES:
        return ESCAPES[char]
    if PRINTABLE.fullmatch(char):
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
