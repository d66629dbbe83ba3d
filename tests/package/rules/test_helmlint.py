"""What a `helm` on the PATH says becomes problems; without one the rule says so."""

from __future__ import annotations

import pytest

from studio.package.checks import check
from tests.package.rules.cases import BY_ID, marked, package

LINT = """\
==> Linting redis
[INFO] Chart.yaml: icon is recommended
[WARNING] templates/: directory not found
[ERROR] values.yaml: unable to parse YAML: bad
[ERROR] templates/: template: redis/templates/deployment.yaml:6:15: executing "x": nil pointer
[ERROR] templates/: object is not valid

Error: 1 chart(s) linted, 1 chart(s) failed
"""


def run(snapshot, **options):
    return check(snapshot, rules=[BY_ID["OSC-16"]], **options).findings


@pytest.fixture
def helm(tmp_path, monkeypatch):
    """Put a `helm` on the PATH that runs the given shell script."""

    def install(script):
        program = tmp_path / "bin" / "helm"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=":")

    return install


def test_without_helm_nothing_is_checked(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    findings = run(package("helm", {}))
    assert findings.problems == ()
    assert [str(item.reason) for item in findings.not_checked] == ["helm is not installed"]


def test_an_operator_needs_no_helm(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(package("osc", {})).not_checked == ()


def test_errors_become_problems_where_they_are(helm, tmp_path):
    (tmp_path / "out").write_text(LINT)
    helm(f"/bin/cat {tmp_path}/out; exit 1")
    snapshot = package("helm", {})
    problems = run(snapshot).problems
    assert [problem.place.path for problem in problems] == [
        "",
        "templates/deployment.yaml",
        "values.yaml",
    ]
    template = problems[1]
    assert template.position(snapshot).line == 6
    assert "nil pointer" in str(template.message)


def test_the_files_are_those_of_the_package(helm, tmp_path):
    helm(f'/bin/cp -r "$2" {tmp_path}/seen')
    snapshot = package("helm", {"files/logo.bin": b"\0\1", "../escape.txt": "x\n"})
    assert run(snapshot).problems == ()
    seen = tmp_path / "seen"
    written = {p.relative_to(seen).as_posix(): p for p in seen.rglob("*") if p.is_file()}
    assert set(written) == set(snapshot) - {"../escape.txt"}
    assert written["files/logo.bin"].read_bytes() == b"\0\1"
    assert written["values.yaml"].read_text() == snapshot.text("values.yaml").text


def test_a_wrapped_chart_is_linted_by_itself(helm):
    helm('[ -f "$2/Chart.yaml" ] || echo "[ERROR] Chart.yaml: file not found"')
    files = {"metadata.yaml": ("type: operator", "type: helm")}
    wrapped = package("osc", files | {"raw/Chart.yaml": "apiVersion: v2\nname: kafka\n"})
    assert run(wrapped).problems == ()


def test_a_helm_that_cannot_run_checks_nothing(helm):
    helm("exit 0")
    from pathlib import Path
    from shutil import which

    Path(which("helm")).write_bytes(b"\0")
    findings = run(package("helm", {}))
    assert findings.problems == ()
    assert "could not be run" in str(findings.not_checked[0].reason)


class Cancelled(Exception):
    pass


def test_linting_can_be_cancelled(helm):
    helm("exec /bin/sleep 30")
    asked = []

    def keep_going():
        asked.append(1)
        if len(asked) > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        run(package("helm", {}), keep_going=keep_going)


def test_marks_begin_at_the_line(helm):
    helm('echo "[ERROR] templates/: x/templates/deployment.yaml:2:1: bad"')
    snapshot = package("helm", {})
    (problem,) = run(snapshot).problems
    assert marked(problem, snapshot) == ""
    assert problem.position(snapshot).line == 2
