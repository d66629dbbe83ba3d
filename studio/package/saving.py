"""Save a package where it came from, or somewhere else, without ever losing a byte."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.disk import read_entry
from studio.package.folderwriting import FolderWriter, stage
from studio.package.inner import stored
from studio.package.kept import KeptFiles
from studio.package.origin import ArchiveOrigin, FolderOrigin, Origin
from studio.package.outside import changed_outside, same_bytes
from studio.package.packing import CannotRead
from studio.package.plan import plan_of
from studio.package.progress import Meter
from studio.package.reading import ARCHIVE_SUFFIXES
from studio.package.repacking import repacked
from studio.package.rewriting import Archive, put_archive
from studio.package.snapshot import Snapshot
from studio.package.staging import Stager

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping

    from studio.package.content import Content
    from studio.package.inner import InnerArchive
    from studio.package.plan import Plan

_SHOWN = 5
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class OutsideChange(StudioError):
    """Other programs changed files that saving would touch; nothing was written."""

    def __init__(self, template: str, /, *, paths: tuple[str, ...]) -> None:
        shown = ", ".join(paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")
        super().__init__(template, paths=shown)
        self.paths = paths


class SaveFailed(StudioError):
    """The disk refused; `saved` is what lies there now, the old or the new bytes of each file."""

    def __init__(self, template: str, /, *, saved: Snapshot, **args: object) -> None:
        super().__init__(template, **args)
        self.saved = saved


class TargetNotEmpty(StudioError):
    """The folder to save as holds files already."""


def save(
    origin: Origin,
    old: Snapshot,
    new: Snapshot,
    *,
    keep_in: Path,
    before_writing: Callable[[], None] = lambda: None,
    keep_going: Callable[[], None] = lambda: None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    step: Callable[[str, str], None] = lambda _name, _path: None,
) -> Snapshot:
    """Write `new` where `origin` is, which holds `old` as far as we know; returns what is there.

    Deleted blobs that undo may ask for go to the folder `keep_in`. `before_writing` is called
    when everything is known to fit and nothing is written: the time for the recovery file.
    `keep_going` may raise to cancel until names change; `progress` is told bytes done and in all;
    `step` is told each step that has reached the disk, so that tests can stop there.
    Raises `OutsideChange` and `SaveFailed`.
    """
    if new.same_content(old):
        return new
    job = _Job(old, new, KeptFiles(keep_in), Meter(keep_going, progress, step))
    origin.adopt(new.files.values())
    if isinstance(origin, ArchiveOrigin):
        _save_archive(origin, job, before_writing)
    else:
        _save_folder(origin, job, before_writing)
    return new


def save_as(
    origin: Origin,
    snapshot: Snapshot,
    target: Path,
    *,
    keep_in: Path,
    keep_going: Callable[[], None] = lambda: None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Origin:
    """Write `snapshot`, which came from `origin`, to `target`, and return the origin to save to.

    A name with the suffix of an archive makes an archive, which replaces one of that name; any
    other name makes a folder, which must be new or empty. Deploy packages that were packed are
    packed again. Blobs of an archive that is replaced by itself go to the folder `keep_in` where
    undo may ask for them, and what lies beside the package stays. Raises `TargetNotEmpty` and
    `SaveFailed`; then `origin` is still good.
    """
    target = target.resolve()
    job = _Job(Snapshot({}), snapshot, KeptFiles(keep_in), Meter(keep_going, progress))
    suffix = next((end for end in ARCHIVE_SUFFIXES if target.name.lower().endswith(end)), None)
    with job.explained(lambda: str(target)):
        inner = repacked(origin.inner, snapshot, snapshot, job.meter.advance)
        after = stored(snapshot.files, inner)
        if suffix is not None:
            form = "zip" if suffix == ".zip" else "tgz"
            replaced = _archive_at(origin, target)
            top = replaced.top if replaced is not None else origin.root_name
            beside = replaced.beside if replaced is not None else {}
            named = {f"{top}/{path}" if top else path: after[path] for path in after}
            archive = Archive(form, named | beside)
            location, members = put_archive(archive, target, replaced, job.kept, job.meter)
            result: Origin = ArchiveOrigin(
                location, form, top, inner=inner, beside=beside, members=members
            )
        else:
            result = FolderOrigin(target, inner)
            _write_new_folder(result, after, job)
    # Undo holds more than the snapshot, and may ask the new origin for it.
    result.adopt_all(origin)
    result.adopt(snapshot.files.values())
    return result


@dataclass(frozen=True, slots=True)
class _Job:
    """One save: from `old` to `new`."""

    old: Snapshot
    new: Snapshot
    kept: KeptFiles
    meter: Meter

    @contextmanager
    def explained(
        self, at: Callable[[], str], reached: Callable[[], Snapshot] | None = None
    ) -> Generator[None, None, None]:
        """Say which path the disk refused, and what lies on disk then (the old by default)."""
        try:
            yield
        except CannotRead as error:
            raise self._failed(error.name, error.__cause__, reached) from error
        except OSError as error:
            raise self._failed(at(), error, reached) from error

    def _failed(
        self, path: str, error: BaseException | None, reached: Callable[[], Snapshot] | None
    ) -> SaveFailed:
        number = error.errno if isinstance(error, OSError) else None
        saved = reached() if reached is not None else self.old
        if number in _FULL:
            return SaveFailed("{path} was not saved: the disk is full.", saved=saved, path=path)
        if number in _REFUSED:
            return SaveFailed(
                "{path} was not saved: writing is not permitted.", saved=saved, path=path
            )
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return SaveFailed("{path} was not saved ({reason}).", saved=saved, path=path, reason=reason)


def _save_folder(origin: Origin, job: _Job, before_writing: Callable[[], None]) -> None:
    if not origin.path.is_dir():
        raise SaveFailed(
            "{path} was not saved: the folder is no longer there.", saved=job.old, path=origin.path
        )
    with job.explained(lambda: origin.path.name):
        inner = repacked(origin.inner, job.old, job.new, job.meter.advance)
    before, after = stored(job.old.files, origin.inner), stored(job.new.files, inner)
    with job.explained(lambda: origin.path.name):
        _check_outside(origin.path, plan_of(origin.path, before, after), before)
    before_writing()

    def reached(done: Mapping[str, Content | None]) -> Snapshot:
        snapshot, origin.inner = _merged(job.old, origin.inner, inner, done)
        return snapshot

    _write_folder(origin, before, after, job, reached)
    origin.inner = inner


def _write_new_folder(origin: Origin, after: Mapping[str, Content], job: _Job) -> None:
    """Write all files into a folder that is new or empty; what fails leaves no empty folders."""
    _require_empty(origin.path)
    origin.path.mkdir(parents=True, exist_ok=True)
    try:
        _write_folder(origin, {}, after, job, lambda _done: job.old)
    except BaseException:
        for folder, _folders, _files in os.walk(origin.path, topdown=False):
            with suppress(OSError):  # it is not empty
                Path(folder).rmdir()
        raise


def _write_folder(
    origin: Origin,
    before: Mapping[str, Content],
    after: Mapping[str, Content],
    job: _Job,
    reached: Callable[[Mapping[str, Content | None]], Snapshot],
) -> None:
    """Make `after` of `before` in the folder; `reached` tells the snapshot after some steps."""
    plan = plan_of(origin.path, before, after)
    job.meter.total = sum(content.size for content in plan.writes.values())
    stager = Stager(origin, job.kept, job.meter)
    writer = FolderWriter(origin.path, plan, after, job.meter)
    try:
        try:
            with job.explained(lambda: stager.at):
                stage(plan, before, stager)
        except BaseException:
            job.kept.give_up()
            raise
        with job.explained(lambda: writer.at, lambda: reached(writer.done)):
            writer.write(stager)
    finally:
        stager.clean_up()


def _save_archive(origin: ArchiveOrigin, job: _Job, before_writing: Callable[[], None]) -> None:
    outside = changed_outside(origin, job.old)
    if outside.changes:
        raise _changed(outside.changes)
    outside.accept(origin)
    before_writing()
    with job.explained(lambda: str(origin.path)):
        inner = repacked(origin.inner, job.old, job.new, job.meter.advance)
        before, after = stored(job.old.files, origin.inner), stored(job.new.files, inner)
        named = {origin.name_of(path): content for path, content in after.items()}
        job.meter.total = sum(content.size for content in after.values())
        same = {origin.name_of(path) for path in after if before.get(path) == after[path]}
        archive = Archive(
            origin.form,
            dict(sorted((named | origin.beside).items())),
            {
                name: origin.members[name]
                for name in (same | origin.beside.keys()) & origin.members.keys()
            },
        )
        location, members = put_archive(archive, origin.path, origin, job.kept, job.meter)
    origin.location, origin.members, origin.inner = location, members, inner


def _archive_at(origin: Origin, target: Path) -> ArchiveOrigin | None:
    """`origin` where it is the archive that lies at `target`."""
    if isinstance(origin, ArchiveOrigin) and origin.path.resolve() == target:
        return origin
    return None


def _check_outside(root: Path, plan: Plan, before: Mapping[str, Content]) -> None:
    """Raise `OutsideChange` when what the plan touches is not what was read."""
    changed = [
        path
        for path in sorted(plan.touched)
        if not path.endswith("/") and not same_bytes(before.get(path), read_entry(root, path))
    ]
    if changed:
        raise _changed(changed)


def _changed(paths: Iterable[str]) -> OutsideChange:
    return OutsideChange(
        "Other programs have changed {paths} since it was read; nothing was saved.",
        paths=tuple(paths),
    )


def _merged(
    old: Snapshot,
    old_inner: tuple[InnerArchive, ...],
    new_inner: tuple[InnerArchive, ...],
    done: Mapping[str, Content | None],
) -> tuple[Snapshot, tuple[InnerArchive, ...]]:
    """The package when, of the files as they are stored, only those in `done` are new."""
    files = stored(old.files, old_inner)
    for path, content in done.items():
        files.pop(path, None)
        if content is not None:
            files[path] = content
    candidates = {
        archive.path: archive
        for archive in (*old_inner, *new_inner)
        if files.get(archive.path) is archive.blob
    }
    inner = tuple(candidates.values())
    for archive in inner:
        del files[archive.path]
        files.update((f"{archive.folder}/{path}", item) for path, item in archive.files.items())
    return Snapshot(files, old.revision), inner


def _require_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TargetNotEmpty("{path} exists and is not an empty folder.", path=folder)
