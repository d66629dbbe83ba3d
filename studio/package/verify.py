"""Open an exported archive again and compare it with what was meant."""

from __future__ import annotations

import hashlib
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, BinaryIO

from studio.errors import StudioError
from studio.package.content import Folder
from studio.package.delivery import IMAGES, Item
from studio.package.igzip import Inflater, crc32
from studio.package.layout import layout_of
from studio.package.opening import open_package
from studio.package.packing import THREADS
from studio.package.sources import InZip, OnDisk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from studio.package.delivery import Delivery
    from studio.package.report import Packing

_CHUNK = 1 << 20
_POLL = 0.05


class DoesNotMatch(StudioError):
    """The archive that was written is not what was meant: a failing disk, or a defect here."""


def verify(
    archive: Path, delivery: Delivery, packing: Packing, progress: Callable[[float], None]
) -> str:
    """Check names, sizes and checksums, open the archive as a package; the SHA-256 of the file.

    `progress` gets fractions and may raise to cancel. Raises `DoesNotMatch`.
    """
    progress(0.0)
    with _Reader(archive, progress) as reader:
        if not delivery.deploy_only:
            reader.expect_members(packing)
        digest = reader.run()
    _expect_package(archive, delivery, packing)
    progress(1.0)
    return digest


class _Reader:
    """Reads the whole archive on several threads: every member, and the file itself."""

    def __init__(self, archive: Path, progress: Callable[[float], None]) -> None:
        self._archive = archive
        self._progress = progress
        self._pool = ThreadPoolExecutor(THREADS, "verify")
        self._stopped = threading.Event()
        self._done = 0
        self._total = archive.stat().st_size
        self._members: list[zipfile.ZipInfo] = []

    def __enter__(self) -> _Reader:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._pool.shutdown(cancel_futures=True)

    def expect_members(self, packing: Packing) -> None:
        """Compare the directory of a service package, and have its members read."""
        try:
            with zipfile.ZipFile(self._archive) as opened:
                self._members = opened.infolist()
        except zipfile.BadZipFile as error:
            raise DoesNotMatch("The archive that was written cannot be opened.") from error
        found = [(info.filename, info.file_size, info.CRC) for info in self._members]
        if found != [(packed.name, packed.size, packed.crc) for packed in packing.members]:
            raise DoesNotMatch("The archive that was written lists other files than it should.")
        self._total += sum(info.compress_size for info in self._members)

    def run(self) -> str:
        """Read everything; the SHA-256 of the file in hexadecimal."""
        members = sorted(self._members, key=lambda info: -info.compress_size)
        tasks = [self._pool.submit(self._expect_content, info) for info in members]
        digest = self._pool.submit(self._digest)
        pending: set[Future[Any]] = {digest, *tasks}
        while pending:
            done, pending = wait(pending, _POLL)
            for task in done:
                task.result()
            self._progress(min(1.0, self._done / max(1, self._total)))
        return digest.result()

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for chunk in self._chunks(self._archive.open("rb")):
            digest.update(chunk)
        return digest.hexdigest()

    def _expect_content(self, info: zipfile.ZipInfo) -> None:
        """Unpack one member and compare its size and checksum."""
        inflater = Inflater() if info.compress_type == zipfile.ZIP_DEFLATED else None
        size = crc = 0
        for chunk in self._chunks(self._packed(info)):
            data = inflater.inflate(chunk) if inflater else chunk
            size += len(data)
            crc = crc32(data, crc)
        if (size, crc) != (info.file_size, info.CRC) or (inflater and not inflater.finished):
            raise DoesNotMatch("{name} is damaged in the archive.", name=info.filename)

    def _packed(self, info: zipfile.ZipInfo) -> BinaryIO:
        deflated = info.compress_type == zipfile.ZIP_DEFLATED
        archive = OnDisk.at(self._archive)
        sizes = info.compress_size, info.file_size
        return InZip(archive, info.header_offset, deflated, *sizes, info.CRC).open_packed()

    def _chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The bytes of a stream, until somebody stops."""
        with stream:
            while not self._stopped.is_set() and (chunk := stream.read(_CHUNK)):
                # Threads may lose a sum here; it only moves a progress bar.
                self._done += len(chunk)
                yield chunk


def _expect_package(archive: Path, delivery: Delivery, packing: Packing) -> None:
    """Open the archive as the studio opens any, and compare what it finds."""
    snapshot = open_package(archive).snapshot
    layout = layout_of(snapshot)
    if (layout.kind, layout.name, layout.version) != (
        delivery.kind, delivery.name, delivery.version,
    ):  # fmt: skip
        raise DoesNotMatch("The archive that was written is read as another package.")
    digests = {packed.name: packed.sha256 for packed in packing.deploy}
    found: dict[str, str | None] = {}
    for path, content in snapshot.files.items():
        inner = layout.deploy_path(path)
        if inner:
            item = Item(f"{delivery.name}/{inner}", path, content)
            found[item.name] = None if isinstance(content, Folder) else _sha256(item)
    if found != {item.name: digests.get(item.name) for item in delivery.deploy}:
        raise DoesNotMatch("The deploy package that was written holds other files.")
    images = {path: snapshot.files[path].size for path in snapshot.below(IMAGES)}
    meant = {item.name.removeprefix(f"{delivery.name}/"): item.size for item in delivery.images}
    if not delivery.deploy_only and images != meant:
        raise DoesNotMatch("The archive that was written holds other images.")


def _sha256(item: Item) -> str:
    digest = hashlib.sha256()
    with item.open() as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
