"""Archives that are meant to do harm, or are simply broken, are refused in one sentence."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.package import archive as limits
from studio.package import tarmembers
from studio.package.archive import BadArchive, checked_name, read_archive
from studio.package.content import FileBlob, FileText, Folder
from studio.package.sources import InMemory

TEXT = b"a: 1\n"


def read(data: bytes) -> dict:
    return dict(read_archive(InMemory(data), "x").files)


def zipped(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members:
            archive.writestr(member, data)
    return stream.getvalue()


def zip_member(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz", errors="surrogateescape") as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def tar_member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


UNSAFE = ["/etc/passwd", "../x", "a/../../x", "a/./b", "a//b", "a\\b", "C:/x", "a\nb", "x" * 256]


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_names(name: str) -> None:
    for data in (zipped((name, TEXT)), tarred((tar_member(name), TEXT))):
        with pytest.raises(BadArchive, match="unsafe name"):
            read(data)


def test_a_name_with_nul() -> None:
    with pytest.raises(BadArchive, match="unsafe name"):
        read(zipped(("a!b.yaml", TEXT)).replace(b"a!b.yaml", b"a\0b.yaml"))


@given(st.text(max_size=30))
def test_accepted_names_stay_inside(name: str) -> None:
    try:
        plain = checked_name(name, "x")
    except BadArchive:
        return
    assert plain
    assert not plain.startswith("/")
    assert ".." not in plain.split("/")
    assert checked_name(plain, "x") == plain


@pytest.mark.parametrize(
    ("first", "second"),
    [("a.yaml", "A.yaml"), ("d/a", "D/b"), ("a", "a/b"), ("é", "e\u0301"), ("straße", "STRASSE")],
)
def test_names_that_some_systems_take_for_the_same(first: str, second: str) -> None:
    both = [(tar_member(first), TEXT), (tar_member(second), TEXT)]
    for data in (zipped((first, TEXT), (second, TEXT)), tarred(*both), tarred(*both[::-1])):
        with pytest.raises(BadArchive, match="holds both"):
            read(data)


def test_the_same_name_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("a", TEXT), ("a", TEXT))
    for twice in (data, tarred((tar_member("a"), TEXT), (tar_member("./a"), TEXT))):
        with pytest.raises(BadArchive, match="holds a twice"):
            read(twice)


@pytest.mark.parametrize("target", ["/etc/passwd", "../../x", "missing", "folder", "l"])
def test_links_that_lead_nowhere_good(target: str) -> None:
    folder = tar_member("d/folder/", tarfile.DIRTYPE)
    for data in (
        zipped(("d/folder/x", TEXT), (zip_member("d/l", 0o120777), target.encode())),
        tarred((folder, b""), (tar_member("d/l", tarfile.SYMTYPE, target), b"")),
        tarred((folder, b""), (tar_member("d/l", tarfile.LNKTYPE, f"d/{target}"), b"")),
    ):
        with pytest.raises(BadArchive, match="link that leads to no file"):
            read(data)


def test_links_that_stay_are_files() -> None:
    for data in (
        zipped(("a", TEXT), (zip_member("d/l", 0o120777), b"../a")),
        tarred((tar_member("a"), TEXT), (tar_member("d/l", tarfile.SYMTYPE, "../a"), b"")),
        tarred((tar_member("a"), TEXT), (tar_member("d/l", tarfile.LNKTYPE, "a"), b"")),
    ):
        files = read(data)
        assert files["d/l"] == files["a"] == FileText("a: 1\n")


@pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_devices_and_pipes(kind: bytes) -> None:
    mode = {tarfile.CHRTYPE: 0o020666, tarfile.BLKTYPE: 0o060666, tarfile.FIFOTYPE: 0o010666}[kind]
    for data in (tarred((tar_member("a", kind), b"")), zipped((zip_member("a", mode), b""))):
        with pytest.raises(BadArchive, match="not a regular file"):
            read(data)


def test_sparse_members() -> None:
    with pytest.raises(BadArchive, match="not a regular file"):
        read(tarred((tar_member("a", tarfile.GNUTYPE_SPARSE), b"")))


def test_encrypted_members() -> None:
    data = bytearray(zipped(("a", TEXT)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadArchive, match="encrypted"):
        read(bytes(data))


def test_rare_compression() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", TEXT)
    with pytest.raises(BadArchive, match="pack it with deflate"):
        read(stream.getvalue())


def test_bombs() -> None:
    zeros = b" " * (12 << 20)
    with pytest.raises(BadArchive, match="200 times its size"):
        read(zipped(("a.yaml", zeros)))
    with pytest.raises(BadArchive, match="200 times its size"):
        read(tarred((tar_member("a.yaml"), zeros)))


def test_overlapping_members() -> None:
    data = zipped(("a", TEXT * 99), ("b", TEXT * 99))
    second = data.rindex(b"PK\x01\x02")
    forged = data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]
    with pytest.raises(BadArchive, match="damaged"):
        read(forged)


def test_an_announced_terabyte_is_not_unpacked() -> None:
    info = tar_member("image.tar")
    info.size = 1 << 40
    head = gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(4096))
    with pytest.raises(BadArchive, match="unpacks to more than 1024 MB"):
        read(head)


def test_a_header_of_gigabytes_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    info = tar_member("././@PaxHeader", tarfile.XHDTYPE)
    info.size = 8 << 20
    with pytest.raises(BadArchive, match="damaged"):
        read(gzip.compress(info.tobuf(tarfile.USTAR_FORMAT) + bytes(9 << 20)))


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_LIMIT", 3)
    with pytest.raises(BadArchive, match="more than 3 files"):
        read(zipped(*((str(number), b"") for number in range(4))))


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOTAL_TEXT_LIMIT", 1 << 20)
    with pytest.raises(BadArchive, match="more than 1 MB of text"):
        read(zipped(("a", b"a" * (600 << 10)), ("b", b"b" * (600 << 10))))


def test_too_much_of_everything_in_a_tar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tarmembers, "UNPACKED_LIMIT", 1 << 20)
    with pytest.raises(BadArchive, match="more than 1 MB; gzipped tars"):
        read(tarred((tar_member("a"), b"a" * (2 << 20))))


@pytest.mark.parametrize("pack", [zipped, lambda *m: tarred(*((tar_member(n), d) for n, d in m))])
def test_every_truncation_is_noticed(pack) -> None:
    whole = pack(("a.yaml", TEXT * 50), ("d/b.yaml", TEXT * 50))
    assert len(read(whole)) == 2
    for length in range(0, len(whole), 3):
        with pytest.raises(BadArchive):
            read(whole[:length])


@pytest.mark.parametrize("pack", [zipped, lambda *m: tarred(*((tar_member(n), d) for n, d in m))])
def test_a_flipped_byte_never_changes_text_unnoticed(pack) -> None:
    members = [("a.yaml", bytes(range(32, 127)) * 5), ("d/b.yaml", TEXT * 50)]
    whole = pack(*members)
    texts = {content.text.encode() for content in read(whole).values()}
    for position in range(len(whole)):
        flipped = bytearray(whole)
        flipped[position] ^= 0x55
        try:
            files = read(bytes(flipped))
        except BadArchive:
            continue
        assert {c.text.encode() for c in files.values() if isinstance(c, FileText)} <= texts


def test_not_an_archive() -> None:
    with pytest.raises(BadArchive, match="neither a zip nor a gzipped tar"):
        read(b"hello")
    with pytest.raises(BadArchive, match="damaged"):
        read(gzip.compress(b"no tar" * 200))


def test_names_in_utf8_and_in_old_zips() -> None:
    assert list(read(zipped(("说明.md", TEXT)))) == ["说明.md"]
    unflagged = zipped(("????.md", TEXT)).replace(b"????.md", "é-é"[:1].encode() * 2 + b".md")
    assert list(read(unflagged)) == ["éé.md"]
    cp437 = zipped(("?.md", TEXT)).replace(b"?.md", b"\x82.md")
    assert list(read(cp437)) == ["é.md"]


def test_names_that_are_not_utf8() -> None:
    forged = zipped(("é.md", TEXT)).replace("é.md".encode(), b"\xff\xfe.md")
    for data in (forged, tarred((tar_member("\udcff.md"), TEXT))):
        with pytest.raises(BadArchive, match="not UTF-8"):
            read(data)


def test_zip64() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w") as archive,
        archive.open("a", "w", force_zip64=True) as member,
    ):
        member.write(TEXT)
    assert read(stream.getvalue()) == {"a": FileText("a: 1\n")}


def test_empty_folders_and_large_members() -> None:
    image = zlib.compress(bytes(range(256))) * 9000
    for data in (
        zipped(("d/", b""), ("i.tar", image), ("f/x", b"")),
        tarred((tar_member("d", tarfile.DIRTYPE), b""), (tar_member("i.tar"), image),
               (tar_member("f", tarfile.DIRTYPE), b""), (tar_member("f/x"), b"")),
    ):  # fmt: skip
        files = read(data)
        assert list(files) == ["d/", "f/x", "i.tar"]
        assert isinstance(files["d/"], Folder)
        assert isinstance(files["i.tar"], FileBlob)
        assert files["i.tar"].read() == image
