"""Run the rules over a snapshot, and over the next one only what the change can affect."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from studio.formats.kinds import Role
from studio.package.content import FileText
from studio.package.layout import layout_of
from studio.package.problems import Findings, NotChecked, Problem
from studio.package.rules import RULES
from studio.package.rules.views import File, Package
from studio.package.workspace import Workspace, workspace_of
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studio.formats.kinds import Kind
    from studio.package.layout import Layout
    from studio.package.rules.catalogue import Options, Rule
    from studio.package.snapshot import Snapshot

log = logging.getLogger(__name__)

Result: TypeAlias = tuple[Problem | NotChecked, ...]

_NO_TEXT = frozenset({Role.TEMPLATE, Role.FOLDER})


@dataclass(frozen=True, slots=True)
class CheckRun:
    """The findings for one snapshot with what is needed to check the next one quickly."""

    findings: Findings
    package_results: dict[str, tuple[Package, Result]] = field(
        default_factory=dict[str, "tuple[Package, Result]"], repr=False
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

    `options` overrides what the workspace file says. `previous` is the run for an earlier
    snapshot: what it found where nothing changed is taken over. `keep_going` is called between
    rules and files, and may raise to cancel. A package that is of no known kind yields no
    findings here; opening it says so.
    """
    layout = layout_of(snapshot)
    workspace = workspace_of(snapshot)
    options = options or workspace.options
    if layout.kind is None:
        return CheckRun(Findings())
    checking = _Checking(snapshot, layout, layout.kind, options, keep_going)
    old_results = previous.package_results if previous else {}
    results: dict[str, tuple[Package, Result]] = {}
    found: list[Problem] = []
    not_checked: dict[NotChecked, None] = {}
    for rule in rules:
        if not rule.applies(layout.kind, options):
            continue
        keep_going()
        if rule.file_check is not None:
            result: Iterable[Problem | NotChecked] = checking.files(rule)
        else:
            results[rule.id] = checking.package(rule, old_results.get(rule.id))
            result = results[rule.id][1]
        for item in result:
            if isinstance(item, NotChecked):
                not_checked[item] = None
            else:
                found.append(rule.weighed(item, options))
    return CheckRun(_findings(found, not_checked, workspace), results)


class _Checking:
    """One pass over one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        layout: Layout,
        kind: Kind,
        options: Options,
        keep_going: Callable[[], None],
    ) -> None:
        self.snapshot = snapshot
        self.layout = layout
        self.kind = kind
        self.options = options
        self.keep_going = keep_going

    def files(self, rule: Rule) -> Iterator[Problem | NotChecked]:
        """What `rule` finds in the files that it looks at; computed once for each content."""
        for path, role in self.layout.roles.items():
            if (role not in rule.roles) if rule.roles else (role in _NO_TEXT):
                continue
            content = self.snapshot.files[path]
            if isinstance(content, FileText):
                deploy_path = self.layout.deploy_path(path) or ""
                file = File(rule, path, content, role, self.kind, deploy_path)
                key = (rule.file_check, rule.id, path, role, self.kind, deploy_path)
                yield from content.memo(key, lambda file=file: self.file_result(rule, file))
                self.keep_going()

    def file_result(self, rule: Rule, file: File) -> Result:
        """What `rule` finds in one file."""
        file_check = rule.file_check
        assert file_check is not None  # noqa: S101 - chosen by the caller
        return self.guarded(rule, lambda: file_check(file))

    def package(self, rule: Rule, old: tuple[Package, Result] | None) -> tuple[Package, Result]:
        """What `rule` finds in the package; an old result where it still holds."""
        if (
            old is not None
            and old[0].rule is rule
            and old[0].options == self.options
            and old[0].fresh(self.snapshot, self.layout)
        ):
            return old
        package = Package(rule, self.snapshot, self.layout, self.options, self.keep_going)
        package_check = rule.package_check
        assert package_check is not None  # noqa: S101 - exactly one of both is set
        return package, self.guarded(rule, lambda: package_check(package))

    def guarded(self, rule: Rule, run: Callable[[], Iterable[Problem | NotChecked]]) -> Result:
        """The result of one check; a check that fails must not hide what the others find."""
        try:
            return tuple(run())
        except Exception as error:
            self.keep_going()  # raises again when it was this that ended the check
            log.error("Rule %s failed", rule.id, exc_info=error)
            reason = message("the rule failed: {error}", error=repr(error))
            return (NotChecked(rule.id, reason),)


def _findings(
    problems: list[Problem], not_checked: Iterable[NotChecked], workspace: Workspace
) -> Findings:
    problems = [workspace.judged(problem) for problem in problems]
    problems.sort(
        key=lambda p: (p.severity.rank, p.place.path, p.span or (-1, -1), p.rule, str(p.message))
    )
    return Findings(tuple(problems), tuple(not_checked))
