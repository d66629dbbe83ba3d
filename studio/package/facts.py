"""A package in a few words, topic by topic, for lists of what it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role
from studio.package.card import card_of
from studio.package.content import Folder
from studio.package.delivery import NotDeliverable, delivery_of
from studio.package.estimate import packed_size
from studio.package.layout import layout_of, text_at
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from studio.package.snapshot import Snapshot
    from studio.wording import Message

    Fact: TypeAlias = Message | str


_MEGABYTE = 1 << 20


def identity(snapshot: Snapshot) -> Iterator[Fact]:
    """Name and version."""
    layout = layout_of(snapshot)
    return (text for text in (layout.name, layout.version) if text)


def parts(snapshot: Snapshot) -> Iterator[Fact]:
    """How many of the main parts of its kind."""
    layout = layout_of(snapshot)
    if layout.kind is Kind.HELM:
        n = _number(snapshot, Role.TEMPLATE)
        yield message("1 template") if n == 1 else message("{n} templates", n=n)
        return
    if layout.kind is Kind.OPERATOR:
        n = len(layout.bundles)
        yield message("1 version") if n == 1 else message("{n} versions", n=n)
    n = _number(snapshot, Role.CRD)
    yield message("1 CRD") if n == 1 else message("{n} CRDs", n=n)
    if layout.kind is Kind.OSC:
        n = _number(snapshot, Role.CSD)
        yield message("1 CSD") if n == 1 else message("{n} CSDs", n=n)


def files(snapshot: Snapshot) -> Iterator[Fact]:
    """How many files."""
    n = sum(not isinstance(content, Folder) for content in snapshot.files.values())
    yield message("1 file") if n == 1 else message("{n} files", n=n)


def deploy_size(snapshot: Snapshot) -> Iterator[Fact]:
    """About how large the deploy package is when packed."""
    try:
        size = packed_size(delivery_of(snapshot, deploy_only=True))
    except NotDeliverable:
        return
    if size < _MEGABYTE:
        yield f"{max(1, round(size / 1024))} KB"
    else:
        yield f"{size / _MEGABYTE:.1f} MB"


def providers(snapshot: Snapshot) -> Iterator[Fact]:
    """Whom to contact."""
    card = card_of(snapshot)
    yield from card.providers if card else ()


def categories(snapshot: Snapshot) -> Iterator[Fact]:
    """Where the marketplace lists it."""
    card = card_of(snapshot)
    yield from card.categories if card else ()


def brief_length(snapshot: Snapshot) -> Iterator[Fact]:
    """How long the brief description is."""
    card = card_of(snapshot)
    n = len(card.brief) if card else 0
    yield message("1 character") if n == 1 else message("{n} characters", n=n)


def terms(snapshot: Snapshot) -> Iterator[Fact]:
    """Source, architectures and scenes."""
    card = card_of(snapshot)
    if card is not None:
        words = (card.origin, *card.architectures, *card.scenes)
        yield from (word for word in words if word)


def services(snapshot: Snapshot) -> Iterator[Fact]:
    """The kinds that the CRDs define."""
    for path in layout_of(snapshot).with_role(Role.CRD):
        kind = text_at(snapshot, path, ("spec", "names", "kind"))
        if kind:
            yield kind


def replaced(snapshot: Snapshot) -> Iterator[Fact]:
    """Which version can be upgraded to this one."""
    layout = layout_of(snapshot)
    if layout.kind is Kind.OPERATOR:
        csv = layout.bundle.csv if layout.bundle else ""
        name = text_at(snapshot, csv, ("spec", "replaces"))
        before = name.partition(".v")[2] or name
    else:
        lifecycle = layout.in_deploy("lifecycle.yaml")
        before = text_at(snapshot, lifecycle, ("upgrade", "replaces"))
    if before:
        yield message("{old} can upgrade to {new}", old=before, new=layout.version)
    else:
        yield message("no earlier version named")


def nothing(_snapshot: Snapshot) -> Iterator[Fact]:
    """What needs no words."""
    return iter(())


def _number(snapshot: Snapshot, role: Role) -> int:
    return sum(1 for _ in layout_of(snapshot).with_role(role))
