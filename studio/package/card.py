"""What the catalogue shows of a package, read from the file that describes it."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role
from studio.package.content import FileBlob, FileText
from studio.package.layout import layout_of, text_at
from studio.package.rules.listing import listing_pointer
from studio.package.snapshot import Place
from studio.yamltext.nodes import Scalar, Sequence
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot
    from studio.yamltext.pointers import Pointer

LARGEST_LOGO = 1 << 20
"""Bytes up to which a logo is read."""

_TITLES: dict[Kind, tuple[Pointer, ...]] = {
    Kind.OSC: (("displayName",), ("name",)),
    Kind.HELM: (("name",),),
    Kind.OPERATOR: (("spec", "displayName"),),
}
_BRIEFS: dict[Kind, tuple[Pointer, ...]] = {
    Kind.OSC: (("briefDescription",),),
    Kind.HELM: (("description",),),
    Kind.OPERATOR: (("metadata", "annotations", "description"),),
}
_LOGOS: dict[Kind, Pointer] = {
    Kind.OSC: ("logo", "base64data"),
    Kind.OPERATOR: ("spec", "icon", 0, "base64data"),
}
_LEVELS = (
    "Basic Install", "Seamless Upgrades", "Full Lifecycle", "Deep Insights", "Auto Pilot",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CatalogueCard:
    """The card of one service; "" and () where the package does not say.

    `source` is the file that says it, `brief_place` where its brief description stands or
    belongs. `logo` holds the bytes of a picture; `capability` is the highest level named.
    """

    source: str
    brief_place: Place
    title: str = ""
    version: str = ""
    providers: tuple[str, ...] = ()
    brief: str = ""
    categories: tuple[str, ...] = ()
    capability: str = ""
    origin: str = ""
    architectures: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    logo: bytes = b""


def card_of(snapshot: Snapshot) -> CatalogueCard | None:
    """The card of the package, computed once for each snapshot; None for no known kind."""
    return snapshot.memo("catalogue card", lambda: _card(snapshot, layout_of(snapshot)))


def _card(snapshot: Snapshot, layout: Layout) -> CatalogueCard | None:
    kind = layout.kind
    if kind is None:
        return None
    path = _describing_file(layout, kind)
    read = _Reader(snapshot, path, kind)
    capabilities = read.values("capabilities")
    return CatalogueCard(
        source=path,
        brief_place=Place(path, _BRIEFS[kind][0]),
        title=text_at(snapshot, path, *_TITLES[kind]) or layout.name,
        version=layout.version,
        providers=read.providers(),
        brief=text_at(snapshot, path, *_BRIEFS[kind]).strip(),
        categories=read.values("categories"),
        capability=max(capabilities, key=_level, default=""),
        origin=", ".join(read.values("source")),
        architectures=read.values("architecture"),
        scenes=read.values("scenes"),
        logo=_logo(snapshot, layout, kind, path),
    )


def _describing_file(layout: Layout, kind: Kind) -> str:
    if kind is Kind.OPERATOR:
        return layout.bundle.csv if layout.bundle else ""
    return layout.in_deploy("Chart.yaml" if kind is Kind.HELM else "metadata.yaml")


class _Reader:
    """Reads values of the describing file, each from where its kind keeps it."""

    def __init__(self, snapshot: Snapshot, path: str, kind: Kind) -> None:
        self._snapshot = snapshot
        self._path = path
        self._kind = kind

    def values(self, key: str) -> tuple[str, ...]:
        """The items of a list, or what stands between the commas of a text."""
        node = self._snapshot.node(Place(self._path, listing_pointer(self._kind, key)))
        if isinstance(node, Sequence):
            scalars = (item for item in node.items if isinstance(item, Scalar))
            texts = [item.value for item in scalars if resolve(item) is not None]
        elif isinstance(node, Scalar) and resolve(node) is not None:
            texts = node.value.split(",")
        else:
            texts = []
        return tuple(text.strip() for text in texts if text.strip())

    def providers(self) -> tuple[str, ...]:
        """The provider, else the maintainers."""
        pointer = listing_pointer(self._kind, "provider")
        provider = text_at(self._snapshot, self._path, (*pointer, "name"))
        if provider:
            return (provider,)
        pointer = listing_pointer(self._kind, "maintainers")
        node = self._snapshot.node(Place(self._path, pointer))
        count = len(node.items) if isinstance(node, Sequence) else 0
        names = (
            text_at(self._snapshot, self._path, (*pointer, index, "name")) for index in range(count)
        )
        return tuple(name for name in names if name)


def _level(capability: str) -> int:
    return _LEVELS.index(capability) if capability in _LEVELS else -1


def _logo(snapshot: Snapshot, layout: Layout, kind: Kind, path: str) -> bytes:
    """The picture inside the describing file, or the file beside it."""
    pointer = _LOGOS.get(kind)
    content = snapshot.text(path)
    if pointer is not None:
        if content is None:
            return b""
        return content.memo(("logo", pointer), lambda: _decoded(text_at(snapshot, path, pointer)))
    return next(
        (_bytes_of(snapshot, logo) for logo in layout.with_role(Role.LOGO)),
        b"",
    )


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)[:LARGEST_LOGO]
    except (binascii.Error, ValueError):
        return b""


def _bytes_of(snapshot: Snapshot, path: str) -> bytes:
    content = snapshot.files[path]
    if isinstance(content, FileText):
        return content.text.encode()
    if not isinstance(content, FileBlob) or content.size > LARGEST_LOGO:
        return b""
    try:
        return content.read()
    except OSError:
        return b""
