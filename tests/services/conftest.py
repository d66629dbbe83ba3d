"""An application without a screen, and jobs and documents that end with their test."""

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
    """Makes documents whose history is cleared before Python collects them.

    WORKAROUND: PySide6 6.11 deletes an undo command twice when the garbage collector finds it
    together with its stack.
    """
    documents = []

    def new_document(snapshot, **options):
        documents.append(Document(snapshot, **options))
        return documents[-1]

    yield new_document
    for document in documents:
        document.undo_stack.clear()
