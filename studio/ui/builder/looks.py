"""How the states of builds look, and how times are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.services.engine.steprows import State

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECOND, _MINUTE, _HOUR = 10, 60, 3600

STATE_ICONS = {
    State.WAITING: ("circle-dashed", "faint"),
    State.RUNNING: ("spinner-gap", "accent"),
    State.DONE: ("check-circle-fill", "ok"),
    State.CACHED: ("lightning", "dim"),
    State.FAILED: ("x-circle-fill", "error"),
    State.CANCELLED: ("prohibit", "dim"),
}
STEP_ICONS = {**STATE_ICONS, State.DONE: ("check", "ok")}


def state_word(state: State) -> str:
    """What a state is called."""
    translate = QCoreApplication.translate
    return {
        State.WAITING: translate("builds", "waiting"),
        State.RUNNING: translate("builds", "running"),
        State.DONE: translate("builds", "done"),
        State.CACHED: translate("builds", "cached"),
        State.FAILED: translate("builds", "failed"),
        State.CANCELLED: translate("builds", "cancelled"),
    }[state]


def clock_text(seconds: float, *, ticking: bool = False) -> str:
    """Seconds as a row has room for: 8.4 s, 37 s, 1:42, 2:05:10; whole ones while `ticking`."""
    whole = int(seconds)
    if whole >= _HOUR:
        return f"{whole // _HOUR}:{whole % _HOUR // _MINUTE:02}:{whole % _MINUTE:02}"
    if whole >= _MINUTE:
        return f"{whole // _MINUTE}:{whole % _MINUTE:02}"
    return _seconds_text(seconds, exact=not ticking)


def duration_text(seconds: float, *, ticking: bool = False) -> str:
    """Seconds in a sentence: 1 min 42 s; whole ones while `ticking`."""
    translate = QCoreApplication.translate
    whole = int(seconds) if ticking else round(seconds)
    if whole < _MINUTE:
        return _seconds_text(seconds, exact=not ticking)
    if whole < _HOUR:
        text = translate("builds", "{minutes} min {seconds} s")
        return text.format(minutes=whole // _MINUTE, seconds=f"{whole % _MINUTE:02}")
    text = translate("builds", "{hours} h {minutes} min")
    return text.format(hours=whole // _HOUR, minutes=f"{whole % _HOUR // _MINUTE:02}")


def listed(words: Iterable[str]) -> str:
    """Words one after the other, without those that are empty."""
    return QCoreApplication.translate("builds", ", ").join(filter(None, words))


def facts(words: Iterable[str]) -> str:
    """Facts of different kinds on one line, without those that are empty."""
    return " · ".join(filter(None, words))


def _seconds_text(seconds: float, *, exact: bool) -> str:
    text = QCoreApplication.translate("builds", "{seconds} s")
    shown = f"{seconds:.1f}" if exact and seconds < _SECOND else f"{int(seconds)}"
    return text.format(seconds=shown)
