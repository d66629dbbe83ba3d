"""Unsaved work survives whatever happens while it is kept."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from datetime import datetime, timezone
from pathlib import Path

import pytest

from studio.model.document import Document
from studio.package.changes import apply
from studio.package.content import FileBlob, FileText, Folder
from studio.package.snapshot import Snapshot
from studio.package.sources import Handle, InMemory, OnDisk
from studio.services.recoveredwork import RecoveredFile, Recovery, restore
from studio.services.recovery import RecoveryStore
from studio.services.recoveryslot import CannotRecover, RecoverySlot
from studio.services.recoverytimer import RecoveryTimer
from studio.wording import message

TEXT = FileText("version: 1.0.0\n")
ROOT = Path(__file__).parents[2]


def blob(data: bytes) -> FileBlob:
    return FileBlob(len(data), Handle(InMemory(data)))


@pytest.fixture
def store(tmp_path):
    store = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    assert store.lock() is None
    yield store
    store.close()


def recovered(store: RecoveryStore, snapshot: Snapshot) -> Snapshot:
    """The package as it comes back over what is on disk."""
    return apply(snapshot, restore(store.pending(), snapshot).operations)


def contents(snapshot: Snapshot) -> dict[str, object]:
    return {
        path: content.read() if isinstance(content, FileBlob) else content
        for path, content in snapshot.files.items()
    }


def test_every_kind_of_change_comes_back(store):
    logo = blob(b"\x89PNG old")
    saved = Snapshot({"a.yaml": TEXT, "gone.yaml": TEXT, "logo.png": logo, "images/x.tar": logo})
    current = saved.replaced(
        {
            "a.yaml": FileText("version: 1.0.1 # 好\n", "\r\n", bom=True),
            "gone.yaml": None,
            "new/b.yaml": FileText("one: 1\rtwo: 2\n", ""),
            "logo.png": blob(b"\x89PNG new"),
            "empty/": Folder(),
        }
    )
    store.write(saved, current)
    assert contents(recovered(store, saved)) == contents(current)


def test_texts_are_kept_as_plain_files(store, tmp_path):
    store.write(Snapshot({"a.yaml": TEXT}), Snapshot({"a.yaml": FileText("version: 2.0.0\n")}))
    (kept,) = (tmp_path / "state").rglob("*.txt")
    assert kept.read_text(encoding="utf-8") == "version: 2.0.0\n"


def test_a_renamed_image_is_not_copied(store, tmp_path):
    tar = blob(b"layers" * 1000)
    saved = Snapshot({"images/a.tar": tar})
    current = Snapshot({"images/b.tar": tar})
    store.write(saved, current)
    assert not list((tmp_path / "state").rglob("blobs/*"))
    assert recovered(store, saved).files == current.files


def test_an_imported_image_is_kept_by_a_second_name(store, tmp_path):
    tar = tmp_path / "download.tar"
    tar.write_bytes(b"layers")
    saved = Snapshot({"a.yaml": TEXT})
    imported = FileBlob(6, Handle(OnDisk.at(tar)))
    store.write(saved, saved.replaced({"images/x.tar": imported}))
    assert tar.stat().st_nlink == 2
    tar.unlink()
    assert recovered(store, saved).files["images/x.tar"].read() == b"layers"


def test_restored_images_outlive_the_next_write(store):
    saved = Snapshot({"a.yaml": TEXT})
    store.write(saved, saved.replaced({"images/x.tar": blob(b"layers")}))
    restored = recovered(store, saved)
    store.write(saved, restored.replaced({"a.yaml": FileText("version: 2.0.0\n")}))
    assert restored.files["images/x.tar"].read() == b"layers"
    assert recovered(store, saved).files["images/x.tar"].read() == b"layers"


def test_nothing_is_kept_once_everything_is_saved(store):
    saved = Snapshot({"a.yaml": TEXT})
    store.write(saved, Snapshot({}))
    store.write(saved, saved)
    assert store.pending() is None


def test_only_the_newest_work_is_offered(store):
    saved = Snapshot({"a.yaml": TEXT})
    for number in range(12):
        store.write(saved, Snapshot({"a.yaml": FileText(f"version: {number}\n")}))
    assert recovered(store, saved).files["a.yaml"] == FileText("version: 11\n")
    store.drop()
    assert store.pending() is None


def test_files_that_changed_on_disk_meanwhile_are_named(store):
    saved = Snapshot({"a.yaml": TEXT, "b.yaml": TEXT})
    store.write(saved, Snapshot({"a.yaml": FileText("1"), "b.yaml": FileText("2")}))
    now = saved.replaced({"b.yaml": FileText("3")})
    assert store.pending().conflicts(now) == ("b.yaml",)
    assert recovered(store, now).files["b.yaml"] == FileText("2")


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1", b'{"format": 99}'])
def test_a_damaged_index_is_never_offered(store, tmp_path, damage):
    store.write(Snapshot({"a.yaml": TEXT}), Snapshot({}))
    (index,) = (tmp_path / "state").rglob("index.json")
    index.write_bytes(damage)
    assert store.pending() is None


def test_a_damaged_text_is_never_offered(store, tmp_path):
    store.write(Snapshot({"a.yaml": TEXT}), Snapshot({"a.yaml": FileText("version: 2\n")}))
    (text,) = (tmp_path / "state").rglob("*.txt")
    text.write_bytes(b"version")
    assert store.pending() is None


def test_the_index_names_the_package_and_holds_no_code(store, tmp_path):
    store.write(Snapshot({"a.yaml": TEXT}), Snapshot({}))
    (index,) = (tmp_path / "state").rglob("index.json")
    assert json.loads(index.read_text())["package"] == str(tmp_path / "etcd")


def test_a_second_window_learns_who_has_the_package(store, tmp_path):
    other = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    assert other.lock().process == os.getpid()
    other.close()
    store.close()
    assert other.lock() is None
    other.close()


def test_two_windows_keep_their_work_beside_each_other(store, tmp_path):
    saved = Snapshot({"a.yaml": TEXT})
    mine = saved.replaced({"a.yaml": FileText("mine\n"), "logo.png": blob(b"\x89PNG")})
    theirs = saved.replaced({"a.yaml": FileText("theirs\n"), "logo.png": blob(b"\x89PNG 2")})
    store.write(saved, mine)
    other = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    assert other.lock() is not None
    assert other.offered() is None
    other.decline(other.pending())
    other.write(saved, theirs)
    other.close()
    store.close()

    # Both are dead, and one comes back: their works are offered in turn, the newest first.
    heir = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    assert heir.lock() is None
    for work in (theirs, mine):
        offered = heir.offered()
        back = apply(saved, restore(offered, saved).operations)
        assert contents(back) == contents(work)
        heir.settle(offered)
        heir.write(saved, back)
        assert contents(back) == contents(work)
    assert heir.offered() is None
    heir.close()

    last = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    assert last.lock() is None
    assert contents(recovered(last, saved)) == contents(mine)
    last.settle(last.offered())
    assert last.offered() is None
    last.close()


def test_restored_work_of_another_window_stays_until_it_is_kept_anew(tmp_path):
    saved = Snapshot({"a.yaml": TEXT})
    stores = [RecoveryStore(tmp_path / "etcd", tmp_path / "state") for _ in range(2)]
    for each in stores:
        each.lock()
    stores[1].write(saved, saved.replaced({"a.yaml": FileText("theirs\n")}))
    for each in stores:
        each.close()
    heir = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    heir.lock()
    heir.settle(heir.offered())
    heir.close()  # before anything was kept
    heir = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    heir.lock()
    assert heir.offered() is not None
    heir.close()


def test_a_part_of_the_work_can_be_restored():
    saved = Snapshot({"a.yaml": TEXT, "b.yaml": TEXT, "x.tar": blob(b"x")})
    files = (
        RecoveredFile("a.yaml", "", FileText("mine\n")),
        RecoveredFile("b.yaml", ""),
        RecoveredFile("x.tar", "", moved_from="gone.tar"),
    )
    work = Recovery(Path("etcd"), datetime.now(timezone.utc), files)
    assert restore(work, saved, {"a.yaml"}).paths == {"a.yaml"}
    assert restore(work, saved, {"b.yaml"}).paths == {"b.yaml"}
    assert restore(work, saved).paths == {"a.yaml", "b.yaml"}


def test_the_claim_of_a_dead_process_does_not_count(tmp_path):
    code = (
        "import sys, os; from pathlib import Path;"
        "from studio.services.recovery import RecoveryStore;"
        "assert RecoveryStore(Path(sys.argv[1]), Path(sys.argv[2])).lock() is None; os._exit(0)"
    )
    package, state = tmp_path / "etcd", tmp_path / "state"
    subprocess.run([sys.executable, "-c", code, package, state], cwd=ROOT, check=True)
    store = RecoveryStore(package, state)
    assert store.lock() is None
    store.close()


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "state").write_text("a file")
    store = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    with pytest.raises(CannotRecover):
        store.lock()
    with pytest.raises(CannotRecover):
        store.write(Snapshot({"a.yaml": TEXT}), Snapshot({}))


def test_a_write_that_failed_leaves_its_room_to_the_next(store, tmp_path, monkeypatch):
    saved = Snapshot({"a.yaml": TEXT})
    store.write(saved, saved.replaced({"a.yaml": FileText("first\n")}))
    before = sorted(tmp_path.rglob("*"))

    def refuse(*_arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(RecoverySlot, "_write_index", refuse)
        with pytest.raises(CannotRecover, match="No space left"):
            store.write(saved, saved.replaced({"a.yaml": None, "x.tar": blob(b"x" * 99)}))
    assert sorted(path for path in tmp_path.rglob("*") if path.name != "blobs") == before
    assert store.pending().files[0].new == FileText("first\n")


KILLED = """
import os, sys
from pathlib import Path
from studio.package.content import FileBlob, FileText, Folder
from studio.package.snapshot import Snapshot
from studio.package.sources import Handle, InMemory
from studio.services.recovery import RecoveryStore

