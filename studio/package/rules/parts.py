"""The parts of an OSC package, and how a wrapped chart fits them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role
from studio.formats.metadata import HELM_GROUP, is_helm_type
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import create_fix, delete_fix, scaffold_fix, set_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import Package

RULES = RuleSet()

_CHART = "apiVersion: v2\nname: kafka\nversion: {}\n"
_HELM_TYPE = Swap("type: operator", "type: helm")
_DIFFERS = {
    "name": message("The name is `{ours}` here and `{theirs}` in raw/Chart.yaml."),
    "version": message("The version is `{ours}` here and `{theirs}` in raw/Chart.yaml."),
}
_RELEASE_CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: kafkas.helm.osc.huawei.com
spec:
  group: helm.osc.huawei.com
  names: {kind: Kafka, listKind: KafkaList, plural: kafkas, singular: kafka}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        x-kubernetes-preserve-unknown-fields: true
"""


def wraps_chart(package: Package) -> bool:
    """Whether this is an OSC package of type helm."""
    if package.kind is not Kind.OSC:
        return False
    metadata = package.deploy_file("metadata.yaml")
    has_chart = package.layout.in_deploy("raw/Chart.yaml") in package.layout.roles
    return is_helm_type(metadata.value() if metadata else None, has_chart=has_chart)


@RULES.package(
    id="OSC-05",
    severity=Severity.ERROR,
    title=message("An OSC package has metadata.yaml, lifecycle.yaml and manifests/"),
    kinds="N",
    triggers=Example(message("lifecycle.yaml is missing"), {"lifecycle.yaml": None}),
    passes=Example("metadata.yaml, lifecycle.yaml, manifests/"),
    source="osc_ss_0004",
    fixable=True,
)
def required_parts(package: Package) -> Iterator[Problem]:
    """Files by name; a folder counts when anything lies in it."""
    layout = package.layout
    for name, role in (("metadata.yaml", Role.METADATA), ("lifecycle.yaml", Role.LIFECYCLE)):
        path = layout.in_deploy(name)
        if path not in layout.roles:
            label = message("Create {name}", name=name)
            empty = role is Role.LIFECYCLE and wraps_chart(package)
            yield package.problem(
                message("An OSC package needs a file `{name}`.", name=name),
                path,
                fix=create_fix(label, path, "") if empty else scaffold_fix(label, path, role),
            )
    if not any(path.startswith("manifests/") for _, path in package.deploy_paths()):
        yield package.problem(
            message("An OSC package needs a folder `manifests/` with CRDs and CSDs.")
        )


@RULES.package(
    id="OSC-13",
    severity=Severity.ERROR,
    title=message("A Helm-type package has the name and version of its chart"),
    kinds="N H",
    triggers=Example(
        message("metadata 1.0.0, chart 1.0.1"),
        {"metadata.yaml": _HELM_TYPE, "raw/Chart.yaml": _CHART.format("1.0.1")},
    ),
    passes=Example(
        message("metadata 1.0.0, chart 1.0.0"),
        {
            "metadata.yaml": _HELM_TYPE,
            "raw/Chart.yaml": _CHART.format("1.0.0"),
            "raw/templates/x.yaml": "kind: List\n",
            "manifests/release_crd.yaml": _RELEASE_CRD,
        },
    ),
    source="osc_ss_0005",
    fixable=True,
)
def same_as_chart(package: Package) -> Iterator[Problem]:
    """metadata.yaml against raw/Chart.yaml; what is missing in either is told by other rules."""
    metadata = package.deploy_file("metadata.yaml") if wraps_chart(package) else None
    chart = package.deploy_file("raw/Chart.yaml")
    if metadata is None or chart is None:
        return
    for key, sentence in _DIFFERS.items():
        ours, theirs = metadata.string(key), chart.string(key)
        if ours and theirs and ours != theirs:
            yield metadata.problem(
                replace(sentence, args={"ours": ours, "theirs": theirs}),
                key,
                fix=set_fix(
                    message("Take {value} from the chart", value=theirs),
                    Place(metadata.path, (key,)),
                    theirs,
                ),
            )


@RULES.package(
    id="OSC-14",
    severity=Severity.ERROR,
    title=message("A Helm-type package has the CRD of its releases"),
    kinds="N H",
    triggers=Example(
        "type: helm without a CRD of group helm.osc.huawei.com",
        {"metadata.yaml": _HELM_TYPE, "raw/Chart.yaml": _CHART.format("1.0.0")},
    ),
    passes=Example(
        "manifests/helmrelease_crd.yaml",
        {
            "metadata.yaml": _HELM_TYPE,
            "raw/Chart.yaml": _CHART.format("1.0.0"),
            "manifests/release_crd.yaml": _RELEASE_CRD,
        },
    ),
    source="osc_ss_0016",
)
def release_crd(package: Package) -> Iterator[Problem]:
    """Any CRD of the group counts, whatever its kind is called."""
    if not wraps_chart(package):
        return
    for crd in package.files(Role.CRD):
        if crd.value("spec", "group") == HELM_GROUP:
            if crd.value("apiVersion") != "apiextensions.k8s.io/v1":
                yield crd.problem(
                    message("The CRD of the releases must have `apiextensions.k8s.io/v1`."),
                    "apiVersion",
                )
            return
    yield package.problem(
        message(
            "A Helm-type package needs a CRD of the group `{group}` in manifests/.",
            group=HELM_GROUP,
        ),
    )


@RULES.package(
    id="OSC-15",
    severity=Severity.WARNING,
    title=message("An operator-type package carries no raw/"),
    kinds="N O",
    triggers=Example(
        message("raw/values.yaml in a package of type operator"), {"raw/values.yaml": "a: 1\n"}
    ),
    passes=Example(message("no raw/")),
    source="osc_ss_0011",
    fixable=True,
)
def superfluous_raw(package: Package) -> Iterator[Problem]:
    """raw/ belongs to wrapped charts only; OSC ignores it elsewhere."""
    layout = package.layout
    raw = [path for path, inner in package.deploy_paths() if inner.startswith("raw/")]
    if raw and not wraps_chart(package):
        yield package.problem(
            message("OSC ignores raw/ in a package that is not of type helm."),
            layout.in_deploy("raw"),
            fix=delete_fix(message("Delete raw/"), raw),
        )
