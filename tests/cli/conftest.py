"""A package with known problems, and the command line in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from studio.cli.program import main
from studio.package import checks, export
from studio.package.problems import Findings

if TYPE_CHECKING:
    from studio.package.problems import NotChecked, Problem
    from studio.package.rules.catalogue import Options

METADATA = """\
name: etcd
version: 0.9  # 好
displayName: etcd
maintainers:
- name: A Person
  email: a.person@example.com
"""
FILES = {
    "metadata.yaml": METADATA,
    "lifecycle.yaml": "install:\n  strategy: deployment\n",
    "manifests/etcd_crd.yaml": "a: 1\n",
    "manifests/values.json": '{"size": 3}\n',
    "README.md": "# etcd\n",
}


@pytest.fixture(autouse=True)
def session(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("OSC_STUDIO_STATE", str(tmp_path / "state"))


@pytest.fixture
def package(tmp_path):
    """A folder with an OSC package."""
    root = tmp_path / "etcd"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def run(capsys):
    """Runs one command: exit code, what went to stdout, what went to stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def run_json(run):
    """Runs one command and reads what it prints."""

    def run_json(*arguments: object):
        code, out, err = run(*arguments)
        assert err == ""
        return code, json.loads(out)

    return run_json


@dataclass
class Found:
    """What the rules are made to find, and the options they were given."""

    problems: list[Problem] = field(default_factory=list)
    not_checked: list[NotChecked] = field(default_factory=list)
    options: list[Options | None] = field(default_factory=list)

    def check(self, snapshot, options=None, **_more):
        self.options.append(options)
        return checks.CheckRun(Findings(tuple(self.problems), tuple(self.not_checked)))


@pytest.fixture
def found(monkeypatch):
    """Replaces what the rules find by what the test appends."""
    found = Found()
    monkeypatch.setattr(checks, "check", found.check)
    monkeypatch.setattr(export, "check", found.check)
    return found