TOUCHES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link"}
state, steps, left = Path(sys.argv[1]), 0, None


def count(event, arguments):
    global left
    ours = event in {"os.remove", "os.rmdir"} or str(state) in str(arguments and arguments[0])
    if left is not None and event in TOUCHES and ours:
        left -= 1
        if left < 0:
            os._exit(9)


def version(number):
    files = {f"{name}.yaml": FileText(f"version: {number}\\n") for name in "abc"}
    return Snapshot({**files, "x.tar": FileBlob(1, Handle(InMemory(str(number).encode())))})


sys.addaudithook(count)
saved = Snapshot({"a.yaml": FileText("version: 0\\n"), "gone.yaml": FileText("")})
while True:
    child = os.fork()
    if not child:
        store = RecoveryStore(Path("etcd"), state / str(steps))
        store.write(saved, version(1))
        left = steps
        store.write(saved, version(2))
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found = RecoveryStore(Path("etcd"), state / str(steps)).pending()
    contents = {file.path: file.new for file in found.files}
    assert contents.pop("gone.yaml", 1) is None
    read = {path: c.read() if isinstance(c, FileBlob) else c for path, c in contents.items()}
    number = int(read.pop("x.tar"))
    assert read == {f"{name}.yaml": FileText(f"version: {number}\\n") for name in "abc"}, read
    if code == 0:
        assert number == 2
        print(steps)
        break
    assert code == 9, code
    steps += 1
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed after a fork")
def test_a_process_killed_at_any_step_leaves_the_old_or_the_new_work(tmp_path):
    result = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 15


