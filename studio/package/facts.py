"""A package in a few words, topic by topic, for lists of what it has."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role
from studio.package.card import card_of
from studio.package.content import Folder
from studio.package.delivery import NotDeliverable, delivery_of
from studio.package.estimate import packed_size
from studio.package.layout import WORKSPACE_FILE, layout_of, text_at
from studio.package.rules.hygiene import languages_in
from studio.package.snapshot import Place
from studio.sizes import size_text
from studio.wording import message
from studio.yamltext.nodes import Sequence as SequenceNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Node

    Fact: TypeAlias = Message | str


_PNG, _PNG_HEADER = b"\x89PNG\r\n\x1a\n", 24


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
    yield size_text(size)


def providers(snapshot: Snapshot) -> Iterator[Fact]:
    """Whom to contact."""
    card = card_of(snapshot)
    yield from card.providers if card else ()


def categories(snapshot: Snapshot) -> Iterator[Fact]:
    """Where the marketplace lists it."""
    card = card_of(snapshot)
    yield from card.categories if card and card.categories else (message("none named"),)


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


def form_fields(snapshot: Snapshot) -> Iterator[Fact]:
    """How many fields the deploy forms have."""
    layout = layout_of(snapshot)
    n = sum(
        len(_items(snapshot, Place(path, ("spec", "descriptors", "spec"))))
        for path in layout.with_role(Role.CSD)
    )
    csv = layout.bundle.csv if layout.bundle else ""
    owned = ("spec", "customresourcedefinitions", "owned")
    for index, _ in enumerate(_items(snapshot, Place(csv, owned)) if csv else ()):
        n += len(_items(snapshot, Place(csv, (*owned, index, "specDescriptors"))))
    yield message("1 field") if n == 1 else message("{n} fields", n=n)


def saved_images(snapshot: Snapshot) -> Iterator[Fact]:
    """How many images the package brings along."""
    n = _number(snapshot, Role.IMAGE_TAR)
    yield message("1 image file") if n == 1 else message("{n} image files", n=n)


def architectures(snapshot: Snapshot) -> Iterator[Fact]:
    """For which architectures it is meant."""
    card = card_of(snapshot)
    yield from card.architectures if card and card.architectures else (message("none named"),)


def recipes(snapshot: Snapshot) -> Iterator[Fact]:
    """How many images can be built from it."""
    n = len(_items(snapshot, Place(WORKSPACE_FILE, ("builds",))))
    yield message("1 recipe") if n == 1 else message("{n} recipes", n=n)


def installation(snapshot: Snapshot) -> Iterator[Fact]:
    """How the operator is installed, and for how many service accounts."""
    path = layout_of(snapshot).in_deploy("lifecycle.yaml")
    strategy = text_at(snapshot, path, ("install", "strategy"))
    if strategy:
        yield strategy
    names: set[str] = set()
    for key in ("permissions", "clusterPermissions"):
        for index, _ in enumerate(_items(snapshot, Place(path, ("install", key)))):
            names.add(text_at(snapshot, path, ("install", key, index, "serviceAccountName")))
    if names:
        n = len(names)
        yield message("1 service account") if n == 1 else message("{n} service accounts", n=n)


def log_collection(snapshot: Snapshot) -> Iterator[Fact]:
    """From how many kinds of pods logs are collected, and from how many paths."""
    selectors = paths = 0
    for path in layout_of(snapshot).with_role(Role.LOG_CONFIG):
        place = ("spec", "logConfigItems")
        for index, _ in enumerate(_items(snapshot, Place(path, place))):
            selectors += 1
            paths += len(_items(snapshot, Place(path, (*place, index, "logPaths"))))
    yield (
        message("1 label selector")
        if selectors == 1
        else message("{n} label selectors", n=selectors)
    )
    yield message("1 path") if paths == 1 else message("{n} paths", n=paths)


def monitoring(snapshot: Snapshot) -> Iterator[Fact]:
    """How many charts the monitoring page shows."""
    charts, place = 0, ("spec", "monitorConfigItems")
    for path in layout_of(snapshot).with_role(Role.MONITOR_CONFIG):
        for index, _ in enumerate(_items(snapshot, Place(path, place))):
            levels = (*place, index, "prometheus", "displayOptions", "levels")
            for level, _ in enumerate(_items(snapshot, Place(path, levels))):
                charts += len(_items(snapshot, Place(path, (*levels, level, "metrics"))))
    yield message("1 chart") if charts == 1 else message("{n} charts", n=charts)


def readme(snapshot: Snapshot) -> Iterator[Fact]:
    """How long it is."""
    for path in layout_of(snapshot).with_role(Role.README):
        content = snapshot.text(path)
        if content is not None:
            n = len(content.text.splitlines())
            yield message("1 line") if n == 1 else message("{n} lines", n=n)
            return


def languages(snapshot: Snapshot) -> Iterator[Fact]:
    """The languages of the brief description, which all texts share where nothing is amiss."""
    card = card_of(snapshot)
    chinese, english = languages_in(card.brief if card else "")
    if chinese:
        yield message("Chinese")
    if english:
        yield message("English")


def no_secrets(_snapshot: Snapshot) -> Iterator[Fact]:
    """That nothing was found."""
    yield message("none found")


def helm_lint(_snapshot: Snapshot) -> Iterator[Fact]:
    """Who has checked the chart."""
    yield "helm lint"


def logo(snapshot: Snapshot) -> Iterator[Fact]:
    """Format, width and height, and size of the picture."""
    card = card_of(snapshot)
    data = card.logo if card else b""
    if not data:
        return
    if data.startswith(_PNG):
        yield "PNG"
        if len(data) >= _PNG_HEADER:
            width, height = struct.unpack(">II", data[16:24])
            yield f"{width} × {height}"
    elif data.startswith(b"\xff\xd8"):
        yield "JPEG"
    elif b"<svg" in data[:1024]:
        yield "SVG"
    yield size_text(len(data))


def nothing(_snapshot: Snapshot) -> Iterator[Fact]:
    """What needs no words."""
    return iter(())


def _items(snapshot: Snapshot, place: Place) -> Sequence[Node]:
    """The items of a list; none where there is no list."""
    node = snapshot.node(place)
    return node.items if isinstance(node, SequenceNode) else ()


def _number(snapshot: Snapshot, role: Role) -> int:
    return sum(1 for _ in layout_of(snapshot).with_role(role))
