"""What other programs write arrives here, and never over what the author has not saved."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from pathlib import Path

import pytest

from studio.errors import StudioError
from studio.package.changes import ChangeSet, CreateFile, ReplaceFile
from studio.package.content import FileBlob, FileText
from studio.package.export import export
from studio.package.opening import open_package
from studio.package.saving import OutsideChange, save
from studio.services import watcher
from studio.services.watcher import OutsideWatcher
from studio.wording import message

METADATA = 'name: etcd\nversion: "0.9.4"\n'
NEWER = 'name: etcd\nversion: "0.9.5"\n'


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "etcd"
    (root / "manifests").mkdir(parents=True)
    (root / "metadata.yaml").write_text(METADATA)
    (root / "lifecycle.yaml").write_text("install: {strategy: deployment}\n")
    (root / "manifests" / "logo.png").write_bytes(b"\x89PNG\0")
    return root


class Session:
    """A package that is open and watched."""

    def __init__(self, qtbot, jobs, new_document, path):
        self.qtbot = qtbot
        self.opened = open_package(path)
        self.document = new_document(self.opened.snapshot)
        with qtbot.waitSignal(jobs.ended):  # from then on the disk is watched
            self.watcher = OutsideWatcher(self.document, self.opened.origin, jobs)
        self.jobs = jobs
        self.asked = []
        self.watcher.conflicts_changed.connect(self.asked.append)

    def look(self):
        with self.qtbot.waitSignal(self.jobs.ended):
            self.watcher.look_now()

    def edit(self, path, text):
        old = self.document.snapshot.files.get(path)
        new = FileText(text)
        step = CreateFile(path, new) if old is None else ReplaceFile(path, old, new)
        self.document.commit(ChangeSet(message("Edit"), (step,)))

    def text(self, path):
        content = self.document.snapshot.text(path)
        return None if content is None else content.text

    def save(self, tmp_path):
        origin, document = self.opened.origin, self.document
        saved = save(origin, document.saved, document.snapshot, keep_in=tmp_path / "kept")
        document.mark_saved(saved)


@pytest.fixture
def open_session(qtbot, jobs, new_document):
    return partial(Session, qtbot, jobs, new_document)


@pytest.fixture
def session(open_session, root):
    return open_session(root)


def test_a_file_written_by_another_program_arrives_by_itself(qtbot, session, root):
    with qtbot.waitSignal(session.document.changed):
        (root / "metadata.yaml").write_text(NEWER)
    assert session.text("metadata.yaml") == NEWER


def test_a_clean_file_is_taken_over_as_one_step_and_is_not_unsaved(session, root):
    (root / "metadata.yaml").write_text(NEWER)
    session.look()
    assert session.text("metadata.yaml") == NEWER
    assert not session.document.is_dirty
    assert str(session.document.history.step(0).change_set.label) == (
        "Take over changes of metadata.yaml from outside"
    )
    session.document.undo()
    assert session.text("metadata.yaml") == METADATA
    assert session.document.dirty_paths == {"metadata.yaml"}


def test_new_deleted_and_renamed_files_come_in_one_step(session, root):
    (root / "README.md").write_text("# etcd\n")
    (root / "lifecycle.yaml").unlink()
    (root / "manifests" / "logo.png").rename(root / "logo.png")
    session.look()
    assert set(session.document.snapshot) == {
        "README.md", "metadata.yaml", "logo.png", "manifests/",
    }  # fmt: skip
    assert session.document.history.count == 1
    assert not session.document.is_dirty
    session.document.undo()
    assert session.text("lifecycle.yaml") == "install: {strategy: deployment}\n"


def test_nothing_happens_when_only_times_change(session, root):
    (root / "metadata.yaml").write_text(METADATA)
    session.look()
    assert session.document.history.count == 0


def test_a_dirty_file_is_asked_about_once(session, root):
    session.edit("metadata.yaml", "name: mine\n")
    (root / "metadata.yaml").write_text(NEWER)
    (root / "README.md").write_text("# etcd\n")
    session.look()
    session.look()
    assert session.asked == [("metadata.yaml",)]
    assert session.text("metadata.yaml") == "name: mine\n"
    assert session.text("README.md") == "# etcd\n"
    (root / "metadata.yaml").write_text(NEWER + "# more\n")
    session.look()
    assert session.asked == [("metadata.yaml",)] * 2


def test_saving_is_refused_until_the_question_is_answered(session, root, tmp_path):
    session.edit("metadata.yaml", "name: mine\n")
    (root / "metadata.yaml").write_text(NEWER)
    session.look()
    with pytest.raises(OutsideChange):
        session.save(tmp_path)
    session.watcher.keep_mine(["metadata.yaml"])
    assert session.asked[-1] == ()
    assert session.document.dirty_paths == {"metadata.yaml"}
    session.save(tmp_path)
    assert (root / "metadata.yaml").read_text() == "name: mine\n"
    session.look()
    assert session.watcher.conflicts == ()


def test_theirs_can_be_taken_and_undone(session, root):
    session.edit("metadata.yaml", "name: mine\n")
    (root / "metadata.yaml").write_text(NEWER)
    session.look()
    session.watcher.take_theirs(["metadata.yaml"])
    assert session.text("metadata.yaml") == NEWER
    assert not session.document.is_dirty
    session.document.undo()
    assert session.text("metadata.yaml") == "name: mine\n"
    assert session.document.is_dirty


def test_a_file_deleted_outside_and_changed_here(session, root):
    session.edit("metadata.yaml", "name: mine\n")
    (root / "metadata.yaml").unlink()
    session.look()
    assert session.watcher.conflicts == ("metadata.yaml",)
    session.watcher.take_theirs(["metadata.yaml"])
    assert session.text("metadata.yaml") is None
    assert not session.document.is_dirty


def test_the_same_change_on_both_sides_is_no_conflict(session, root):
    session.edit("metadata.yaml", NEWER)
    session.edit("README.md", "# etcd\n")
    (root / "metadata.yaml").write_text(NEWER)
    (root / "README.md").write_text("# etcd\n")
    session.look()
    assert session.asked == []
    assert not session.document.is_dirty


def test_a_question_is_withdrawn_when_the_other_program_takes_it_back(session, root):
    session.edit("metadata.yaml", "name: mine\n")
    (root / "metadata.yaml").write_text(NEWER)
    session.look()
    (root / "metadata.yaml").write_text(METADATA)
    session.look()
    assert session.asked == [("metadata.yaml",), ()]


def test_a_package_that_vanishes_is_told_once_and_found_again(qtbot, session, root, tmp_path):
    told = []
    session.watcher.vanished.connect(told.append)
    found = []
    session.watcher.found_again.connect(lambda: found.append(True))
    with qtbot.waitSignal(session.watcher.vanished):
        root.rename(tmp_path / "elsewhere")
    session.look()
    (error,) = told
    assert not found
    assert isinstance(error, StudioError)
    assert session.text("metadata.yaml") == METADATA
    (tmp_path / "elsewhere" / "metadata.yaml").write_text(NEWER)
    with qtbot.waitSignal(session.document.changed):
        (tmp_path / "elsewhere").rename(root)
    assert session.text("metadata.yaml") == NEWER
    assert found == [True]


def test_what_happens_beside_the_package_is_nothing_to_look_at(qtbot, session, root, tmp_path):
    with qtbot.waitSignal(session.watcher._watcher.directoryChanged):
        (tmp_path / "other.txt").write_text("other")
    assert not session.watcher._silence.isActive()


def test_the_disk_is_never_read_in_the_thread_of_the_window(session, root, monkeypatch):
    asked, here = [], threading.get_ident()
    read = Path.exists, watcher.same_bytes

    def noted(function):
        def call(*arguments):
            asked.append(threading.get_ident() == here)
            return function(*arguments)

        return call

    monkeypatch.setattr(Path, "exists", noted(read[0]))
    monkeypatch.setattr(watcher, "same_bytes", noted(read[1]))
    (root / "metadata.yaml").write_text(NEWER)
    (root / "manifests" / "logo.png").write_bytes(b"\x89PNG\1")
    session.look()
    assert session.document.history.count == 1
    assert asked
    assert not any(asked)


def test_nothing_is_looked_at_while_the_studio_writes(qtbot, session, root):
    session.watcher.pause()
    (root / "metadata.yaml").write_text(NEWER)
    session.watcher.look_now()
    assert not session.jobs.running
    with qtbot.waitSignal(session.document.changed):
        session.watcher.resume()
    assert session.text("metadata.yaml") == NEWER


def test_files_that_are_exchanged_stay_watched(qtbot, session, root, tmp_path):
    for version in ("0.9.5", "0.9.6", "0.9.7"):
        text = METADATA.replace("0.9.4", version)
        (tmp_path / "new").write_text(text)
        with qtbot.waitSignal(session.document.changed):
            (tmp_path / "new").rename(root / "metadata.yaml")
        assert session.text("metadata.yaml") == text


def test_an_archive_is_watched_too(qtbot, open_session, root, tmp_path):
    archive = export(open_package(root).snapshot, tmp_path / "dist", allow_errors=True).path
    session = open_session(archive)
    (root / "metadata.yaml").write_text('name: etcd\nversion: "0.9.4"\nalias: other\n')
    other = export(open_package(root).snapshot, tmp_path / "other", allow_errors=True).path
    path = next(path for path in session.document.snapshot if path.endswith("metadata.yaml"))
    with qtbot.waitSignal(session.document.changed):
        shutil.copy(other, archive.with_suffix(".part"))
        archive.with_suffix(".part").replace(archive)
    assert session.text(path).endswith("alias: other\n")
    session.edit(path, METADATA + "alias: mine\n")
    session.save(tmp_path)
    assert open_package(archive).snapshot.text(path).text == METADATA + "alias: mine\n"


def test_a_packed_deploy_package_in_a_folder_is_watched(qtbot, open_session, root, tmp_path):
    packed = tmp_path / "service" / "package"
    first = export(open_package(root).snapshot, packed, deploy_only=True, allow_errors=True).path
    session = open_session(tmp_path / "service")
    (root / "metadata.yaml").write_text(METADATA + "alias: other\n")
    other = export(open_package(root).snapshot, tmp_path, deploy_only=True, allow_errors=True)
    path = next(path for path in session.document.snapshot if path.endswith("metadata.yaml"))
    with qtbot.waitSignal(session.document.changed):
        first.write_bytes(other.path.read_bytes())
    assert session.text(path).endswith("alias: other\n")


def test_a_conflict_in_an_archive(qtbot, open_session, root, tmp_path):
    archive = export(open_package(root).snapshot, tmp_path / "dist", allow_errors=True).path
    session = open_session(archive)
    path = next(path for path in session.document.snapshot if path.endswith("metadata.yaml"))
    session.edit(path, METADATA + "alias: mine\n")
    (root / "metadata.yaml").write_text(METADATA + "alias: theirs\n")
    other = export(open_package(root).snapshot, tmp_path / "other", allow_errors=True).path
    other.replace(archive)
    session.look()
    session.look()
    assert session.asked == [(path,)]
    with pytest.raises(OutsideChange):
        session.save(tmp_path)
    session.watcher.keep_mine([path])
    session.save(tmp_path)
    assert open_package(archive).snapshot.text(path).text == METADATA + "alias: mine\n"
    logo = next(item for p, item in session.document.snapshot.files.items() if "logo" in p)
    assert isinstance(logo, FileBlob)
    assert logo.read() == b"\x89PNG\0"
