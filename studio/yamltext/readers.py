"""How the common YAML readers understand plain scalars."""

from __future__ import annotations

import math
import re
from functools import lru_cache

Value = str | int | float | bool | None
Reading = tuple[str, Value]
"""A kind ("str", "int", "float", "bool", "null", "time", "special") and the value."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TRUE_WORDS = frozenset({"true", "True", "TRUE"})
FALSE_WORDS = frozenset({"false", "False", "FALSE"})
OLD_TRUE_WORDS = TRUE_WORDS | {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON"}
OLD_FALSE_WORDS = FALSE_WORDS | {"n", "N", "no", "No", "NO", "off", "Off", "OFF"}

FIRST = frozenset("+-.0123456789yYnNtTfFoO~=<")
INF = re.compile(r"[-+]?\.(?:inf|Inf|INF)")
NAN = re.compile(r"\.(?:nan|NaN|NAN)")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
GO_POINT_FLOAT = re.compile(r"\.[0-9]+(?:[eE][-+]?[0-9]+)?")
GO_INT = re.compile(
    r"([-+]?)(?:0[xX](?P<x>[0-9a-fA-F]+)|0[bB](?P<b>[01]+)|0[oO]?(?P<o>[0-7]+)|(?P<d>0|[1-9][0-9]*))"
)
OLD_FLOAT = re.compile(
    r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|[-+]?\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
)
OLD_INT = re.compile(
    r"([-+]?)(?:0x(?P<x>[0-9a-fA-F_]+)|0b(?P<b>[01_]+)|0(?P<o>[0-7_]+)|(?P<d>0|[1-9][0-9_]*))"
)
BASE_60 = re.compile(r"([-+]?)([0-9][0-9_]*(?::[0-5]?[0-9])+)(\.[0-9_]*)?")
CORE_INT = re.compile(r"(?P<d>[-+]?[0-9]+)|0o(?P<o>[0-7]+)|0x(?P<x>[0-9a-fA-F]+)")
TIME = re.compile(
    r"""[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}
        (?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]*)?
           (?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?""",
    re.VERBOSE,
)
RADIX = {"x": 16, "b": 2, "o": 8, "d": 10}
INT_MIN, UINT_MAX = -(2**63), 2**64 - 1
MAX_DIGITS = 640
"""Digits beyond which Python may refuse to make a number of them (`sys.int_info`)."""


@lru_cache(maxsize=8192)
def readings(text: str) -> frozenset[Reading]:
    """How YAML 1.1, YAML 1.2 core, go-yaml v2 and v3 read a plain scalar: one if they agree."""
    if text and text[0] not in FIRST:
        return frozenset({("str", text)})
    all_readings = (yaml_1_1(text), yaml_1_2(text), go_yaml_v2(text), go_yaml_v3(text))
    return frozenset(map(comparable, all_readings))


def comparable(reading: Reading) -> Reading:
    """The reading with a value that equals itself, which NaN does not."""
    kind, value = reading
    return (kind, "nan") if isinstance(value, float) and math.isnan(value) else reading


def go_yaml_v2(text: str) -> Reading:
    """The reading of gopkg.in/yaml.v2 (`resolve.go`), whose timestamps decode to text."""
    word = old_word(text)
    if word:
        return word
    first = text[0]
    if first == ".":
        return point_float(text)
    if first in "+-0123456789":
        return go_number(text)
    return "str", text


def go_yaml_v3(text: str) -> Reading:
    """The reading of gopkg.in/yaml.v3: fewer booleans, real timestamps."""
    word = core_word(text)
    if word:
        return word
    if text == "<<":
        return "special", text
    first = text[0]
    if first == ".":
        return point_float(text)
    if first in "+-0123456789":
        return ("time", text) if TIME.fullmatch(text) else go_number(text)
    return "str", text


def yaml_1_1(text: str) -> Reading:
    """The reading of YAML 1.1 with the types of yaml.org/type, as PyYAML does it."""
    word = old_word(text)
    if word:
        return word
    if text in {"=", "<<"}:
        return "special", text
    if TIME.fullmatch(text):
        return "time", text
    match = OLD_INT.fullmatch(text)
    if match:
        return integer(match, text)
    match = BASE_60.fullmatch(text)
    if match:
        return base_60(*match.groups())
    match = OLD_FLOAT.fullmatch(text)
    if match:
        digits = text.replace("_", "")
        return ("float", float(digits)) if any(map(str.isdigit, digits)) else ("str", text)
    return "str", text


def yaml_1_2(text: str) -> Reading:
    """The reading of the core schema of YAML 1.2 (chapter 10.3)."""
    word = core_word(text)
    if word:
        return word
    match = CORE_INT.fullmatch(text)
    if match:
        name = str(match.lastgroup)
        return "int", whole(match.group(name), RADIX[name])
    return ("float", float(text)) if FLOAT.fullmatch(text) else ("str", text)


def core_word(text: str) -> Reading | None:
    """Null, booleans, infinities: what all readers know by name."""
    if text in NULLS:
        return "null", None
    if text in TRUE_WORDS:
        return "bool", True
    if text in FALSE_WORDS:
        return "bool", False
    if INF.fullmatch(text):
        return "float", -math.inf if text[0] == "-" else math.inf
    return ("float", math.nan) if NAN.fullmatch(text) else None


def old_word(text: str) -> Reading | None:
    """`core_word` with the booleans of YAML 1.1."""
    if text in OLD_TRUE_WORDS:
        return "bool", True
    return ("bool", False) if text in OLD_FALSE_WORDS else core_word(text)


def go_number(text: str) -> Reading:
    """An integer of 64 bits in any of Go's bases, else a float, else the text."""
    plain = text.replace("_", "")
    match = GO_INT.fullmatch(plain)
    if match:
        kind, number = integer(match, plain)
        if isinstance(number, int) and INT_MIN <= number <= UINT_MAX:
            return kind, number
    if FLOAT.fullmatch(plain):
        number = float(plain)
        if not math.isinf(number):
            return "float", number
    return "str", text


def point_float(text: str) -> Reading:
    """A number that begins with a point, as Go's `ParseFloat` takes it."""
    if GO_POINT_FLOAT.fullmatch(text):
        number = float(text)
        if not math.isinf(number):
            return "float", number
    return "str", text


def integer(match: re.Match[str], text: str) -> Reading:
    """The integer that a pattern with groups x, b, o and d has found."""
    name = str(match.lastgroup)
    digits = match.group(name).replace("_", "")
    if not digits:
        return "str", text
    number = whole(digits, RADIX[name])
    return "int", -number if match.group(1) == "-" else number


def whole(digits: str, radix: int = 10) -> int:
    """The value of digits; of more than Python reads, a number that is just as much too large."""
    return int(digits[:MAX_DIGITS], radix)


def base_60(sign: str, digits: str, fraction: str | None) -> Reading:
    """A number such as 12:30:45, which only YAML 1.1 reads as one."""
    number = 0
    for part in digits.replace("_", "").split(":"):
        number = number * 60 + whole(part)
    factor = -1 if sign == "-" else 1
    if fraction is None:
        return "int", factor * number
    decimals = fraction.replace("_", "")
    return "float", factor * (number + (float(decimals) if len(decimals) > 1 else 0.0))