def test_the_timer_keeps_unsaved_work_and_drops_it_when_saved(qtbot, jobs, store):
    saved = Snapshot({"a.yaml": TEXT})
    document = Document(Snapshot({"a.yaml": FileText("version: 2\n")}), saved=saved)
    timer = RecoveryTimer(document, store, jobs)
    with qtbot.waitSignal(jobs.ended):
        timer.write_now()
    assert [file.path for file in store.pending().files] == ["a.yaml"]
    timer.write_now()
    assert not jobs.running
    document.mark_saved(document.snapshot)
    with qtbot.waitSignal(jobs.ended):
        timer.write_now()
    assert store.pending() is None


def test_work_is_kept_before_the_window_goes_even_while_others_work(qtbot, jobs, store):
    busy = threading.Event()
    for _ in range(3):
        jobs.run(message("Long work"), lambda _progress: busy.wait())
    document = Document(Snapshot({"a.yaml": TEXT}), saved=Snapshot({}))
    timer = RecoveryTimer(document, store, jobs)
    timer.write_now()
    assert not timer.is_kept
    assert timer.write_and_wait() is None
    busy.set()
    assert timer.is_kept
    assert [file.path for file in store.pending().files] == ["a.yaml"]
    assert timer.write_and_wait() is None


def test_work_that_cannot_be_kept_before_the_window_goes(qtbot, jobs, tmp_path):
    (tmp_path / "state").write_text("a file")
    store = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    document = Document(Snapshot({"a.yaml": TEXT}), saved=Snapshot({}))
    timer = RecoveryTimer(document, store, jobs)
    assert isinstance(timer.write_and_wait(), CannotRecover)
    assert not timer.is_kept


