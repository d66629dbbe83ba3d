"""An application without a screen and a list of jobs that ends with its test."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from studio.services.jobs import JobList


@pytest.fixture
def jobs(qapp):
    jobs = JobList()
    yield jobs
    jobs.shut_down()
