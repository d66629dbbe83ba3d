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
    "IMG-05": 80,  # values of operators that name one image or many
    "PKGS-03": 8,  # a byte order mark, four last lines without end, three plain "="
    "PKGS-05": 1,  # tidb-operator: description in English, the rest in Chinese
    "OSC-23": 1,
    "OSC-24": 116,  # what OpenShift knows and OSC does not document
    "OSC-25": 2,
    "DSC-01": 2,
    "DSC-02": 5,
    "DSC-03": 3,
    "DSC-05": 59,  # `text` on objects and lists
    "DSC-06": 26,
    "DSC-07": 8,  # victoriametrics-operator
    "DSC-09": 12,
    "DSC-14": 2,
    "DSC-15": 21,
    "DSC-16": 20,
    "DSC-17": 16,  # typed maps
    "DSC-18": 15,  # `io.kubernetes:text`
    "DSC-20": 1,
    "CSV-09": 33,
    "STR-23": 11,  # mostly null where a value must be
    "HLM-02": 2,  # `engine`, which Helm 3 dropped
})  # fmt: skip

REVEALED = {
    # What stood in one text, was misspelt or led nowhere had no effect before.
    "DSC-02": {"DSC-05", "DSC-13", "DSC-15"},
    "OSC-23": {"DSC-05", "DSC-13", "DSC-15"},
    "DSC-06": {"OSC-24", "DSC-09"},
    "DSC-07": {"OSC-24", "DSC-06", "DSC-13", "DSC-18"},
    "DSC-18": {"OSC-24"},
}


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
            old, new = Counter(map(said, before.findings.problems)), Counter(map(said, found))
            assert new[said(problem)] == old[said(problem)] - 1, (path, problem)
            appeared = {rule for rule, _ in new - old}
            assert appeared <= REVEALED.get(problem.rule, set()), (path, problem)


def said(problem):
    return problem.rule, str(problem.message)


def differs(path, before, after):
    return before.files.get(path) != after.files.get(path)
