"""`validate`: lines, JSON, SARIF, exit codes, options."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio.package.problems import NotChecked, Problem, Severity
from studio.package.rules import RULES
from studio.package.snapshot import Place
from studio.wording import message

ROOT = Path(__file__).parents[2]


def problem(severity: Severity = Severity.ERROR, **more) -> Problem:
    start = len("name: etcd\nversion: ")
    place = Place("metadata.yaml", ("version",))
    told = message("{version} is a number.", version="0.9")
    return Problem("OSC-07", severity, place, told, span=(start, start + 3), **more)


def test_lines_as_compilers_write_them(run, package, found):
    found.problems += [
        problem(),
        problem(Severity.WARNING, accepted="as agreed"),
        Problem("OSC-05", Severity.INFO, Place(""), message("Something is missing.")),
    ]
    found.not_checked.append(NotChecked("OSC-16", message("helm is not installed")))
    assert run("validate", package) == (
        1,
        (
            "metadata.yaml:2:10: error: 0.9 is a number. [OSC-07]\n"
            "info: Something is missing. [OSC-05]\n"
            "OSC-16 was not checked: helm is not installed.\n"
            "Errors: 1, warnings: 0, notes: 1, accepted: 1.\n"
        ),
        "",
    )


def test_nothing_found(run, package, found):
    assert run("validate", package) == (0, "No problems found.\n", "")


def test_json_in_the_stable_shape(run_json, package, found):
    found.problems += [problem(), problem(Severity.WARNING, accepted="")]
    found.not_checked.append(NotChecked("OSC-16", message("helm is not installed")))
    common = {
        "rule": "OSC-07", "file": "metadata.yaml", "line": 2, "column": 10,
        "pointer": "/version", "message": "0.9 is a number.", "fixable": False,
    }  # fmt: skip
    code, shape = run_json("validate", package, "--format", "json")
    assert code == 1
    assert shape == {
        "studio": "0.1.0",
        "package": {"kind": "osc", "layout": "deploy", "name": "etcd", "version": "0.9"},
        "problems": [
            {**common, "severity": "error", "accepted": False},
            {**common, "severity": "warning", "accepted": True},
        ],
        "not_checked": [{"rule": "OSC-16", "reason": "helm is not installed"}],
        "counts": {"error": 1, "warning": 0, "info": 0},
    }


def test_sarif(run_json, package, found):
    found.problems += [
        problem(),
        problem(Severity.INFO, accepted="as agreed"),
        Problem("OSC-05", Severity.WARNING, Place("a b/ä.yaml"), message("Missing.")),
    ]
    found.not_checked.append(NotChecked("OSC-16", message("helm is not installed")))
    code, log = run_json("validate", package, "--format", "sarif")
    assert code == 1
    (run,) = log["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ids == [rule.id for rule in RULES]
    first, accepted, whole = run["results"]
    assert first == {
        "ruleId": "OSC-07",
        "ruleIndex": ids.index("OSC-07"),
        "level": "error",
        "message": {"text": "0.9 is a number."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "metadata.yaml", "uriBaseId": "PACKAGE"},
                    "region": {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 13},
                },
                "logicalLocations": [{"fullyQualifiedName": "/version", "kind": "member"}],
            }
        ],
    }
    assert accepted["level"] == "note"
    assert accepted["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "as agreed"}
    ]
    (place,) = whole["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%C3%A4.yaml"
    assert "region" not in place["physicalLocation"]
    (invocation,) = run["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["associatedRule"] == {"id": "OSC-16"}


@pytest.mark.parametrize(
    ("severity", "strict", "code"),
    [
        (Severity.ERROR, False, 1),
        (Severity.WARNING, False, 0),
        (Severity.WARNING, True, 1),
        (Severity.INFO, True, 0),
    ],
)
def test_exit_codes(run, package, found, severity, strict, code):
    found.problems.append(problem(severity))
    assert run("validate", package, *(["--strict"] if strict else []))[0] == code


def test_accepted_errors_do_not_fail(run, package, found):
    found.problems.append(problem(accepted="as agreed"))
    assert run("validate", package, "--strict")[0] == 0


def test_options_override_the_workspace(run, package, found, tmp_path):
    (package / "studio.yaml").write_text(
        "rules: {profile: operatorhub, target: private, off: [OSC-01]}\n", encoding="utf-8"
    )
    run("validate", package)
    run("validate", package, "--profile", "all", "--target", "marketplace", "--previous", package)
    kept, overridden = found.options
    assert (kept.profile, kept.private, kept.previous) == ("operatorhub", True, None)
    assert (overridden.profile, overridden.private) == ("all", False)
    assert "metadata.yaml" in overridden.previous
    assert kept.off == overridden.off == {"OSC-01"}


def test_another_package_is_no_previous_version(run, package, found, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(package, other)
    text = (other / "metadata.yaml").read_text(encoding="utf-8")
    (other / "metadata.yaml").write_text(text.replace("etcd", "redis"), encoding="utf-8")
    code, out, err = run("validate", package, "--previous", other)
    assert (code, out) == (2, "")
    assert err == f"osc-studio: {other} is no earlier version of etcd: it holds redis.\n"
    assert found.options == []


def test_the_real_rules_find_the_real_problem(run_json, package):
    code, shape = run_json("validate", package, "--format", "json")
    assert code == 1
    (found,) = [item for item in shape["problems"] if item["rule"] == "OSC-07"]
    assert (found["file"], found["line"], found["column"]) == ("metadata.yaml", 2, 10)
    assert found["fixable"]


def test_a_rule_that_fails_is_told_without_a_traceback(package):
    code = (
        "import sys; from studio.cli.program import main;"
        "from studio.package.rules.views import File;"
        "File.problem = lambda *_a, **_k: 1 / 0;"
        "sys.exit(main(['validate', sys.argv[1]]))"
    )
    (package / "metadata.yaml").write_text("name: [\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-c", code, package], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "the rule failed: ZeroDivisionError" in result.stdout
    assert result.stderr == ""


def test_everything_that_is_printed_is_unescaped_text(run, package, found):
    found.problems.append(Problem("OSC-05", Severity.ERROR, Place(""), message("好的。")))
    assert "好的。" in run("validate", package, "--format", "json")[1]
    assert json.loads(run("validate", package, "--format", "sarif")[1])["version"] == "2.1.0"
