"""Find and replace text over all files of a package."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING

from studio.package.changes import ChangeSet, TextEdit
from studio.package.patterns import PATIENCE, BadPattern, expression, words
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studio.package.content import FileText
    from studio.package.patterns import Match, Pattern
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

MOST_HITS = 20_000
"""Hits of one search; nobody reads more, and the answer says that there are more."""

_MOST_EDITS = 100
"""Edits of one file; above it one edit spans them all, which views follow faster."""

_LONGEST_SHOWN = 40

_GROUP = re.compile(r"\$(?:(\d)|\{(\w+)\}|(\$))")
_NEWLINE = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for, and where.

    `include` and `exclude` hold globs separated by commas; one without "/" is about names, one
    with it about paths and folders. No `include` means all files.
    """

    text: str
    is_regex: bool = False
    match_case: bool = False
    whole_words: bool = False
    include: str = ""
    exclude: str = ""

    def compiled(self) -> Pattern:
        """The query as a pattern; raises `BadPattern`."""
        if self.is_regex:
            return expression(self.text, match_case=self.match_case, whole_words=self.whole_words)
        return words(self.text, match_case=self.match_case, whole=self.whole_words)

    def covers(self, path: str) -> bool:
        """Whether the file at `path` is to be searched."""
        return (not self.include.strip() or _any_glob(self.include, path)) and not _any_glob(
            self.exclude, path
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: its line and column from 1, and the text of the line that it begins in.

    `match` has the code points from its start to its end and its groups. Hits are equal when
    they stand at the same place and read the same.
    """

    path: str
    line: int
    column: int
    line_text: str
    match: Match = field(compare=False, repr=False)

    @property
    def start(self) -> int:
        """The first code point in the text of the file."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The code point after the last one."""
        return self.match.end()

    @property
    def found(self) -> str:
        """The text that was found."""
        return self.match[0]


@dataclass(frozen=True, slots=True)
class FileHits:
    """The hits in one file, in order; never empty unless the file has lost them."""

    path: str
    hits: tuple[Hit, ...]


def search(
    snapshot: Snapshot,
    query: Query,
    paths: Iterable[str] | None = None,
    *,
    patience: float = PATIENCE,
) -> Iterator[FileHits]:
    """The hits by file, in order of paths; of all files, or only of those at `paths`.

    One file is searched at a time, so whoever iterates can stop in between. Empty finds do not
    count. Raises `BadPattern` before the first file, and `SlowPattern` when a file takes longer
    than `patience` seconds.
    """
    pattern = query.compiled()
    chosen = sorted(snapshot if paths is None else set(paths))
    return _search(snapshot, query, pattern, chosen, patience)


def hits_in(
    path: str, content: FileText, query: Query, *, most: int = MOST_HITS, patience: float = PATIENCE
) -> tuple[Hit, ...]:
    """At most the first `most` hits in one file, wherever it lies; raises as `search`."""
    return _hits(path, content, query.compiled(), most, patience) if query.text else ()


def replacement(query: Query, template: str) -> Callable[[Hit], str]:
    r"""What takes the place of a hit.

    For a regular expression `$1` and `${name}` are its groups and `$$` is a dollar, as in VS Code;
    `\n` and `\t` are a line end and a tabulator. Otherwise the template is taken as it is.
    Raises `BadPattern` for a group that the expression does not have.
    """
    if not query.is_regex:
        return lambda _hit: template
    pattern = query.compiled()
    for number, name, _ in _GROUP.findall(template):
        is_known = name in pattern.names if name else not number or int(number) <= pattern.groups
        if not is_known:
            raise BadPattern("The expression has no group {group}.", group=name or number)
    plain = template.replace("\\n", "\n").replace("\\t", "\t")

    def expand(hit: Hit) -> str:
        def part(found: re.Match[str]) -> str:
            return "$" if found[3] else hit.match[found[2] or int(found[1])] or ""

        return _GROUP.sub(part, plain)

    return expand


def replace_hits(
    snapshot: Snapshot, hits: Sequence[Hit], written: Callable[[Hit], str], query: Query
) -> ChangeSet:
    """One step that exchanges `hits`, found in `snapshot`, for what `written` gives."""
    by_path: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.path, hit.start)):
        by_path.setdefault(hit.path, []).append(hit)
    operations: list[TextEdit] = []
    for path, in_file in by_path.items():
        content = snapshot.text(path)
        if content is not None:
            operations += _edits(content, path, in_file, written)
    place = Place(hits[0].path) if hits else None
    label = _label(query, by_path, removes=not any(map(written, hits)))
    return ChangeSet(label, tuple(operations), place=place)


def _search(
    snapshot: Snapshot, query: Query, pattern: Pattern, paths: list[str], patience: float
) -> Iterator[FileHits]:
    room = MOST_HITS
    for path in paths:
        content = snapshot.text(path)
        if content is None or not query.text or not query.covers(path):
            continue
        hits = _hits(path, content, pattern, room, patience)
        if hits:
            room -= len(hits)
            yield FileHits(path, hits)
        if room <= 0:
            return


def _hits(
    path: str, content: FileText, pattern: Pattern, most: int, patience: float
) -> tuple[Hit, ...]:
    text = content.text
    matches = pattern.matches(text, most, patience)
    if not matches:
        return ()
    starts = content.memo("line starts", lambda: _line_starts(text))
    hits: list[Hit] = []
    for match in matches:
        line = bisect_right(starts, match.start())
        begin = starts[line - 1]
        end = starts[line] - 1 if line < len(starts) else len(text)
        hits.append(Hit(path, line, match.start() - begin + 1, text[begin:end], match))
    return tuple(hits)


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _NEWLINE.finditer(text))]


def _edits(
    content: FileText, path: str, hits: list[Hit], written: Callable[[Hit], str]
) -> list[TextEdit]:
    """The edits of one file, the last first, so that none moves what another one means."""
    if len(hits) <= _MOST_EDITS:
        return [TextEdit(path, hit.start, hit.found, written(hit)) for hit in reversed(hits)]
    parts: list[str] = []
    start = at = hits[0].start
    for hit in hits:
        parts += content.text[at : hit.start], written(hit)
        at = hit.end
    return [TextEdit(path, start, content.text[start:at], "".join(parts))]


def _label(query: Query, by_path: dict[str, list[Hit]], *, removes: bool) -> Message:
    count = sum(map(len, by_path.values()))
    text = query.text
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
    if count == 1:
        name = next(iter(by_path)).rpartition("/")[2]
        if removes:
            return message("Remove “{text}” from {file}", text=shown, file=name)
        return message("Replace “{text}” in {file}", text=shown, file=name)
    if removes:
        return message("Remove “{text}” {count} times", text=shown, count=count)
    return message("Replace “{text}” {count} times", text=shown, count=count)


def _any_glob(globs: str, path: str) -> bool:
    return any(pattern.match(path) for pattern in _globs(globs))


@lru_cache(maxsize=16)
def _globs(globs: str) -> tuple[re.Pattern[str], ...]:
    patterns: list[re.Pattern[str]] = []
    for glob in filter(None, (part.strip() for part in globs.split(","))):
        inner = glob.strip("/")
        if "/" in glob:
            # A folder stands for everything in it, wherever it lies unless it starts with "/".
            lead = "" if glob.startswith("/") else "(?:.*/)?"
            patterns.append(re.compile(f"{lead}(?:{translate(inner)}|{translate(inner + '/*')})"))
        else:
            patterns.append(re.compile(f"(?:.*/)?{translate(inner)}"))
    return tuple(patterns)
