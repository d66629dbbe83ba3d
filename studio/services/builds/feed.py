"""Carries what a job tells into the thread of the window, many events at a time."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

_PAUSE_MS = 30
_AT_ONCE = 1000
"""Events that are told together; those of a noisy build wait for the next turn."""


class EventFeed(QObject):
    """`put` may be called in any thread; `arrived` carries a list of events in the own one.

    It looks for events between `start` and `finish`, rather than be told of each: so a job may go
    on telling a while after the feed is gone, and a noisy one wakes the window no more often.
    """

    arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._events: deque[object] = deque()
        self.put = self._events.append
        self._pause = QTimer(self, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._deliver)

    def start(self) -> None:
        """Begin to tell."""
        self._pause.start()

    def finish(self) -> None:
        """Tell all that is left, and no more."""
        self._pause.stop()
        while self._events:
            self._deliver()

    def _deliver(self) -> None:
        events = [self._events.popleft() for _ in range(min(len(self._events), _AT_ONCE))]
        if events:
            self.arrived.emit(events)
