"""The context of a build on its way to whoever builds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.builds.contexttar import tar_chunks
from studio.services.engine.buildevents import ContextSent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.builds.context import Context
    from studio.services.engine.buildevents import BuildEvent


class ContextUpload:
    """Gives the pieces in one thread, and tells what was sent in the thread that listens."""

    def __init__(self, context: Context, listen: Callable[[BuildEvent], None]) -> None:
        self._context = context
        self._listen = listen
        self._sent = 0
        self._told = 0

    def pieces(self, keep_sending: Callable[[], None] = lambda: None) -> Iterator[bytes]:
        """The context as a tar; `keep_sending` may raise to end it. Raises `BadContext`."""
        for piece in tar_chunks(self._context):
            keep_sending()
            yield piece
            self._sent += len(piece)

    def tell(self) -> None:
        """Tell how much was sent, where that is news."""
        if self._sent != self._told:
            self._told = self._sent
            size = self._context.size
            self._listen(ContextSent(min(self._sent, size), size))
