"""Saving to a folder: exactly what changed, nothing that others changed, and nothing lost."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from studio.package import staging
from studio.package.content import FileBlob, FileText, Folder
from studio.package.disk import LeavesPackage, inside
from studio.package.kept import remove_old
from studio.package.layout import layout_of
from studio.package.opening import open_package
from studio.package.outside import Change, changed_outside
from studio.package.reading import read_file
from studio.package.saving import OutsideChange, SaveFailed, TargetNotEmpty, save, save_as
from studio.package.snapshot import Snapshot
from studio.package.sources import InMemory, OnDisk


@pytest.fixture
def root(tmp_path: Path, packages) -> Path:
    files = packages.chart | {"images/a.tar": b"\0A" * 99, "images/b.tar": b"\0B" * 99}
    return packages.write_tree(tmp_path / "p", files)


def test_only_what_changed_is_written(root: Path, keep: Path, packages) -> None:
    opened = open_package(root)
    old = opened.snapshot
    before = {path.name: path.stat().st_mtime_ns for path in root.iterdir()}
    new = old.replaced({"values.yaml": old.text("values.yaml").with_text("size: 5\n")})
    steps = []
    result = save(
        opened.origin, old, new, keep_in=keep, step=lambda name, path: steps.append((name, path))
    )
    assert result.same_content(new)
    assert (root / "values.yaml").read_bytes() == b"size: 5\r\n"
    assert steps == [("staged", "values.yaml"), ("replaced", "values.yaml")]
    after = {path.name: path.stat().st_mtime_ns for path in root.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"values.yaml"}
    assert not keep.exists()


def test_nothing_changed_writes_nothing(root: Path, keep: Path) -> None:
    opened = open_package(root)
    writing: list[bool] = []
    saved = save(
        opened.origin, opened.snapshot, opened.snapshot, keep_in=keep,
        before_writing=lambda: writing.append(True),
    )  # fmt: skip
    assert saved is opened.snapshot
    assert not writing
    assert not keep.exists()


def test_permissions_stay(root: Path, keep: Path) -> None:
    (root / "values.yaml").chmod(0o750)
    opened = open_package(root)
    new = opened.snapshot.replaced({"values.yaml": FileText("a"), "new.yaml": FileText("b")})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert (root / "values.yaml").stat().st_mode & 0o777 == 0o750
    mask = os.umask(0)
    os.umask(mask)
    assert (root / "new.yaml").stat().st_mode & 0o777 == 0o666 & ~mask


def test_large_files_are_renamed_not_copied(root: Path, keep: Path) -> None:
    opened = open_package(root)
    old = opened.snapshot
    inodes = {name: (root / f"images/{name}.tar").stat().st_ino for name in "ab"}
    a, b = old.files["images/a.tar"], old.files["images/b.tar"]
    new = old.replaced({"images/a.tar": None, "images/b.tar": a, "other/c.tar": b})
    save(opened.origin, old, new, keep_in=keep)
    assert (root / "images/b.tar").stat().st_ino == inodes["a"]
    assert (root / "other/c.tar").stat().st_ino == inodes["b"]
    assert a.read() == b"\0A" * 99
    assert b.read() == b"\0B" * 99


def test_files_that_exchange_places(root: Path, keep: Path) -> None:
    opened = open_package(root)
    old = opened.snapshot
    a, b = old.files["images/a.tar"], old.files["images/b.tar"]
    new = old.replaced({"images/a.tar": b, "images/b.tar": a})
    save(opened.origin, old, new, keep_in=keep)
    assert (root / "images/a.tar").read_bytes() == b"\0B" * 99 == b.read()
    assert (root / "images/b.tar").read_bytes() == b"\0A" * 99 == a.read()
    assert b.source.location.path == root / "images/a.tar"
    save(opened.origin, new, old, keep_in=keep)
    assert (root / "images/a.tar").read_bytes() == b"\0A" * 99


def test_a_disk_without_hard_links(root: Path, keep: Path, monkeypatch, packages) -> None:
    def refuse(*_args, **_kwargs):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    opened = open_package(root)
    old = opened.snapshot
    a, b, logo = (old.files[name] for name in ("images/a.tar", "images/b.tar", "logo.png"))
    inode = (root / "logo.png").stat().st_ino
    new = old.replaced(
        {"images/a.tar": b, "images/b.tar": a, "logo.png": None, "pictures/logo.png": logo}
    )
    save(opened.origin, old, new, keep_in=keep)
    assert packages.read_tree(root) == packages.encoded(new)
    assert (root / "pictures/logo.png").stat().st_ino == inode
    last = new.replaced({"pictures/logo.png": FileText("x"), "pictures/logo.png/b": None})
    save(opened.origin, new, last, keep_in=keep)
    assert logo.read() == b"\x89PNG\0\0"


def test_a_deleted_blob_comes_back(root: Path, keep: Path, packages) -> None:
    opened = open_package(root)
    old = opened.snapshot
    new = old.replaced({"images/a.tar": None, "logo.png": packages.blob(b"\0other")})
    save(opened.origin, old, new, keep_in=keep)
    assert not (root / "images/a.tar").exists()
    assert old.files["images/a.tar"].read() == b"\0A" * 99
    assert old.files["logo.png"].read() == b"\x89PNG\0\0"
    save(opened.origin, new, old, keep_in=keep)
    assert (root / "images/a.tar").read_bytes() == b"\0A" * 99
    assert old.files["images/a.tar"].source.location.path == root / "images/a.tar"
    assert not changed_outside(opened.origin, old).changes


def test_a_copy_of_a_blob_leaves_the_first_where_it_is(root: Path, keep: Path) -> None:
    opened = open_package(root)
    old = opened.snapshot
    a = old.files["images/a.tar"]
    new = old.replaced({"images/copy.tar": a})
    save(opened.origin, old, new, keep_in=keep)
    assert a.source.location.path == root / "images/a.tar"
    assert (root / "images/copy.tar").read_bytes() == b"\0A" * 99
    (root / "images/copy.tar").write_bytes(b"\0C" * 99)
    assert (root / "images/a.tar").read_bytes() == b"\0A" * 99


def test_an_imported_file_lives_in_the_package_from_then_on(
    root: Path, keep: Path, tmp_path: Path
) -> None:
    (tmp_path / "download.tar").write_bytes(b"\0D" * 99)
    opened = open_package(root)
    content = read_file(tmp_path / "download.tar")
    new = opened.snapshot.replaced({"images/d.tar": content})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    (tmp_path / "download.tar").unlink()
    assert content.read() == b"\0D" * 99
    last = new.replaced({"images/d.tar": None})
    save(opened.origin, new, last, keep_in=keep)
    assert content.read() == b"\0D" * 99


def test_a_blob_that_only_undo_remembers_is_kept(root: Path, keep: Path, packages) -> None:
    opened = open_package(root)
    first = opened.snapshot
    second = first.replaced({"logo.png": packages.blob(b"\0second")})
    save(opened.origin, first, second, keep_in=keep)
    third = second.replaced({"logo.png": FileText("third")})
    save(opened.origin, second, third, keep_in=keep)
    assert first.files["logo.png"].read() == b"\x89PNG\0\0"


def test_what_was_kept_long_ago_goes(keep: Path) -> None:
    (keep / "old").mkdir(parents=True)
    (keep / "old" / "x").write_text("x")
    now = (keep / "old").stat().st_mtime
    remove_old(keep, lambda: now + 13 * 86400)
    assert (keep / "old").exists()
    remove_old(keep, lambda: now + 15 * 86400)
    assert not (keep / "old").exists()


def test_folders(root: Path, keep: Path) -> None:
    opened = open_package(root)
    old = opened.snapshot
    new = old.replaced({"templates/a.yaml": None, "images/a.tar": None, "images/b.tar": None,
                        "images/": Folder(), "deep/er/": Folder()})  # fmt: skip
    save(opened.origin, old, new, keep_in=keep)
    assert not (root / "templates").exists()
    assert (root / "images").is_dir()
    assert (root / "deep/er").is_dir()
    assert set(open_package(root).snapshot) == set(new)
    save(opened.origin, new, old, keep_in=keep)
    assert not (root / "deep").exists()


def test_a_file_becomes_a_folder_and_back(root: Path, keep: Path, packages) -> None:
    opened = open_package(root)
    old = opened.snapshot
    logo = old.files["logo.png"]
    new = old.replaced({"logo.png": None, "logo.png/logo.png": logo, "values.yaml": None,
                        "values.yaml/a": FileText("a"), "templates/a.yaml": None,
                        "templates": FileText("b")})  # fmt: skip
    save(opened.origin, old, new, keep_in=keep)
    assert packages.read_tree(root) == packages.encoded(new)
    assert logo.read() == b"\x89PNG\0\0"
    save(opened.origin, new, old, keep_in=keep)
    assert packages.read_tree(root) == packages.encoded(old)


def test_what_is_not_shown_stays(root: Path, keep: Path) -> None:
    (root / "templates/link").symlink_to("/etc")
    (root / ".git").mkdir()
    (root / ".git/config").write_text("x")
    opened = open_package(root)
    new = opened.snapshot.replaced({"templates/a.yaml": None, ".git/": None})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert (root / "templates/link").is_symlink()
    assert (root / ".git/config").exists()


@pytest.mark.parametrize("touch", ["change", "delete", "create", "blob"])
def test_outside_changes_stop_a_save_before_it_writes(root: Path, keep: Path, touch: str) -> None:
    opened = open_package(root)
    old = opened.snapshot
    path = {"create": "new.yaml", "blob": "images/a.tar"}.get(touch, "values.yaml")
    new = old.replaced({path: FileText("mine"), "Chart.yaml": FileText("mine")})
    if touch == "change":
        status = (root / path).stat()
        (root / path).write_bytes(b"size: 9\r\n")
        os.utime(root / path, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif touch == "delete":
        (root / path).unlink()
    else:
        (root / path).write_bytes(b"\0X" * 99)
    before = {item: item.read_bytes() for item in root.rglob("*") if item.is_file()}
    with pytest.raises(OutsideChange) as caught:
        save(opened.origin, old, new, keep_in=keep, before_writing=lambda: pytest.fail("too early"))
    assert caught.value.paths == (path,)
    assert {item: item.read_bytes() for item in root.rglob("*") if item.is_file()} == before

    outside = changed_outside(opened.origin, old)
    kind = {"delete": Change.GONE, "create": Change.NEW}.get(touch, Change.CHANGED)
    assert outside.changes == {path: kind}
    outside.accept(opened.origin)
    save(opened.origin, outside.snapshot, new, keep_in=keep)
    assert (root / path).read_bytes() == b"mine"


def test_changes_elsewhere_do_not_stop_a_save(root: Path, keep: Path) -> None:
    opened = open_package(root)
    (root / "values.yaml").write_text("theirs")
    new = opened.snapshot.replaced({"Chart.yaml": FileText("name: mine\n")})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert (root / "values.yaml").read_text() == "theirs"


def test_what_did_not_change_outside_keeps_its_identity(root: Path) -> None:
    opened = open_package(root)
    os.utime(root / "values.yaml", ns=(1, 1))
    os.utime(root / "logo.png", ns=(1, 1))
    opened.snapshot.files["logo.png"].source.location = InMemory(b"\x89PNG\0\0")
    (root / "Chart.yaml").unlink()
    outside = changed_outside(opened.origin, opened.snapshot)
    assert outside.changes == {"Chart.yaml": Change.GONE}
    for path, content in outside.snapshot.files.items():
        assert content is opened.snapshot.files[path]


@pytest.mark.parametrize("is_hashed", [False, True])
def test_a_touched_image_is_not_a_changed_one(root: Path, keep: Path, is_hashed: bool) -> None:
    image = root / "images/a.tar"
    image.write_bytes(b"\0tar" * 100_000)
    opened = open_package(root)
    content = opened.snapshot.files["images/a.tar"]
    assert isinstance(content, FileBlob)
    if is_hashed:
        assert len(content.sha256) == 64
    os.utime(image, ns=(1, 1))
    outside = changed_outside(opened.origin, opened.snapshot)
    assert outside.changes == {}
    assert content.read() == image.read_bytes()
    new = opened.snapshot.replaced({"images/a.tar": None, "images/b.tar": content})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert (root / "images/b.tar").read_bytes() == b"\0tar" * 100_000


@pytest.mark.parametrize("at", [0, 250_000, 499_000])
def test_another_image_of_the_same_size_is_a_changed_one(root: Path, at: int) -> None:
    image = root / "images/a.tar"
    image.write_bytes(b"\0" * 500_000)
    opened = open_package(root)
    image.write_bytes(b"\0" * at + b"\1" * 1000 + b"\0" * (499_000 - at))
    assert changed_outside(opened.origin, opened.snapshot).changes == {
        "images/a.tar": Change.CHANGED
    }


def test_an_exchanged_blob_is_not_read_as_the_old_one(root: Path) -> None:
    content = open_package(root).snapshot.files["images/a.tar"]
    (root / "images/a.tar").write_bytes(b"\0X" * 100)
    with pytest.raises(OSError, match="has changed since it was read"):
        content.read()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_refuses_leaves_everything_as_it_was(
    root: Path, keep: Path, monkeypatch: pytest.MonkeyPatch, number: int, packages
) -> None:
    opened = open_package(root)
    old = opened.snapshot
    before = packages.read_tree(root)
    fresh = packages.blob(b"\0" * 99)
    new = old.replaced({"Chart.yaml": FileText("a"), "logo.png": None, "z/new": fresh})
    real_opened = staging.opened

    def refuse(content):
        if content is new.files["z/new"]:
            raise OSError(number, os.strerror(number))
        return real_opened(content)

    monkeypatch.setattr(staging, "opened", refuse)
    words = {errno.ENOSPC: "disk is full", errno.EACCES: "not permitted"}
    with pytest.raises(SaveFailed, match=f"z/new .*{words.get(number, 'error')}") as caught:
        save(opened.origin, old, new, keep_in=keep)
    assert caught.value.saved.same_content(old)
    assert packages.read_tree(root) == before
    assert not list(keep.glob("*"))


def test_a_refusal_half_way_says_what_was_reached(
    root: Path, keep: Path, monkeypatch: pytest.MonkeyPatch, packages
) -> None:
    opened = open_package(root)
    old = opened.snapshot
    texts = {"Chart.yaml": FileText("a"), "values.yaml": FileText("b")}
    new = old.replaced({**texts, "logo.png": None})
    real_replace = Path.replace

    def refuse(path: Path, target: Path):
        if target.name == "values.yaml":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(SaveFailed, match=r"values\.yaml was not saved") as caught:
        save(opened.origin, old, new, keep_in=keep)
    monkeypatch.undo()
    assert packages.read_tree(root) == packages.encoded(caught.value.saved)
    assert caught.value.saved.files["Chart.yaml"] == FileText("a")
    save(opened.origin, caught.value.saved, new, keep_in=keep)
    assert packages.read_tree(root) == packages.encoded(new)


def test_cancelling_leaves_everything_as_it_was(root: Path, keep: Path, packages) -> None:
    class Cancelled(Exception):
        pass

    def cancel() -> None:
        raise Cancelled

    opened = open_package(root)
    before = packages.read_tree(root)
    new = opened.snapshot.replaced({"Chart.yaml": FileText("a"), "logo.png": None})
    with pytest.raises(Cancelled):
        save(opened.origin, opened.snapshot, new, keep_in=keep, keep_going=cancel)
    assert packages.read_tree(root) == before
    assert not list(keep.glob("*"))


def test_progress(root: Path, keep: Path, packages) -> None:
    opened = open_package(root)
    new = opened.snapshot.replaced({"a": FileText("a" * 10), "b": packages.blob(b"\0" * 90)})
    told = []
    save(
        opened.origin,
        opened.snapshot,
        new,
        keep_in=keep,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(10, 100), (100, 100)]


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "", "a\0b", "leaving/x"])
def test_nothing_is_written_outside(root: Path, keep: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "leaving").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LeavesPackage):
        inside(root, path)
    opened = open_package(root)
    new = opened.snapshot.replaced({path: FileText("x")})
    with pytest.raises(LeavesPackage):
        save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_is_replaced_and_its_target_left_alone(root: Path, keep: Path) -> None:
    (root / "link.yaml").symlink_to("values.yaml")
    opened = open_package(root)
    new = opened.snapshot.replaced({"link.yaml": FileText("mine")})
    save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert not (root / "link.yaml").is_symlink()
    assert (root / "values.yaml").read_bytes() == b"size: 3\r\n"


def test_saving_packs_the_inner_archive_again(tmp_path: Path, keep: Path, packages) -> None:
    root = packages.write_tree(tmp_path / "Etcd", packages.service(top=""))
    opened = open_package(root)
    old = opened.snapshot
    archive = root / "package/etcd-0.9.4.zip"
    packed = archive.read_bytes()
    new = old.replaced({"images/mapping.yaml": FileText("b: 2\n")})
    save(opened.origin, old, new, keep_in=keep)
    assert archive.read_bytes() == packed

    manifest = "package/etcd-0.9.4/etcd.package.yaml"
    last = new.replaced({manifest: FileText("packageName: mine\n")})
    save(opened.origin, new, last, keep_in=keep)
    assert sorted(path.name for path in (root / "package").iterdir()) == ["etcd-0.9.4.zip"]
    again = open_package(root)
    assert again.snapshot.text(manifest) == FileText("packageName: mine\n")
    assert again.origin.inner[0].top == "etcd"
    assert not changed_outside(opened.origin, last).changes


def test_the_inner_archive_follows_its_folder(tmp_path: Path, keep: Path, packages) -> None:
    root = packages.write_tree(tmp_path / "Etcd", packages.service(top=""))
    opened = open_package(root)
    old = opened.snapshot
    moved = {path.replace("0.9.4/", "0.9.5/", 1): item for path, item in old.files.items()}
    new = Snapshot(moved)
    save(opened.origin, old, new, keep_in=keep)
    assert [path.name for path in (root / "package").iterdir()] == ["etcd-0.9.5.zip"]
    assert layout_of(open_package(root).snapshot).deploy_root == "package/etcd-0.9.5"


def test_a_changed_inner_archive_is_noticed(tmp_path: Path, keep: Path, packages) -> None:
    root = packages.write_tree(tmp_path / "Etcd", packages.service(top=""))
    opened = open_package(root)
    old = opened.snapshot
    theirs = packages.operator | {"new.txt": b"theirs"}
    (root / "package/etcd-0.9.4.zip").write_bytes(packages.zip_bytes(theirs))
    new = old.replaced({"package/etcd-0.9.4/mine.txt": FileText("mine")})
    with pytest.raises(OutsideChange):
        save(opened.origin, old, new, keep_in=keep)
    outside = changed_outside(opened.origin, old)
    assert outside.changes == {"package/etcd-0.9.4/new.txt": Change.NEW}
    outside.accept(opened.origin)
    save(opened.origin, outside.snapshot, new, keep_in=keep)
    names = set(open_package(root).snapshot)
    assert "package/etcd-0.9.4/mine.txt" in names
    assert "package/etcd-0.9.4/new.txt" not in names


def test_save_as_a_folder(root: Path, keep: Path, tmp_path: Path, packages) -> None:
    opened = open_package(root)
    changed = opened.snapshot.replaced({"Chart.yaml": FileText("name: copy\n")})
    before = packages.read_tree(root)
    origin = save_as(opened.origin, changed, tmp_path / "a/copy", keep_in=keep)
    assert packages.read_tree(tmp_path / "a/copy") == packages.encoded(changed)
    assert packages.read_tree(root) == before
    shutil.rmtree(root)
    assert not changed_outside(origin, changed).changes
    save(origin, changed, changed.replaced({"images/a.tar": None}), keep_in=keep)
    assert changed.files["images/a.tar"].read() == b"\0A" * 99


def test_save_as_needs_an_empty_folder(root: Path, keep: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").touch()
    opened = open_package(root)
    with pytest.raises(TargetNotEmpty):
        save_as(opened.origin, opened.snapshot, tmp_path / "full", keep_in=keep)


def test_locations_tell_where_a_blob_is(root: Path) -> None:
    content = open_package(root).snapshot.files["logo.png"]
    assert content.source.location == OnDisk.at(root / "logo.png")


def test_a_save_as_that_fails_leaves_no_folder(
    root: Path, keep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_package(root)

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(staging, "opened", refuse)
    for target in (tmp_path / "new", tmp_path / "empty"):
        with pytest.raises(SaveFailed, match="the disk is full"):
            save_as(opened.origin, opened.snapshot, target, keep_in=keep)
        assert not target.exists()


def test_a_folder_that_vanished_is_told(root: Path, keep: Path, tmp_path: Path) -> None:
    opened = open_package(root)
    root.rename(tmp_path / "elsewhere")
    new = opened.snapshot.replaced({"values.yaml": FileText("mine")})
    with pytest.raises(SaveFailed, match="no longer there") as caught:
        save(opened.origin, opened.snapshot, new, keep_in=keep)
    assert caught.value.saved.same_content(opened.snapshot)
    assert not root.exists()
