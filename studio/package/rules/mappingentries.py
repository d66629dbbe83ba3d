"""mapping.yaml: whether its entries belong to images, agree, and can be pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.imagemap import INSTANCE, MAPPING_PATH, OPERATOR
from studio.formats.imagerefs import is_repository_path, is_tag
from studio.formats.marketplace import nearest
from studio.package.problems import Severity
from studio.package.rules.catalogue import RuleSet
from studio.package.rules.fixes import quote_fix, remove_fix, write_fix
from studio.package.rules.imageviews import entries, entry_problem, inventory
from studio.package.rules.mapping import REDIS, service
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.nodes import Scalar
from studio.yamltext.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.imagemap import MappingEntry
    from studio.package.problems import Fix, Problem
    from studio.package.rules.views import Package

RULES = RuleSet()


@RULES.package(
    id="IMG-03",
    severity=Severity.ERROR,
    title=message("Every entry of the mapping belongs to an image of the package"),
    kinds="N H O",
    triggers=service(
        REDIS + "- image: radis\n  tag: 7.2.4\n  address:\n    fullAddress: replicas\n"
        "  package:\n    x86_64: redis-7.2.4-x86_64.tar\n"
    ),
    passes=service(REDIS),
    source="osc_sp_0012",
    fixable=True,
)
def entries_have_images(package: Package) -> Iterator[Problem]:
    """Entries whose paths lead nowhere are told by OSC-29."""
    found = inventory(package)
    for entry in found.strays:
        targets = found.targets[entry.pointer]
        if entry.section == INSTANCE and not (targets and all(targets.values())):
            continue
        place = Place(MAPPING_PATH, entry.pointer)
        yield entry_problem(
            package,
            entry,
            message("No image of the package belongs to this entry ({name}).", name=entry.title),
            fix=_renamed(package, entry)
            or remove_fix(message("Remove {name} from the mapping", name=entry.title), place),
        )


def _renamed(package: Package, entry: MappingEntry) -> Fix | None:
    """The name that an entry for a container probably means."""
    if entry.section != OPERATOR:
        return None
    names = {
        image.parsed.name
        for image in inventory(package).images
        if image.parsed and image.rewritable and not image.entries
    }
    meant = nearest(entry.image, names)
    if meant is None or meant == entry.image:
        return None
    place = Place(MAPPING_PATH, (*entry.pointer, "image"))
    return write_fix(place, meant)


@RULES.package(
    id="IMG-06",
    severity=Severity.WARNING,
    title=message("No two entries of the mapping contradict each other"),
    kinds="N H O",
    triggers=service(REDIS + REDIS.removeprefix("instance:\n")),
    passes=service(REDIS),
    source="osc_sp_0012",
    fixable=True,
)
def consistent_entries(package: Package) -> Iterator[Problem]:
    """One field in two entries, or one image and tag from different tars."""
    owners: dict[object, MappingEntry] = {}
    sources: dict[tuple[str, str, str], str] = {}
    for entry in entries(package):
        label = message("Remove {name} from the mapping", name=entry.title)
        fix = remove_fix(label, Place(MAPPING_PATH, entry.pointer))
        targets = inventory(package).targets[entry.pointer].values()
        spots = {target.spot for found in targets for target in found}
        other = next((owners[spot] for spot in spots if spot in owners), None)
        if other is not None:
            text = message("The entry for {name} writes the same field.", name=other.title)
            yield entry_problem(package, entry, text, "address", fix=fix)
        owners |= dict.fromkeys(spots, entry)
        for architecture, name in entry.package.items():
            key = (entry.image, entry.tag, architecture)
            if sources.setdefault(key, name) != name:
                text = message(
                    "Another entry takes {image} from {name}.",
                    image=entry.title,
                    name=sources[key],
                )
                yield entry_problem(package, entry, text, "package", architecture)


@RULES.package(
    id="IMG-10",
    severity=Severity.ERROR,
    title=message("Images of the mapping have names and tags that a registry takes"),
    kinds="N H O",
    triggers=service(REDIS.replace("image: redis", "image: Redis")),
    passes=service(REDIS),
    source="osc_sp_0012",
    fixable=True,
)
def pushable_names(package: Package) -> Iterator[Problem]:
    """`image` and `tag` by the grammar of references; a tag must be text."""
    for entry in entries(package):
        if not is_repository_path(entry.image):
            lower = entry.image.lower()
            place = Place(MAPPING_PATH, (*entry.pointer, "image"))
            yield entry_problem(
                package,
                entry,
                message("`{name}` is no name of an image.", name=entry.image)
                if entry.image
                else message("The entry must name its `image`."),
                "image",
                fix=write_fix(place, lower) if is_repository_path(lower) else None,
            )
        if not is_tag(entry.tag):
            text = message("`{tag}` is no tag.", tag=entry.tag)
            text = text if entry.tag else message("The entry must name the `tag` to push.")
            yield entry_problem(package, entry, text, "tag")
        elif not isinstance(plain_value(entry.tag), str) and not _is_quoted(package, entry):
            place = Place(MAPPING_PATH, (*entry.pointer, "tag"))
            yield entry_problem(
                package,
                entry,
                message("The tag `{tag}` is not read as text; put it in quotes.", tag=entry.tag),
                "tag",
                fix=quote_fix(message("Put {value} in quotes", value=entry.tag), place),
                severity=Severity.WARNING,
            )


def _is_quoted(package: Package, entry: MappingEntry) -> bool:
    file = package.file(MAPPING_PATH)
    node = file.node(*entry.pointer, "tag") if file else None
    return isinstance(node, Scalar) and bool(node.style)