def test_work_that_could_not_be_kept_is_tried_again(qtbot, jobs, tmp_path):
    (tmp_path / "state").write_text("a file")
    store = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    document = Document(Snapshot({"a.yaml": TEXT}), saved=Snapshot({"b.yaml": TEXT}))
    timer = RecoveryTimer(document, store, jobs)
    with qtbot.waitSignal(timer.failed) as told, qtbot.waitSignal(jobs.ended):
        timer.write_now()
    assert isinstance(told.args[0], CannotRecover)
    timer.write_now()
    assert jobs.running


def test_work_of_an_earlier_run_waits_for_an_answer_while_new_work_is_kept(tmp_path):
    saved = Snapshot({"a.yaml": TEXT})
    first = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    first.lock()
    first.write(saved, saved.replaced({"a.yaml": FileText("first"), "x.tar": blob(b"first")}))
    first.close()
    store = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    store.lock()
    for word in ("second", "third"):
        store.write(saved, saved.replaced({"a.yaml": FileText(word), "x.tar": blob(b"new")}))
        assert recovered(store, saved).text("a.yaml").text == word
    offered = store.offered()
    back = apply(saved, restore(offered, saved).operations)
    assert contents(back) == {"a.yaml": FileText("first"), "x.tar": b"first"}
    store.drop()
    assert store.offered().folder == offered.folder
    store.decline(offered)
    assert store.offered() is None
    assert store.pending() is None
    store.close()


def test_restored_work_stays_until_it_is_kept_anew(tmp_path):
    saved = Snapshot({"a.yaml": TEXT})
    store = RecoveryStore(tmp_path / "etcd", tmp_path / "state")
    store.write(saved, saved.replaced({"x.tar": blob(b"image")}))
    store.lock()
    offered = store.offered()
    store.settle(offered)
    assert store.offered() is None
    restored = apply(saved, restore(offered, saved).operations)
    assert contents(restored)["x.tar"] == b"image"
    assert store.pending() is not None
    store.write(saved, restored)
    assert contents(restored)["x.tar"] == b"image"
    assert contents(recovered(store, saved)) == contents(restored)
    store.close()
