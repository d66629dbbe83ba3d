"""What all tests share: the corpus of real packages, and patience with a busy machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

pytest_plugins = ["tests.engines", "tests.buildkit", "tests.sshd"]

# How long an example takes says more about the machine's other work than about the code.
settings.register_profile("studio", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("studio")

# Windows and models need no screen to be tested.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real operators and charts; tests that need it are skipped without it."""
    path = Path(os.environ.get("OSC_STUDIO_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not path.is_dir():
        pytest.skip("the corpus of real packages is not here; name it by OSC_STUDIO_CORPUS")
    return path
