"""Saving to an archive: a new one in the place of the old, and nothing packed twice."""

from __future__ import annotations

import errno
import gzip
import io
import os
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from studio.package.content import FileBlob, FileText, Folder
from studio.package.opening import open_package
from studio.package.outside import Change, changed_outside
from studio.package.packing import ZipWriter
from studio.package.reading import read_file
from studio.package.saving import OutsideChange, SaveFailed, save, save_as
from studio.package.sources import Handle, InTar, InZip

if TYPE_CHECKING:
    from pathlib import Path

TAR = b"\0" * 4096


@pytest.fixture
def archive(tmp_path: Path, packages) -> Path:
    """A service package as other programs write it, with an executable and a note beside it."""
    path = tmp_path / "etcd.zip"
    path.write_bytes(packages.zip_bytes(packages.service() | {"NOTES.txt": b"beside"}))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as stream:
        info = zipfile.ZipInfo("Etcd/run.sh")
        info.compress_type = zipfile.ZIP_STORED
        info.create_system, info.external_attr = 3, 0o100755 << 16
        stream.writestr(info, b"#!/bin/sh\n" * 20)
    return path


def listing(path: Path) -> dict[str, tuple[int, int, int]]:
    """CRC, packed size and method of each member, with which a member is known as unchanged."""
    with zipfile.ZipFile(path) as stream:
        assert stream.testzip() is None
        return {i.filename: (i.CRC, i.compress_size, i.compress_type) for i in stream.infolist()}


def test_unchanged_members_are_copied_as_they_are(archive: Path, keep: Path, monkeypatch) -> None:
    opened = open_package(archive)
    before = listing(archive)
    packed = []
    real_add = ZipWriter.add
    monkeypatch.setattr(ZipWriter, "add", lambda writer, name, *args: (
        packed.append(name), real_add(writer, name, *args))[1])  # fmt: skip
    new = opened.snapshot.replaced({"images/mapping.yaml": FileText("b: 2\n")})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert packed == ["Etcd/images/mapping.yaml"]
    after = listing(archive)
    changed = "Etcd/images/mapping.yaml"
    assert {k: v for k, v in after.items() if k != changed} == {
        k: v for k, v in before.items() if k != changed
    }
    with zipfile.ZipFile(archive) as stream:
        assert stream.getinfo("Etcd/run.sh").external_attr >> 16 == 0o100755
    again = open_package(archive)
    assert again.snapshot.text("images/mapping.yaml") == FileText("b: 2\n")
    assert not changed_outside(opened.origin, new).changes
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_renamed_and_deleted_images(archive: Path, keep: Path) -> None:
    opened = open_package(archive)
    old = opened.snapshot
    tar = old.files["images/etcd.tar"]
    moved = old.replaced({"images/etcd.tar": None, "images/new.tar": tar})
    save(opened.origin, old, moved, keep_in=keep)
    assert isinstance(tar.source.location, InZip)
    assert tar.read() == TAR
    assert "Etcd/images/new.tar" in listing(archive)
    gone = moved.replaced({"images/new.tar": None})
    save(opened.origin, moved, gone, keep_in=keep)
    assert "Etcd/images/new.tar" not in listing(archive)
    assert tar.read() == TAR
    save(opened.origin, gone, old, keep_in=keep)
    assert isinstance(tar.source.location, InZip)
    assert open_package(archive).snapshot.files["images/etcd.tar"].read() == TAR


def test_an_imported_image_and_an_empty_folder(archive: Path, keep: Path, tmp_path: Path) -> None:
    (tmp_path / "download.tar").write_bytes(b"\0D" * 5000)
    content = read_file(tmp_path / "download.tar")
    opened = open_package(archive)
    new = opened.snapshot.replaced({"images/d.tar": content, "docs/": Folder()})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    (tmp_path / "download.tar").unlink()
    assert content.read() == b"\0D" * 5000
    assert "docs/" in open_package(archive).snapshot


def test_a_tgz(tmp_path: Path, keep: Path, packages) -> None:
    image = bytes(range(256)) * 5000
    files = packages.below("etcd", packages.chart | {"files/image.tar": image})
    path = tmp_path / "etcd-6.7.0.tgz"
    path.write_bytes(packages.tgz_bytes(files))
    opened = open_package(path)
    old = opened.snapshot
    blob = old.files["files/image.tar"]
    assert isinstance(blob.source.location, InTar)
    new = old.replaced({"values.yaml": FileText("size: 5\n", "\r\n")})
    save(opened.origin, old, new, keep_in=keep)
    with tarfile.open(path) as stream:
        assert stream.extractfile("etcd/values.yaml").read() == b"size: 5\r\n"
        assert sorted(stream.getnames()) == sorted(files)
    assert blob.read() == image
    save(opened.origin, new, new.replaced({"files/image.tar": None}), keep_in=keep)
    assert blob.read() == image
    assert gzip.decompress(path.read_bytes()).count(b"etcd/") == len(files) - 1


