"""Saved images of a package are read once, wherever they lie."""

from __future__ import annotations

import io
import zipfile

import pytest

from studio.formats.imagerefs import reference_of
from studio.package.archive import read_archive
from studio.package.content import FileBlob
from studio.package.images.tars import architecture_of, described, holds, known_tar, tar_at
from studio.package.sources import Handle, InMemory, OnDisk


def blob(data):
    return FileBlob(len(data), Handle(InMemory(data)))


def test_a_tar_is_read_once_for_all_its_copies(images, monkeypatch):
    data = blob(images.saved())
    snapshot = images.files({"images/a.tar": data, "images/note.txt": "text"})
    assert known_tar(snapshot, "images/a.tar") is None
    found = tar_at(snapshot, "images/a.tar")
    assert found.images[0].names == ("redis:7.2.4",)
    copy = FileBlob(data.size, data.source)
    assert described(copy) is found
    assert known_tar(images.files({"b.tar": copy}), "b.tar") is found
    assert tar_at(snapshot, "images/note.txt") is None
    assert tar_at(snapshot, "images/none.tar") is None


def test_bytes_without_a_handle_are_read_as_well(images):
    data = images.saved()
    assert described(FileBlob(len(data), InMemory(data))).images


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_tar_inside_a_zip(images, tmp_path, method):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("images/a.tar", images.saved())
    files = read_archive(OnDisk.at(path), path).files
    assert tar_at(images.files(files), "images/a.tar").images[0].tags == ("7.2.4",)


def test_a_tar_that_was_exchanged_meanwhile_says_so(images, tmp_path):
    path = tmp_path / "a.tar"
    path.write_bytes(images.saved())
    source = OnDisk.at(path)
    path.write_bytes(b"other")
    assert "cannot be read" in str(described(FileBlob(5, Handle(source))).defect)


def test_whether_a_tar_holds_an_image(images):
    tar = described(blob(images.saved("arm64", "7.2.4", "example.com/redis")))
    assert architecture_of(tar.images[0]) == "aarch64"
    assert holds(tar, reference_of("redis:7.2.4"), "aarch64")
    assert not holds(tar, reference_of("redis:7.2.4"), "x86_64")
    assert not holds(tar, reference_of("redis:7.2.5"), "aarch64")
    assert not holds(tar, reference_of("kafka:7.2.4"), "aarch64")
    assert architecture_of(described(blob(images.saved("s390x"))).images[0]) == "s390x"


def test_an_archive_stream_is_closed_after_reading(images):
    stream = io.BytesIO(images.saved())

    class Source:
        def open(self):
            return stream

    described(FileBlob(1, Source()))
    assert stream.closed
