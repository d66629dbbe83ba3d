"""Whatever happens around the author, their work is not lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from studio.package import staging
from studio.ui.shell.restoredialog import RestoreDialog
from tests.journeys import crash
from tests.journeys.author import CTRL

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.shell.services import Services
    from tests.journeys.author import Author

ROOT = Path(__file__).parents[2]
METADATA, LIFECYCLE = crash.EDITED


@pytest.fixture
def kafka(author: Author, copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Author:
    """The author with the Kafka sample open."""
    author.open(copied("kafka"), monkeypatch)
    return author


def tree_of(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in files_in(root)}


def files_in(root: Path) -> list[Path]:
    return [path for path in sorted(root.rglob("*")) if path.is_file()]


def die_at_work(root: Path, state: Path) -> None:
    """Let another process edit the package in a window, and die."""
    child = subprocess.run(
        [sys.executable, crash.__file__, root, state],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert child.returncode == crash.STATUS, child.stderr


def test_work_of_a_process_that_died_is_restored_by_a_click(
    author: Author,
    copied: Callable[[str], Path],
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = copied("kafka")
    on_disk = tree_of(root)
    die_at_work(root, services.state)
    assert tree_of(root) == on_disk
    author.open(root, monkeypatch)
    assert "never saved" in author.window.bar.sentence()
    assert not author.document.is_dirty

    author.click_link("Restore")
    for path in crash.EDITED:
        assert author.text(path) == f"# never saved {on_disk[path].decode()}"
    assert crash.DELETED not in author.document.snapshot
    renamed = author.document.snapshot.files[f"images/{crash.NEW_NAME}"]
    assert renamed.read() == on_disk[crash.RENAMED]
    assert author.window.bar.isHidden()

    # It is one step, it is kept at once for another crash, and it can be saved.
    author.wait_for_jobs()
    kept = author.bench.store.pending()
    assert kept is not None
    assert {*crash.EDITED, crash.DELETED} <= {file.path for file in kept.files}
    author.undo()
    assert not author.document.is_dirty
    author.redo()
    author.save()
    assert (root / METADATA).read_text(encoding="utf-8").startswith("# never saved ")
    assert not (root / crash.DELETED).exists()
    assert author.bench.store.pending() is None


@pytest.fixture
def come_back(
    new_window: Callable[[], Author],
    copied: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], Author]:
    """Opens the package again that somebody left with unsaved work, in a window of its own."""
    root = copied("kafka")
    authors: list[Author] = []

    def come_back() -> Author:
        if authors:
            authors[-1].window.close()
        authors.append(new_window())
        authors[-1].open(root, monkeypatch)
        return authors[-1]

    come_back().type_at(METADATA, "# never saved ")
    return come_back


def test_unsaved_work_outlives_closing_the_window(come_back: Callable[[], Author]) -> None:
    author = come_back()
    author.click_link("Restore")
    assert author.text(METADATA).startswith("# never saved ")
    assert author.window.bar.isHidden()


def test_what_was_offered_waits_while_the_author_goes_on_and_saves(
    come_back: Callable[[], Author],
) -> None:
    author = come_back()
    author.type_at(LIFECYCLE, "# now ")
    author.save()
    author = come_back()
    author.click_link("Restore")
    assert author.text(METADATA).startswith("# never saved ")
    assert author.text(LIFECYCLE).startswith("# now ")


def test_what_was_offered_twice_is_restored_in_turn(come_back: Callable[[], Author]) -> None:
    come_back().type_at(LIFECYCLE, "# never saved either ")
    author = come_back()
    author.click_link("Restore")
    assert author.text(LIFECYCLE).startswith("# never saved either ")
    assert not author.text(METADATA).startswith("# never saved ")
    author.click_link("Restore")
    assert author.text(METADATA).startswith("# never saved ")
    assert author.document.dirty_paths == {METADATA, LIFECYCLE}
    author.wait_for_jobs()
    author = come_back()
    author.click_link("Restore")
    assert author.document.dirty_paths == {METADATA, LIFECYCLE}
    assert author.window.bar.isHidden()


def test_declined_work_is_not_offered_again(come_back: Callable[[], Author]) -> None:
    author = come_back()
    author.click_link("Forget them")
    assert author.window.bar.isHidden()
    author = come_back()
    assert author.window.bar.isHidden()
    assert not author.document.is_dirty


@pytest.fixture
def choosing(come_back: Callable[[], Author]) -> tuple[Author, RestoreDialog]:
    """The author who may choose: both files are unsaved, and one changed on disk since."""
    author = come_back()
    author.click_link("Restore")
    author.type_at(LIFECYCLE, "# never saved either ")
    root = author.root
    author.window.close()
    (root / METADATA).write_text("name: theirs\n", encoding="utf-8")
    author = come_back()
    author.click_link("Restore")
    author.wait_until(lambda: author.window.findChild(RestoreDialog) is not None)
    dialog = author.window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    assert author.text(METADATA) == "name: theirs\n"
    return author, dialog


def test_of_unsaved_work_and_a_newer_file_on_disk_the_author_chooses(
    choosing: tuple[Author, RestoreDialog], come_back: Callable[[], Author]
) -> None:
    author, dialog = choosing
    assert dialog.paths() == {METADATA, LIFECYCLE}
    (row,) = dialog.list.findItems(METADATA, Qt.MatchFlag.MatchStartsWith)
    assert "changed on disk" in row.text()
    dialog.list.setCurrentItem(row)
    assert "name: theirs" in dialog.diff.toPlainText()
    assert "# never saved" in dialog.diff.toPlainText()
    row.setCheckState(Qt.CheckState.Unchecked)
    dialog.restore_button.click()
    assert author.document.dirty_paths == {LIFECYCLE}
    assert author.text(METADATA) == "name: theirs\n"

    # What was not chosen is not lost: it is offered again, now and later.
    assert "never saved" in author.window.bar.sentence()
    author = come_back()
    author.click_link("Restore")
    author.wait_until(
        lambda: author.window.findChild(RestoreDialog) is not None or author.document.is_dirty
    )
    assert author.window.bar.isVisible()


def test_unsaved_work_that_replaces_a_newer_file_can_be_undone(
    choosing: tuple[Author, RestoreDialog],
) -> None:
    author, dialog = choosing
    dialog.restore_button.click()
    assert author.text(METADATA).startswith("# never saved ")
    assert author.text(LIFECYCLE).startswith("# never saved either ")
    assert author.window.bar.isHidden()
    author.document.undo()
    assert author.text(METADATA) == "name: theirs\n"
    assert not author.document.is_dirty


def test_a_choice_that_is_cancelled_restores_nothing(
    choosing: tuple[Author, RestoreDialog],
) -> None:
    author, dialog = choosing
    dialog.reject()
    assert not author.document.is_dirty
    assert "never saved" in author.window.bar.sentence()


def test_a_clean_file_that_changed_on_disk_is_taken_over_quietly(kafka: Author) -> None:
    kafka.go_to(METADATA, 2, 1)
    before = kafka.text(METADATA)
    (kafka.root / METADATA).write_text(f"{before}# theirs\n", encoding="utf-8")
    kafka.wait_until(lambda: kafka.text(METADATA).endswith("# theirs\n"))
    assert kafka.view.edit.toPlainText().endswith("# theirs\n")
    assert kafka.view.position == (2, 1)
    assert not kafka.document.is_dirty
    assert kafka.window.bar.isHidden()
    kafka.undo()
    assert kafka.text(METADATA) == before
    assert kafka.document.dirty_paths == {METADATA}
    kafka.redo()
    assert not kafka.document.is_dirty


@pytest.fixture
def disputed(kafka: Author) -> Author:
    """The author whose unsaved file another program has changed, too."""
    kafka.type_at(METADATA, "# mine ")
    (kafka.root / METADATA).write_text("name: theirs\n", encoding="utf-8")
    kafka.wait_until(kafka.window.bar.isVisible)
    assert "metadata.yaml" in kafka.window.bar.sentence()
    assert kafka.text(METADATA).startswith("# mine ")
    return kafka


def test_of_a_file_that_changed_twice_mine_is_kept(disputed: Author) -> None:
    mine = disputed.text(METADATA)
    disputed.click_link("Keep mine")
    disputed.wait_for_jobs()
    assert disputed.window.bar.isHidden()
    assert (disputed.root / METADATA).read_text(encoding="utf-8") == mine
    assert not disputed.document.is_dirty


def test_of_a_file_that_changed_twice_theirs_is_taken_and_mine_comes_back(
    disputed: Author,
) -> None:
    mine = disputed.text(METADATA)
    disputed.click_link("Take theirs")
    assert disputed.text(METADATA) == "name: theirs\n"
    assert not disputed.document.is_dirty
    disputed.undo()
    assert disputed.text(METADATA) == mine
    assert disputed.document.dirty_paths == {METADATA}


def test_a_folder_that_vanishes_is_told_until_it_comes_back(kafka: Author, tmp_path: Path) -> None:
    kafka.type_at(METADATA, "# mine ")
    root, bar = kafka.root, kafka.window.bar
    root.rename(tmp_path / "elsewhere")
    kafka.wait_until(bar.isVisible)
    assert bar.sentence() == f"{root} does not exist."
    assert [link.text() for link in bar.links()] == ["Save as…"]
    kafka.save()
    assert "no longer there" in bar.sentence()
    assert kafka.text(METADATA).startswith("# mine ")
    (tmp_path / "elsewhere").rename(root)
    kafka.wait_until(bar.isHidden)
    kafka.save()
    assert (root / METADATA).read_text(encoding="utf-8").startswith("# mine ")


def test_saving_over_what_others_changed_asks_first(kafka: Author) -> None:
    kafka.type_at(METADATA, "# mine ")
    (kafka.root / METADATA).write_text("name: theirs\n", encoding="utf-8")
    kafka.press(Qt.Key.Key_S, CTRL)
    kafka.wait_until(kafka.window.bar.isVisible)
    assert (kafka.root / METADATA).read_text(encoding="utf-8") == "name: theirs\n"
    assert kafka.text(METADATA).startswith("# mine ")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "not permitted")]
)
def test_a_disk_that_refuses_keeps_everything_and_can_be_tried_again(
    kafka: Author, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    on_disk = tree_of(kafka.root)
    kafka.type_at(METADATA, "# one ")
    kafka.type_at(LIFECYCLE, "# two ")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as full:
        full.setattr(staging, "opened", refuse)
        kafka.save()
    assert words in kafka.window.bar.sentence()
    assert tree_of(kafka.root) == on_disk
    assert kafka.document.dirty_paths == {METADATA, LIFECYCLE}
    assert kafka.text(METADATA).startswith("# one ")
    kafka.click_link("Try again")
    kafka.wait_for_jobs()
    assert not kafka.document.is_dirty
    assert kafka.window.bar.isHidden()
    for path in (METADATA, LIFECYCLE):
        assert (kafka.root / path).read_text(encoding="utf-8") == kafka.text(path)
