"""Saved images that are dragged: from the file manager, the package tree, or the table itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData

from studio.formats.imagemap import IMAGES_FOLDER
from studio.ui.explorer.treetransfer import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIXES = (".tar", ".tar.gz", ".tgz")
TARS = "application/x-osc-studio-tars"


class DraggedTars(NamedTuple):
    """Files from outside, and names of tars that lie in images/ already."""

    files: tuple[Path, ...] = ()
    names: tuple[str, ...] = ()


def mime_of(names: Sequence[str]) -> QMimeData:
    """What a drag of tars out of the table carries."""
    mime = QMimeData()
    mime.setData(TARS, json.dumps(list(names)).encode())
    mime.setText("\n".join(names))
    return mime


def dragged_tars(mime: QMimeData) -> DraggedTars:
    """The saved images in a drag; both empty where it carries none."""
    if mime.hasFormat(TARS):
        return DraggedTars(names=tuple(json.loads(mime.data(TARS).toStdString())))
    if mime.hasFormat(ENTRIES):
        paths: list[str] = json.loads(mime.data(ENTRIES).toStdString())["paths"]
        lead = f"{IMAGES_FOLDER}/"
        mine = (path.removeprefix(lead) for path in paths if path.startswith(lead))
        return DraggedTars(names=tuple(name for name in mine if name.endswith(SUFFIXES)))
    files = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return DraggedTars(tuple(file for file in files if file.name.endswith(SUFFIXES)))
