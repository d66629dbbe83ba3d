"""Archives are deterministic, and others can read them."""

from __future__ import annotations

import gzip
import hashlib
import io
import platform
import random
import shutil
import struct
import subprocess
import tarfile
import threading
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.package import packing
from studio.package.packing import BLOCK, CannotRead, TgzWriter, ZipWriter

ZIP_DIGEST = "99ed14a28c6f03eb0d76490a5947af2886704f67ef87cd40460b58ee92b28a05"
TGZ_DIGEST = "2014f344830bcf6d78fc4e157a7736e2f8b5475e0add67b6137b00e722d88cf0"
NAMES = ["a/one.yaml", "a/好.md", "b/" + "n" * 200 + ".yaml"]


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with ZipWriter(target) as archive:
        for name, data in files.items():
            archive.add(name, io.BytesIO(data), len(data))
    return target.getvalue()


def gzipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with TgzWriter(target) as archive:
        for name, data in files.items():
            archive.add(name, io.BytesIO(data), len(data))
    return target.getvalue()


def mixed(size: int) -> bytes:
    """Half noise, half text, so that deflate has something to do and something to leave."""
    noise = random.Random(size).randbytes(size // 2)
    return noise + b"kind: EtcdCluster\n" * (size // 36)


@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=3000)))
def test_what_goes_in_comes_out_of_a_zip(files):
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == files


@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=3000)))
def test_what_goes_in_comes_out_of_a_tgz(files):
    with tarfile.open(fileobj=io.BytesIO(gzipped(files))) as archive:
        found = {member.name: archive.extractfile(member).read() for member in archive}
    assert found == files


@pytest.mark.parametrize("size", [BLOCK - 1, BLOCK, BLOCK + 1, 7 * BLOCK + 12345])
def test_large_files_are_joined_from_blocks_without_a_seam(size):
    data = mixed(size)[:size]
    with zipfile.ZipFile(io.BytesIO(zipped({"image.tar": data}))) as archive:
        assert archive.read("image.tar") == data
    assert gzip.decompress(gzipped({"x": data}))[512 : 512 + len(data)] == data


def test_times_modes_and_names_are_fixed():
    archive = zipfile.ZipFile(io.BytesIO(zipped({"好.yaml": b"a: 1\n"})))
    (info,) = archive.infolist()
    assert info.date_time == (1980, 1, 1, 0, 0, 0)
    assert info.external_attr >> 16 == 0o100644
    assert info.flag_bits == 1 << 11
    assert info.extra == b""
    with tarfile.open(fileobj=io.BytesIO(gzipped({"a": b""}))) as archive:
        (member,) = archive.getmembers()
    assert (member.mtime, member.mode, member.uid, member.uname) == (315532800, 0o644, 0, "")


def test_the_same_input_gives_the_same_bytes():
    """Digests as they were on several emulated x86-64 processors; a new isal may change them."""
    files = {"a.yaml": b"kind: EtcdCluster\n" * 40, "image.tar": mixed(3 * BLOCK)}
    machine = platform.machine().lower()
    if machine not in {"x86_64", "amd64"}:
        pytest.skip("compressed bytes are promised for x86-64")
    assert hashlib.sha256(zipped(files)).hexdigest() == ZIP_DIGEST
    assert hashlib.sha256(gzipped(files)).hexdigest() == TGZ_DIGEST


@pytest.mark.parametrize("head", [b"\x1f\x8b\x08", b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"\x89PNG"])
def test_what_is_compressed_already_is_stored(head):
    data = head + b"a" * 1000
    archive = zipfile.ZipFile(io.BytesIO(zipped({"x": data, "y": b"a" * 1000})))
    stored, deflated = archive.infolist()
    assert stored.compress_type == zipfile.ZIP_STORED
    assert deflated.compress_size < 30


def test_what_was_packed_is_described():
    data = b"kind: EtcdCluster\n" * 10
    with ZipWriter(io.BytesIO()) as archive:
        packed = archive.add("a.yaml", io.BytesIO(data), len(data))
    assert (packed.name, packed.size, packed.crc) == ("a.yaml", 180, zlib.crc32(data))
    assert 0 < packed.packed_size < 180
    assert packed.sha256 == hashlib.sha256(data).hexdigest()


def test_folders_are_kept():
    target = io.BytesIO()
    with ZipWriter(target) as archive:
        archive.add_folder("empty/")
    assert zipfile.ZipFile(target).infolist()[0].is_dir()
    target = io.BytesIO()
    with TgzWriter(target) as archive:
        archive.add_folder("empty/")
    target.seek(0)
    with tarfile.open(fileobj=target) as archive:
        assert archive.getmembers()[0].isdir()


def test_zip64_where_sizes_or_offsets_need_it(monkeypatch):
    """With the limits lowered; Python's own reader accepts Zip64 fields of any value."""
    monkeypatch.setattr(packing, "_MAX_32", 5000)
    data = mixed(20_000)
    content = zipped({"a.bin": data, "b.bin": data})
    assert content.count(b"PK\x06\x06") == 1
    _limit = struct.pack("<I", 5000)
    large = content.replace(_limit, b"\xff\xff\xff\xff")
    with zipfile.ZipFile(io.BytesIO(large)) as archive:
        assert archive.read("a.bin") == archive.read("b.bin") == data


def test_many_files_need_zip64_too():
    files = {f"{number:05d}": b"" for number in range(66_000)}
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert len(archive.infolist()) == 66_000


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
def test_info_zip_finds_no_fault(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"好.yaml": b"a: 1\n", "image.tar": mixed(2 * BLOCK + 5)}))
    result = subprocess.run(["unzip", "-t", path], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


class Broken(io.BytesIO):
    def read(self, count: int = -1) -> bytes:
        if self.tell() >= BLOCK:
            raise OSError(5, "Input/output error")
        return super().read(count)


@pytest.mark.parametrize("writer", [ZipWriter, TgzWriter])
def test_a_source_that_fails_is_named(writer):
    with pytest.raises(CannotRead) as caught, writer(io.BytesIO()) as archive:
        archive.add("image.tar", Broken(bytes(2 * BLOCK)), 2 * BLOCK)
    assert caught.value.name == "image.tar"
    assert caught.value.__cause__.strerror == "Input/output error"


def test_a_source_that_is_too_short_is_named():
    with pytest.raises(CannotRead), TgzWriter(io.BytesIO()) as archive:
        archive.add("values.yaml", io.BytesIO(b"a"), 2)


def test_no_thread_outlives_an_archive():
    with ZipWriter(io.BytesIO()) as archive:
        archive.add("image.tar", io.BytesIO(mixed(3 * BLOCK)), 3 * BLOCK)
        assert any(thread.name.startswith("deflate") for thread in threading.enumerate())
    assert not any(thread.name.startswith("deflate") for thread in threading.enumerate())
