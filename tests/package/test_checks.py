"""The rules run where they must, only there, and always come to the same result."""

from __future__ import annotations

import logging
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.formats.kinds import Kind, Role
from studio.package.changes import TextEdit, apply
from studio.package.checks import check
from studio.package.content import FileText
from studio.package.problems import Severity
from studio.package.rules import RULES
from studio.package.rules.catalogue import Example, Options, RuleSet
from studio.package.rules.examples import example_snapshot
from studio.package.snapshot import Snapshot
from studio.wording import message

TITLE = message("A rule for tests")
WITHOUT_HELM = tuple(rule for rule in RULES if rule.id != "OSC-16")


def described(**more):
    example = Example("x")
    description = {
        "id": "OSC-99",
        "severity": Severity.ERROR,
        "title": TITLE,
        "kinds": "N H O",
        "triggers": example,
        "passes": example,
        "source": "test",
    }
    return description | more


@pytest.fixture
def package():
    return example_snapshot(Example("x"))


def summary(run):
    return [(p.rule, p.severity, p.place, p.span, str(p.message)) for p in run.findings.problems]


class TestFileRules:
    def test_look_only_at_their_roles(self, package):
        rules, seen = RuleSet(), []
        rules.file(Role.CRD, Role.CSD, **described())(lambda file: seen.append(file.path) or ())
        check(package, rules=rules)
        assert seen == ["manifests/kafka_crd.yaml", "manifests/kafka_csd.yaml"]

    def test_run_again_only_for_the_file_that_changed(self, package):
        rules, seen = RuleSet(), Counter()
        rules.file(**described())(lambda file: seen.update([file.path]) or ())
        run = check(package, rules=rules)
        assert set(seen) == set(package)
        seen.clear()
        changed = apply(package, [TextEdit("metadata.yaml", 0, "", "# note\n")])
        check(changed, previous=run, rules=rules)
        assert seen == {"metadata.yaml": 1}

    def test_templates_are_left_alone(self):
        rules, seen = RuleSet(), []
        rules.file(**described())(lambda file: seen.append(file.path) or ())
        check(example_snapshot(Example("x", kind=Kind.HELM)), rules=rules)
        assert seen == ["Chart.yaml", "values.yaml"]


class TestPackageRules:
    def counted(self, look):
        rules, runs = RuleSet(), []
        rules.package(**described())(lambda package: runs.append(look(package)) or ())
        return rules, runs

    def test_run_again_when_something_they_read_changed(self, package):
        rules, runs = self.counted(lambda package: package.deploy_file("metadata.yaml"))
        run = check(package, rules=rules)
        changed = apply(package, [TextEdit("metadata.yaml", 0, "", "# note\n")])
        check(changed, previous=run, rules=rules)
        assert len(runs) == 2

    def test_do_not_run_again_for_other_files(self, package):
        rules, runs = self.counted(lambda package: package.deploy_file("metadata.yaml"))
        run = check(package, rules=rules)
        changed = apply(package, [TextEdit("lifecycle.yaml", 0, "", "# note\n")])
        check(changed, previous=run, rules=rules)
        assert len(runs) == 1

    def test_run_again_when_a_missing_file_appears(self, package):
        rules, runs = self.counted(lambda package: package.file("studio.yaml"))
        run = check(package, rules=rules)
        check(package.replaced({"studio.yaml": FileText("")}), previous=run, rules=rules)
        assert len(runs) == 2

    def test_run_again_when_the_paths_they_listed_change(self, package):
        rules, runs = self.counted(lambda package: list(package.paths()))
        run = check(package, rules=rules)
        check(package.replaced({"new.txt": FileText("")}), previous=run, rules=rules)
        assert len(runs) == 2

    def test_run_again_for_other_options(self, package):
        rules, runs = self.counted(lambda package: package.options.private)
        run = check(package, rules=rules)
        check(package, Options(private=True), previous=run, rules=rules)
        assert runs == [False, True]

    def test_one_changed_text_runs_few_of_the_real_rules(self, package, monkeypatch):
        run = check(package, rules=WITHOUT_HELM)
        ran = Counter()
        counting = [
            replace(rule, package_check=counted(rule, ran)) if rule.package_check else rule
            for rule in WITHOUT_HELM
        ]
        first = check(package, rules=counting)
        assert summary(first) == summary(run)
        ran.clear()
        path = "manifests/vendor/log_config.yaml"
        check(apply(package, [TextEdit(path, 0, "", "# x\n")]), previous=first, rules=counting)
        assert set(ran) == {"OSC-01", "OSC-32", "LAY-05"}


def counted(rule, ran):
    def run(package):
        ran[rule.id] += 1
        return rule.package_check(package)

    return run


