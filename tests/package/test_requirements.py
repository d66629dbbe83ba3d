"""The publish checklist says what is met, what is not, and by which problems."""

from __future__ import annotations

import base64
import re

import pytest

from studio.formats.kinds import Kind
from studio.package.card import card_of
from studio.package.checks import check
from studio.package.content import FileText
from studio.package.delivery import delivery_of
from studio.package.estimate import packed_size
from studio.package.export import export
from studio.package.opening import open_package
from studio.package.problems import Findings, NotChecked, Problem, Severity
from studio.package.requirements import Requirement, State, requirements_of
from studio.package.rules import RULES
from studio.package.snapshot import Place, Snapshot
from studio.resources import resource_path
from studio.wording import message

SAMPLES = {Kind.OSC: "kafka", Kind.HELM: "redis-chart", Kind.OPERATOR: "etcd-operator"}


def sample(kind: Kind) -> Snapshot:
    return open_package(resource_path("samples", SAMPLES[kind])).snapshot


def swapped(snapshot: Snapshot, path: str, old: str, new: str) -> Snapshot:
    text = snapshot.text(path)
    assert text is not None
    assert old in text.text
    return snapshot.replaced({path: text.with_text(text.text.replace(old, new))})


def by_id(snapshot: Snapshot, findings: Findings | None = None) -> dict[str, Requirement]:
    findings = check(snapshot).findings if findings is None else findings
    return {requirement.id: requirement for requirement in requirements_of(snapshot, findings)}


def problem(rule: str, severity: Severity, accepted: str | None = None) -> Problem:
    return Problem(rule, severity, Place("x.yaml"), message("x"), accepted=accepted)


METADATA = "package/kafka-2.5.0/metadata.yaml"


@pytest.mark.parametrize("kind", Kind)
def test_the_samples_fall_short_of_nothing(kind):
    states = {requirement.state for requirement in by_id(sample(kind)).values()}
    assert states <= {State.MET, State.UNKNOWN}


def test_what_a_package_has_is_said_in_few_words():
    found = by_id(sample(Kind.OSC))
    assert found["identity"].facts_text() == "kafka, 2.5.0"
    assert found["identity"].facts_text("zh") == "kafka、2.5.0"
    assert found["layout"].facts_text() == "3 CRDs, 3 CSDs"
    assert found["terms"].facts_text() == "ISV, x86_64, aarch64, CCE, UCS"
    assert found["upgrade"].facts_text() == "2.4.1 can upgrade to 2.5.0"
    assert found["install"].facts_text() == "deployment, 1 service account"
    assert found["log"].facts_text() == "2 label selectors, 3 paths"
    assert found["monitor"].facts_text().endswith(" charts")
    assert found["readme"].facts_text().endswith(" lines")
    assert found["texts"].facts_text() == "Chinese"
    assert found["secrets"].facts_text() == "none found"
    assert found["logo"].facts_text() == "SVG, 1 KB"
    png = by_id(sample(Kind.HELM))["logo"].facts_text()
    assert re.fullmatch(r"PNG, \d+ × \d+, \d+ KB", png), png
    assert by_id(sample(Kind.OPERATOR))["upgrade"].facts_text() == "0.9.2 can upgrade to 0.9.4"


@pytest.mark.parametrize("kind", Kind)
def test_every_requirement_that_is_met_says_by_what(kind):
    assert [each.id for each in by_id(sample(kind)).values() if not each.facts] == []


def test_errors_come_first_with_their_problems():
    snapshot = swapped(sample(Kind.OSC), METADATA, "source: ISV", "source: Nobody")
    first = requirements_of(snapshot, check(snapshot).findings)[0]
    assert (first.id, first.state) == ("terms", State.ERROR)
    assert [found.rule for found in first.problems] == ["OSC-09"]
    assert first.problems[0].place.path == METADATA


def test_the_worst_problem_decides_and_accepted_ones_do_not_count():
    snapshot = sample(Kind.OSC)
    warning, error = problem("OSC-09", Severity.WARNING), problem("OSC-09", Severity.ERROR)
    accepted = problem("OSC-09", Severity.ERROR, accepted="we know")
    assert by_id(snapshot, Findings((error, warning)))["terms"].state is State.ERROR
    assert by_id(snapshot, Findings((accepted, warning)))["terms"].state is State.WARNING
    assert by_id(snapshot, Findings((accepted,)))["terms"].state is State.MET
    information = problem("OSC-09", Severity.INFO)
    assert by_id(snapshot, Findings((information,)))["terms"].state is State.MET


