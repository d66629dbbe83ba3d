"""An application without a screen, and jobs that end with their test."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from studio.model.document import Document
from studio.services.jobs import JobList


@pytest.fixture
def jobs(qapp):
    jobs = JobList()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def new_document(qapp):
    """Makes documents once there is an application."""
    return Document
