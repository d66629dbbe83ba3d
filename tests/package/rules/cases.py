"""Check one rule on a minimal package with a few files laid over it."""

from __future__ import annotations

from studio.formats.kinds import Kind
from studio.package.changes import apply
from studio.package.checks import check
from studio.package.rules import RULES
from studio.package.rules.catalogue import Example, Options, Swap
from studio.package.rules.examples import example_snapshot

BY_ID = {rule.id: rule for rule in RULES}
BASES = {
    "osc": {},
    "osc service": {"service": True},
    "helm": {"kind": Kind.HELM},
    "helm service": {"kind": Kind.HELM, "service": True},
    "operator": {"kind": Kind.OPERATOR},
    "bundle": {"kind": Kind.OPERATOR, "bundle": True},
}
CSV = "1.0.0/etcd-operator.clusterserviceversion.yaml"


def package(base, files):
    """The minimal package with `files` laid over it; a pair of texts is a swap."""
    overlay = {
        path: Swap(*given) if isinstance(given, tuple) else given for path, given in files.items()
    }
    return example_snapshot(Example("", overlay, **BASES[base]))


def found(rule, snapshot, options=None):
    """The problems that `rule` finds."""
    findings = check(snapshot, options or Options(), rules=[BY_ID[rule]]).findings
    assert not findings.not_checked
    return findings.problems


def marked(problem, snapshot):
    """The text that a problem underlines."""
    start, end = problem.span
    return snapshot.text(problem.place.path).text[start:end]


def fixed(problem, snapshot):
    """The snapshot after the problem's fix."""
    return apply(snapshot, problem.fix.make(snapshot).operations)
