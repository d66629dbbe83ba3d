"""Propose entries of the mapping for images that have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.formats.imagemap import INSTANCE, OPERATOR, conventions, tar_path
from studio.formats.imagerefs import DEFAULT_TAG
from studio.package.images.architectures import architectures_of
from studio.package.images.fitting import Sought, fitting_tars, is_spoken_for
from studio.package.images.inventory import inventory_of
from studio.package.images.resolving import Target
from studio.package.images.tars import tar_at
from studio.package.images.uses import CONTAINERS, DIGEST, FULL, REGISTRY, REPOSITORY, TAG, How

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from studio.formats.imagerefs import ImageReference
    from studio.formats.imagetar import ImageTar
    from studio.package.images.inventory import Inventory
    from studio.package.images.joining import Image
    from studio.package.images.uses import Use
    from studio.package.snapshot import Snapshot

_TAG_OF_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that could be added; `reference` is the image as it is named now.

    `also` are values, by dot path, that must be written for the entry to take effect: fields that
    the chart leaves to a sub-chart or to a default, and digests, which would win over the tag.
    """

    reference: str
    section: str
    image: str
    tag: str
    type: str = ""
    address: tuple[tuple[str, str], ...] = ()
    package: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()

    def as_value(self) -> dict[str, Any]:
        """The entry as it is written, its keys in the order of OSC's guide."""
        value: dict[str, Any] = {"image": self.image, "tag": self.tag}
        if self.type:
            value["type"] = self.type
        if self.address:
            value["address"] = dict(self.address)
        return value | {"package": dict(self.package)}


def proposals(
    snapshot: Snapshot, keep_going: Callable[[], None] = lambda: None
) -> tuple[Proposal, ...]:
    """Entries for every use that OSC can write and no entry names; what is a guess is left out.

    Reads the tars of the package, to find those that hold the images.
    """
    inventory = inventory_of(snapshot)
    proposer = _Proposer(snapshot, inventory, architectures_of(snapshot), keep_going)
    found = (each for image in inventory.images for each in proposer.entries(image))
    return tuple(dict.fromkeys(found))


def proposals_for(snapshot: Snapshot, image: Image) -> tuple[Proposal, ...]:
    """Entries for the uses of one image that no entry names."""
    inventory = inventory_of(snapshot)
    proposer = _Proposer(snapshot, inventory, architectures_of(snapshot), lambda: None)
    return tuple(dict.fromkeys(proposer.entries(image)))


@dataclass(frozen=True, slots=True)
class _Proposer:
    """Knows what all proposals for one package share."""

    snapshot: Snapshot
    inventory: Inventory
    architectures: tuple[str, ...]
    keep_going: Callable[[], None]

    def entries(self, image: Image) -> Iterator[Proposal]:
        """The entries that the image lacks."""
        reference = image.parsed
        if reference is None:
            return
        written = {
            target.spot
            for entry in image.entries
            for found in self.inventory.targets[entry.pointer].values()
            for target in found
        }
        for use in image.rewritable:
            self.keep_going()
            if use.guess or _is_written(use, written):
                continue
            yield self._entry(image, use, reference)

    def _entry(self, image: Image, use: Use, reference: ImageReference) -> Proposal:
        name, tag = self._name(reference), _tag(reference)
        tars = ((each, self._tar(Sought(name, tag, each))) for each in self.architectures)
        package = tuple((each, tar) for each, tar in tars if tar)
        kinds = {how: kind for kind, how in _kinds().items()}
        if use.how in kinds:
            return Proposal(
                image.reference, OPERATOR, name, tag, type=kinds[use.how], package=package
            )
        address, also = _address(use, reference.tag)
        return Proposal(
            image.reference,
            INSTANCE,
            name,
            tag,
            address=tuple(address.items()),
            package=package,
            also=tuple(also.items()),
        )

    def _name(self, reference: ImageReference) -> str:
        """The last part of the path, or all of it where another image has the same name."""
        same = {
            other.parsed.path
            for other in self.inventory.images
            if other.parsed and other.parsed.name == reference.name
        }
        return reference.name if len(same) == 1 else reference.path

    def _tar(self, sought: Sought) -> str:
        """The tar that holds the image, or the name that one should have.

        "" where the tar of that name is there and is that of another image.
        """
        fitting = next(fitting_tars(self.inventory, sought, self._inside), "")
        if fitting:
            return fitting
        flat = f"{sought.image.replace('/', '-')}-{sought.tag}"
        usual = f"{flat}-{sought.architecture}.tar"
        if len(self.architectures) == 1 and self._may_be(f"{flat}.tar", sought):
            return f"{flat}.tar"
        is_free = tar_path(usual) not in self.snapshot
        return usual if is_free or self._may_be(usual, sought) else ""

    def _may_be(self, name: str, sought: Sought) -> bool:
        """Whether a tar of that name is there, and nothing says that it is another image's."""
        path = tar_path(name)
        return path in self.snapshot and not is_spoken_for(
            self.inventory, sought, path, self._inside(path)
        )

    def _inside(self, path: str) -> ImageTar | None:
        return tar_at(self.snapshot, path, self.keep_going)


def _kinds() -> Mapping[str, How]:
    """How each `type` of an operator entry names images."""
    return {kind: CONTAINERS[key] for kind, key in conventions().containers.items()}


def _is_written(use: Use, written: set[Any]) -> bool:

    return any(Target(each.place, each.text, each.inner).spot in written for each in use.fields)


def _tag(reference: ImageReference) -> str:
    """The tag to push the image with; one is made of the digest where there is none."""
    if reference.tag:
        return reference.tag
    algorithm, _, digest = reference.digest.partition(":")
    return f"{algorithm}-{digest[:_TAG_OF_DIGEST]}" if digest else DEFAULT_TAG


def _address(use: Use, tag: str) -> tuple[dict[str, str], dict[str, str]]:
    """The address keys that re-compose the image, and what else must be written, by path.

    `tag` is "" where the package does not say it; then a field for it is only named.
    """
    parts = {each.part: each for each in use.fields}
    if FULL in parts:
        return {"fullAddress": parts[FULL].address}, {}
    repository = parts[REPOSITORY]
    also = {each.address: each.text for each in use.fields if not each.exists}
    if DIGEST in parts and parts[DIGEST].text:
        also[parts[DIGEST].address] = ""
    if TAG in parts:
        tag_path = parts[TAG].address
    else:
        above = repository.address.rpartition(".")[0]
        tag_path = f"{above}.tag" if above else "tag"
        if tag:
            also[tag_path] = tag
    if REGISTRY in parts and parts[REGISTRY].text:
        return {
            "endpoint": parts[REGISTRY].address,
            "repo": repository.address,
            "tag": tag_path,
        }, also
    return {"repository": repository.address, "tag": tag_path}, also
