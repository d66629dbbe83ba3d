"""Carries what a job tells into the thread of the window, many events at a time."""

from __future__ import annotations

from collections import deque
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

_PAUSE_MS, _LONGEST_MS = 30, 240
_AT_ONCE = 1000
"""Events that are told together; those of a busy build wait for the next turn."""


class EventFeed(QObject):
    """`put` and `put_line` may be called in any thread; `arrived` carries events and lines.

    It looks for them between `start` and `finish`, rather than be told of each: so a job may go
    on telling a while after the feed is gone, and a noisy one wakes the window no more often; the
    longer nothing comes, the more seldom. Of lines that come faster than they are fetched only the
    last stay.
    """

    arrived = Signal(object, object)

    def __init__(self, parent: QObject, most_lines: int) -> None:
        super().__init__(parent)
        self._events: deque[Any] = deque()
        self._lines: deque[Any] = deque(maxlen=most_lines)
        self.put = self._events.append
        self.put_line = self._lines.append
        self._pause = QTimer(self, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._deliver)

    def start(self) -> None:
        """Begin to tell."""
        self._pause.start()

    def finish(self) -> None:
        """Tell all that is left, and no more."""
        self._pause.stop()
        while self._events or self._lines:
            self._deliver()

    def _deliver(self) -> None:
        events = [self._events.popleft() for _ in range(min(len(self._events), _AT_ONCE))]
        lines = [self._lines.popleft() for _ in range(len(self._lines))]
        came = bool(events or lines)
        pause = _PAUSE_MS if came else min(2 * self._pause.interval(), _LONGEST_MS)
        if pause != self._pause.interval():
            self._pause.setInterval(pause)
        if came:
            self.arrived.emit(events, lines)
