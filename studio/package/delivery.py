"""What of a package is delivered, and under which names."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from studio.errors import StudioError
from studio.formats.kinds import Kind
from studio.package.content import FileBlob, FileText, Folder
from studio.package.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.content import Content
    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot

IMAGES = "images/"

# What version control, desktops, editors and interrupted programs leave behind.
_JUNK = re.compile(
    r"""(^|/)(
        \.git | \.hg | \.svn | \.bzr | CVS | _darcs | __MACOSX
        | \.DS_Store | \._[^/]+ | (?i:thumbs\.db|ehthumbs\.db|desktop\.ini) | \.directory
        | [^/]+~ | \.[^/]+\.sw[a-p] | \#[^/]+\# | \.\#[^/]+ | \.~[^/]+
        | [^/]+\.(tmp|temp|bak|orig|rej|part)
    )(/|$)""",
    re.VERBOSE,
)
_FILE_NAME = re.compile(r"[^\x00-\x1f/\\:*?\"<>|.~-][^\x00-\x1f/\\:*?\"<>|]*")


class NotDeliverable(StudioError):
    """The package lacks what its archive would be named after."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of an archive: its name there, and its path and content in the snapshot."""

    name: str
    path: str
    content: Content

    @property
    def size(self) -> int:
        """Bytes when unpacked."""
        return self.content.size

    def open(self) -> BinaryIO:
        """The bytes as they are delivered, from the first; raises OSError."""
        if isinstance(self.content, FileText):
            return io.BytesIO(self.content.encoded())
        assert isinstance(self.content, FileBlob)  # noqa: S101 - folders hold no bytes
        return self.content.open()


@dataclass(frozen=True, slots=True)
class Delivery:
    """The archives of one export.

    `deploy` are the files of the deploy package with their names in its archive, `images` those
    beside it with their names in the service package, which is empty for `deploy_only`.
    `left_out` are paths of the snapshot that stay at home.
    """

    kind: Kind
    name: str
    version: str
    deploy_only: bool
    deploy: tuple[Item, ...]
    images: tuple[Item, ...]
    left_out: tuple[str, ...]

    @property
    def deploy_archive(self) -> str:
        """The file name of the deploy package: tgz for a chart, zip for the others."""
        suffix = "tgz" if self.kind is Kind.HELM else "zip"
        return f"{self.name}-{self.version}.{suffix}"

    @property
    def archive(self) -> str:
        """The file name of what is delivered."""
        return self.deploy_archive if self.deploy_only else f"{self.name}-{self.version}.zip"

    @property
    def deploy_member(self) -> str:
        """The name of the deploy package inside the service package."""
        return f"{self.name}/package/{self.deploy_archive}"

    @property
    def size(self) -> int:
        """Bytes of all files before they are packed."""
        return sum(item.size for item in (*self.deploy, *self.images))


def delivery_of(snapshot: Snapshot, *, deploy_only: bool = False) -> Delivery:
    """What an export of `snapshot` holds.

    Raises `NotDeliverable` where the kind, the name or the version is unknown.
    """
    layout = layout_of(snapshot)
    kind = require_identity(layout)
    deploy = tuple(_deploy_items(snapshot, layout))
    images = () if deploy_only else tuple(_image_items(snapshot, layout))
    delivered = {item.path for item in (*deploy, *images)}
    left_out = tuple(path for path in snapshot if path not in delivered)
    return Delivery(kind, layout.name, layout.version, deploy_only, deploy, images, left_out)


def is_junk(path: str) -> bool:
    """Whether nobody means to deliver this file: left behind by programs, or version control."""
    return _JUNK.search(path) is not None


def require_identity(layout: Layout) -> Kind:
    """The kind, where name and version can make a file name too; raises `NotDeliverable`."""
    if layout.kind is None:
        raise NotDeliverable("The package is of no known kind, so it cannot be exported.")
    if not layout.name:
        raise NotDeliverable("The package has no name, so it cannot be exported.")
    if not layout.version:
        raise NotDeliverable("The package has no version, so it cannot be exported.")
    for part in (layout.name, layout.version):
        if not _FILE_NAME.fullmatch(part):
            raise NotDeliverable("No file can be named after {name!r}.", name=part)
    return layout.kind


def _deploy_items(snapshot: Snapshot, layout: Layout) -> Iterator[Item]:
    # The guide shows a folder around the files of each kind; a chart's must be the chart's name.
    for path, content in snapshot.files.items():
        inner = layout.deploy_path(path)
        if inner and not is_junk(inner):
            yield Item(f"{layout.name}/{inner}", path, content)


def _image_items(snapshot: Snapshot, layout: Layout) -> Iterator[Item]:
    if not layout.is_service:
        return
    for path in snapshot.below(IMAGES):
        content = snapshot.files[path]
        if not is_junk(path) and not isinstance(content, Folder):
            yield Item(f"{layout.name}/{path}", path, content)
