"""Files go into a package and out of it unharmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio.package.changes import apply
from studio.package.content import FileBlob, FileText, Folder
from studio.package.interchange import CannotImport, gather, write_out
from studio.package.refactoring import bring_in, copy_into
from studio.package.snapshot import Snapshot

if TYPE_CHECKING:
    from pathlib import Path


def test_folders_come_with_everything_in_them(tmp_path: Path) -> None:
    source = tmp_path / "chart"
    (source / "templates").mkdir(parents=True)
    (source / "empty").mkdir()
    (source / "templates" / "a.yaml").write_bytes(b"a: 1\r\n")
    (source / "icon.png").write_bytes(b"\0")
    found = gather([source])
    assert set(found.files) == {"chart/templates/a.yaml", "chart/empty/", "chart/icon.png"}
    assert found.files["chart/templates/a.yaml"] == FileText("a: 1\n", "\r\n")
    assert isinstance(found.files["chart/icon.png"], FileBlob)
    assert found.notices == []


def test_an_empty_folder_stays_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert gather([tmp_path / "empty"]).files == {"empty/": Folder()}


def test_links_that_lead_out_are_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside.txt").write_text("secret")
    (tmp_path / "inside" / "link").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "top").symlink_to(tmp_path / "outside.txt")
    found = gather([tmp_path / "inside", tmp_path / "top"])
    assert [path for path, content in found.files.items() if not isinstance(content, Folder)] == []
    assert len(found.notices) == 2


def test_what_is_gone_cannot_be_imported(tmp_path: Path) -> None:
    with pytest.raises(CannotImport, match="cannot be read"):
        gather([tmp_path / "gone.yaml"])


def test_importing_can_be_stopped(tmp_path: Path) -> None:
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        gather([tmp_path], keep_going=stop)


def test_what_is_written_out_can_be_gathered_again(tmp_path: Path) -> None:
    files = {
        "package/a/b.yaml": FileText("x: 1\n", "\r\n", bom=True),
        "package/a/c/": Folder(),
        "top.md": FileText("hello"),
    }
    written = write_out(Snapshot(files), ["package/a", "top.md"], tmp_path)
    assert written == [tmp_path / "a", tmp_path / "top.md"]
    assert gather(written).files == {
        path.removeprefix("package/"): content for path, content in files.items()
    }


def test_an_empty_folder_that_is_there_already_is_not_made_again() -> None:
    snapshot = Snapshot({"a/": Folder()})
    assert bring_in(snapshot, {"a/": Folder()}, "").operations == ()


def test_a_copied_folder_keeps_what_is_in_it_and_finds_a_free_name() -> None:
    snapshot = Snapshot({"a/x": FileText("1"), "a/b/y": FileText("2"), "d/a/z": FileText("3")})
    copied = apply(snapshot, copy_into(snapshot, ["a", "a/x"], "d").operations)
    assert copied.text("d/a-2/x") == FileText("1")
    assert copied.text("d/a-2/b/y") == FileText("2")
    assert copied.text("d/a/z") == FileText("3")
    assert len(copied) == 5
