"""Lines of the log of a build, with the colours that programs gave them."""

from __future__ import annotations

import re
from typing import NamedTuple

_SEQUENCE = re.compile(
    r"\x1b(?:\[([0-9;:?]*)([ -/]*[@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"
)
_TONES = {
    30: "faint", 31: "error", 32: "ok", 33: "warning", 34: "accent", 35: "info", 36: "info",
    37: "", 39: "",
}  # fmt: skip
_BRIGHT = 60
_RESET = 0
_FAULT = re.compile(r"\s*(?:\S+:\s+)?(error|fatal|warning|warn)\b\s*[:\]]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LONGEST = 4000
"""Characters of a line that are shown; editors lay longer ones out for seconds."""


class Span(NamedTuple):
    """A part of a line in one colour role, "" for that of the text."""

    text: str
    tone: str


class LogLine(NamedTuple):
    """One line: its seconds, its parts, the number of its platform, and that of its step.

    The seconds count from the beginning of the step, 0 for none, else from that of the build.
    """

    seconds: float
    spans: tuple[Span, ...]
    part: int
    step: int = 0

    @property
    def text(self) -> str:
        """The line without colours."""
        return "".join(span.text for span in self.spans)

    @property
    def time(self) -> str:
        """The seconds as a column of five characters has room for."""
        whole = len(str(int(self.seconds)))
        return f"{self.seconds:.{max(0, 4 - whole)}f}"


def spans(line: str) -> tuple[Span, ...]:
    """The parts of a line by their ANSI colours; words such as “warning:” colour a plain line.

    Other sequences are left out, and of what a carriage return overwrote only the last stays.
    """
    line = line.rstrip("\r\n").rpartition("\r")[2][:_LONGEST]
    if "\x1b" not in line:
        return (Span(_CONTROL.sub("", line), _tone_of(line)),)
    found: list[Span] = []
    tone, at = "", 0
    for match in _SEQUENCE.finditer(line):
        _add(found, line[at : match.start()], tone)
        at = match.end()
        if match[2] == "m":
            tone = _changed(tone, match[1])
    _add(found, line[at:], tone)
    if all(not span.tone for span in found):
        text = "".join(span.text for span in found)
        return (Span(text, _tone_of(text)),)
    return tuple(found)


def _add(found: list[Span], text: str, tone: str) -> None:
    text = _CONTROL.sub("", text)
    if text:
        found.append(Span(text, tone))


def _changed(tone: str, codes: str) -> str:
    """The tone after the codes of one sequence (ECMA-48 8.3.117)."""
    numbers = [int(code) if code.isdigit() else _RESET for code in codes.split(";")]
    for code in numbers:
        if code == _RESET:
            tone = ""
        elif code in {38, 48}:
            break  # what follows is one colour of many, which themes do not have
        elif code in _TONES:
            tone = _TONES[code]
        elif code - _BRIGHT in _TONES:
            tone = _TONES[code - _BRIGHT]
    return tone


def _tone_of(line: str) -> str:
    found = _FAULT.match(line)
    if found is None:
        return ""
    return "warning" if found[1].lower().startswith("warn") else "error"
