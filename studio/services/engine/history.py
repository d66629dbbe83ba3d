"""The builds of this user, kept between runs."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.formats.shapes import items, mapping, text
from studio.services.engine.keptlogs import KeptLogs
from studio.services.engine.steprows import State, StepRow
from studio.services.paths import state_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from studio.services.engine.images import BuiltLayer
    from studio.services.engine.logtext import KeptLine

HISTORY_FILE = "builds.jsonl"
_KEPT, _MOST = 500, 600
DONE, FAILED, CANCELLED = "done", "failed", "cancelled"


class KeptStep(NamedTuple):
    """A step as it was: its text, its seconds, whether the cache had it, and what became of it.

    `number` and `line` as `StepRow` has them. Builds of earlier versions have the first three.
    """

    text: str
    seconds: float
    cached: bool
    state: str = State.DONE.value
    number: int = 0
    line: int = 0

    def row(self) -> StepRow:
        """The step as builds show it."""
        state = State.CACHED if self.cached else State(self.state)
        seconds = None if state is State.WAITING else self.seconds
        return StepRow(self.number, self.text, self.line, state, 0.0, seconds)


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """One build for one platform as it was: of what, when, how it ended and what came of it.

    `at` is ISO 8601 in UTC, `size` and the layers in bytes. `settings` holds the recipe as it was,
    to build the same again; it has no secrets, for recipes only refer to them. `run` is the same
    for all platforms that were built together, "" where that is not known; `saved` are the paths
    in the package where their images were saved.
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
    steps: tuple[KeptStep, ...] = ()
    settings: str = ""
    run: str = ""
    saved: tuple[str, ...] = ()

    @property
    def platforms(self) -> tuple[str, ...]:
        """What it was built for."""
        return (self.platform,) if self.platform else ()


class BuildHistory:
    """The file of builds in the user's state folder, with their logs beside it."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or state_folder() / HISTORY_FILE
        self.logs = KeptLogs(self._file.with_suffix(""))

    def add(self, record: BuildRecord, log: Iterable[KeptLine] = ()) -> None:
        """Keep a build, and forget the oldest of very many; raises OSError."""
        self._append(asdict(record))
        self._prune()
        if record.run:
            self.logs.add(record.run, record.platform, log)

    def note_saved(self, run: str, paths: Sequence[str]) -> None:
        """Keep where the images of a run were saved; raises OSError."""
        self._append({"note": run, "saved": list(paths)})

    def remove(self, records: Collection[BuildRecord]) -> None:
        """Forget builds and their logs; raises OSError."""
        runs = {record.run for record in records} - {""}
        unwanted = {(record.run, record.at, record.platform) for record in records}

        def stays(line: bytes) -> bool:
            try:
                shape = mapping(json.loads(line))
            except (ValueError, RecursionError):
                return False
            place = tuple(text(shape.get(key)) for key in ("run", "at", "platform"))
            return place not in unwanted and text(shape.get("note")) not in runs

        self._write([line for line in self._lines() if stays(line)])
        for run in runs:
            self.logs.remove(run)

    def of(self, package: Path, recipe: str = "") -> list[BuildRecord]:
        """The builds of a package, of all its recipes or of one, the newest first.

        Lines that are damaged are left out.
        """
        wanted = str(package.resolve())
        saved: dict[str, tuple[str, ...]] = {}
        found: list[BuildRecord] = []
        for shape in self._shapes():
            if run := text(shape.get("note")):
                saved[run] = tuple(map(text, items(shape.get("saved"))))
                continue
            try:
                record = _record(shape)
            except (ValueError, TypeError):
                continue
            if record.package == wanted and recipe in ("", record.recipe):
                found.append(record)
        return [
            replace(record, saved=saved[record.run]) if record.run in saved else record
            for record in reversed(found)
        ]

    def _append(self, shape: dict[str, Any]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(shape, ensure_ascii=False).encode() + b"\n"
        # One write at the end of the file: nobody else's line can get into it.
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line)
        finally:
            os.close(descriptor)

    def _prune(self) -> None:
        """Forget all but the newest builds, now and then; raises OSError."""
        lines = self._lines()
        if len(lines) > _MOST:
            self._write(lines[-_KEPT:])

    def _write(self, lines: list[bytes]) -> None:
        temporary = self._file.with_suffix(f".{os.getpid()}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(b"".join(lines))
        temporary.replace(self._file)

    def _lines(self) -> list[bytes]:
        try:
            return self._file.read_bytes().splitlines(keepends=True)
        except OSError:
            return []

    def _shapes(self) -> Iterator[dict[str, Any]]:
        for line in self._lines():
            try:
                yield mapping(json.loads(line))
            except (ValueError, RecursionError):  # noqa: PERF203 - the others are good
                continue


def _record(shape: dict[str, Any]) -> BuildRecord:
    """A record from its JSON; keys of later versions are passed over."""
    known = {each.name for each in fields(BuildRecord)}
    given = {key: value for key, value in shape.items() if key in known}
    given["layers"] = tuple((text(each[0]), int(each[1])) for each in items(shape.get("layers")))
    given["steps"] = tuple(_step(each) for each in items(shape.get("steps")))
    given["saved"] = tuple(map(text, items(shape.get("saved"))))
    return BuildRecord(**given)


def _step(shape: Any) -> KeptStep:
    said, seconds, cached, *more = shape
    step = KeptStep(text(said), float(seconds), bool(cached))
    if more:
        state, number, line = more[:3]
        step = step._replace(state=State(state).value, number=int(number), line=int(line))
    return step


def kept_layers(layers: Sequence[BuiltLayer]) -> tuple[tuple[str, int], ...]:
    """Layers as a record keeps them."""
    return tuple((layer.command, layer.size) for layer in layers)


def kept_steps(rows: Sequence[StepRow]) -> tuple[KeptStep, ...]:
    """Steps as a record keeps them."""
    return tuple(
        KeptStep(
            row.text,
            round(row.seconds or 0.0, 3),
            row.state is State.CACHED,
            row.state.value,
            row.number,
            row.line,
        )
        for row in rows
    )
