"""Fields of a package that could follow the tag of a new image."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio.formats.imagerefs import reference_of
from studio.formats.kinds import Role
from studio.package.builds.fieldnames import field_name, last_keys
from studio.package.images.inventory import inventory_of
from studio.package.images.operators import operator_image
from studio.package.images.uses import FULL, TAG, How
from studio.package.images.writing import text_edit, with_values
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.yamltext.nodes import Scalar
from studio.yamltext.pointers import Pointer, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.formats.imagerefs import ImageReference
    from studio.package.changes import TextEdit
    from studio.package.images.uses import Field, Use
    from studio.package.snapshot import Snapshot

_VERSIONS: tuple[tuple[Role, str], ...] = (
    (Role.METADATA, "version"),
    (Role.CHART, "appVersion"),
)


@dataclass(frozen=True, slots=True)
class TagOffer:
    """One field that could say the new tag; `inner` leads on inside the JSON text at `place`.

    `names_image` tells fields that name this very image from versions of the service, which
    often, but not always, go with it. `prefix` stands before both in the value, as the flag of an
    argument does; `where` is what people call the field.
    """

    place: Place
    old: str
    new: str
    inner: Pointer | None = None
    names_image: bool = True
    prefix: str = ""
    where: str = ""


def tag_offers(snapshot: Snapshot, reference: ImageReference) -> tuple[TagOffer, ...]:
    """The fields that say another tag of the image than `reference` has, or pin it by a digest.

    A digest belongs to the image that was, so it goes. Nothing is offered for an image without tag.
    """
    if not reference.tag:
        return ()
    found = [
        offer
        for image in inventory_of(snapshot).images
        if image.parsed is not None and image.parsed.name == reference.name
        for use in image.uses
        if not use.guess
        and use.how is not How.TEMPLATE
        and (offer := _of_use(snapshot, use, reference)) is not None
    ]
    return _told_apart(dict.fromkeys([*found, *_versions(snapshot, reference)]))


def accepted_offers(snapshot: Snapshot, offers: Iterable[TagOffer]) -> list[TextEdit]:
    """The edits that write what is offered; raises `CannotEdit`."""
    by_path: dict[str, list[TagOffer]] = {}
    for offer in offers:
        by_path.setdefault(offer.place.path, []).append(offer)
    edits: list[TextEdit] = []
    for path, mine in by_path.items():
        content = snapshot.text(path)
        if content is not None:
            values = {(each.place.pointer, each.inner): each.prefix + each.new for each in mine}
            edit = text_edit(path, content.text, with_values(content, values))
            edits += [edit] if edit is not None else []
    return edits


def _of_use(snapshot: Snapshot, use: Use, reference: ImageReference) -> TagOffer | None:
    """The field of a use that holds its tag."""
    field = use.field(TAG) or use.field(FULL)
    if field is None or not field.exists or field.place.document:
        return None
    new, prefix = reference.tag, ""
    if field.part == FULL:
        written = reference_of(field.text)
        if written is None:
            return None
        new = str(written.with_tag(reference.tag))
        prefix = f"{use.name}=" if _has_flag(snapshot, use, field) else ""
    if field.text == new:
        return None
    where = field_name(snapshot, field.place, field.inner)
    return TagOffer(field.place, field.text, new, field.inner, prefix=prefix, where=where)


def _has_flag(snapshot: Snapshot, use: Use, field: Field) -> bool:
    """Whether the field is the end of an argument, `--image=…`."""
    tree = snapshot.tree(field.place.path) if use.how is How.ARGS else None
    node = find(tree.root, field.place.pointer) if tree is not None else None
    return isinstance(node, Scalar) and node.value == f"{use.name}={field.text}"


def _told_apart(offers: Iterable[TagOffer]) -> tuple[TagOffer, ...]:
    """The offers, with the whole pointer as name where a shorter one means two fields of a file."""
    found = tuple(offers)
    count = Counter((offer.place.path, offer.where) for offer in found)
    return tuple(
        replace(offer, where=last_keys(whole, len(whole)))
        if count[offer.place.path, offer.where] > 1
        and (whole := (*offer.place.pointer, *(offer.inner or ())))
        else offer
        for offer in found
    )


def _versions(snapshot: Snapshot, reference: ImageReference) -> Iterator[TagOffer]:
    """The versions of the service and of the chart's application, if this is its own image."""
    layout, tag = layout_of(snapshot), reference.tag
    for role, key in _VERSIONS:
        for path in layout.with_role(role):
            tree = snapshot.tree(path)
            relative = layout.deploy_path(path) or ""
            node = (
                None if tree is None or tree.error or "/" in relative else find(tree.root, (key,))
            )
            old = node.value if isinstance(node, Scalar) else ""
            if old not in ("", tag) and _is_own(snapshot, reference, old):
                yield TagOffer(Place(path, (key,)), old, tag, names_image=False, where=key)


def _is_own(snapshot: Snapshot, reference: ImageReference, version: str) -> bool:
    """Whether an image goes with the version of its package, as images of side tools do not.

    The package's own is called like it, or is that of the operator's deployment. One whose name
    only holds that of the package (`kafka-exporter`) counts where its tag was that version.
    """
    own = layout_of(snapshot).name
    uses = [
        use
        for image in inventory_of(snapshot).images
        if image.parsed is not None and image.parsed.name == reference.name
        for use in image.uses
    ]
    operator = operator_image(snapshot)
    if reference.name == own or (operator is not None and reference.name == operator.name):
        return True
    tags = {parsed.tag for use in uses if (parsed := reference_of(use.reference)) is not None}
    return bool(own) and own in reference.name and (not tags or version in tags)
