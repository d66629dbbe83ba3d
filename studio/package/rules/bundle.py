"""The bundle layout of operators: manifests/ and metadata/ (operator-sdk bundle validate)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats import semver
from studio.formats.kinds import Kind, Role
from studio.formats.shapes import items, mapping, text
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package
    from studio.yamltext.pointers import Pointer

RULES = RuleSet()

SOURCE = "https://github.com/operator-framework/operator-registry/blob/master/docs/design/operator-bundle.md"
_CSV = "manifests/etcd-operator.clusterserviceversion.yaml"
_SECOND_CSV = """\
apiVersion: operators.coreos.com/v1alpha1
kind: ClusterServiceVersion
metadata: {name: etcd-operator.v1.1.0}
spec: {version: 1.1.0}
"""
PASSES = Example(
    message("manifests/ with one CSV, metadata/annotations.yaml"), kind=Kind.OPERATOR, bundle=True
)


def bundle_roots(package: Package) -> list[str]:
    """The folders that hold manifests/ or metadata/annotations.yaml; none in another layout.

    Without any, the deploy package itself counts where a CSV lies flat in it.
    """
    layout = package.layout
    if next(layout.with_role(Role.PACKAGE_MANIFEST), None) is not None:
        return []
    roots: set[str] = set()
    for path in layout.roles:
        root, found, rest = f"/{path}".partition("/manifests/")
        if not found:
            root, found, rest = f"/{path}".partition("/metadata/")
            found = found and rest.startswith("annotations.")
        if found and layout.deploy_path(path) is not None:
            roots.add(root.lstrip("/"))
    flat = {path.rpartition("/")[0] for path in layout.with_role(Role.CSV)}
    if not roots and layout.deploy_root in flat:
        return [layout.deploy_root]
    return sorted(roots)


def below(root: str, path: str) -> str:
    """A path inside a bundle as a path of the snapshot."""
    return f"{root}/{path}" if root else path


@RULES.package(
    id="LAY-01",
    severity=Severity.ERROR,
    title=message("A bundle has a CSV"),
    kinds="O",
    triggers=Example(
        message("manifests/ with CRDs only"), {_CSV: None}, kind=Kind.OPERATOR, bundle=True
    ),
    passes=PASSES,
    source=SOURCE,
)
def has_csv(package: Package) -> Iterator[Problem]:
    """A bundle without manifests/ is LAY-08's business."""
    for root in bundle_roots(package):
        folder = below(root, "manifests")
        if any(path.startswith(f"{folder}/") for path in package.paths()) and not _csvs(
            package, folder
        ):
            yield package.problem(message("The bundle has no ClusterServiceVersion."), folder)


@RULES.package(
    id="LAY-02",
    severity=Severity.ERROR,
    title=message("A bundle has only one CSV"),
    kinds="O",
    triggers=Example(
        message("two versions in one manifests/"),
        {"manifests/second.clusterserviceversion.yaml": _SECOND_CSV},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=PASSES,
    source=SOURCE,
)
def single_csv(package: Package) -> Iterator[Problem]:
    """Each CSV after the first."""
    for root in bundle_roots(package):
        first, *others = _csvs(package, below(root, "manifests")) or [""]
        for path in others:
            yield package.problem(
                message(
                    "A bundle may hold one ClusterServiceVersion; `{first}` is one already.",
                    first=first.rpartition("/")[2],
                ),
                path,
            )


def _csvs(package: Package, folder: str) -> list[str]:
    return [p for p in package.layout.with_role(Role.CSV) if p.rpartition("/")[0] == folder]


@RULES.package(
    id="LAY-03",
    severity=Severity.ERROR,
    title=message("The manifests folder of a bundle has no folders in it"),
    kinds="O",
    triggers=Example(
        "manifests/crds/x.yaml",
        {"manifests/crds/x.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n"},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=PASSES,
    source=SOURCE,
)
def flat_manifests(package: Package) -> Iterator[Problem]:
    """One problem for each folder."""
    for root in bundle_roots(package):
        folder = below(root, "manifests")
        inside = (
            p.removeprefix(f"{folder}/")
            for p in package.paths()
            if f"{folder}/" in p[: len(folder) + 1]
        )
        for name in dict.fromkeys(path.partition("/")[0] for path in inside if "/" in path):
            yield package.problem(
                message("Readers of bundles refuse the folder `{name}` in manifests/.", name=name),
                f"{folder}/{name}",
            )


_DEPENDENCY_FIELDS = {
    "olm.gvk": ("group", "kind", "version"),
    "olm.package": ("packageName", "version"),
    "olm.label": ("label",),
    "olm.constraint": ("failureMessage",),
}


@RULES.file(
    Role.BUNDLE_DEPENDENCIES,
    id="LAY-13",
    severity=Severity.ERROR,
    title=message("The dependencies of a bundle can be resolved by OLM"),
    kinds="O",
    triggers=Example(
        "type: olm.foo",
        {"metadata/dependencies.yaml": Swap("type: olm.package", "type: olm.foo")},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=PASSES,
    source="https://olm.operatorframework.io/docs/concepts/olm-architecture/dependency-resolution/",
)
def dependencies(file: File) -> Iterator[Problem]:
    """Known types, their mandatory fields, and version ranges that can be read."""
    for index, item in enumerate(items(file.value("dependencies"))):
        pointer: Pointer = ("dependencies", index)
        kind, value = mapping(item).get("type"), mapping(mapping(item).get("value"))
        fields = _DEPENDENCY_FIELDS.get(str(kind))
        if fields is None:
            yield file.problem(
                message(
                    "OLM knows no dependency of type `{kind}`; it knows {kinds}.",
                    kind=kind,
                    kinds=", ".join(_DEPENDENCY_FIELDS),
                ),
                *pointer,
                "type",
            )
            continue
        for name in fields:
            if not text(value.get(name)):
                yield file.problem(
                    message(
                        "The dependency of type `{kind}` needs a `{name}`.", kind=kind, name=name
                    ),
                    *pointer,
                    "value",
                    name,
                )
        wanted = text(value.get("version"))
        if kind == "olm.package" and wanted and not semver.is_range(wanted):
            yield file.problem(
                message(
                    "`{value}` is no range of versions such as `>=1.2.0 <2.0.0`.", value=wanted
                ),
                *pointer,
                "value",
                "version",
            )


_SUPPORTED = frozenset({
    "ClusterServiceVersion", "CustomResourceDefinition", "Secret", "ConfigMap", "Service",
    "ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding",
    "PrometheusRule", "ServiceMonitor", "PodMonitor", "PodDisruptionBudget", "PriorityClass",
    "VerticalPodAutoscaler", "NetworkPolicy", "ConsoleYAMLSample", "ConsoleQuickStart",
    "ConsoleCLIDownload", "ConsoleLink", "ConsolePlugin",
})  # fmt: skip


@RULES.package(
    id="LAY-14",
    severity=Severity.ERROR,
    title=message("A bundle holds only objects that OLM installs"),
    kinds="O",
    triggers=Example(
        message("a Deployment in manifests/"),
        {"manifests/web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=PASSES,
    source=SOURCE,
)
def supported_kinds(package: Package) -> Iterator[Problem]:
    """Objects in manifests/ by their kind."""
    folders = {below(root, "manifests") for root in bundle_roots(package)}
    for file in package.files(Role.MANIFEST) if folders else ():
        kind = file.value("kind")
        if file.folder in folders and kind is not None and kind not in _SUPPORTED:
            yield file.problem(
                message("OLM does not install objects of kind `{kind}` from a bundle.", kind=kind),
                "kind",
            )