def test_what_could_not_be_checked_is_not_met():
    findings = Findings(not_checked=(NotChecked("OSC-16", message("helm is not installed")),))
    chart = by_id(sample(Kind.HELM), findings)["chart"]
    assert (chart.state, chart.facts_text()) == (State.UNKNOWN, "helm is not installed")


def test_no_problem_is_lost_whatever_its_rule():
    found = by_id(sample(Kind.OSC), Findings((problem("NEW-01", Severity.ERROR),)))
    assert found["others"].state is State.ERROR
    assert "others" not in by_id(sample(Kind.OSC))


def test_no_problem_is_lost_though_the_package_lacks_the_file_of_its_requirement():
    found = by_id(sample(Kind.OSC), Findings((problem("BLD-01", Severity.WARNING),)))
    assert found["builds"].state is State.WARNING
    assert "builds" not in by_id(sample(Kind.OSC))


def test_every_rule_belongs_to_a_requirement():
    problems = tuple(problem(rule.id, rule.severity) for rule in RULES)
    for kind in Kind:
        mine = [found for rule, found in zip(RULES, problems, strict=True) if kind in rule.kinds]
        requirements = by_id(sample(kind), Findings(tuple(mine)))
        assert "others" not in requirements, requirements["others"].problems


def test_what_a_package_lacks_is_not_asked_of_it():
    snapshot = sample(Kind.OSC)
    without = snapshot.replaced(
        dict.fromkeys(path for path in snapshot if path.endswith("log_config.yaml"))
    )
    assert "log" in by_id(snapshot)
    assert "log" not in by_id(without)
    assert "chart" not in by_id(snapshot)


def test_a_folder_of_no_kind_has_no_requirements():
    snapshot = Snapshot({"notes.txt": FileText("hello")})
    assert requirements_of(snapshot, Findings()) == ()
    assert card_of(snapshot) is None


@pytest.mark.parametrize(
    ("kind", "title", "architectures"),
    [
        (Kind.OSC, "Kafka 消息队列", ("x86_64", "aarch64")),
        (Kind.HELM, "cache", ("x86_64", "aarch64")),
        (Kind.OPERATOR, "etcd Keeper", ("x86_64", "aarch64")),
    ],
)
def test_the_card_of_each_kind(kind, title, architectures):
    card = card_of(sample(kind))
    assert card is not None
    assert (card.title, card.architectures) == (title, architectures)
    assert card.scenes == ("CCE", "UCS")
    assert card.categories
    assert card.providers
    assert card.logo.startswith((b"\x89PNG", b"<svg"))


def test_a_package_without_a_logo_is_told_so():
    snapshot = sample(Kind.HELM).replaced({"logo.png": None})
    logo = by_id(snapshot)["logo"]
    assert (logo.state, logo.place) == (State.UNKNOWN, Place("Chart.yaml"))
    broken = swapped(sample(Kind.OSC), METADATA, "base64data:", "base64data: '***' #")
    assert card_of(broken) is not None
    assert by_id(broken, Findings())["logo"].state is State.UNKNOWN


def test_the_highest_capability_is_shown():
    text = "capabilities: [Auto Pilot, Basic Install]\nprovider: {name: P}\n"
    logo = base64.b64encode(b"<svg/>").decode()
    snapshot = Snapshot(
        {
            "metadata.yaml": FileText(
                f"name: a\nversion: '1'\nlogo: {{base64data: {logo}}}\n{text}"
            ),
            "lifecycle.yaml": FileText("{}"),
        }
    )
    card = card_of(snapshot)
    assert card is not None
    assert (card.capability, card.providers, card.logo) == ("Auto Pilot", ("P",), b"<svg/>")


@pytest.mark.parametrize("kind", Kind)
def test_the_size_is_estimated_closely(kind, tmp_path):
    snapshot = sample(kind)
    written = export(snapshot, tmp_path, deploy_only=True, allow_errors=True).size
    assert packed_size(delivery_of(snapshot, deploy_only=True)) == pytest.approx(written, rel=0.2)
