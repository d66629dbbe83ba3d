"""The builds of this user, kept between runs."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from studio.formats.shapes import items, mapping, text
from studio.services.paths import state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from studio.services.engine.buildevents import Step
    from studio.services.engine.images import BuiltLayer

HISTORY_FILE = "builds.jsonl"
_KEPT, _MOST = 500, 600
DONE, FAILED, CANCELLED = "done", "failed", "cancelled"


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """One build as it was: of which package and recipe, when, how it ended and what came of it.

    `at` is ISO 8601 in UTC, `size` and the layers in bytes, `steps` a text, its seconds and whether
    the cache had it. `settings` holds the recipe as it was, to build the same again; it has no
    secrets, for recipes only refer to them.
    """

    at: str
    package: str
    recipe: str
    platform: str
    address: str
    outcome: str
    seconds: float
    size: int = 0
    image: str = ""
    digest: str = ""
    layers: tuple[tuple[str, int], ...] = ()
    steps: tuple[tuple[str, float, bool], ...] = ()
    settings: str = ""


class BuildHistory:
    """The file of builds in the user's state folder; the newest come first."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or state_folder() / HISTORY_FILE

    def add(self, record: BuildRecord) -> None:
        """Keep a build, and forget the oldest of very many; raises OSError."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(asdict(record), ensure_ascii=False).encode() + b"\n"
        # One write at the end of the file: nobody else's line can get into it.
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line)
        finally:
            os.close(descriptor)
        self._prune()

    def of(self, package: Path, recipe: str = "") -> list[BuildRecord]:
        """The builds of a package, of all its recipes or of one; lines that are damaged are not."""
        wanted = str(package.resolve())
        found = [
            record
            for record in self._records()
            if record.package == wanted and recipe in ("", record.recipe)
        ]
        return found[::-1]

    def _prune(self) -> None:
        """Forget all but the newest builds, now and then; raises OSError."""
        lines = self._lines()
        if len(lines) > _MOST:
            temporary = self._file.with_suffix(f".{os.getpid()}")
            temporary.write_bytes(b"".join(lines[-_KEPT:]))
            temporary.replace(self._file)

    def _lines(self) -> list[bytes]:
        try:
            return self._file.read_bytes().splitlines(keepends=True)
        except OSError:
            return []

    def _records(self) -> Iterator[BuildRecord]:
        for line in self._lines():
            try:
                yield _record(mapping(json.loads(line)))
            except (ValueError, TypeError, RecursionError):  # noqa: PERF203 - the others are good
                continue


def _record(shape: dict[str, Any]) -> BuildRecord:
    """A record from its JSON; keys of later versions are passed over."""
    known = {each.name for each in fields(BuildRecord)}
    given = {key: value for key, value in shape.items() if key in known}
    given["layers"] = tuple((text(each[0]), int(each[1])) for each in items(shape.get("layers")))
    given["steps"] = tuple(
        (text(each[0]), float(each[1]), bool(each[2])) for each in items(shape.get("steps"))
    )
    return BuildRecord(**given)


def kept_layers(layers: Sequence[BuiltLayer]) -> tuple[tuple[str, int], ...]:
    """Layers as a record keeps them."""
    return tuple((layer.command, layer.size) for layer in layers)


def kept_steps(steps: Sequence[Step]) -> tuple[tuple[str, float, bool], ...]:
    """Steps as a record keeps them."""
    return tuple((step.text, round(step.seconds or 0.0, 3), step.cached) for step in steps)
