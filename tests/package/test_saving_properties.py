"""Whatever a package holds and however it changes, its bytes come back."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.package.content import FileText, Folder
from studio.package.opening import open_package
from studio.package.outside import changed_outside
from studio.package.saving import save, save_as
from studio.package.snapshot import Snapshot

NAME = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\"), min_size=1, max_size=8
).filter(lambda name: name not in (".", "..", ".git", ".hg", ".svn", "studio.yaml"))
PIECES = ["a: 1", "键: 值", "", "\n", "\r\n", "\r", "\u2028", "\ufeff"]
TEXT = st.lists(st.sampled_from(PIECES)).map("".join)
DATA = TEXT.map(str.encode) | st.binary(max_size=30)
TREES = st.dictionaries(st.lists(NAME, min_size=1, max_size=3).map("/".join), DATA, max_size=8).map(
    lambda files: {
        path: data
        for path, data in files.items()
        if not any(other != path and other.startswith(f"{path}/") for other in files)
    }
)


@pytest.fixture(scope="module")
def quick_disk():
    """Spare the disk: that bytes outlive a power cut is not what the properties are about."""
    with mock.patch.object(os, "fsync"):
        yield


@given(TREES)
def test_what_was_read_is_written_byte_for_byte(
    packages, quick_disk, files: dict[str, bytes]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        top, keep = Path(folder, "p"), Path(folder, "kept")
        packages.write_tree(top, files | packages.chart)
        opened = open_package(top)
        other = save_as(opened.origin, opened.snapshot, Path(folder, "copy"), keep_in=keep)
        assert packages.read_tree(other.path) == files | packages.chart
        zipped = save_as(other, opened.snapshot, Path(folder, "x.zip"), keep_in=keep)
        assert packages.encoded(open_package(zipped.path).snapshot) == files | packages.chart


@pytest.mark.slow
@settings(max_examples=40)
@given(TREES, TREES, TREES)
def test_any_change_is_saved_as_it_is(packages, quick_disk, first, second, third) -> None:
    with tempfile.TemporaryDirectory() as folder:
        top, keep = Path(folder, "p"), Path(folder, "kept")
        packages.write_tree(top, first | packages.chart)
        opened = open_package(top)
        known = opened.snapshot
        history = [known]
        for files in (second, third, first, second):
            contents = list(known.files.values())
            # Every other file takes its content from one that is there, so that blobs move.
            fresh = {
                path: contents[index % len(contents)]
                if index % 2 and contents
                else packages.blob(data)
                for index, (path, data) in enumerate(files.items())
            }
            fresh = {
                path: FileText("x") if isinstance(item, Folder) else item
                for path, item in fresh.items()
            }
            new = Snapshot({"Chart.yaml": FileText("name: x\n"), **fresh})
            known = save(opened.origin, known, new, keep_in=keep)
            assert packages.read_tree(top) == packages.encoded(new)
            assert not changed_outside(opened.origin, known).changes
            history.append(new)
        for earlier in reversed(history):
            known = save(opened.origin, known, earlier, keep_in=keep)
            assert packages.read_tree(top) == packages.encoded(earlier)