class TestFailingRule:
    def fail(self, _):
        raise RuntimeError("broken rule")

    @pytest.mark.parametrize("register", ["file", "package"])
    def test_is_reported_and_logged_and_hides_nothing(self, package, register, caplog):
        rules = RuleSet()
        getattr(rules, register)(**described())(self.fail)
        rules.package(**described(id="OSC-98"))(lambda p: [p.problem(message("Found."))])
        with caplog.at_level(logging.CRITICAL + 1):
            findings = check(package, rules=rules).findings
        assert [problem.rule for problem in findings.problems] == ["OSC-98"]
        assert [item.rule for item in findings.not_checked] == ["OSC-99"]
        assert "broken rule" in str(findings.not_checked[0].reason)

    def test_leaves_its_traceback_in_the_log(self, package, caplog):
        rules = RuleSet()
        rules.package(**described())(self.fail)
        check(package, rules=rules)
        assert "OSC-99" in caplog.text
        assert "RuntimeError" in caplog.text


class TestCancelling:
    class Cancelled(Exception):
        pass

    def test_between_rules(self, package):
        rules, ran = RuleSet(), []
        rules.package(**described())(lambda p: ran.append(1) or ())
        rules.package(**described())(lambda p: ran.append(2) or ())

        def keep_going():
            if ran:
                raise self.Cancelled

        with pytest.raises(self.Cancelled):
            check(package, rules=rules, keep_going=keep_going)
        assert ran == [1]

    def test_inside_a_rule_is_not_taken_for_a_failure(self, package):
        rules, asked = RuleSet(), []

        def keep_going():
            if asked:
                raise self.Cancelled

        def slow(package):
            asked.append(1)
            package.keep_going()
            return ()

        rules.package(**described())(slow)
        with pytest.raises(self.Cancelled):
            check(package, rules=rules, keep_going=keep_going)


class TestOptions:
    def test_a_rule_can_be_switched_off(self, package):
        broken = package.replaced({"lifecycle.yaml": None})
        assert any(p.rule == "OSC-05" for p in check(broken).findings.problems)
        options = Options(off=frozenset({"OSC-05"}))
        assert not any(p.rule == "OSC-05" for p in check(broken, options).findings.problems)

    def test_a_private_service_is_judged_more_mildly(self):
        rule = next(rule for rule in RULES if rule.id == "OSC-10")
        package = example_snapshot(rule.triggers)
        severities = [
            [p.severity for p in check(package, options, rules=[rule]).findings.problems]
            for options in (Options(), Options(private=True))
        ]
        assert severities == [[Severity.ERROR], [Severity.INFO]]

    def test_an_accepted_problem_no_longer_counts(self, package):
        text = package.text("metadata.yaml").text.replace("Streaming & Messaging", "Toys")
        entry = "{rule: OSC-12, file: metadata.yaml, pointer: /categories/0, reason: our own}"
        package = package.replaced(
            {
                "metadata.yaml": FileText(text),
                "studio.yaml": FileText(f"accepted:\n- {entry}\n"),
            }
        )
        findings = check(package, rules=WITHOUT_HELM).findings
        assert [problem.accepted for problem in findings.problems] == ["our own"]
        assert not list(findings.standing())

    def test_a_folder_of_no_known_kind_has_no_findings(self):
        findings = check(Snapshot({"notes.txt": FileText("x\n")})).findings
        assert findings.problems == ()
        assert findings.not_checked == ()


def test_problems_come_in_order_of_severity_file_and_place(package):
    broken = package.replaced({"lifecycle.yaml": None, "metadata.yaml": FileText("name: X_\n")})
    problems = check(broken).findings.problems
    keys = [(p.severity.rank, p.place.path, p.span or (-1, -1)) for p in problems]
    assert len(keys) > 3
    assert keys == sorted(keys)


ALPHABET = "ab:-# \n\t\"'{}[]1.é云"


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([Kind.OSC, Kind.HELM, Kind.OPERATOR]),
    st.integers(0, 2**32),
    st.lists(st.text(ALPHABET, max_size=5), min_size=1, max_size=6),
)
def test_a_check_after_edits_finds_what_a_fresh_one_finds(kind, seed, insertions):
    choose = random.Random(seed)
    snapshot = example_snapshot(Example("x", kind=kind))
    run = check(snapshot, rules=WITHOUT_HELM)
    for new in insertions:
        path = choose.choice(list(snapshot))
        action = choose.random()
        if action < 0.1:
            snapshot = snapshot.replaced({path: None, f"{path}.moved": snapshot.files[path]})
        else:
            text = snapshot.text(path).text
            start = choose.randint(0, len(text))
            old = text[start : start + choose.randint(0, 4)]
            snapshot = apply(snapshot, [TextEdit(path, start, old, new)])
        run = check(snapshot, previous=run, rules=WITHOUT_HELM)
        fresh = Snapshot({p: copied(c) for p, c in snapshot.files.items()})
        assert summary(run) == summary(check(fresh, rules=WITHOUT_HELM))
        assert run.findings.not_checked == ()


def copied(content):
    return FileText(content.text, content.eol, bom=content.bom)
