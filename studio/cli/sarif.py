"""Problems in SARIF 2.1.0, which code scanning services read (OASIS sarif-v2.1.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from studio import __version__
from studio.package.problems import Severity
from studio.package.rules import RULES
from studio.yamltext.pointers import format_pointer

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.problems import Findings, Problem
    from studio.package.rules.catalogue import Rule
    from studio.package.snapshot import Snapshot

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(
    findings: Findings, snapshot: Snapshot, package: Path, language: str
) -> dict[str, Any]:
    """One run over the package; places are relative to its root."""
    rules = {rule.id: index for index, rule in enumerate(RULES)}
    root = package.resolve().as_uri().rstrip("/") + "/"
    driver = {
        "name": "osc-studio",
        "version": __version__,
        "rules": [_rule(rule, language) for rule in RULES],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PACKAGE": {"uri": root}},
        "results": [_result(item, snapshot, rules, language) for item in findings.problems],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {
                        "level": "note",
                        "message": {"text": item.reason.text(language)},
                        "associatedRule": {"id": item.rule},
                    }
                    for item in findings.not_checked
                ],
            }
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title.text(language)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"kinds": sorted(kind.value for kind in rule.kinds), "source": rule.source},
    }


def _result(
    problem: Problem, snapshot: Snapshot, rules: dict[str, int], language: str
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message.text(language)},
        "locations": [_location(problem, snapshot)],
    }
    if problem.rule in rules:
        result["ruleIndex"] = rules[problem.rule]
    if problem.accepted is not None:
        suppression = {"kind": "external", "status": "accepted"}
        if problem.accepted:
            suppression["justification"] = problem.accepted
        result["suppressions"] = [suppression]
    return result


def _location(problem: Problem, snapshot: Snapshot) -> dict[str, Any]:
    # Readers refuse an empty address, so the package as a whole is its own folder.
    artifact = {"uri": quote(problem.place.path) or ".", "uriBaseId": "PACKAGE"}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if problem.span is not None:
        physical["region"] = _region(problem, snapshot)
    location: dict[str, Any] = {"physicalLocation": physical}
    if problem.place.pointer:
        name = format_pointer(problem.place.pointer)
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    return location


def _region(problem: Problem, snapshot: Snapshot) -> dict[str, int]:
    line, column = problem.position(snapshot)
    region = {"startLine": line, "startColumn": column}
    tree = snapshot.tree(problem.place.path)
    if tree is not None and problem.span is not None:
        region["endLine"], region["endColumn"] = tree.position(problem.span[1])
    return region
