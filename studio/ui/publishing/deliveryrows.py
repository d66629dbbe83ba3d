"""What an export will write, as rows with sizes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio.formats.kinds import role_beside
from studio.package.delivery import IMAGES
from studio.sizes import size_text
from studio.ui.explorer.rolelook import role_icon

if TYPE_CHECKING:
    from studio.package.delivery import Delivery, Item
    from studio.package.report import Report


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One file or folder: its icon and colour role, and its bytes, None for a folder.

    `share` is its part of the whole, None where no bar is drawn. A size that is only a limit is
    written with ≤, for images get smaller when they are packed.
    """

    icon: str
    role: str
    name: str
    depth: int
    size: int | None = None
    share: float | None = None
    strong: bool = False
    at_most: bool = False

    def size_text(self) -> str:
        """The size in words."""
        if self.size is None:
            return ""
        return f"≤ {size_text(self.size)}" if self.at_most else size_text(self.size)


def tree_rows(delivery: Delivery, packed: int) -> list[DeliveryRow]:
    """The archive with its folders; `packed` is the size of the deploy package."""
    rows = [_archive(delivery, packed)]
    if delivery.deploy_only:
        return rows
    rows += [
        DeliveryRow("folder", "dim", delivery.name, 1),
        DeliveryRow("folder", "dim", "package", 2),
        DeliveryRow("archive-box", "dim", delivery.deploy_archive, 3, packed, strong=True),
    ]
    if delivery.images:
        rows.append(DeliveryRow("folder", "dim", IMAGES.rstrip("/"), 2))
    rows += [
        DeliveryRow(_icon(item), "dim", _below_images(delivery, item), 3, item.size)
        for item in delivery.images
    ]
    return rows


def written_rows(report: Report) -> list[DeliveryRow]:
    """The archive as it was written."""
    archive = report.packing.archive
    first, *others = tree_rows(report.delivery, archive.size if archive else report.size)
    return [replace(first, size=report.size, at_most=False), *others]


def share_rows(delivery: Delivery, packed: int) -> list[DeliveryRow]:
    """The archive and its files with their shares of the whole."""
    whole = max(1, _whole(delivery, packed))
    rows = [_archive(delivery, packed)]
    if not delivery.deploy_only:
        name = f"package / {delivery.deploy_archive}"
        rows.append(DeliveryRow("archive-box", "dim", name, 1, packed, packed / whole, strong=True))
    for item in delivery.images:
        name = _below_images(delivery, item)
        if not name.endswith(".tar"):
            name = f"{IMAGES.rstrip('/')} / {name}"
        rows.append(DeliveryRow(_icon(item), "dim", name, 1, item.size, item.size / whole))
    return rows


def _archive(delivery: Delivery, packed: int) -> DeliveryRow:
    whole = _whole(delivery, packed)
    return DeliveryRow(
        "archive-box", "accent", delivery.archive, 0, whole,
        strong=True, at_most=bool(delivery.images),
    )  # fmt: skip


def _whole(delivery: Delivery, packed: int) -> int:
    return packed + sum(item.size for item in delivery.images)


def _below_images(delivery: Delivery, item: Item) -> str:
    return item.name.removeprefix(f"{delivery.name}/{IMAGES}")


def _icon(item: Item) -> str:
    return role_icon(role_beside(item.path, None))
