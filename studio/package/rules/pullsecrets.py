"""Workloads that pull packaged images carry the secret for OSC's registry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from studio.formats.imagemap import MAPPING_PATH, conventions
from studio.formats.kinds import Kind, Role
from studio.formats.shapes import at, items, mapping
from studio.package.images.documents import INSTALL
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import set_fix
from studio.package.rules.imageviews import carries_images
from studio.package.rules.mapping import ETCD_OPERATOR
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package

RULES = RuleSet()

SECRETS = "imagePullSecrets"
_DEPLOYMENTS = {Role.CSV: INSTALL, Role.LIFECYCLE: ("install", "deployments")}
_POD = ("spec", "template", "spec")
_CONTAINERS = re.compile(r"(?m)^[ \t]*containers:")
_GIVEN = f"              {SECRETS}:\n              - name: default-secret\n"
_CSV = "package/etcd-1.0.0/1.0.0/etcd-operator.clusterserviceversion.yaml"


@RULES.package(
    id="OSC-34",
    severity=Severity.WARNING,
    title=message("Every workload names the pull secret of OSC"),
    kinds="N H O",
    triggers=Example(
        message("a pod without imagePullSecrets"),
        {MAPPING_PATH: ETCD_OPERATOR, _CSV: Swap(_GIVEN, "")},
        kind=Kind.OPERATOR,
        service=True,
    ),
    passes=Example(
        "imagePullSecrets: [{name: default-secret}]",
        {MAPPING_PATH: ETCD_OPERATOR},
        kind=Kind.OPERATOR,
        service=True,
    ),
    source="osc_sp_0020",
    fixable=True,
)
def pull_secrets(package: Package) -> Iterator[Problem]:
    """Only where the package brings images, which OSC keeps in a registry of its own."""
    if not carries_images(package):
        return
    for file in package.files(*_DEPLOYMENTS):
        yield from _in_deployments(file, _DEPLOYMENTS[file.role])
    if package.kind is Kind.HELM:
        yield from _in_templates(package)


def _in_deployments(file: File, pointer: tuple[str, ...]) -> Iterator[Problem]:
    name = conventions().pull_secret
    for index, deployment in enumerate(items(to_python(find(file.root, pointer)))):
        pod = at(deployment, *_POD)
        if not mapping(pod) or _names(mapping(pod).get(SECRETS), name):
            continue
        place = Place(file.path, (*pointer, index, *_POD, SECRETS))
        secrets = [*items(mapping(pod).get(SECRETS)), {"name": name}]
        yield file.problem(
            message("The pods of `{name}` cannot pull from OSC's registry: `imagePullSecrets` "
                    "must name `{secret}`.", name=at(deployment, "name"), secret=name),
            *place.pointer,
            fix=set_fix(message("Add {name}", name=name), place, secrets),
        )  # fmt: skip


def _in_templates(package: Package) -> Iterator[Problem]:
    """Templates of pods without the key; where all have it, the values must name the secret."""
    name = conventions().pull_secret
    texts = [
        (file, file.text.text)
        for file in package.files(Role.TEMPLATE)
        if file.text and _CONTAINERS.search(file.text.text)
    ]
    lacking = [(file, text) for file, text in texts if SECRETS not in text]
    for file, text in lacking:
        match = _CONTAINERS.search(text)
        yield file.problem(
            message("The pods of this template name no `imagePullSecrets`."),
            span=match.span() if match else None,
        )
    values = package.deploy_file("values.yaml")
    if not texts or lacking or values is None or any(name in text for _, text in texts):
        return
    if not _mentions(values.value(), name):
        yield values.problem(
            message("No `imagePullSecrets` of the values names `{secret}`.", secret=name)
        )


def _names(secrets: Any, name: str) -> bool:
    return any(at(secret, "name") == name or secret == name for secret in items(secrets))


def _mentions(value: Any, name: str) -> bool:
    """Whether a list anywhere in values names the secret."""
    if isinstance(value, list):
        return _names(value, name)
    return any(_mentions(child, name) for child in mapping(value).values())
