"""What rules about images share: the inventory, and problems at its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.imagemap import MAPPING_PATH
from studio.package.images.inventory import inventory_of, read_paths
from studio.package.images.marking import span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.imagemap import MappingEntry
    from studio.package.images.inventory import Inventory
    from studio.package.images.uses import Use
    from studio.package.problems import Fix, Problem, Severity
    from studio.package.rules.views import Package
    from studio.wording import Message


def inventory(package: Package) -> Inventory:
    """The images of the package."""
    return package.view(inventory_of, read_paths(package.layout))


def carries_images(package: Package) -> bool:
    """Whether the package brings images; without any, nodes pull all of them from outside."""
    found = inventory(package)
    return bool(found.tars or (found.image_map and found.image_map.entries))


def entries(package: Package) -> Iterator[MappingEntry]:
    """The entries of the mapping."""
    image_map = inventory(package).image_map
    return iter(image_map.entries if image_map else ())


def use_problem(
    package: Package,
    use: Use,
    message: Message,
    *,
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Problem:
    """A problem at the place that names an image."""
    file = package.file(use.place.path)
    if file is None:
        return package.problem(message, use.place.path, fix=fix, severity=severity)
    span = package.view(lambda snapshot: span_of(snapshot, use), [use.place.path])
    return file.problem(
        message,
        *use.place.pointer,
        span=span,
        document=use.place.document,
        fix=fix,
        severity=severity,
    )


def entry_problem(
    package: Package,
    entry: MappingEntry,
    message: Message,
    *keys: str,
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Problem:
    """A problem of an entry of the mapping, or of one of its keys."""
    file = package.file(MAPPING_PATH)
    if file is None:
        return package.problem(message, MAPPING_PATH, fix=fix, severity=severity)
    return file.problem(message, *entry.pointer, *keys, fix=fix, severity=severity)
