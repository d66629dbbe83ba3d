"""What `.dockerignore` leaves out of a context (moby `patternmatcher`)."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    takes_back: bool
    start: str  # the part before the first wildcard


class Ignored:
    """Tells what the patterns of a `.dockerignore` leave out; the last that matches decides."""

    def __init__(self, text: str) -> None:
        self._patterns = [
            pattern for line in text.removeprefix("\ufeff").splitlines()
            if (pattern := _pattern(line)) is not None
        ]  # fmt: skip

    def __contains__(self, path: str) -> bool:
        """Whether `path`, relative to the context and with "/", is left out."""
        parents = _parents(path)
        ignored = False
        for pattern in self._patterns:
            # What was decided already cannot be decided again the same way.
            if pattern.takes_back == ignored and any(map(pattern.regex.fullmatch, parents)):
                ignored = not ignored
        return ignored

    def may_hold(self, folder: str) -> bool:
        """Whether something below a folder that is left out may be taken back."""
        inside = f"{folder}/"
        return any(
            pattern.takes_back
            and (pattern.start.startswith(inside) or inside.startswith(pattern.start))
            for pattern in self._patterns
        )


def _parents(path: str) -> list[str]:
    """The path and the folders above it."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _pattern(line: str) -> _Pattern | None:
    if line.startswith("#"):
        return None
    text = line.strip()
    takes_back = text.startswith("!")
    text = posixpath.normpath("/" + text.removeprefix("!").strip()).lstrip("/")
    if not line.strip() or not text:
        return None
    wildcard = re.search(r"[*?\[\\]", text)
    start = text[: wildcard.start()] if wildcard else f"{text}/"
    try:
        return _Pattern(re.compile(_translated(text), re.DOTALL), takes_back, start)
    except re.error:
        return None  # an unclosed range, which matches nothing


def _translated(pattern: str) -> str:
    """The regular expression of a pattern: `*` stays within a folder, `**` does not."""
    result = ""
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if pattern.startswith("**", at):
            at += 2
            if pattern.startswith("/", at):
                at += 1
                result += "(?:.*/)?"
            else:
                result += ".*"
            continue
        if char == "[":
            close = pattern.find("]", at + 2)
            if close < 0:
                raise re.error("unterminated set")
            inner = pattern[at + 1 : close].replace("\\", "\\\\")
            result += f"[{inner}]"
            at = close
        elif char == "\\" and at + 1 < len(pattern):
            at += 1
            result += re.escape(pattern[at])
        else:
            result += {"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char))
        at += 1
    return result
