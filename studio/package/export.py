"""Write the archive that is delivered: complete and verified, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from studio.errors import StudioError
from studio.formats.kinds import Kind
from studio.package.checks import check
from studio.package.content import FileBlob, Folder
from studio.package.delivery import delivery_of
from studio.package.disk import TEMPORARY, remove_leftovers, temporary_name
from studio.package.folderwriting import sync_folder
from studio.package.packing import CannotRead, TgzWriter, ZipWriter, is_compressed
from studio.package.problems import Severity
from studio.package.report import Packing, Report
from studio.package.verify import verify
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path
    from typing import TypeAlias

    from studio.package.delivery import Delivery, Item
    from studio.package.packing import Packed
    from studio.package.problems import Findings
    from studio.package.rules.catalogue import Options
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

    Progress: TypeAlias = Callable[[float, Message], None]

_IN_MEMORY = 16 << 20
_PACKED_AT = 0.5
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class ExportRefused(StudioError):
    """The package has errors; `findings` tells which."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(
            "The package has errors and is not exported (errors: {count}).",
            count=findings.counts[Severity.ERROR],
        )
        self.findings = findings


class ExportFailed(StudioError):
    """The archive could not be written; an older one of the same name is still there."""


def export(
    snapshot: Snapshot,
    folder: Path,
    *,
    deploy_only: bool = False,
    allow_errors: bool = False,
    options: Options | None = None,
    progress: Progress = lambda _fraction, _message: None,
) -> Report:
    """Write the service package, or only its deploy package, into `folder` and read it back.

    `progress` gets fractions from 0 to 1 and may raise to cancel. An archive of the same name is
    replaced in one step at the very end; whatever stops the export before leaves nothing behind.
    Raises `NotDeliverable`, `ExportRefused`, `ExportFailed` or `DoesNotMatch`.
    """
    checking = message("Checking the package")
    findings = check(snapshot, options, keep_going=lambda: progress(0.0, checking)).findings
    if findings.counts[Severity.ERROR] and not allow_errors:
        raise ExportRefused(findings)
    # Only now: an unreadable file hides the name, and its problem says where it is broken.
    delivery = delivery_of(snapshot, deploy_only=deploy_only)
    target = folder / delivery.archive
    with _explained(target):
        folder.mkdir(parents=True, exist_ok=True)
        _require_room(delivery, folder)
        with _replacing(target) as temporary:
            with temporary.open("w+b") as stream:
                packing = _Packer(delivery, progress).packed_into(stream)
                stream.flush()
                os.fsync(stream.fileno())
            digest = verify(temporary, delivery, packing, _scaled(progress, delivery.archive))
            size = temporary.stat().st_size
    return Report(target, size, digest, delivery, packing, findings, snapshot)


class _Packer:
    """Packs one delivery and tells how far it is."""

    def __init__(self, delivery: Delivery, progress: Progress) -> None:
        self._delivery = delivery
        self._progress = progress
        self._message = message("Packing {name}", name=delivery.archive)
        self._done = 0

    def packed_into(self, stream: BinaryIO) -> Packing:
        """Write the whole archive."""
        if self._delivery.deploy_only:
            return Packing(self._deploy_into(stream))
        with (
            tempfile.SpooledTemporaryFile(_IN_MEMORY) as spooled,
            ZipWriter(stream, self._advance) as archive,
        ):
            inner = cast("BinaryIO", spooled)
            deploy = self._deploy_into(inner)
            size = inner.tell()
            inner.seek(0)
            member = archive.add(self._delivery.deploy_member, inner, size)
            images = tuple(_added(archive, item) for item in self._delivery.images)
        return Packing(deploy, member, images)

    def _deploy_into(self, stream: BinaryIO) -> tuple[Packed, ...]:
        writer = TgzWriter if self._delivery.kind is Kind.HELM else ZipWriter
        files: list[Packed] = []
        with writer(stream, self._advance) as archive:
            for item in self._delivery.deploy:
                if isinstance(item.content, Folder):
                    archive.add_folder(item.name)
                else:
                    files.append(_added(archive, item))
        return tuple(files)

    def _advance(self, count: int) -> None:
        self._done += count
        fraction = self._done / max(1, self._delivery.size)
        self._progress(_PACKED_AT * min(1.0, fraction), self._message)


def _added(archive: ZipWriter | TgzWriter, item: Item) -> Packed:
    try:
        source = item.open()
    except OSError as error:
        raise CannotRead(item.path) from error
    with source:
        return archive.add(item.name, source, item.size)


def _scaled(progress: Progress, name: str) -> Callable[[float], None]:
    """The progress of verifying, which follows that of packing."""
    verifying = message("Verifying {name}", name=name)
    return lambda fraction: progress(_PACKED_AT + (1 - _PACKED_AT) * fraction, verifying)


def _require_room(delivery: Delivery, folder: Path) -> None:
    """Raise early when what cannot get smaller is already too large."""
    blobs = [item for item in delivery.images if isinstance(item.content, FileBlob)]
    incompressible = sum(item.size for item in blobs if is_compressed(_head(item)))
    if incompressible > shutil.disk_usage(folder).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _head(item: Item) -> bytes:
    try:
        with item.open() as stream:
            return stream.read(8)
    except OSError as error:
        raise CannotRead(item.path) from error


@contextmanager
def _replacing(target: Path) -> Generator[Path]:
    """A path beside `target` that takes its place when the block succeeds, else vanishes."""
    remove_leftovers(target.parent.glob(f"{TEMPORARY}*"))
    temporary = target.with_name(temporary_name(secrets.token_hex(4)))
    try:
        yield temporary
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


@contextmanager
def _explained(target: Path) -> Generator[None]:
    """Turn what the system says into what a packager understands."""
    folder = target.parent
    try:
        yield
    except CannotRead as error:
        raise ExportFailed(
            "{path} cannot be read: {reason}.", path=error.name, reason=error.__cause__
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise ExportFailed(
                "{folder} has not enough room for {name}.", folder=folder, name=target.name
            ) from error
        if error.errno in _READ_ONLY:
            raise ExportFailed("{folder} cannot be written to.", folder=folder) from error
        raise ExportFailed(
            "{name} cannot be written into {folder}: {reason}.",
            name=target.name,
            folder=folder,
            reason=error.strerror or error,
        ) from error
