"""Whatever is done to a package, on a real disk, can be undone and done again, byte for byte."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from studio.resources import resource_path
from tests.model.walking import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.model.walking import Walked

STEPS = 25
WALKS = int(os.environ.get("OSC_STUDIO_WALKS", "24"))
"""Walks over each package."""

SAMPLES = ("etcd-operator", "kafka", "redis-chart")
CORPUS = (
    "operators/etcd",
    "operators/robin-operator",
    "operators/ibmcloud-operator",
    "charts/apache/11.4.30",
    "charts/etcd/6.7.0",
    "charts/wordpress/27.0.0",
)


@pytest.fixture(scope="module", autouse=True)
def _quick_disk() -> Iterator[None]:
    """Spare the disk: that bytes outlive a power cut is not what the walks are about."""
    with mock.patch.object(os, "fsync"):
        yield


def walks_over(source: Path, folder: Path) -> Iterator[Walked]:
    for seed in range(WALKS):
        here = folder / str(seed)
        here.mkdir()
        walk = Walk(source, here, seed)
        for _ in range(STEPS):
            walk.step()
        yield walk.end()
        shutil.rmtree(here)


@pytest.mark.parametrize("name", SAMPLES)
def test_work_on_a_sample_can_be_undone(qapp: object, tmp_path: Path, name: str) -> None:
    for walked in walks_over(resource_path("samples", name), tmp_path):
        assert walked.steps > 0
        assert walked.undone == walked.start
        assert walked.done_again == walked.saved_elsewhere == walked.last


@pytest.mark.slow
@pytest.mark.parametrize("name", CORPUS)
def test_work_on_a_real_package_can_be_undone(
    qapp: object, tmp_path: Path, corpus: Path, name: str
) -> None:
    for walked in walks_over(corpus / name, tmp_path):
        assert walked.steps > 0
        assert walked.undone == walked.start
        assert walked.done_again == walked.saved_elsewhere == walked.last
