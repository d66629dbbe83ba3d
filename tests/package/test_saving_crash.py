"""A save that is killed after any of its steps has lost nothing, and can be done again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.package.content import FileBlob, FileText, Folder
from studio.package.opening import open_package
from studio.package.saving import save
from studio.package.snapshot import Snapshot
from studio.package.sources import Handle, InMemory

ROOT = Path(__file__).parents[2]
_KILLED = 99

FILES = {
    "Chart.yaml": b"name: etcd\nversion: 1.0.0\n",
    "values.yaml": b"size: 3\r\n",
    "gone.yaml": b"gone: 1\n",
    "dir/gone.yaml": b"gone: 2\n",
    "a.bin": b"\0A" * 600,
    "b.bin": b"\0B" * 700,
    "c.bin": b"\0C" * 800,
    "d.bin": b"\0D" * 900,
    "file": b"\0E" * 500,
    "moving.bin": b"\0F" * 400,
    "chain/1.bin": b"\0G" * 300,
    "chain/2.bin": b"\0H" * 200,
}


def changed(old: Snapshot) -> Snapshot:
    """One of everything that a save can do: blobs change places, move up, get in their own way."""
    files = old.files
    return old.replaced(
        {
            "values.yaml": FileText("size: 5\n", "\r\n"),
            "new/deep.yaml": FileText("new: 1\n"),
            "gone.yaml": None,
            "dir/gone.yaml": None,
            "a.bin": files["b.bin"],
            "b.bin": files["a.bin"],
            "c.bin": FileText("text: 1\n"),
            "moved/c.bin": files["c.bin"],
            "d.bin": None,
            "file": None,
            "file/file": files["file"],
            "moving.bin": None,
            "moved/moving.bin": files["moving.bin"],
            "chain/1.bin": None,
            "chain/2.bin": files["chain/1.bin"],
            "chain/3.bin": files["chain/2.bin"],
            "fresh.bin": FileBlob(3, Handle(InMemory(b"\0\1\2"))),
            "empty/": Folder(),
        }
    )


NEW = {
    "Chart.yaml": FILES["Chart.yaml"],
    "values.yaml": b"size: 5\r\n",
    "new/deep.yaml": b"new: 1\n",
    "a.bin": FILES["b.bin"],
    "b.bin": FILES["a.bin"],
    "c.bin": b"text: 1\n",
    "moved/c.bin": FILES["c.bin"],
    "file/file": FILES["file"],
    "moved/moving.bin": FILES["moving.bin"],
    "chain/2.bin": FILES["chain/1.bin"],
    "chain/3.bin": FILES["chain/2.bin"],
    "fresh.bin": b"\0\1\2",
    "empty/": b"",
}


def save_and_die(package: Path, keep: Path, last_step: int) -> None:
    """Save, and end this process without any warning after `last_step` steps."""
    opened = open_package(package)
    steps = 0

    def count(_name: str, _path: str) -> None:
        nonlocal steps
        steps += 1
        if steps == last_step:
            os._exit(_KILLED)

    def write_recovery() -> None:
        (keep.parent / "recovery").touch()
        count("recovery", "")

    new = changed(opened.snapshot) if package.is_dir() else changed_archive(opened.snapshot)
    save(
        opened.origin, opened.snapshot, new, keep_in=keep, before_writing=write_recovery, step=count
    )


def changed_archive(old: Snapshot) -> Snapshot:
    """A text changed, an image taken away."""
    return old.replaced({"images/mapping.yaml": FileText("b: 2\n"), "images/etcd.tar": None})


def run_until(package: Path, keep: Path, last_step: int) -> bool:
    """Save in a process of its own; whether it was killed on the way."""
    keep.mkdir(parents=True, exist_ok=True)
    code = (
        "import importlib.util, sys; from pathlib import Path;"
        "spec = importlib.util.spec_from_file_location('crash', sys.argv[1]);"
        "crash = importlib.util.module_from_spec(spec); spec.loader.exec_module(crash);"
        "crash.save_and_die(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))"
    )
    command = [sys.executable, "-c", code, __file__, str(package), str(keep), str(last_step)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode in (0, _KILLED), done.stderr
    return done.returncode == _KILLED


def is_temporary(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".~studio-")


@pytest.mark.slow
def test_a_killed_save_of_a_folder(tmp_path: Path, packages) -> None:
    step, finished = 0, False
    while not finished:
        step += 1
        root = packages.write_tree(tmp_path / str(step) / "p", FILES)
        keep = tmp_path / str(step) / "state/kept"
        finished = not run_until(root, keep, step)
        assert (keep.parent / "recovery").exists()

        on_disk = packages.read_tree(root)
        proper = {path: data for path, data in on_disk.items() if not is_temporary(path)}
        for path, data in proper.items():
            expected = FILES.get(path), NEW.get(path)
            folder_being_made = path.endswith("/") and not data
            assert data in expected or folder_being_made, f"step {step}: {path}"
        for path in FILES.keys() & NEW.keys():
            assert path in proper, f"step {step}: {path} is missing"
        bytes_of_proper = set(proper.values())
        bytes_kept = {path.read_bytes() for path in keep.rglob("*") if path.is_file()}
        blobs = {path: data for path, data in FILES.items() if data[:1] == b"\0"}
        for path, data in blobs.items():
            assert data in bytes_of_proper | bytes_kept, f"step {step}: the bytes of {path}"

        # What the recovery file brings back is saved as if nothing had happened.
        opened = open_package(root)
        remembered = {
            path: FileBlob(len(data), Handle(InMemory(data)))
            if data[:1] == b"\0"
            else FileText(data.decode().replace("\r\n", "\n"), "\r\n" if b"\r" in data else "\n")
            for path, data in NEW.items()
            if not path.endswith("/")
        }
        again = Snapshot({**remembered, "empty/": Folder()})
        save(opened.origin, opened.snapshot, again, keep_in=keep)
        assert packages.read_tree(root) == NEW, f"step {step}"
    assert step > len(NEW)


def test_a_killed_save_of_an_archive(tmp_path: Path, packages) -> None:
    step, finished = 0, False
    while not finished:
        step += 1
        path = tmp_path / str(step) / "x.zip"
        path.parent.mkdir()
        path.write_bytes(packages.zip_bytes(packages.service()))
        keep = tmp_path / str(step) / "state/kept"
        finished = not run_until(path, keep, step)
        opened = open_package(path)
        mapping = opened.snapshot.text("images/mapping.yaml")
        is_old = mapping == FileText("a: 1\n")
        assert is_old or mapping == FileText("b: 2\n")
        assert ("images/etcd.tar" in opened.snapshot) is is_old
        assert is_old or b"\0" * 4096 in {
            kept.read_bytes() for kept in keep.rglob("*") if kept.is_file()
        }
        target = changed_archive(opened.snapshot)
        save(opened.origin, opened.snapshot, target, keep_in=keep)
        assert "images/etcd.tar" not in open_package(path).snapshot
    assert step > 3


@pytest.mark.parametrize("folder", ["", "sub"])
def test_unfinished_files_are_gone_after_the_next_open(
    tmp_path: Path, packages, folder: str
) -> None:
    root = packages.write_tree(tmp_path / "p", FILES | ({f"{folder}/x": b"x"} if folder else {}))
    keep = tmp_path / "kept"
    assert run_until(root, keep, 4)
    assert any(is_temporary(path) for path in packages.read_tree(root))
    open_package(root)
    assert not any(is_temporary(path) for path in packages.read_tree(root))
