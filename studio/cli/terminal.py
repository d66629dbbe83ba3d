"""Where the command line writes, in which language, and in which colours."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from studio.wording import Message

_COLOURS = {
    "error": "31", "warning": "33", "info": "36", "good": "32", "strong": "1", "faint": "2",
}  # fmt: skip
SEVERITIES = {
    "error": message("error"), "warning": message("warning"), "info": message("info"),
}  # fmt: skip
_BAR = 24
_CLEAR_LINE = "\r\x1b[K"
_CONTROLS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


class CannotPrint(StudioError):
    """The result cannot be written to where it was sent."""


class Terminal:
    """The two streams of a command with its language.

    Colours and progress appear on a terminal only; colours never where NO_COLOR is set. What the
    encoding of the session has no characters for is written as escapes.
    """

    def __init__(self, language: str, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.language = language
        self.out = out or sys.stdout
        self._err = err or sys.stderr
        self._has_bar = False
        if reconfigure := getattr(self.out, "reconfigure", None):
            reconfigure(errors="backslashreplace")

    def say(self, text: Message) -> str:
        """The sentence in the language of this terminal."""
        return text.text(self.language)

    def print(self, line: str = "") -> None:
        """Write one line of the result; raises `CannotPrint`."""
        self._wipe()
        with _explained():
            self.out.write(f"{line}\n")

    def print_json(self, shape: object) -> None:
        """Write a result for programs; raises `CannotPrint`."""
        text = json.dumps(shape, ensure_ascii=False, indent=2)
        try:
            text.encode(self.out.encoding or "utf-8")
        except UnicodeEncodeError:
            # JSON has escapes of its own, which every reader understands.
            text = json.dumps(shape, indent=2)
        self.print(text)

    def flush(self) -> None:
        """Let the result arrive where it was sent; raises `CannotPrint`."""
        with _explained():
            self.out.flush()

    def discard(self) -> None:
        """Send what is left of the result nowhere, so that Python's flush at exit is silent."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.out.fileno())
        os.close(nowhere)

    def complain(self, line: str) -> None:
        """Write one line about what went wrong or what is worth knowing."""
        self._wipe()
        self.flush()
        self._err.write(f"{line}\n")

    def severity(self, name: str, width: int = 0) -> str:
        """The word for "error", "warning" or "info" in its colour, filled up to `width`."""
        return self.coloured(f"{self.say(SEVERITIES[name]):<{width}}", name)

    def coloured(self, text: str, colour: str) -> str:
        """`text` for the result, in "error", "warning", "info", "good", "strong" or "faint"."""
        if not text or not has_colours(self.out, os.environ):
            return text
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"

    def passed_on(self, text: str) -> str:
        """What another program wrote for a terminal, without its colours where ours are off."""
        return text if has_colours(self.out, os.environ) else _CONTROLS.sub("", text)

    @property
    def shows_progress(self) -> bool:
        """Whether somebody would see a bar move."""
        return self._err.isatty()

    @contextmanager
    def progress(self) -> Generator[Callable[[float, Message], None]]:
        """A function that draws a bar, or does nothing where nobody would see it move."""
        if not self.shows_progress:
            yield lambda _fraction, _text: None
            return
        drawn = ""

        def draw(fraction: float, text: Message) -> None:
            nonlocal drawn
            full = round(fraction * _BAR)
            bar = f"{'█' * full}{'░' * (_BAR - full)} {fraction:4.0%} {self.say(text)}"
            # What wraps into the next line could not be taken away any more.
            bar = bar[: shutil.get_terminal_size().columns - 1]
            if bar != drawn:
                drawn = bar
                self._has_bar = True
                self._err.write(_CLEAR_LINE + bar)
                self._err.flush()

        try:
            yield draw
        finally:
            self._has_bar = True
            self._wipe()

    def _wipe(self) -> None:
        """Take the bar away, in whose line something else is about to be written."""
        if self._has_bar:
            self._has_bar = False
            self._err.write(_CLEAR_LINE)
            self._err.flush()


@contextmanager
def _explained() -> Generator[None]:
    """Say in one sentence why the result does not arrive; a reader that left is no error."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotPrint(
            "The result cannot be written: {reason}.", reason=error.strerror or error
        ) from error


def has_colours(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to write colours to `stream` (no-color.org)."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream.isatty()


def language_of(environment: Mapping[str, str]) -> str:
    """The language of a session by POSIX's variables: "zh" for Chinese, otherwise "en"."""
    locale = next((v for k in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := environment.get(k))), "")
    return "zh" if locale.lower().startswith("zh") else "en"
