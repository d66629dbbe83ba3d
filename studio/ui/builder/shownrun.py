"""The build that the page of builds goes on showing, whatever happens to its recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from studio.services.builds.buildrun import BuildRun
    from studio.services.builds.desk import BuildDesk


class ShownRun:
    """`loose` is a build that is shown by itself, because it has no recipe."""

    def __init__(self, desk: BuildDesk) -> None:
        self.loose: BuildRun | None = None
        self._desk = desk
        self._seen: BuildRun | None = None

    def leave(self, loose: BuildRun | None = None) -> None:
        """Follow what was shown no longer, and show this one by itself."""
        self.loose, self._seen = loose, None

    def see(self, run: BuildRun | None) -> None:
        """Note what is shown now."""
        self._seen = run

    def stay(self, numbers: Collection[int]) -> int | None:
        """The recipe that the running build is of now, one of `numbers`.

        None where nothing is followed, and where its recipe is gone: then it is `loose`.
        """
        run = self._seen
        if run is None or run.state.is_over:
            return None
        number = self._desk.number_of(run)
        if number in numbers:
            self.loose = None
            return number
        self.loose = run
        return None
