"""Run the rules over a snapshot, and over the next one only what the change can affect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.formats.kinds import Role
from studio.package.content import FileText
from studio.package.layout import layout_of
from studio.package.problems import Findings, NotChecked, Problem
from studio.package.rules import RULES
from studio.package.rules.catalogue import File, Options, Package
from studio.package.workspace import Workspace, workspace_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio.package.layout import Layout
    from studio.package.rules.catalogue import Rule
    from studio.package.snapshot import Snapshot

_NO_TEXT = frozenset({Role.TEMPLATE, Role.FOLDER})


@dataclass(frozen=True, slots=True)
class CheckRun:
    """The findings for one snapshot with what is needed to check the next one quickly."""

    findings: Findings
    _package_results: dict[str, tuple[Package, tuple[Problem | NotChecked, ...]]] = field(
        default_factory=dict[str, "tuple[Package, tuple[Problem | NotChecked, ...]]"]
    )


def check(
    snapshot: Snapshot,
    options: Options | None = None,
    *,
    previous: CheckRun | None = None,
    rules: Sequence[Rule] = RULES,
    keep_going: Callable[[], None] = lambda: None,
) -> CheckRun:
    """Check `snapshot` with every rule that applies.

    `options` overrides what the workspace file says. `keep_going` is called between rules and
    files and may raise to cancel. A package that is of no known kind yields no findings here;
    opening it says so.
    """
    layout = layout_of(snapshot)
    workspace = workspace_of(snapshot)
    options = options or workspace.options
    results: dict[str, tuple[Package, tuple[Problem | NotChecked, ...]]] = {}
    found: list[Problem] = []
    not_checked: list[NotChecked] = []
    for rule in rules:
        if layout.kind is None or not rule.applies(layout.kind, options):
            continue
        keep_going()
        if rule.file_check is not None:
            found += _file_problems(rule, snapshot, layout, options, keep_going)
            continue
        old = previous._package_results.get(rule.id) if previous else None  # noqa: SLF001
        if old is None or old[0].options != options or not old[0].fresh(snapshot, layout):
            old = _package_result(rule, snapshot, layout, options)
        results[rule.id] = old
        found += (rule.weighed(item, options) for item in old[1] if isinstance(item, Problem))
        not_checked += (item for item in old[1] if isinstance(item, NotChecked))
    return CheckRun(_findings(found, not_checked, workspace), results)


def _file_problems(
    rule: Rule,
    snapshot: Snapshot,
    layout: Layout,
    options: Options,
    keep_going: Callable[[], None],
) -> list[Problem]:
    """The problems of all files that `rule` looks at; computed once for each content."""
    kind, file_check = layout.kind, rule.file_check
    assert kind is not None  # noqa: S101
    assert file_check is not None  # noqa: S101
    found: list[Problem] = []
    for path, role in layout.roles.items():
        content = snapshot.files[path]
        if (role not in rule.roles) if rule.roles else (role in _NO_TEXT):
            continue
        if isinstance(content, FileText):
            file = File(rule, path, content, role, kind)
            problems = content.memo(
                (rule.id, path, role, kind), lambda file=file: tuple(file_check(file))
            )
            found += (rule.weighed(problem, options) for problem in problems)
            keep_going()
    return found


def _package_result(
    rule: Rule, snapshot: Snapshot, layout: Layout, options: Options
) -> tuple[Package, tuple[Problem | NotChecked, ...]]:
    package = Package(rule, snapshot, layout, options)
    package_check = rule.package_check
    assert package_check is not None  # noqa: S101
    return package, tuple(package_check(package))


def _findings(
    problems: list[Problem], not_checked: list[NotChecked], workspace: Workspace
) -> Findings:
    problems = [workspace.judged(problem) for problem in problems]
    problems.sort(
        key=lambda p: (p.severity.rank, p.place.path, p.span or (-1, -1), p.rule, str(p.message))
    )
    return Findings(tuple(problems), tuple(not_checked))
