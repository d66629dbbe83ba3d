"""Whole packages with many mistakes: everything that is found in them, at its place, in words.

Run with UPDATE_GOLDEN=1 to write what is found now, and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from studio.package.checks import check
from studio.package.opening import open_package
from studio.package.rules import RULES
from studio.yamltext.pointers import format_pointer

CASES = sorted((Path(__file__).parent.parent / "packages").iterdir())
# What Helm finds depends on its version.
WITHOUT_HELM = tuple(rule for rule in RULES if rule.id != "OSC-16")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_package_has_the_known_problems(case):
    golden = case / "problems.json"
    shown = json.dumps(problems_in(case / "in"), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def problems_in(folder):
    snapshot = open_package(folder).snapshot
    findings = check(snapshot, rules=WITHOUT_HELM).findings
    assert findings.not_checked == ()
    return [shape(problem, snapshot) for problem in findings.problems]


def shape(problem, snapshot):
    line, column = problem.position(snapshot)
    found = {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "file": problem.place.path,
        "line": line,
        "column": column,
        "pointer": format_pointer(problem.place.pointer),
        "message": str(problem.message),
    }
    if problem.fix:
        found["fix"] = str(problem.fix.label)
    if problem.accepted is not None:
        found["accepted"] = problem.accepted
    return found
