"""Dockerfiles: their instructions with lines and offsets, and their stages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KNOWN = frozenset({
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
    "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
})  # fmt: skip

_DIRECTIVE = re.compile(r"#\s*([A-Za-z][A-Za-z0-9]*)\s*=\s*(\S.*?)\s*$")
_WORD = re.compile(r"\S+")
_FLAG = re.compile(r"--([A-Za-z][A-Za-z0-9-]*)(?:=(\S*))?\s*")
_HEREDOC = re.compile(r"<<(-?)\s*([\"']?)([A-Za-z_][A-Za-z0-9_]*)\2")
_VARIABLE = re.compile(r"\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))")
_HEREDOC_KEYWORDS = frozenset({"RUN", "COPY", "ADD"})
SCRATCH = "scratch"
LAYERED = frozenset({"RUN", "COPY", "ADD", "WORKDIR"})
"""The keywords of what makes layers; BuildKit has steps for nothing else but base images."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its keyword in upper case, its flags, and the rest on one line.

    `line` and `end_line` count from 1, `start` and `end` are offsets in the text. `heredoc` tells
    that a here-document follows it, which `end` includes. `given` is the rest with its flags, as
    they are written.
    """

    keyword: str
    flags: Mapping[str, str]
    rest: str
    line: int
    end_line: int
    start: int
    end: int
    heredoc: bool = False
    given: str = ""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return f"{self.keyword} {self.given or self.rest}"

    @property
    def words(self) -> tuple[str, ...]:
        """The rest split at white space."""
        return tuple(self.rest.split())


def keyword_of(text: str) -> str:
    """The keyword of an instruction that stands on one line, in upper case; "" where none is."""
    return text.split(maxsplit=1)[0].upper() if text.strip() else ""


@dataclass(frozen=True, slots=True)
class Stage:
    """The instructions from one FROM to the next, the FROM included."""

    index: int
    base: str
    name: str
    instructions: tuple[Instruction, ...]

    @property
    def platform(self) -> str:
        """What `--platform` of its FROM says, "" where it says nothing."""
        return self.instructions[0].flags.get("platform", "")


@dataclass(frozen=True, slots=True)
class Dockerfile:
    """All instructions in order; `preamble` are those before the first FROM."""

    instructions: tuple[Instruction, ...]
    stages: tuple[Stage, ...]

    @property
    def preamble(self) -> tuple[Instruction, ...]:
        """What stands before the first FROM: arguments for the FROM lines."""
        first = self.stages[0].instructions[0] if self.stages else None
        return tuple(each for each in self.instructions if first is None or each.line < first.line)

    def stage(self, name: str) -> Stage | None:
        """The stage with that name or number."""
        wanted = name.lower()
        return next((each for each in self.stages if wanted in {each.name, str(each.index)}), None)

    def target(self, name: str = "") -> Stage | None:
        """The stage that is built: the one named, by default the last."""
        if name:
            return self.stage(name)
        return self.stages[-1] if self.stages else None

    def needed(self, name: str = "") -> tuple[Stage, ...]:
        """The stages that the target is made of, in order; itself is the last."""
        target = self.target(name)
        wanted: set[int] = set()
        pending = [target] if target else []
        while pending:
            stage = pending.pop()
            if stage.index not in wanted:
                wanted.add(stage.index)
                pending += [
                    each for source in _sources(stage)
                    if (each := self.stage(source)) is not None and each.index < stage.index
                ]  # fmt: skip
        return tuple(stage for stage in self.stages if stage.index in wanted)

    def image_of(self, instruction: Instruction) -> str:
        """The image that a FROM, or the `--from` of a COPY, takes; "" where it takes a stage.

        As it is written, with the arguments before the first FROM put in.
        """
        own = next(each for each in reversed(self.stages) if instruction in each.instructions)
        name = own.base if instruction.keyword == "FROM" else instruction.flags.get("from", "")
        stage = self.stage(name)
        is_stage = stage is not None and stage.index < own.index
        return "" if is_stage or name.lower() == SCRATCH else name


def read_dockerfile(text: str, args: Mapping[str, str] | None = None) -> Dockerfile:
    """The instructions of a Dockerfile; whatever stands in it, never raises.

    `args` are build arguments, which FROM lines may take in place of their defaults.
    """
    instructions = tuple(_instructions(text))
    defaults = {
        name: (args or {}).get(name, value)
        for each in instructions[: _first_from(instructions)]
        if each.keyword == "ARG"
        for name, _, value in [each.rest.partition("=")]
    }
    groups: list[list[Instruction]] = []
    for each in instructions:
        if each.keyword == "FROM":
            groups.append([each])
        elif groups:
            groups[-1].append(each)
    stages = tuple(_stage(index, group, defaults) for index, group in enumerate(groups))
    return Dockerfile(instructions, stages)


def _first_from(instructions: tuple[Instruction, ...]) -> int:
    return next((n for n, each in enumerate(instructions) if each.keyword == "FROM"), 0)


def _stage(index: int, group: list[Instruction], defaults: Mapping[str, str]) -> Stage:
    words = group[0].words
    name = words[2].lower() if len(words) > 2 and words[1].upper() == "AS" else ""
    base = _VARIABLE.sub(lambda match: _value(match, defaults), words[0]) if words else ""
    return Stage(index, base, name, tuple(group))


def _value(match: re.Match[str], defaults: Mapping[str, str]) -> str:
    """What a variable of a FROM line stands for by default; itself where nobody says."""
    value = defaults.get(match[1] or match[3], "").strip("\"'")
    return value or match[2] or match[0]


def _sources(stage: Stage) -> Iterator[str]:
    """The images and stages that a stage takes something from."""
    yield stage.base
    for each in stage.instructions[1:]:
        if source := each.flags.get("from"):
            yield source
        for mount in re.findall(r"--mount=(\S+)", each.rest):
            yield from re.findall(r"(?:^|,)from=([^,]+)", mount)
        if mounted := each.flags.get("mount"):
            yield from re.findall(r"(?:^|,)from=([^,]+)", mounted)


class _Place(NamedTuple):
    """Where an instruction stands, as `Instruction` has it."""

    line: int
    end_line: int
    start: int
    end: int
    heredoc: bool


def _instructions(text: str) -> Iterator[Instruction]:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    escape = _escape(lines)
    number = 0
    while number < len(lines):
        first = number
        parts: list[str] = []
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            number = _joined(lines, number, escape, parts)
            logical = " ".join(part for part in parts if part)
            own = number
            number = _after_heredocs(lines, number, logical)
            start = starts[first] + len(lines[first]) - len(lines[first].lstrip())
            end = starts[number] + len(lines[number].rstrip())
            place = _Place(first + 1, number + 1, start, end, number > own)
            if instruction := _instruction(logical, place):
                yield instruction
        number += 1


def _joined(lines: list[str], number: int, escape: str, parts: list[str]) -> int:
    """Gather the lines of one instruction into `parts`; returns the number of the last."""
    while True:
        line = lines[number].rstrip()
        is_comment = bool(parts) and line.lstrip().startswith("#")
        # Comments, and by old custom empty lines, may stand between continued lines.
        passes_on = is_comment or (bool(parts) and not line)
        if not passes_on:
            parts.append(line.removesuffix(escape).strip())
        goes_on = passes_on or line.endswith(escape)
        if not goes_on or number + 1 >= len(lines):
            return number
        number += 1


def _after_heredocs(lines: list[str], number: int, logical: str) -> int:
    """The number of the last line of the instruction's here-documents."""
    keyword = keyword_of(logical)
    if keyword not in _HEREDOC_KEYWORDS:
        return number
    for dash, _, word in _HEREDOC.findall(logical):
        at = number + 1
        while at < len(lines) and (lines[at].lstrip("\t") if dash else lines[at]).rstrip() != word:
            at += 1
        if at < len(lines):
            number = at
    return number


def _instruction(logical: str, place: _Place) -> Instruction | None:
    word = _WORD.match(logical)
    if word is None:
        return None
    given = rest = logical[word.end() :].lstrip()
    flags: dict[str, str] = {}
    while flag := _FLAG.match(rest):
        flags[flag[1].lower()] = flag[2] or ""
        rest = rest[flag.end() :]
    return Instruction(word[0].upper(), flags, rest, *place, given=given)


def _escape(lines: list[str]) -> str:
    """The character that continues a line, which a directive at the top may change."""
    for line in lines:
        directive = _DIRECTIVE.match(line.strip())
        if directive is None:
            return "\\"
        if directive[1].lower() == "escape" and directive[2] in {"\\", "`"}:
            return directive[2]
    return "\\"
