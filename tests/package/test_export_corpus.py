"""Real packages are exported, and what was exported opens as the same package."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.package.content import FileText
from studio.package.export import export
from studio.package.layout import layout_of
from studio.package.opening import open_package

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("OSC_STUDIO_CORPUS", ROOT.parent / "shared" / "corpus"))
PACKAGES = sorted([*CORPUS.glob("operators/*"), *CORPUS.glob("charts/*/*")])


@pytest.mark.skipif(not PACKAGES, reason="the corpus is absent")
def test_the_etcd_operator_and_chart_have_the_names_that_osc_wants(tmp_path):
    operator = open_package(CORPUS / "operators" / "etcd").snapshot
    chart = open_package(CORPUS / "charts" / "etcd" / "6.7.0").snapshot
    assert export(operator, tmp_path, allow_errors=True).path.name == "etcd-0.9.4.zip"
    assert export(chart, tmp_path, allow_errors=True).path.name == "etcd-6.7.0.zip"


@pytest.mark.parametrize(
    "path", PACKAGES or [pytest.param(None, marks=pytest.mark.skip("the corpus is absent"))]
)
def test_every_package_comes_back(tmp_path, path):
    snapshot = open_package(path).snapshot
    report = export(snapshot, tmp_path, allow_errors=True)
    opened = open_package(report.path).snapshot
    layout = layout_of(opened)
    found = {layout.deploy_path(name): content for name, content in opened.files.items()}
    for name, content in snapshot.files.items():
        if isinstance(content, FileText):
            assert found[name] == content
    assert export(opened, tmp_path / "again", allow_errors=True).sha256 == report.sha256
