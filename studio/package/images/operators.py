"""The image of an operator itself, told from those that run beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.kinds import Role
from studio.package.images.inventory import inventory_of
from studio.package.images.uses import How
from studio.package.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.imagerefs import ImageReference
    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot

_WORDS = ("operator", "controller", "manager")
# A proxy that stands before the metrics of nearly every operator.
_SIDE = frozenset({"kube-rbac-proxy"})


def operator_image(snapshot: Snapshot) -> ImageReference | None:
    """The image of the operator's deployment in the CSV or lifecycle.yaml, None where none is.

    Of several containers the one whose image is called like an operator or like the package.
    """
    layout = layout_of(snapshot)
    found = list(_deployed(snapshot, layout))
    words = (*_WORDS, layout.name) if layout.name else _WORDS
    named = (each for each in found if any(word in each.name for word in words))
    rest = (each for each in found if each.name not in _SIDE)
    return next(named, None) or next(rest, None) or next(iter(found), None)


def _deployed(snapshot: Snapshot, layout: Layout) -> Iterator[ImageReference]:
    """The images of the containers that the package deploys, in their order."""
    current = layout.bundle.csv if layout.bundle is not None else ""
    for image in inventory_of(snapshot).images:
        for use in image.uses:
            role = layout.roles.get(use.place.path)
            is_mine = role is Role.LIFECYCLE or (role is Role.CSV and use.place.path == current)
            if image.parsed is not None and use.how is How.CONTAINER and is_mine:
                yield image.parsed
