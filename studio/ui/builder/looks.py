"""How the states of builds look, and how times are written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.services.builds.buildparts import State

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


def clock_text(seconds: float) -> str:
    """Seconds as a row has room for: 8.4 s, 37 s, 1:42, 2:05:10."""
    whole = int(seconds)
    if whole >= _HOUR:
        return f"{whole // _HOUR}:{whole % _HOUR // _MINUTE:02}:{whole % _MINUTE:02}"
    if whole >= _MINUTE:
        return f"{whole // _MINUTE}:{whole % _MINUTE:02}"
    return f"{whole} s" if seconds >= _SECOND else f"{seconds:.1f} s"


def duration_text(seconds: float) -> str:
    """Seconds in a sentence: 1 min 42 s."""
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{seconds:.1f} s" if seconds < _SECOND else f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE:02} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE:02} min"
