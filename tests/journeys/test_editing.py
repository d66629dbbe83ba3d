"""Renames, fixes and undo over many files, and packages that open as they were left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from studio.package.layout import layout_of
from tests.journeys.author import CTRL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.journeys.author import Author

DEPLOY = "package/kafka-2.5.0"
CRD = f"{DEPLOY}/manifests/kafkabackup_crd.yaml"
CSD = f"{DEPLOY}/manifests/kafkabackup_csd.yaml"
LIFECYCLE = f"{DEPLOY}/lifecycle.yaml"
STEPS = 50


def test_a_crd_is_renamed_in_the_tree_and_its_csd_follows(
    author: Author, copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    author.open(copied("kafka"), monkeypatch)
    before = author.document.snapshot
    author.click_row(author.node(CRD, "metadata", "name"))
    author.window.tree.setFocus()
    author.rename_to("saves.kafka.riverstone.example")
    assert "  name: saves.kafka.riverstone.example\n" in author.text(CRD)
    assert "    name: saves.kafka.riverstone.example\n" in author.text(CSD)
    assert author.document.history.count == 1
    author.wait_for_jobs()
    author.undo()
    assert author.document.snapshot.same_content(before)
    author.redo()
    assert "saves" in author.text(CSD)


def test_a_file_is_renamed_in_the_tree_and_its_open_tab_follows(
    author: Author, copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    author.open(copied("kafka"), monkeypatch)
    before = author.document.snapshot
    author.type_at(CRD, "# mine ")
    author.click_row(author.row(CRD))
    author.window.tree.setFocus()
    author.rename_to("backup_crd.yaml")
    renamed = f"{DEPLOY}/manifests/backup_crd.yaml"
    assert author.window.editors.current.key == renamed
    assert author.text(renamed).startswith("# mine ")
    author.undo(2)
    assert author.window.editors.current.key == CRD
    assert author.document.snapshot.same_content(before)
    assert not author.document.is_dirty


def test_all_problems_of_a_kind_are_fixed_as_one_step(
    author: Author, copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    author.open(copied("corpus/operators/etcd"), monkeypatch)
    before = author.document.snapshot
    assert author.rules().count("OSC-35") == 3
    author.click_problem("OSC-35")
    author.press(Qt.Key.Key_Period, CTRL)
    author.choose("Fix all of OSC-35")
    author.wait_for_jobs()
    assert "OSC-35" not in author.rules()
    assert author.document.history.count == 1
    author.undo()
    author.wait_for_jobs()
    assert author.document.snapshot.same_content(before)
    assert author.rules().count("OSC-35") == 3


def test_fifty_steps_over_six_files_are_undone_by_the_same_key(
    author: Author, copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    author.open(copied("corpus/operators/etcd"), monkeypatch)
    paths = [path for path in author.document.snapshot if path.startswith(("0.9.2/", "0.9.4/"))][:6]
    assert len(paths) == 6
    states = [author.document.snapshot]
    for step in range(STEPS):
        author.type_at(paths[step % 6], f"# {step} ", line=1 + step // 6)
        states.append(author.document.snapshot)
    assert author.document.history.count == STEPS
    for step in reversed(range(STEPS)):
        author.undo()
        assert author.document.snapshot.same_content(states[step])
        assert author.window.editors.current.key == paths[step % 6]
    assert not author.document.is_dirty
    assert not author.window.registry.action("edit.undo").isEnabled()
    author.redo(STEPS)
    assert author.document.snapshot.same_content(states[-1])


def test_a_bare_chart_becomes_a_service_package_and_bare_again(
    author: Author, copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied("redis-chart")
    author.open(root, monkeypatch)
    before = author.document.snapshot
    layout = layout_of(before)
    author.window.tree.setFocus()
    author.run_command("make a service package")
    folder = f"package/{layout.name}-{layout.version}"
    assert set(author.document.snapshot) == {f"{folder}/{path}" for path in before}
    assert layout_of(author.document.snapshot).is_service
    author.save()
    assert (root / folder / "Chart.yaml").is_file()
    assert not (root / "Chart.yaml").exists()
    author.undo()
    assert author.document.snapshot.same_content(before)
    author.save()
    assert (root / "Chart.yaml").is_file()
    assert not (root / "package").exists()


def test_a_package_opens_as_it_was_left(
    new_window: Callable[[], Author],
    copied: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = copied("kafka")
    first = new_window()
    first.open(root, monkeypatch)
    first.go_to(CRD, 9, 3)
    first.go_to(CSD, 12, 5)
    first.go_to(LIFECYCLE, 20, 2)
    first.press(Qt.Key.Key_Tab, CTRL)
    assert first.window.editors.current.key == CSD
    tree = first.window.tree
    tree.collapse(first.row("images"))
    keys = [page.key for page in first.window.editors.pages()]
    first.window.close()
    second = new_window()
    second.open(root, monkeypatch)
    assert [page.key for page in second.window.editors.pages()] == keys
    assert second.window.editors.current.key == CSD
    assert second.view.position == (12, 5)
    second.window.editors.tabs.setCurrentIndex(keys.index(CRD))
    assert second.view.position == (9, 3)
    second.window.editors.tabs.setCurrentIndex(keys.index(LIFECYCLE))
    assert second.view.position == (20, 2)
    index = second.bench.tree.index_of_path
    assert not second.window.tree.isExpanded(index("images"))
    assert second.window.tree.isExpanded(index(DEPLOY))


def test_a_broken_archive_is_refused_and_what_is_open_stays(
    author: Author,
    copied: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    author.open(copied("kafka"), monkeypatch)
    author.type_at(CRD, "# mine ")
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: told.append(words[2]))
    for name, data in (("broken.zip", b"PK\3\4 not an archive"), ("noise.tgz", b"\x1f\x8b noise")):
        (tmp_path / name).write_bytes(data)
        author.open(tmp_path / name, monkeypatch)
        assert name in told[-1]
        assert (tmp_path / name).read_bytes() == data
    assert len(told) == 2
    assert author.text(CRD).startswith("# mine ")
    assert author.document.dirty_paths == {CRD}
    author.undo()
    assert not author.document.is_dirty
