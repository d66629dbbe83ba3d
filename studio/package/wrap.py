"""Make a service package of a deploy package that was opened alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.changes import ChangeSet, RenameFile
from studio.package.delivery import require_identity
from studio.package.layout import layout_of
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.snapshot import Snapshot


class AlreadyWrapped(StudioError):
    """The package is a service package."""


def wrap(snapshot: Snapshot) -> ChangeSet:
    """The change that moves the deploy package into `package/{name}-{version}/`.

    The workspace file stays where it is. Raises `AlreadyWrapped`, or `NotDeliverable` where the
    package does not say its name and version.
    """
    layout = layout_of(snapshot)
    if layout.is_service:
        raise AlreadyWrapped("The package is a service package already.")
    require_identity(layout)
    folder = f"package/{layout.name}-{layout.version}"
    return ChangeSet(
        message("Make a service package of {name}", name=layout.name),
        tuple(
            RenameFile(path, f"{folder}/{path}")
            for path in snapshot
            if layout.deploy_path(path) is not None
        ),
    )
