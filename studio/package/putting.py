"""Put a file that was written beside its place into the folder of a package that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.disk import inside
from studio.package.folderwriting import sync_folder
from studio.package.kept import KeptFiles
from studio.package.sources import OnDisk

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.origin import FolderOrigin


def put_file(origin: FolderOrigin, path: str, waiting: Path, keep_in: Path) -> None:
    """Give the file `waiting` its place at `path`, at once and for good.

    The bytes that lie there go to the folder `keep_in` where undo may ask for them. Raises
    OSError; then everything is as it was.
    """
    target = inside(origin.path, path)
    kept = KeptFiles(keep_in)
    handles = origin.handles_at(OnDisk.at(target)) if target.is_file() else ()
    try:
        location = kept.keep(target) if handles else None
        waiting.replace(target)
    except OSError:
        kept.give_up()
        raise
    if location is not None:
        for handle in handles:
            handle.location = location
    sync_folder(target.parent)
