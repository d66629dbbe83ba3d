"""What `helm lint` says about a chart, where Helm is installed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind
from studio.package.content import FileBlob, FileText
from studio.package.helm import call, helm_program
from studio.package.problems import NotChecked, Problem, Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.parts import wraps_chart
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.rules.views import Package

RULES = RuleSet()

_FINDING = re.compile(r"\[(ERROR|WARNING|INFO)\]\s+(\S+?):\s+(.*)")
_PLACE = re.compile(
    r"(?:^|[\s(])[^\s(:]*?/((?:templates|charts|crds)/[^\s:)]+)(?::(\d+))?(?::(\d+))?"
)


@RULES.package(
    id="OSC-16",
    severity=Severity.ERROR,
    title=message("The chart passes helm lint without errors"),
    kinds="N H",
    triggers=Example(
        "maintainers: [null]",
        {"Chart.yaml": Swap("- name: Li Ming\n  email: liming@example.com\n", "- null\n")},
        kind=Kind.HELM,
    ),
    passes=Example("apiVersion: v2, name: redis, version: 1.0.0", kind=Kind.HELM),
    source="osc_ss_0016",
)
def helm_lint(package: Package) -> Iterator[Problem | NotChecked]:
    """The errors of `helm lint` on the files as they are delivered."""
    if package.kind is Kind.OSC and not wraps_chart(package):
        return
    helm = helm_program()
    if helm is None:
        yield NotChecked(package.rule.id, message("helm is not installed"))
        return
    yield from _linted(package, helm, "raw" if package.kind is Kind.OSC else "")


def _linted(package: Package, helm: str, folder: str) -> Iterator[Problem | NotChecked]:
    # Imported late: most checks run without Helm.
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="osc-studio-") as temporary:
        chart = Path(temporary, _chart_name(package, folder))
        try:
            _write_chart(package, folder, chart)
            answer = call([helm, "lint", str(chart)], package.keep_going)
        except (OSError, subprocess.SubprocessError) as error:
            yield NotChecked(
                package.rule.id, message("helm could not be run: {error}", error=error)
            )
            return
    yield from _problems(package, folder, answer.output + answer.complaints)


def _chart_name(package: Package, folder: str) -> str:
    """The folder that Helm sees; its own messages begin with it."""
    file = package.deploy_file(f"{folder}/Chart.yaml".lstrip("/"))
    name = file.string("name") if file else ""
    return name if re.fullmatch(r"[A-Za-z0-9][\w.-]*", name) else "chart"


def _write_chart(package: Package, folder: str, target: Path) -> None:
    """Write the chart's files below `target`; names that lead elsewhere are left out."""
    prefix = f"{folder}/" if folder else ""
    for path, inner in package.deploy_paths():
        relative = inner.removeprefix(prefix)
        content = package.content(path)
        if not inner.startswith(prefix) or not relative or ".." in relative.split("/"):
            continue
        place = target / relative.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, FileText):
            place.write_bytes(content.encoded())
        elif isinstance(content, FileBlob):
            with content.open() as source, place.open("wb") as file:
                shutil.copyfileobj(source, file)


def _problems(package: Package, folder: str, output: str) -> Iterator[Problem]:
    """One problem for each error, at the template and line that it names."""
    prefix = f"{folder}/" if folder else ""
    for match in _FINDING.finditer(output):
        if match[1] != "ERROR":
            continue
        where, text = match[2], match[3].strip()
        place = _PLACE.search(f" {text}")
        inner = place[1] if place else where.rstrip("/")
        path = package.layout.in_deploy(prefix + inner)
        file = package.file(path)
        sentence = message("helm lint: {text}", text=text)
        if file is None:
            yield package.problem(sentence, package.layout.deploy_root)
        elif place and place[2] and file.text:
            start = _line_start(file.text.text, int(place[2]))
            yield file.problem(sentence, span=(start, start))
        else:
            yield file.problem(sentence)


def _line_start(text: str, line: int) -> int:
    """The offset at which a line, counted from 1, begins."""
    at = 0
    for _ in range(line - 1):
        found = text.find("\n", at)
        if found < 0:
            break
        at = found + 1
    return at
