"""Values as text: in block style, inside brackets, or as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studio.yamltext.scalars import format_json, format_scalar, is_printable

if TYPE_CHECKING:
    from studio.yamltext.plain import Plain

BREAKABLE = re.compile(r"(?<=\S) (?=[^\s#])")
MAX_INDICATOR = 9


class BlockStyle(NamedTuple):
    """How block collections are written: indents in columns, `quote` for strings that need one.

    With `always_quote` strings that could be plain are quoted too, as their neighbours are.
    Without `block_scalars` text of several lines is quoted as well.
    """

    step: int
    sequence_step: int
    quote: str = '"'
    always_quote: bool = False
    line_break: str = "\n"
    block_scalars: bool = True


class FlowStyle(NamedTuple):
    """How collections are written inside brackets; `unit` indents one level of several lines."""

    is_json: bool
    is_multiline: bool
    unit: str = "  "
    colon: str = ": "
    quote: str = '"'
    line_break: str = "\n"


class Written(NamedTuple):
    """A value in block style: what follows its indicator on the line, and the lines below.

    `inline` holds line breaks where the first line of a collection follows a dash. `lines` is
    indented, without a line break at either end, and None where there is nothing below.
    """

    inline: str
    lines: str | None = None


def write_scalar(value: Plain, style: BlockStyle, old_style: str = "") -> str:
    """A scalar on one line, quoted as it was before or as its neighbours are."""
    if not isinstance(value, str) or old_style in {"'", '"'}:
        return format_scalar(value, old_style)
    if not style.always_quote:
        plain = format_scalar(value)
        if plain == value:
            return plain
    return format_scalar(value, style.quote)


def write_value(
    value: Plain, style: BlockStyle, indent: int, *, after_dash: bool = False, old_style: str = ""
) -> Written:
    """A value below a key whose mapping stands at column `indent`, or after a dash there."""
    if isinstance(value, dict) and value:
        if after_dash:
            return Written(mapping_lines(value, style, indent + 2))
        below = indent + style.step
        return Written("", " " * below + mapping_lines(value, style, below))
    if isinstance(value, list) and value:
        if after_dash:
            return Written(sequence_lines(value, style, indent + 2))
        below = indent + style.sequence_step
        return Written("", " " * below + sequence_lines(value, style, below))
    if isinstance(value, (dict, list)):
        return Written("{}" if isinstance(value, dict) else "[]")
    if isinstance(value, str) and style.block_scalars and wants_block(value, old_style):
        below = indent + (2 if after_dash else style.step)
        block = write_block_scalar(value, below, below - indent, style.line_break)
        if block:
            return block
    return Written(write_scalar(value, style, old_style))


def wants_block(text: str, old_style: str) -> bool:
    """Whether text is to be a block scalar: it has several lines, or its forerunner was one."""
    return "\n" in text or (old_style in {"|", ">"} and text != "")


def mapping_lines(value: dict[str, Plain], style: BlockStyle, indent: int) -> str:
    """The entries of a mapping at a column, the first line without its indent."""
    entries = [write_entry(key, child, style, indent) for key, child in value.items()]
    return f"{style.line_break}{' ' * indent}".join(entries)


def sequence_lines(value: list[Plain], style: BlockStyle, indent: int) -> str:
    """The items of a sequence with their dashes at a column, the first line without its indent."""
    items = [write_item(item, style, indent) for item in value]
    return f"{style.line_break}{' ' * indent}".join(items)


def write_entry(key: str, value: Plain, style: BlockStyle, indent: int) -> str:
    """One entry at a column, the first line without its indent."""
    return join_written(f"{format_scalar(key)}:", write_value(value, style, indent), style)


def write_item(value: Plain, style: BlockStyle, indent: int) -> str:
    """One item with its dash at a column, the first line without its indent."""
    return join_written("-", write_value(value, style, indent, after_dash=True), style)


def join_written(indicator: str, written: Written, style: BlockStyle) -> str:
    """A value behind its colon or dash."""
    head = f"{indicator} {written.inline}" if written.inline else indicator
    return head if written.lines is None else f"{head}{style.line_break}{written.lines}"


def write_block_scalar(
    text: str, indent: int, indicator: int, line_break: str, *, fold_width: int | None = None
) -> Written | None:
    """A string as a literal block, or folded where a width is given; None where it cannot be.

    `indicator` is the indent relative to the parent, which must be said when the text begins with
    white space. Texts that end in several line breaks are refused: blank lines below would join.
    """
    lines = text.removesuffix("\n").split("\n")
    starts_blank = text[:1] in {" ", "\n"}
    if (
        not lines[-1].strip()
        or text.lstrip("\n ").startswith("\t")
        or (starts_blank and indicator > MAX_INDICATOR)
        or not all(is_printable(line.replace("\t", "")) for line in lines)
    ):
        return None
    header = "|"
    if fold_width is not None and not any(line != line.strip(" \t") for line in lines):
        header = ">"
        lines = folded_lines(lines, fold_width)
    header += str(indicator) if starts_blank else ""
    header += "" if text.endswith("\n") else "-"
    margin = " " * indent
    return Written(header, line_break.join(margin + line if line else "" for line in lines))


def folded_lines(lines: list[str], width: int) -> list[str]:
    """The source lines of a folded scalar: a blank line for each line break of the value."""
    source: list[str] = []
    for number, line in enumerate(lines):
        if number:
            source.append("")
        if line:
            source += fold(line, width)
    return source


def fold(line: str, width: int, used: int = 0) -> list[str]:
    """A line broken at single spaces, as late as `width` allows; `used` is taken of the first."""
    broken: list[str] = []
    current = ""
    for word in BREAKABLE.split(line):
        if current and len(current) + 1 + len(word) > width - used:
            broken.append(current)
            current = word
            used = 0
        else:
            current = f"{current} {word}" if current else word
    return [*broken, current]


def write_flow(value: Plain, style: FlowStyle, margin: str = "", old_style: str = "") -> str:
    """A value inside brackets or as JSON; `margin` is the white space its line begins with."""
    if not isinstance(value, (dict, list)):
        return flow_scalar(value, style, old_style)
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    if not value:
        return opening + closing
    inner = margin + style.unit if style.is_multiline else margin
    if isinstance(value, dict):
        parts = [write_flow_entry(key, child, style, inner) for key, child in value.items()]
    else:
        parts = [write_flow(item, style, inner) for item in value]
    if not style.is_multiline:
        return f"{opening}{', '.join(parts)}{closing}"
    separator = f",{style.line_break}{inner}"
    inside = f"{style.line_break}{inner}{separator.join(parts)}{style.line_break}{margin}"
    return f"{opening}{inside}{closing}"


def write_flow_entry(key: str, value: Plain, style: FlowStyle, margin: str) -> str:
    """One entry inside braces."""
    return f"{flow_scalar(key, style)}{style.colon}{write_flow(value, style, margin)}"


def flow_scalar(value: Plain, style: FlowStyle, old_style: str = "") -> str:
    """A scalar inside brackets or as JSON."""
    if style.is_json:
        return format_json(value)
    written = format_scalar(value, old_style if old_style in {"'", '"'} else "", flow=True)
    if isinstance(value, str) and written.startswith('"') and old_style != '"':
        return format_scalar(value, style.quote)
    return written
