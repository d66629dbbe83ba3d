"""The hidden mode that measures the start, as a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from subprocess import CompletedProcess

ROOT = Path(__file__).parents[3]


def start(path: Path, home: Path) -> CompletedProcess[str]:
    """Run the studio until it has painted, or until it has said why it cannot."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home),
        "XDG_STATE_HOME": str(home),
    }
    return subprocess.run(
        [sys.executable, "-m", "studio", "--quit-after-paint", str(path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip


def test_a_start_ends_by_itself(tmp_path: Path) -> None:
    """A sample is opened, painted and left."""
    assert start(ROOT / "resources" / "samples" / "kafka", tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["absent", "notes.txt"])
def test_a_failed_start_says_why(tmp_path: Path, name: str) -> None:
    """What cannot be opened ends in an exit code and a sentence, not in a dialog."""
    (tmp_path / "notes.txt").write_text("no package", encoding="utf-8")
    ended = start(tmp_path / name, tmp_path)
    assert ended.returncode == 1
    assert f"Cannot open {name}" in ended.stderr
