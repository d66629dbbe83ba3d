"""What rules about images share: the inventory, and problems at its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.imagemap import MAPPING_PATH
from studio.formats.marketplace import nearest
from studio.package.content import FileBlob
from studio.package.images.inventory import inventory_of, read_paths
from studio.package.images.marking import span_of
from studio.package.rules.fixes import set_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.imagemap import MappingEntry
    from studio.formats.imagetar import ImageTar
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


def tar_inside(package: Package, path: str) -> ImageTar | None:
    """What the tar at `path` holds, None where there is none; each is read once whoever asks."""
    blob = package.content(path)
    if not isinstance(blob, FileBlob):
        return None
    # Imported late: most packages have no tars, and are checked without what reads them.
    from studio.package.images.tars import described

    return described(blob, package.keep_going)


def tar_fix(package: Package, entry: MappingEntry, architecture: str) -> Fix | None:
    """Let the entry take its image from a tar that holds it, where there is one."""
    from studio.package.images.fitting import Sought, fitting_tars

    sought = Sought(entry.image, entry.tag, architecture)
    found = list(fitting_tars(inventory(package), sought, lambda path: tar_inside(package, path)))
    if not found:
        return None
    name = nearest(entry.package.get(architecture, ""), found) or found[0]
    place = Place(MAPPING_PATH, (*entry.pointer, "package", architecture))
    return set_fix(message("Use {name}", name=name), place, name)


def use_problem(
    package: Package,
    use: Use,
    text: Message,
    *,
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Problem:
    """A problem at the place that names an image."""
    file = package.file(use.place.path)
    if file is None:
        return package.problem(text, use.place.path, fix=fix, severity=severity)
    span = package.view(lambda snapshot: span_of(snapshot, use), [use.place.path])
    return file.problem(
        text,
        *use.place.pointer,
        span=span,
        document=use.place.document,
        fix=fix,
        severity=severity,
    )


def entry_problem(
    package: Package,
    entry: MappingEntry,
    text: Message,
    *keys: str,
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Problem:
    """A problem of an entry of the mapping, or of one of its keys."""
    file = package.file(MAPPING_PATH)
    if file is None:
        return package.problem(text, MAPPING_PATH, fix=fix, severity=severity)
    return file.problem(text, *entry.pointer, *keys, fix=fix, severity=severity)
