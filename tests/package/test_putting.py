"""Files that take the place of others while undo may still ask for these."""

from __future__ import annotations

import pytest

from studio.package.interchange import gather
from studio.package.opening import open_package
from studio.package.putting import put_file

CHART = "apiVersion: v2\nname: etcd\nversion: 1.0.0\n"
TAR = "images/etcd.tar"
OLD, NEW = b"\0older bytes", b"\0the bytes that came"


@pytest.fixture
def package(tmp_path):
    """A service package with a binary file in images/."""
    root = tmp_path / "service"
    (root / "package/etcd").mkdir(parents=True)
    (root / "package/etcd/Chart.yaml").write_text(CHART, encoding="utf-8")
    (root / "images").mkdir()
    (root / TAR).write_bytes(OLD)
    return open_package(root)


def waiting(package, data=NEW):
    path = package.origin.path / "images/.waiting"
    path.write_bytes(data)
    return path


def test_what_was_replaced_can_still_be_read(package, tmp_path):
    old = package.snapshot.files[TAR]
    put_file(package.origin, TAR, waiting(package), tmp_path / "kept")
    assert (package.origin.path / TAR).read_bytes() == NEW
    assert old.read() == OLD
    assert [path.name for path in (package.origin.path / "images").iterdir()] == ["etcd.tar"]


def test_each_of_several_keeps_its_bytes(package, tmp_path):
    """One after the other, as builds of the same tag are saved, without saving the package."""
    contents = [package.snapshot.files[TAR]]
    for data in (b"\0one", b"\0two"):
        put_file(package.origin, TAR, waiting(package, data), tmp_path / "kept")
        [content] = gather([package.origin.path / TAR]).files.values()
        package.origin.adopt([content])
        contents.append(content)
    assert [content.read() for content in contents] == [OLD, b"\0one", b"\0two"]


def test_nothing_is_kept_of_what_nobody_can_ask_for(package, tmp_path):
    put_file(package.origin, "images/new.tar", waiting(package), tmp_path / "kept")
    assert (package.origin.path / "images/new.tar").read_bytes() == NEW
    assert not (tmp_path / "kept").exists()


def test_what_is_refused_changes_nothing(package, tmp_path):
    old = package.snapshot.files[TAR]
    with pytest.raises(FileNotFoundError):
        put_file(package.origin, TAR, package.origin.path / "missing", tmp_path / "kept")
    assert old.read() == OLD
    assert (package.origin.path / TAR).read_bytes() == OLD
    assert not list((tmp_path / "kept").iterdir())
