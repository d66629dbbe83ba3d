"""From a real package to the delivered zip: in the window and on the command line."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studio.cli.program import main
from tests.journeys.author import CTRL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.journeys.author import Author

PACKAGE = "etcd.package.yaml"
CSV = "0.9.4/etcdoperator.v0.9.4.clusterserviceversion.yaml"
CRD = "0.9.4/etcdclusters.etcd.database.coreos.com.crd.yaml"


def assert_delivers(delivered: Path, root: Path) -> None:
    """The zip holds one deploy package, and that holds the folder's files byte for byte."""
    on_disk = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    with zipfile.ZipFile(delivered) as outer:
        names = [name for name in outer.namelist() if not name.endswith("/")]
        assert names == ["etcd/package/etcd-0.9.4.zip"]
        inner = zipfile.ZipFile(io.BytesIO(outer.read(names[0])))
    packed = {name for name in inner.namelist() if not name.endswith("/")}
    assert {name.partition("/")[2] for name in packed} == on_disk
    for name in packed:
        assert inner.read(name) == (root / name.partition("/")[2]).read_bytes()


def undo_over_two_files(author: Author) -> None:
    """Type into two files, and take it back with the keys in the tree."""
    before = {path: author.text(path) for path in (CSV, CRD)}
    author.type_at(CSV, "# one ")
    author.type_at(CRD, "# two ")
    author.window.tree.setFocus()
    author.undo()
    assert (author.text(CSV), author.text(CRD)) == (f"# one {before[CSV]}", before[CRD])
    author.undo()
    assert author.text(CSV) == before[CSV]
    assert author.window.editors.current.key == CSV
    author.redo()
    assert author.text(CSV).startswith("# one ")
    author.undo()
    author.wait_for_jobs()


def mendable(author: Author) -> list[str]:
    """The rules of the problems that one click mends; the others speak of its descriptors."""
    return sorted(problem.rule for problem in author.bench.problems.shown if problem.fix)


def test_the_etcd_operator_from_opening_to_the_zip(
    author: Author,
    copied: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = copied("corpus/operators/etcd")
    author.open(root, monkeypatch)
    tree = author.bench.tree
    on_disk = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert all(tree.index_of_path(path).isValid() for path in on_disk)

    undo_over_two_files(author)

    # The problems: one is mended by Ctrl+., the others by clicks.
    assert mendable(author) == ["OSC-35", "OSC-35", "OSC-35", "PKGS-03"]
    author.click_problem("PKGS-03")
    author.press(Qt.Key.Key_Period, CTRL)
    author.choose("End the last line")
    path = next(path for path in on_disk if author.document.dirty_paths == {path})
    assert author.text(path).endswith("\n")
    for left in (2, 1, 0):
        author.wait_for_jobs()
        author.click_fix("OSC-35")
        author.wait_for_jobs()
        assert mendable(author) == ["OSC-35"] * left
    assert "architecture" in author.text(CSV)
    author.save()
    assert not author.document.is_dirty

    dialog = author.export(tmp_path / "out")
    delivered = tmp_path / "out" / "etcd-0.9.4.zip"
    assert dialog.outcome.archive == delivered
    author.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert_delivers(delivered, root)
    report = json.loads((tmp_path / "out" / "etcd-0.9.4.zip.report.json").read_text())
    assert report["archive"]["sha256"] == hashlib.sha256(delivered.read_bytes()).hexdigest()

    # The command line makes the same bytes of what was saved.
    assert main(["export", str(root), "-o", str(tmp_path / "cli")]) == 0
    assert (tmp_path / "cli" / "etcd-0.9.4.zip").read_bytes() == delivered.read_bytes()
    assert report["archive"]["sha256"] in capsys.readouterr().out


def test_the_etcd_chart_is_delivered_as_a_tgz_inside_the_zip(
    author: Author,
    copied: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    root = copied("corpus/charts/etcd/6.7.0")
    author.open(root, monkeypatch)
    author.export(tmp_path / "out").close()
    delivered = tmp_path / "out" / "etcd-6.7.0.zip"
    with zipfile.ZipFile(delivered) as outer:
        names = [name for name in outer.namelist() if not name.endswith("/")]
        assert names == ["etcd/package/etcd-6.7.0.tgz"]
        packed = outer.read(names[0])
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as chart:
        files = {
            member.name: chart.extractfile(member).read() for member in chart if member.isfile()
        }
    assert files == {
        f"etcd/{path.relative_to(root).as_posix()}": path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
    assert main(["export", str(root), "-o", str(tmp_path / "cli")]) == 0
    assert (tmp_path / "cli" / delivered.name).read_bytes() == delivered.read_bytes()
