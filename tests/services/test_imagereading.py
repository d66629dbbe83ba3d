"""The table of images follows the document while somebody looks, and looks into tars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio.model.document import Document
from studio.package.changes import ChangeSet, TextEdit
from studio.package.content import FileBlob, FileText
from studio.package.rules.imagetars import saved
from studio.package.snapshot import Snapshot
from studio.package.sources import Handle, InMemory
from studio.services.imagereading import ImageReader
from studio.services.jobs import JobList
from studio.services.latest import Latest
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from studio.model.imagerows import ImageTable
    from studio.services.jobs import Progress

VALUES = "package/redis-1.0.0/values.yaml"
FILES = {
    "package/redis-1.0.0/Chart.yaml": FileText("apiVersion: v2\nname: redis\nversion: 1.0.0\n"),
    VALUES: FileText("image: docker.io/bitnami/redis:8\n"),
}
WORKING = message("Working")


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[JobList]:
    del qtbot
    jobs = JobList()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    del qtbot
    return Document(Snapshot(FILES))


@pytest.fixture
def reader(document: Document, jobs: JobList) -> ImageReader:
    return ImageReader(document, jobs, document)


def titles(table: ImageTable) -> list[str]:
    return [row.title for row in table.rows]


def swap(document: Document, old: str, new: str) -> None:
    content = document.snapshot.text(VALUES)
    assert content is not None
    edit = TextEdit(VALUES, content.text.index(old), old, new)
    document.commit(ChangeSet(message("Change"), (edit,)))


def test_nothing_is_read_before_somebody_looks(
    qtbot: QtBot, reader: ImageReader, document: Document, jobs: JobList
) -> None:
    swap(document, "redis", "valkey")
    assert not jobs.running
    assert reader.is_busy
    with qtbot.waitSignal(reader.changed) as read:
        reader.set_active(True)
    assert titles(read.args[0]) == ["valkey"]
    assert not reader.is_busy


def test_it_follows_changes_and_rests(
    qtbot: QtBot, reader: ImageReader, document: Document, jobs: JobList
) -> None:
    with qtbot.waitSignal(reader.changed):
        reader.set_active(True)
    with qtbot.waitSignal(reader.changed) as read:
        swap(document, "redis", "valkey")
        swap(document, "valkey", "dragonfly")
        assert reader.is_busy
    assert titles(read.args[0]) == ["dragonfly"]
    assert read.args[0].snapshot is document.snapshot
    reader.set_active(False)
    swap(document, "dragonfly", "redis")
    assert reader.is_busy
    assert not jobs.running
    with qtbot.waitSignal(reader.changed) as read:
        reader.set_active(True)
    assert titles(read.args[0]) == ["redis"]


def test_tars_are_looked_into_afterwards(qtbot: QtBot, jobs: JobList) -> None:
    data = saved()
    blob = FileBlob(len(data), Handle(InMemory(data)))
    document = Document(Snapshot({**FILES, "images/redis.tar": blob}))
    reader = ImageReader(document, jobs, document)
    tables: list[ImageTable] = []
    reader.changed.connect(tables.append)
    reader.set_active(True)
    qtbot.waitUntil(lambda: not reader.is_busy and len(tables) == 2)
    assert [table.unread for table in tables] == [("images/redis.tar",), ()]
    row = tables[1].row("images/redis.tar")
    assert row is not None
    assert [reason.text() for reason in row.verdict.reasons] == ["redis:7.2.4 for x86_64"]


def test_only_the_latest_result_comes(qtbot: QtBot, jobs: JobList, document: Document) -> None:
    latest = Latest(jobs, document)
    values: list[object] = []
    latest.finished.connect(values.append)

    def work(value: int) -> object:
        def run(_progress: Progress) -> int:
            return value

        return run

    latest.run(WORKING, work(1))  # type: ignore[arg-type]
    latest.run(WORKING, work(2))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not jobs.running)
    assert values == [2]
    latest.run(WORKING, work(3))  # type: ignore[arg-type]
    latest.stop()
    qtbot.waitUntil(lambda: not jobs.running)
    assert values == [2]
    assert not latest.is_busy


def test_a_failure_is_told_and_a_cancelled_job_forgotten(
    qtbot: QtBot, jobs: JobList, document: Document
) -> None:
    latest = Latest(jobs, document)

    def fail(_progress: Progress) -> None:
        raise ValueError("no")

    with qtbot.waitSignal(latest.failed) as failed:
        latest.run(WORKING, fail)
    assert isinstance(failed.args[0], ValueError)
    latest.run(WORKING, lambda _progress: None)
    jobs.running[0].cancel()
    qtbot.waitUntil(lambda: not latest.is_busy)
