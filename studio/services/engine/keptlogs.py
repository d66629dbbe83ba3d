"""The ends of the logs of earlier builds."""

from __future__ import annotations

import gzip
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from studio.services.engine.logtext import KeptLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_END = ".log.gz"
_LARGEST = 256 << 10
"""Bytes of one log before it is packed; of a larger one the beginning is left out."""
_LONGEST = 4000
"""Characters of one line."""
_KEPT, _MOST = 100, 120
"""Logs that stay, and how many there may be until the oldest go."""


class KeptLogs:
    """A folder with a file for each platform of each build."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, run: str, platform: str, log: Iterable[KeptLine]) -> None:
        """Keep the end of a log, and forget the oldest of very many; raises OSError."""
        written: list[bytes] = []
        room = _LARGEST
        for line in reversed(list(log)):
            short = line._replace(seconds=round(line.seconds, 3), text=line.text[:_LONGEST])
            data = json.dumps(short, ensure_ascii=False).encode("utf-8", "replace")
            room -= len(data)
            if room < 0:
                break
            written.append(data)
        if written:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            packed = gzip.compress(b"\n".join(reversed(written)), compresslevel=6, mtime=0)
            path = self._path(run, platform)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(packed)
            self._prune()

    def read(self, run: str, platform: str) -> tuple[KeptLine, ...]:
        """What was kept of a log; nothing where it is gone or damaged."""
        with suppress(OSError, EOFError, ValueError, TypeError, RecursionError):
            with gzip.open(self._path(run, platform)) as stream:
                data = stream.read(_LARGEST)
            return tuple(_line(json.loads(line)) for line in data.splitlines())
        return ()

    def remove(self, run: str) -> None:
        """Forget the logs of all platforms of a build."""
        for path in self._folder.glob(f"{run}-*{_END}"):
            path.unlink(missing_ok=True)

    def _path(self, run: str, platform: str) -> Path:
        return self._folder / f"{run}-{platform.replace('/', '-')}{_END}"

    def _prune(self) -> None:
        logs = list(self._folder.glob(f"*{_END}"))
        if len(logs) > _MOST:
            logs.sort(key=lambda path: path.stat().st_mtime)
            for path in logs[:-_KEPT]:
                path.unlink(missing_ok=True)


def _line(shape: Sequence[object]) -> KeptLine:
    seconds, step, text, tone = shape
    return KeptLine(float(str(seconds)), int(str(step)), str(text), str(tone))
