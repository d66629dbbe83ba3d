"""Versions by SemVer 2.0, the loose spelling that Helm reads, and version ranges."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = r"(0|[1-9]\d*)"
_LABELS = r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*"
_STRICT = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-({_LABELS}))?(?:\+({_LABELS}))?")
_LOOSE = re.compile(rf"v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-({_LABELS}))?(?:\+({_LABELS}))?")
_COMPARATOR = re.compile(
    rf"(?:>=|<=|!=|==|=|>|<|!)?(?:\d+|[xX*])(?:\.(?:\d+|[xX*])){{0,2}}(?:-{_LABELS})?(?:\+{_LABELS})?"
)


class Version(NamedTuple):
    """A version in its parts; `str` writes it as SemVer."""

    major: int
    minor: int
    patch: int
    prerelease: str = ""
    build: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """What sorts versions by precedence; build metadata does not count (semver.org, 11)."""
        labels = self.prerelease.split(".") if self.prerelease else []
        keys = tuple((0, int(t), "") if t.isdigit() else (1, 0, t) for t in labels)
        return (self.major, self.minor, self.patch, not labels, keys)

    def __str__(self) -> str:
        core = f"{self.major}.{self.minor}.{self.patch}"
        before = f"-{self.prerelease}" if self.prerelease else ""
        return core + before + (f"+{self.build}" if self.build else "")


def strict(text: str) -> Version | None:
    """The version that SemVer 2.0 reads; None for anything else."""
    match = _STRICT.fullmatch(text)
    if match is None or _has_padded_number(match[4]):
        return None
    return _version(match)


def loose(text: str) -> Version | None:
    """The version that Helm reads: a `v` before and missing minor and patch are allowed."""
    match = _LOOSE.fullmatch(text)
    if match is None or _has_padded_number(match[4]):
        return None
    return _version(match)


def is_range(text: str) -> bool:
    """Whether OLM can read a range such as `>=1.2.0 <2.0.0 || 3.x`."""
    for alternative in text.split("||"):
        comparators = re.sub(r"([<>=!])\s+", r"\1", alternative).split()
        if not comparators or not all(map(_COMPARATOR.fullmatch, comparators)):
            return False
    return True


def _version(match: re.Match[str]) -> Version:
    major, minor, patch = (int(number or 0) for number in match.group(1, 2, 3))
    return Version(major, minor, patch, match[4] or "", match[5] or "")


def _has_padded_number(labels: str | None) -> bool:
    parts = (labels or "").split(".")
    return any(part.isdigit() and part != "0" and part.startswith("0") for part in parts)
