"""Patterns that find text: words taken as they are, and regular expressions."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import regex

    from studio.wording import Message

    Match: TypeAlias = re.Match[str] | regex.Match[str]

PATIENCE = 2.0
"""Seconds that an expression may take in one text."""

_MOST_PARTS = 100_000
"""Parts of an expression; the library takes some 300 bytes for each."""

_TOKEN = re.compile(
    r"(?P<open>\()|(?P<close>\))|\{(?P<times>\d+)(?:,\d*)?\}"
    r"|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^*+?]",
    re.DOTALL,
)

_NOT_UNDERSTOOD = message("This is no regular expression.")
_REASONS = (
    ("missing )", message("A bracket “(” is never closed.")),
    ("unbalanced parenthesis", message("There is a “)” without its “(”.")),
    ("unterminated character set", message("A set of characters “[” is never closed.")),
    ("missing ]", message("A set of characters “[” is never closed.")),
    ("nothing to repeat", message("Nothing stands before a sign of repetition.")),
    ("multiple repeat", message("Two signs of repetition follow each other.")),
    ("repeat count too big", message("A number of repetitions is too large.")),
    ("min repeat", message("The least number of repetitions is above the greatest.")),
    ("(end of pattern)", message("A “\\” stands at the end; write “\\\\” to find one.")),
    (
        "escape",
        message("A “\\” stands before a sign that it gives no meaning; write “\\\\” to find one."),
    ),
    ("bad character range", message("A range of characters runs backwards.")),
    ("unknown property", message("A class of characters is named that does not exist.")),
    ("undefined character name", message("A character is named that does not exist.")),
    ("group", message("A group is named that the expression does not have.")),
    ("extension", message("What follows “(?” has no meaning.")),
)
"""How the library begins or words what it refuses, and what people are told."""


class BadPattern(StudioError):
    """A regular expression, or what is to replace its hits, is not well formed."""


class SlowPattern(StudioError):
    """A regular expression takes too long: its tries double with every letter of some text."""


class Pattern:
    """What is looked for, ready to be tried on texts.

    `groups` counts the groups of an expression, `names` has the numbers of those with a name.
    """

    def __init__(self, found_in: Callable[[str, float], Iterator[Match]]) -> None:
        self._found_in = found_in
        self.groups = 0
        self.names: Mapping[str, int] = {}

    def matches(self, text: str, most: int, patience: float = PATIENCE) -> list[Match]:
        """At most the first `most` matches that are not empty; raises `SlowPattern`."""
        try:
            found = (
                match for match in self._found_in(text, patience) if match.end() > match.start()
            )
            return list(islice(found, most))
        except TimeoutError as error:
            raise SlowPattern(
                "This expression takes too long: it repeats what is itself repeated, as (a+)+ does."
            ) from error


def words(text: str, *, match_case: bool, whole: bool) -> Pattern:
    """The pattern of `text` as it stands."""
    source = re.escape(text)
    if whole:
        # Looking behind last halves the time: most letters fail at once.
        source = rf"{source}(?!\w)(?<!\w{source})"
    compiled = re.compile(source, 0 if match_case else re.IGNORECASE)
    # Without repetitions no text takes long.
    return Pattern(lambda text, _patience: compiled.finditer(text))


def expression(source: str, *, match_case: bool, whole_words: bool) -> Pattern:
    """The pattern of a regular expression, `^` and `$` at lines; raises `BadPattern`."""
    # 40 ms, which nobody pays who only looks for words. The standard library cannot be stopped:
    # an unlucky expression would stand still for years and keep every other thread waiting.
    import regex

    flags = regex.MULTILINE | (regex.V0 if match_case else regex.V0 | regex.IGNORECASE)
    try:
        if _parts(source) > _MOST_PARTS:
            raise OverflowError("repeat count too big")  # noqa: TRY301 - as the library says it
        compiled = regex.compile(source, flags)
        if whole_words:
            compiled = regex.compile(rf"(?<!\w)(?:{source})(?!\w)", flags)
    except (regex.error, OverflowError, RecursionError, ValueError) as error:
        raise BadPattern(_reason(str(error)).template) from error
    pattern = Pattern(
        lambda text, patience: compiled.finditer(text, concurrent=True, timeout=patience)
    )
    pattern.groups, pattern.names = compiled.groups, compiled.groupindex
    return pattern


def _reason(said: str) -> Message:
    return next((reason for signs, reason in _REASONS if signs in said), _NOT_UNDERSTOOD)


def _parts(source: str) -> int:
    """About how many parts the library makes of an expression: it writes `a{1000}` out in full."""
    totals, last = [0], 0
    for token in _TOKEN.finditer(source):
        if token["open"]:
            totals.append(0)
        elif token["times"]:
            more = last * (max(int(token["times"]), 1) - 1)
            totals[-1] += more
            last += more
        else:
            last = totals.pop() if token["close"] and len(totals) > 1 else 1
            totals[-1] += last
    return sum(totals)
