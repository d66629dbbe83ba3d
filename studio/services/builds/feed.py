"""Carries what a job tells into the thread of the window, many events at a time."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_PAUSE_MS = 30
_AT_ONCE = 1000
"""Events that are told together; those of a noisy build wait for the next turn."""


class EventFeed(QObject):
    """`put` may be called in any thread; `arrived` carries a list of events in the own one."""

    arrived = Signal(object)
    _waiting = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._events: deque[object] = deque()
        self._told = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._deliver)
        self._waiting.connect(self._pause.start, Qt.ConnectionType.QueuedConnection)

    def put(self, event: object) -> None:
        """Take an event along."""
        self._events.append(event)
        if not self._told:
            self._told = True
            self._waiting.emit()

    def flush(self) -> None:
        """Tell everything now, because the job is over."""
        while self._events:
            self._deliver()

    def _deliver(self) -> None:
        self._told = False
        count = min(len(self._events), _AT_ONCE)
        events = [self._events.popleft() for _ in range(count)]
        if self._events and not self._told:
            self._told = True
            self._pause.start()
        if events:
            self.arrived.emit(events)
