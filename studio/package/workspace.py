"""The workspace file `studio.yaml`: what the author decided about this package (`cli.md`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from studio.package.changes import ChangeSet, CreateFile, DeleteFile, TextEdit
from studio.package.content import FileText
from studio.package.layout import WORKSPACE_FILE
from studio.package.rules.catalogue import Options
from studio.wording import message
from studio.yamltext.nodes import parse
from studio.yamltext.pointers import find, format_pointer
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.problems import Problem
    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Node

ACCEPTED = ("accepted",)
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


def accept(snapshot: Snapshot, problem: Problem, reason: str) -> ChangeSet:
    """The change of the workspace file that lets `problem` be, and says why.

    Raises `CannotEdit` where the file holds something else at that place.
    """
    # Here, because every check reads this module and hardly any edits.
    from studio.yamltext.edits import apply, insert_item, set_value

    entry = {
        "rule": problem.rule,
        "file": problem.place.path,
        "pointer": format_pointer(problem.place.pointer),
        "reason": reason,
    }
    file = snapshot.text(WORKSPACE_FILE)
    tree = parse("") if file is None else file.yaml_tree
    present = tree.root is not None and find(tree.root, ACCEPTED) is not None
    if present:
        splice = insert_item(tree, ACCEPTED, len(workspace_of(snapshot).accepted), entry)
    else:
        splice = set_value(tree, ACCEPTED, [entry])
    label = message("Accept {rule}", rule=problem.rule)
    if file is None:
        new = FileText(apply(tree.text, splice))
        return ChangeSet(label, (CreateFile(WORKSPACE_FILE, new),), place=problem.place)
    old = file.text[splice.start : splice.end]
    edit = TextEdit(WORKSPACE_FILE, splice.start, old, splice.text)
    return ChangeSet(label, (edit,), place=problem.place)


def withdraw(snapshot: Snapshot, problem: Problem) -> ChangeSet:
    """The change of the workspace file that lets an accepted problem stand again.

    A file that held nothing else goes with it. Raises `CannotEdit` where the entry cannot be cut
    out; a problem that nobody accepted gives a change without effect.
    """
    from studio.yamltext.edits import remove

    label = message("No longer accept {rule}", rule=problem.rule)
    file = snapshot.text(WORKSPACE_FILE)
    root = None if file is None else file.yaml_tree.root
    if file is None or root is None:
        return ChangeSet(label, ())
    data = _mapping(to_python(root))
    entries = _list(data.get("accepted"))
    wanted = (problem.rule, problem.place.path, format_pointer(problem.place.pointer))
    mine = [number for number, item in enumerate(entries) if _key(_mapping(item)) == wanted]
    if not mine:
        return ChangeSet(label, ())
    if len(entries) > 1:
        splice = remove(file.yaml_tree, (*ACCEPTED, mine[0]))
    elif len(data) > 1:
        splice = remove(file.yaml_tree, ACCEPTED)
    else:
        return ChangeSet(label, (DeleteFile(WORKSPACE_FILE, file),), place=problem.place)
    old = file.text[splice.start : splice.end]
    edit = TextEdit(WORKSPACE_FILE, splice.start, old, splice.text)
    return ChangeSet(label, (edit,), place=problem.place)


def _read(root: Node | None) -> Workspace:
    data = _mapping(to_python(root)) if root is not None else {}
    accepted: dict[tuple[str, str, str], str] = {}
    for item in _list(data.get("accepted")):
        entry = _mapping(item)
        accepted[_key(entry)] = str(entry.get("reason") or "")
    rules = _mapping(data.get("rules"))
    profile = rules.get("profile")
    return Workspace(
        accepted,
        Options(
            profile=profile if profile in _PROFILES else "osc",
            private=rules.get("target") == "private",
            off=frozenset(str(rule) for rule in _list(rules.get("off"))),
        ),
    )


def _key(entry: dict[str, Any]) -> tuple[str, str, str]:
    """Rule, file and pointer of an accepted problem."""
    return str(entry.get("rule")), str(entry.get("file", "")), str(entry.get("pointer", ""))


def _list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
