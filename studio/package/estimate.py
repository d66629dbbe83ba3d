"""How large the deploy package will be, without writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.content import FileText
from studio.package.igzip import deflate

if TYPE_CHECKING:
    from studio.package.delivery import Delivery, Item

_PER_MEMBER = 76 + 22
"""Bytes of the two headers of a zip member with the marks that writers add, besides its name."""


def packed_size(delivery: Delivery) -> int:
    """About how many bytes the deploy package has when packed.

    Texts are packed once each. Other files count as they are: logos and sub-charts are packed
    already, and reading them would take time.
    """
    return sum(_packed(item) for item in delivery.deploy)


def _packed(item: Item) -> int:
    content = item.content
    if isinstance(content, FileText):
        packed = content.memo(packed_size, lambda: len(deflate(content.text.encode())))
    else:
        packed = content.size
    return packed + _PER_MEMBER + 2 * len(item.name.encode())
