"""The workspace file `studio.yaml`: what the author decided about this package (`cli.md`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from studio.package.layout import WORKSPACE_FILE
from studio.package.rules.catalogue import Options
from studio.yamltext.pointers import format_pointer, parse_pointer
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.problems import Problem
    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Node
    from studio.yamltext.pointers import Pointer

_PROFILES = ("osc", "operatorhub", "all")


@dataclass(frozen=True, slots=True)
class Workspace:
    """Accepted problems, by rule, file and pointer, with their reasons; and how to check."""

    accepted: Mapping[tuple[str, str, str], str]
    options: Options

    def judged(self, problem: Problem) -> Problem:
        """The problem with the reason why it was accepted, if it was."""
        pointer = format_pointer(problem.place.pointer)
        reason = self.accepted.get((problem.rule, problem.place.path, pointer))
        return problem if reason is None else replace(problem, accepted=reason)


def workspace_of(snapshot: Snapshot) -> Workspace:
    """The decisions in the snapshot's workspace file; none where it is absent or broken."""
    file = snapshot.text(WORKSPACE_FILE)
    if file is None:
        return Workspace({}, Options())
    tree = file.yaml_tree
    return file.memo("workspace", lambda: _read(None if tree.error else tree.root))


def accepted_entry(problem: Problem, reason: str) -> tuple[Pointer, dict[str, str]]:
    """Where and what to write to accept `problem` in the workspace file."""
    pointer = format_pointer(problem.place.pointer)
    entry = {"rule": problem.rule, "file": problem.place.path, "pointer": pointer}
    return parse_pointer("/accepted"), {**entry, "reason": reason}


def _read(root: Node | None) -> Workspace:
    data = _mapping(to_python(root)) if root is not None else {}
    accepted: dict[tuple[str, str, str], str] = {}
    for item in cast("list[Any]", data.get("accepted") or []):
        entry = _mapping(item)
        key = (str(entry.get("rule")), str(entry.get("file", "")), str(entry.get("pointer", "")))
        accepted[key] = str(entry.get("reason") or "")
    rules = _mapping(data.get("rules"))
    profile = rules.get("profile")
    return Workspace(
        accepted,
        Options(
            profile=profile if profile in _PROFILES else "osc",
            private=rules.get("target") == "private",
            off=frozenset(str(rule) for rule in cast("list[Any]", rules.get("off") or [])),
        ),
    )


def _mapping(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
