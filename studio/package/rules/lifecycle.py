"""How the operator is installed and which versions can be upgraded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role
from studio.formats.shapes import at, items, mapping, text
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import set_fix
from studio.package.rules.parts import wraps_chart
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package

RULES = RuleSet()

_STRATEGY = ("install", "strategy")


@RULES.package(
    id="OSC-27",
    severity=Severity.ERROR,
    title=message("lifecycle.yaml installs deployments whose service accounts have permissions"),
    kinds="N",
    triggers=Example(
        "strategy: job", {"lifecycle.yaml": Swap("strategy: deployment", "strategy: job")}
    ),
    passes=Example("strategy: deployment"),
    source="osc_ss_0012",
    fixable=True,
)
def installation(package: Package) -> Iterator[Problem]:
    """Of operator-type packages only: that of a chart is empty."""
    file = package.deploy_file("lifecycle.yaml")
    if file is None or file.tree is None or file.tree.error or wraps_chart(package):
        return
    strategy = file.string(*_STRATEGY)
    if strategy != "deployment":
        place = Place(file.path, _STRATEGY)
        yield file.problem(
            message(
                "The strategy `{strategy}` is unknown; OSC knows only `deployment`.",
                strategy=strategy,
            )
            if strategy
            else message("`install.strategy` is missing; OSC knows only `deployment`."),
            *_STRATEGY,
            fix=set_fix(message("Write deployment"), place, "deployment"),
        )
    yield from _accounts(file)


def _accounts(file: File) -> Iterator[Problem]:
    """Deployments whose service account no permission names."""
    install = mapping(file.value("install"))
    permissions = items(install.get("clusterPermissions")) + items(install.get("permissions"))
    named = {text(mapping(permission).get("serviceAccountName")) for permission in permissions}
    for index, deployment in enumerate(items(install.get("deployments"))):
        way = ("spec", "template", "spec", "serviceAccountName")
        account = text(at(deployment, *way))
        if account in named or (not account and permissions):
            continue
        name = text(mapping(deployment).get("name"))
        yield file.problem(
            message(
                "Neither `clusterPermissions` nor `permissions` names the service account "
                "`{account}` of the deployment `{name}`.",
                account=account,
                name=name,
            )
            if account
            else message("No permissions are given to the deployment `{name}`.", name=name),
            *("install", "deployments", index),
            *(way if account else ()),
        )


@RULES.package(
    id="OSC-28",
    severity=Severity.WARNING,
    title=message("`skips` keeps a version from being upgraded directly, unlike in OLM"),
    kinds="N O",
    triggers=Example(
        "replaces: 0.0.1, skips: [0.0.2]",
        {"lifecycle.yaml": Swap("replaces: 0.9.0\n", "replaces: 0.0.1\n  skips: [0.0.2]\n")},
    ),
    passes=Example("replaces: 0.9.0"),
    source="osc_ss_0012",
)
def skipped_versions(package: Package) -> Iterator[Problem]:
    """Of an operator with several versions the current one counts."""
    if package.kind is Kind.OPERATOR:
        bundle = package.layout.bundle
        file = package.file(bundle.csv) if bundle else None
        pointer = ("spec", "skips")
    else:
        file = next(package.files(Role.LIFECYCLE), None)
        pointer = ("upgrade", "skips")
    skipped = [str(item) for item in items(file.value(*pointer))] if file else []
    if file and skipped:
        yield file.problem(
            message(
                "In OSC a version under `skips` cannot be upgraded to this one directly: users of "
                "{versions} must first roll back to the version under `replaces`.",
                versions=", ".join(skipped),
            ),
            *pointer,
        )
