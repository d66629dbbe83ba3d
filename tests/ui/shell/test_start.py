"""The hidden mode that measures the start, as a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import CompletedProcess

ROOT = Path(__file__).parents[3]


def start(path: Path | None, home: Path, *options: str) -> CompletedProcess[str]:
    """Run the studio until it has painted, or until it has said why it cannot."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home),
        "XDG_STATE_HOME": str(home),
    }
    return subprocess.run(
        [
            sys.executable, *options, "-m", "studio", "--quit-after-paint",
            *([str(path)] if path else []),
        ],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip


def test_a_start_ends_by_itself(tmp_path: Path) -> None:
    """A sample is opened, painted and left."""
    assert start(ROOT / "resources" / "samples" / "kafka", tmp_path).returncode == 0


def test_what_is_no_package_ends_in_a_sentence(tmp_path: Path) -> None:
    """Nobody would answer a dialog, so its words go to stderr."""
    (tmp_path / "notes.txt").write_text("no package", encoding="utf-8")
    ended = start(tmp_path / "notes.txt", tmp_path)
    assert ended.returncode == 1
    assert "Cannot open notes.txt" in ended.stderr


def test_a_path_that_does_not_exist_opens_no_window(tmp_path: Path) -> None:
    """A subcommand mistyped is such a path, too."""
    ended = start(tmp_path / "absent", tmp_path)
    assert ended.returncode == 2
    assert "absent" in ended.stderr
    assert "--quit-after-paint" not in ended.stderr


def test_the_welcome_page_waits_for_nothing_that_only_a_package_needs(tmp_path: Path) -> None:
    """What is loaded at every start is paid at every start."""
    ended = start(None, tmp_path, "-X", "importtime")
    assert ended.returncode == 0
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "studio.ui.welcome.welcomepage" in loaded
    of_packages = (
        "studio.package.rules", "studio.package.forms", "studio.package.images",
        "studio.package.builds", "studio.package.layout",
        "studio.model.document", "studio.model.tree", "studio.ui.problems.problempanel",
        "studio.ui.textview.view", "studio.ui.overview", "studio.ui.preview.previewpanel",
        "studio.services.checking", "docker", "jsonschema", "regex", "difflib",
    )  # fmt: skip
    assert loaded.isdisjoint(of_packages)
