"""Each rule finds the example that trips it, and nothing in the one that does not."""

from __future__ import annotations

import pytest

from studio.formats.kinds import Kind
from studio.package.changes import apply
from studio.package.checks import check
from studio.package.layout import layout_of
from studio.package.rules import RULES
from studio.package.rules.catalogue import Example, Options
from studio.package.rules.examples import example_snapshot

PROFILE = Options(profile="all")
WITHOUT_HELM = [rule for rule in RULES if rule.id != "OSC-16"]
FIXED_ELSEWHERE = {"OSC-22", "OSC-32", "LAY-07"}
"""Rules some of whose problems have a fix, but not that of the example: see test_fixes.py."""

FIXABLE = [rule for rule in WITHOUT_HELM if rule.fixable and rule.id not in FIXED_ELSEWHERE]
CONSEQUENCES = {
    "HLM-05": {"HLM-06"},  # 1.10 in quotes is a version, but no strict one
    "OSC-02": {"ARC-05", "IMG-08"},  # told of the new name, as they were of the old one
    "IMG-07": {"ARC-01"},  # what was given for x86_64 is the image for the other one
    "IMG-11": {"IMG-08"},  # nobody uses the wrong tar any more
    "HLM-08": {"OSC-35"},  # without the empty entry no maintainer is left
}


def named(rules):
    return pytest.mark.parametrize("rule", rules, ids=lambda rule: rule.id)


def findings(example, rule):
    run = check(example_snapshot(example), PROFILE, rules=[rule])
    assert not run.findings.not_checked
    return run.findings.problems


@named(WITHOUT_HELM)
def test_trigger_is_found(rule):
    problems = findings(rule.triggers, rule)
    assert problems
    assert {problem.rule for problem in problems} == {rule.id}


@named(WITHOUT_HELM)
def test_passing_example_is_clean(rule):
    assert findings(rule.passes, rule) == ()


@named(RULES)
def test_examples_are_of_a_kind_that_the_rule_is_for(rule):
    for example in (rule.triggers, rule.passes):
        assert layout_of(example_snapshot(example)).kind in rule.kinds


@named(RULES)
def test_description_is_complete(rule):
    assert rule.source
    assert rule.triggers.shows != rule.passes.shows or rule.triggers.files != rule.passes.files
    assert not str(rule.title).endswith(".")


@named(WITHOUT_HELM)
def test_problem_lies_inside_its_file(rule):
    snapshot = example_snapshot(rule.triggers)
    for problem in check(snapshot, PROFILE, rules=[rule]).findings.problems:
        text = snapshot.text(problem.place.path)
        if problem.span is not None:
            assert text is not None
            assert 0 <= problem.span[0] <= problem.span[1] <= len(text.text)
        line, column = problem.position(snapshot)
        assert line >= 1
        assert column >= 1
        sentence = str(problem.message)
        assert sentence.endswith(".")
        assert "None" not in sentence


@named(WITHOUT_HELM)
def test_fixable_says_whether_the_example_has_a_fix(rule):
    has_fix = any(problem.fix for problem in findings(rule.triggers, rule))
    assert has_fix is (rule.fixable and rule.id not in FIXED_ELSEWHERE)


@named(FIXABLE)
def test_fix_removes_the_problem_and_no_other_appears(rule):
    before = example_snapshot(rule.triggers)
    old = check(before, PROFILE, rules=WITHOUT_HELM).findings.problems
    problem = next(problem for problem in old if problem.rule == rule.id and problem.fix)
    change = problem.fix.make(before)
    after = apply(before, change.operations)
    new = check(after, PROFILE, rules=WITHOUT_HELM).findings
    assert not new.not_checked
    assert key(problem) not in set(map(key, new.problems))
    appeared = {p.rule for p in new.problems if key(p) not in set(map(key, old))}
    assert appeared == CONSEQUENCES.get(rule.id, set())
    assert changed_paths(before, after) <= change.paths
    for path in changed_paths(before, after):
        tree = after.tree(path)
        is_plain = not path.endswith((".yaml", ".yml", ".json"))
        assert is_plain or tree is None or tree.error is None


@named(FIXABLE)
def test_fix_can_be_taken_back(rule):
    before = example_snapshot(rule.triggers)
    problem = next(problem for problem in findings(rule.triggers, rule) if problem.fix)
    change = problem.fix.make(before)
    after = apply(before, change.operations)
    assert apply(after, change.inverse().operations).same_content(before)


@pytest.mark.parametrize(
    "base",
    [Example(""), Example("", kind=Kind.HELM), Example("", kind=Kind.OPERATOR)],
    ids=lambda base: base.kind.value,
)
def test_minimal_packages_have_no_problems(base):
    run = check(example_snapshot(base), PROFILE, rules=WITHOUT_HELM)
    assert run.findings.problems == ()
    assert run.findings.not_checked == ()


def test_minimal_bundle_must_only_be_converted():
    base = Example("", kind=Kind.OPERATOR, bundle=True)
    problems = check(example_snapshot(base), PROFILE, rules=WITHOUT_HELM).findings.problems
    assert [problem.rule for problem in problems] == ["OSC-18"]


def test_ids_are_unique_and_in_order():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert ids[0] == "OSC-01"
    assert ids[-1] == "ARC-05"


def test_an_example_that_no_longer_fits_is_told():
    from studio.package.rules.catalogue import Swap

    with pytest.raises(ValueError, match="not there"):
        example_snapshot(Example("", {"metadata.yaml": Swap("not there", "")}))


def key(problem):
    return problem.rule, problem.place


def changed_paths(before, after):
    paths = set(before) | set(after)
    return {path for path in paths if before.files.get(path) != after.files.get(path)}
