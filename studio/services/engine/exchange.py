"""One long request to an engine, which can be given up at any moment."""

from __future__ import annotations

import json
import queue
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from studio.formats.shapes import mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from requests import Response

T = TypeVar("T")

_POLL = 0.05
_PATIENCE = 5.0
_PIECE = 1 << 20
_WAITING_PIECES = 8


class GivenUp(Exception):
    """Raised in the thread of an exchange that nobody waits for any more."""


def exchanged(
    send: Callable[[Callable[[], None]], Response],
    read: Callable[[Response], Iterator[T]],
    keep_going: Callable[[], None],
) -> Generator[T]:
    """What `read` makes of the response to `send`, as it comes.

    Both run in a thread of their own, for only so can a read that waits for the engine be ended:
    `keep_going` is called at least twenty times a second in the thread that iterates, and what it
    raises closes the connection, which is how engines learn that they may stop. `send` is given a
    function to call while it sends. Close the generator, or exhaust it.
    """
    worker = _Worker(send, read)
    worker.start()
    try:
        while True:
            keep_going()
            try:
                item = worker.items.get(timeout=_POLL)
            except queue.Empty:
                continue
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
    finally:
        worker.give_up()


class _End:
    def __init__(self, error: BaseException | None) -> None:
        self.error = error


class _Worker(threading.Thread, Generic[T]):
    """Sends and reads; whoever gives it up need not wait for an engine that does not answer."""

    def __init__(
        self,
        send: Callable[[Callable[[], None]], Response],
        read: Callable[[Response], Iterator[T]],
    ) -> None:
        super().__init__(name="engine", daemon=True)
        self.items: queue.Queue[T | _End] = queue.Queue(_WAITING_PIECES)
        self._send = send
        self._read = read
        self._given_up = threading.Event()
        self._response: Response | None = None

    def run(self) -> None:
        end = _End(None)
        try:
            self._response = self._send(self._keep_going)
            self._keep_going()
            for item in self._read(self._response):
                self._put(item)
        except BaseException as error:  # noqa: BLE001 - told to the thread that waits
            end = _End(error)
        finally:
            if self._response is not None:
                self._response.close()
        with suppress(GivenUp):
            self._put(end)

    def give_up(self) -> None:
        """Close the connection, so that the engine stops; returns when that is done."""
        self._given_up.set()
        response = self._response
        if response is not None and self.is_alive():
            # Closing alone would not wake the thread that waits for bytes.
            with suppress(OSError, ValueError, RuntimeError):
                response.raw.shutdown()
        self.join(_PATIENCE)

    def _keep_going(self) -> None:
        if self._given_up.is_set():
            raise GivenUp

    def _put(self, item: T | _End) -> None:
        while True:
            self._keep_going()
            with suppress(queue.Full):
                self.items.put(item, timeout=_POLL)
                return


def json_events(response: Response) -> Iterator[dict[str, Any]]:
    """The JSON objects of a stream, each on a line of its own; nonsense is passed over."""
    rest = b""
    while data := response.raw.read1(_PIECE):
        *lines, rest = (rest + data).split(b"\n")
        yield from _objects(lines)
    yield from _objects([rest])


def _objects(lines: list[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.strip():
            try:
                yield mapping(json.loads(line))
            except (ValueError, RecursionError):
                continue


def pieces(response: Response) -> Iterator[bytes]:
    """The bytes of a response, in pieces of up to 1 MiB."""
    while data := response.raw.read(_PIECE):
        yield data