def test_outside_changes(archive: Path, keep: Path, packages) -> None:
    opened = open_package(archive)
    old = opened.snapshot
    new = old.replaced({"images/mapping.yaml": FileText("mine: 1\n")})
    files = packages.service() | {"Etcd/README.md": b"theirs"}
    archive.write_bytes(packages.zip_bytes(files))
    theirs = archive.read_bytes()
    with pytest.raises(OutsideChange):
        save(opened.origin, old, new, keep_in=keep, before_writing=lambda: pytest.fail("too early"))
    assert archive.read_bytes() == theirs
    outside = changed_outside(opened.origin, old)
    assert outside.changes == {"README.md": Change.NEW, "run.sh": Change.GONE}
    assert outside.snapshot.files["images/mapping.yaml"] is old.files["images/mapping.yaml"]
    outside.accept(opened.origin)
    kept = outside.snapshot.replaced({"images/mapping.yaml": FileText("mine: 1\n")})
    save(opened.origin, outside.snapshot, kept, keep_in=keep)
    assert "Etcd/README.md" in listing(archive)


def test_a_touched_archive_is_not_a_changed_one(archive: Path, keep: Path) -> None:
    opened = open_package(archive)
    os.utime(archive, ns=(1, 1))
    new = opened.snapshot.replaced({"images/mapping.yaml": FileText("b: 2\n")})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert open_package(archive).snapshot.text("images/mapping.yaml") == FileText("b: 2\n")


def test_a_full_disk_leaves_the_old_archive(archive: Path, keep: Path, monkeypatch) -> None:
    opened = open_package(archive)
    before = archive.read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    new = opened.snapshot.replaced({"images/etcd.tar": None})
    with pytest.raises(SaveFailed, match="the disk is full") as caught:
        save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert caught.value.saved.same_content(opened.snapshot)
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]
    assert opened.snapshot.files["images/etcd.tar"].read() == TAR


def test_a_damaged_image_is_named(archive: Path, keep: Path, tmp_path: Path) -> None:
    opened = open_package(archive)
    location = opened.snapshot.files["images/etcd.tar"].source.location
    data = bytearray(archive.read_bytes())
    data[location.header_offset + 60] ^= 0xFF
    status = archive.stat()
    with archive.open("r+b") as stream:
        stream.write(data)
    os.utime(archive, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(SaveFailed, match=r"images/etcd\.tar was not saved"):
        save_as(opened.origin, opened.snapshot, tmp_path / "out", keep_in=keep)


@pytest.mark.parametrize("name", ["copy.zip", "copy.tgz", "copy.tar.gz"])
def test_save_as_an_archive(archive: Path, keep: Path, tmp_path: Path, name: str) -> None:
    opened = open_package(archive)
    target = tmp_path / name
    target.write_bytes(b"an older one")
    origin = save_as(opened.origin, opened.snapshot, target, keep_in=keep)
    archive.unlink()
    again = open_package(target)
    assert set(again.snapshot) == set(opened.snapshot)
    assert again.origin.root_name == "Etcd"
    assert [inner.path for inner in origin.inner] == ["package/etcd-0.9.4.zip"]
    assert opened.snapshot.files["images/etcd.tar"].read() == TAR
    assert not changed_outside(origin, opened.snapshot).changes
    new = opened.snapshot.replaced({"images/mapping.yaml": FileText("c: 3\n")})
    save(origin, opened.snapshot, new, keep_in=keep)
    assert open_package(target).snapshot.text("images/mapping.yaml") == FileText("c: 3\n")


def test_save_as_the_same_archive_keeps_what_undo_holds(archive: Path, keep: Path) -> None:
    opened = open_package(archive)
    old = opened.snapshot
    tar = old.files["images/etcd.tar"]
    beside = set(opened.origin.beside)
    gone = old.replaced({"images/etcd.tar": None, "notes.txt": FileText("new\n")})
    origin = save_as(opened.origin, gone, archive, keep_in=keep)
    assert "Etcd/images/etcd.tar" not in listing(archive)
    assert tar.read() == TAR
    again = open_package(archive)
    assert set(again.snapshot) == set(gone)
    assert set(again.origin.beside) == beside
    save(origin, gone, old, keep_in=keep)
    assert isinstance(tar.source.location, InZip)
    save(origin, old, gone, keep_in=keep)
    assert tar.read() == TAR


def test_save_as_the_same_archive_moves_every_handle_of_undo(archive: Path, keep: Path) -> None:
    opened = open_package(archive)
    old = opened.snapshot
    tar = old.files["images/etcd.tar"]
    twin = FileBlob(tar.size, Handle(tar.source.location))
    opened.origin.adopt([twin])
    origin = save_as(opened.origin, old, archive, keep_in=keep)
    save(origin, old, old.replaced({"images/etcd.tar": None}), keep_in=keep)
    assert twin.read() == tar.read() == TAR


def test_the_same_files_give_the_same_archive(tmp_path: Path, keep: Path, packages) -> None:
    root = packages.write_tree(tmp_path / "p", packages.chart)
    opened = open_package(root)
    for form in ("zip", "tgz"):
        written = []
        for name in ("a", "b"):
            target = tmp_path / f"{name}.{form}"
            save_as(open_package(root).origin, opened.snapshot, target, keep_in=keep)
            written.append(target.read_bytes())
        assert written[0] == written[1]


def test_an_archive_that_zip_itself_reads(archive: Path, keep: Path) -> None:
    opened = open_package(archive)
    data = io.BytesIO(b"\0E" * 40_000).getvalue()
    source = archive.parent / "e.tar"
    source.write_bytes(data)
    content = read_file(source)
    assert isinstance(content, FileBlob)
    save(opened.origin, opened.snapshot, opened.snapshot.replaced({"images/e.tar": content}),
         keep_in=keep)  # fmt: skip
    with zipfile.ZipFile(archive) as stream:
        assert stream.read("Etcd/images/e.tar") == data
        assert stream.read("NOTES.txt") == b"beside"
