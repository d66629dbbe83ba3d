"""How a package was looked at when it was closed, so that it opens again in the same way."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = 2


@dataclass(frozen=True, slots=True)
class OpenTab:
    """One tab: the key of its page and the page's view state."""

    key: str
    view: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class TabGroup:
    """The tabs of one editor group in order, and the key of the one in front."""

    tabs: tuple[OpenTab, ...] = ()
    current: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The editor groups from left to right, and the open rows of the tree.

    `active` counts the groups from 0; `widths` are theirs in pixels.
    """

    groups: tuple[TabGroup, ...] = ()
    active: int = 0
    widths: tuple[int, ...] = ()
    expanded: tuple[str, ...] = ()


class SessionStore:
    """The sessions of all packages, one small file each, below `state`.

    Losing one costs a few clicks: errors are not worth a message.
    """

    def __init__(self, state: Path) -> None:
        self._folder = state / "sessions"

    def read(self, package: Path) -> Session | None:
        """The session of the package at that path, None where there is none that can be read."""
        try:
            data = json.loads(self._file(package).read_text(encoding="utf-8"))
            if data["version"] != _VERSION:
                return None
            groups = tuple(_group(group) for group in cast("list[Any]", data["groups"]))
            widths = tuple(int(width) for width in cast("list[Any]", data["widths"]))
            expanded = tuple(str(path) for path in cast("list[Any]", data["expanded"]))
            return Session(groups, int(data["active"]), widths, expanded)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, package: Path, session: Session) -> None:
        """Keep the session for the next time."""
        file = self._file(package)
        temporary = file.with_suffix(".tmp")
        text = json.dumps({"version": _VERSION, **asdict(session)}, ensure_ascii=False)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(file)
        except OSError:
            temporary.unlink(missing_ok=True)

    def _file(self, package: Path) -> Path:
        name = hashlib.sha256(os.fsencode(package.resolve())).hexdigest()[:24]
        return self._folder / f"{name}.json"


def _group(data: dict[str, Any]) -> TabGroup:
    tabs = tuple(OpenTab(str(tab["key"]), dict(tab["view"])) for tab in data["tabs"])
    return TabGroup(tabs, str(data["current"]))
