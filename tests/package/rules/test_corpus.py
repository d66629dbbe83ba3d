"""Real packages get sensible findings: each was read once, and no others may appear."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from studio.package.changes import apply
from studio.package.checks import check
from studio.package.opening import open_package
from studio.package.rules import RULES

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(os.environ.get("OSC_STUDIO_CORPUS", ROOT.parent / "shared" / "corpus"))
WITHOUT_HELM = tuple(rule for rule in RULES if rule.id != "OSC-16")

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real packages is absent")

EXPECTED = Counter({
    "OSC-12": 9,  # categories of OLM that the marketplace lacks
    "OSC-17": 17,  # every chart has an icon and no logo file
    "OSC-18": 20,  # bundles, which must be converted
    "OSC-28": 2,
    "IMG-02": 13,  # `latest`, or no tag at all
    "IMG-05": 81,  # values of operators that name one image or many
    "PKGS-03": 8,  # a byte order mark, four last lines without end, three plain "="
    "PKGS-05": 1,  # tidb-operator: description in English, the rest in Chinese
    "HLM-02": 2,  # `engine`, which Helm 3 dropped
})  # fmt: skip


def packages():
    for operator in sorted((CORPUS / "operators").iterdir()):
        yield from [operator] if list(operator.glob("*.package.yaml")) else operator.iterdir()
    yield from (CORPUS / "charts").glob("*/*")


def problems(path):
    findings = check(open_package(path).snapshot, rules=WITHOUT_HELM).findings
    assert findings.not_checked == ()
    return findings.problems


@pytest.mark.slow
def test_whole_corpus():
    found = Counter(problem.rule for path in packages() for problem in problems(path))
    assert found.pop("OSC-35") > 100  # nobody outside OSC writes its annotations
    assert found == EXPECTED


def test_byte_order_mark_of_the_etcd_chart():
    found = problems(CORPUS / "charts" / "etcd" / "9.5.0")
    marks = [(p.rule, p.place.path) for p in found if "byte order mark" in str(p.message)]
    assert marks == [("PKGS-03", "values.yaml")]


@pytest.mark.slow
def test_every_fix_removes_its_problem_and_nothing_else():
    for path in packages():
        snapshot = open_package(path).snapshot
        before = check(snapshot, rules=WITHOUT_HELM)
        fixable = [problem for problem in before.findings.problems if problem.fix]
        for problem in fixable:
            change = problem.fix.make(snapshot)
            after = apply(snapshot, change.operations)
            changed = [p for p in set(snapshot) | set(after) if differs(p, snapshot, after)]
            assert changed == [problem.place.path]
            found = check(after, previous=before, rules=WITHOUT_HELM).findings.problems
            assert len(found) == len(before.findings.problems) - 1, (path, problem)


def differs(path, before, after):
    return before.files.get(path) != after.files.get(path)
