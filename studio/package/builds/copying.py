"""What a Dockerfile copies from its context, and what of that would not be sent."""

from __future__ import annotations

import json
import posixpath
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from studio.package.builds.dockerfile import Dockerfile, Instruction, Stage
    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe

COPYING = frozenset({"COPY", "ADD"})
_VARIABLE = re.compile(r"\$(?:\{(\w+)(?::?-([^}$]*))?\}|(\w+))")
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*://|git@")
_ASSIGNED = re.compile(r"(\w+)=(\"[^\"]*\"|'[^']*'|\S*)")
_WILD = frozenset("*?[")


class Absent(NamedTuple):
    """A source that is not there; `platforms` are those whose build would miss it.

    `is_ignored` tells that it is there, but left out by `.dockerignore`.
    """

    instruction: Instruction
    path: str
    platforms: tuple[Platform | None, ...]
    is_ignored: bool = False


def absent_sources(
    dockerfile: Dockerfile,
    recipe: Recipe,
    files: Collection[str],
    is_ignored: Callable[[str], bool] = lambda _path: False,
) -> Iterator[Absent]:
    """The sources of COPY and ADD that are not among `files`, which are paths in the context.

    Variables are filled in for each platform of the recipe; where nobody can tell their value,
    nothing is said. Without platforms those of the engine are not known.
    """
    found: dict[tuple[int, str, bool], tuple[Instruction, list[Platform | None]]] = {}
    for platform in recipe.platforms or (None,):
        for stage in dockerfile.needed(recipe.target):
            for instruction, path in _copied(dockerfile, recipe, stage, platform):
                there = _matching(path, files)
                left_out = bool(there) and all(map(is_ignored, there))
                if not there or left_out:
                    key = (instruction.line, path, left_out)
                    found.setdefault(key, (instruction, []))[1].append(platform)
    for (_, path, left_out), (instruction, platforms) in found.items():
        yield Absent(instruction, path, tuple(platforms), left_out)


def used_variables(instruction: Instruction) -> set[str]:
    """The names of the variables that an instruction uses."""
    return {name or plain for name, _, plain in _VARIABLE.findall(instruction.rest)}


def _copied(
    dockerfile: Dockerfile, recipe: Recipe, stage: Stage, platform: Platform | None
) -> Iterator[tuple[Instruction, str]]:
    """The sources of one stage as paths in the context."""
    outside = _assigned(dockerfile.preamble, {}, recipe, platform)
    known: dict[str, str] = {}
    for each in stage.instructions:
        known |= _assigned((each,), outside, recipe, platform)
        if each.keyword not in COPYING or "from" in each.flags or each.heredoc:
            continue
        for word in _sources(each):
            text = _expanded(word, known)
            if text is not None and not _REMOTE.match(text):
                path = posixpath.normpath(f"/{text}").lstrip("/")
                # What leads out of the context is told elsewhere.
                if path and not posixpath.normpath(text).startswith("../"):
                    yield each, path


def _sources(instruction: Instruction) -> list[str]:
    """All words but the last, which is where they go."""
    if instruction.rest.startswith("["):
        try:
            words = json.loads(instruction.rest)
        except ValueError:
            return []
        return [word for word in words[:-1] if isinstance(word, str)]
    return [word.strip("\"'") for word in instruction.words[:-1]]


def _assigned(
    instructions: tuple[Instruction, ...],
    outside: Mapping[str, str],
    recipe: Recipe,
    platform: Platform | None,
) -> dict[str, str]:
    """What ARG and ENV give values to; `outside` are those before the first FROM."""
    found: dict[str, str] = {}
    given = {name: value for name, value in recipe.args.items() if value is not None}
    told = platform.build_args if platform is not None else {}
    for each in instructions:
        if each.keyword == "ENV":
            found |= {name: value.strip("\"'") for name, value in _ASSIGNED.findall(each.rest)}
        for word in each.words if each.keyword == "ARG" else ():
            name, has_default, default = word.partition("=")
            values = (given.get(name), default.strip("\"'") if has_default else None)
            value = next((value for value in values if value is not None), None)
            value = value if value is not None else told.get(name, outside.get(name))
            if value is not None and name not in recipe.args.keys() - given.keys():
                found[name] = value
    return {name: value for name, value in found.items() if "$" not in value}


def _expanded(word: str, known: Mapping[str, str]) -> str | None:
    """The word with its variables filled in, None where one is not known."""
    unknown = False

    def fill(match: re.Match[str]) -> str:
        nonlocal unknown
        default: str | None = match[2]
        value = known.get(match[1] or match[3], default)
        unknown = unknown or value is None
        return value or ""

    text = _VARIABLE.sub(fill, word)
    return None if unknown or "$" in text or "\\" in text else text


def _matching(path: str, files: Collection[str]) -> list[str]:
    """The files that a source means: itself, those in it, or those that its wildcards match."""
    if not _WILD & set(path):
        inside = f"{path}/"
        return [file for file in files if file == path or file.startswith(inside)]
    depth = path.count("/") + 1
    wanted = path.split("/")
    return [
        file
        for file in files
        if len(parts := file.split("/")[:depth]) == depth and all(map(fnmatchcase, parts, wanted))
    ]
