"""The bundle layout of operators: manifests/ and metadata/ (operator-sdk bundle validate)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats import semver
from studio.formats.kinds import Kind, Role
from studio.formats.shapes import items, mapping, text
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import create_fix, set_fix
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.scalars import format_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package
    from studio.yamltext.pointers import Pointer

RULES = RuleSet()

SOURCE = "https://github.com/operator-framework/operator-registry/blob/master/docs/design/operator-bundle.md"
PREFIX = "operators.operatorframework.io.bundle."
_FIXED = {
    f"{PREFIX}mediatype.v1": "registry+v1",
    f"{PREFIX}manifests.v1": "manifests/",
    f"{PREFIX}metadata.v1": "metadata/",
}
_PACKAGE, _CHANNELS = f"{PREFIX}package.v1", f"{PREFIX}channels.v1"
_DEFAULT_CHANNEL = "stable"
_ANNOTATIONS = "metadata/annotations.yaml"
_CSV = "manifests/etcd-operator.clusterserviceversion.yaml"
_SECOND_CSV = """\
apiVersion: operators.coreos.com/v1alpha1
kind: ClusterServiceVersion
metadata: {name: etcd-operator.v1.1.0}
spec: {version: 1.1.0}
"""
_PASSES = Example(
    "manifests/ with one CSV, metadata/annotations.yaml", kind=Kind.OPERATOR, bundle=True
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


def _below(root: str, path: str) -> str:
    return f"{root}/{path}" if root else path


@RULES.package(
    id="LAY-01",
    severity=Severity.ERROR,
    title=message("A bundle has a CSV"),
    kinds="O",
    triggers=Example("manifests/ with CRDs only", {_CSV: None}, kind=Kind.OPERATOR, bundle=True),
    passes=_PASSES,
    source=SOURCE,
)
def has_csv(package: Package) -> Iterator[Problem]:
    """A bundle without manifests/ is LAY-08's business."""
    for root in bundle_roots(package):
        folder = _below(root, "manifests")
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
        "two versions in one manifests/",
        {"manifests/second.clusterserviceversion.yaml": _SECOND_CSV},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=_PASSES,
    source=SOURCE,
)
def single_csv(package: Package) -> Iterator[Problem]:
    """Each CSV after the first."""
    for root in bundle_roots(package):
        first, *others = _csvs(package, _below(root, "manifests")) or [""]
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
    passes=_PASSES,
    source=SOURCE,
)
def flat_manifests(package: Package) -> Iterator[Problem]:
    """One problem for each folder."""
    for root in bundle_roots(package):
        folder = _below(root, "manifests")
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


@RULES.package(
    id="LAY-08",
    severity=Severity.ERROR,
    title=message("A bundle has the folders manifests/ and metadata/"),
    kinds="O",
    triggers=Example(
        "no metadata/",
        {_ANNOTATIONS: None, "metadata/dependencies.yaml": None},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def bundle_folders(package: Package) -> Iterator[Problem]:
    """A flat folder that holds a CSV lacks both."""
    for root in bundle_roots(package):
        for name in ("manifests", "metadata"):
            folder = _below(root, name)
            if not any(path.startswith(f"{folder}/") for path in package.paths()):
                yield package.problem(
                    message("The bundle has no folder `{name}/`.", name=name),
                    folder,
                    fix=_new_annotations(package, root) if name == "metadata" else None,
                )


@RULES.package(
    id="LAY-09",
    severity=Severity.ERROR,
    title=message("A bundle has its annotations"),
    kinds="O",
    triggers=Example(
        "no metadata/annotations.yaml", {_ANNOTATIONS: None}, kind=Kind.OPERATOR, bundle=True
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def annotations_file(package: Package) -> Iterator[Problem]:
    """Found by content, as the registry finds it; without metadata/ LAY-08 speaks."""
    for root in bundle_roots(package):
        folder = _below(root, "metadata")
        inside = [path for path in package.paths() if path.startswith(f"{folder}/")]
        roles = package.layout.roles
        if inside and not any(roles[path] is Role.BUNDLE_ANNOTATIONS for path in inside):
            yield package.problem(
                message("metadata/ holds no `annotations.yaml` that describes the bundle."),
                f"{folder}/annotations.yaml",
                fix=None
                if f"{folder}/annotations.yaml" in inside
                else _new_annotations(package, root),
            )


def _new_annotations(package: Package, root: str) -> Any:
    values = {**_FIXED, _PACKAGE: _package_name(package, root), _CHANNELS: _DEFAULT_CHANNEL}
    if not values[_PACKAGE]:
        return None
    lines = (f"  {key}: {format_scalar(value)}\n" for key, value in values.items())
    label = message("Create metadata/annotations.yaml")
    return create_fix(label, _below(root, _ANNOTATIONS), "annotations:\n" + "".join(lines))


def _package_name(package: Package, root: str) -> str:
    """The name of the operator as its CSV begins."""
    for bundle in package.layout.bundles:
        if bundle.root == root:
            return bundle.name.partition(".")[0]
    return ""


def _annotation_files(package: Package) -> Iterator[tuple[str, File]]:
    """Root and annotations of each bundle."""
    if next(package.layout.with_role(Role.PACKAGE_MANIFEST), None) is None:
        for file in package.files(Role.BUNDLE_ANNOTATIONS):
            if file.root is not None:
                yield file.folder.rpartition("/")[0], file


@RULES.package(
    id="LAY-10",
    severity=Severity.ERROR,
    title=message("The annotations of a bundle are complete"),
    kinds="O",
    triggers=Example(
        "no operators.operatorframework.io.bundle.package.v1",
        {_ANNOTATIONS: Swap(f"  {PREFIX}package.v1: etcd\n", "")},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def annotations_complete(package: Package) -> Iterator[Problem]:
    """Media type, both folders, package and channels."""
    for root, file in _annotation_files(package):
        defaults = _FIXED | {_PACKAGE: _package_name(package, root), _CHANNELS: _DEFAULT_CHANNEL}
        given = mapping(file.value("annotations"))
        for key, default in defaults.items():
            if key not in given:
                place = Place(file.path, ("annotations", key))
                label = message("Add {value}", value=default)
                yield file.problem(
                    message("The annotation `{key}` is missing.", key=key),
                    *place.pointer,
                    fix=set_fix(label, place, default) if default else None,
                )


@RULES.file(
    Role.BUNDLE_ANNOTATIONS,
    id="LAY-11",
    severity=Severity.ERROR,
    title=message("The annotations of a bundle name the folders that readers expect"),
    kinds="O",
    triggers=Example(
        "manifests.v1: deploy/",
        {_ANNOTATIONS: Swap("manifests.v1: manifests/", "manifests.v1: deploy/")},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def annotation_values(file: File) -> Iterator[Problem]:
    """Media type and folders have one allowed value each."""
    given = mapping(file.value("annotations"))
    for key, expected in _FIXED.items():
        if key in given and given[key] != expected:
            place = Place(file.path, ("annotations", key))
            yield file.problem(
                message(
                    "`{key}` must be `{expected}`, not `{value}`.",
                    key=key,
                    expected=expected,
                    value=given[key],
                ),
                *place.pointer,
                fix=set_fix(message("Write {value}", value=expected), place, expected),
            )


@RULES.package(
    id="LAY-12",
    severity=Severity.ERROR,
    title=message("A bundle names its package and channels"),
    kinds="O",
    triggers=Example(
        'channels.v1: ""',
        {_ANNOTATIONS: Swap("channels.v1: stable", 'channels.v1: ""')},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def annotations_filled(package: Package) -> Iterator[Problem]:
    """Empty or blank; what is missing is LAY-10's business."""
    for root, file in _annotation_files(package):
        given = mapping(file.value("annotations"))
        for key, default in (
            (_PACKAGE, _package_name(package, root)),
            (_CHANNELS, _DEFAULT_CHANNEL),
        ):
            if key in given and not str(given[key] or "").strip(" ,"):
                place = Place(file.path, ("annotations", key))
                label = message("Write {value}", value=default)
                yield file.problem(
                    message("The annotation `{key}` is empty.", key=key),
                    *place.pointer,
                    fix=set_fix(label, place, default) if default else None,
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
    passes=_PASSES,
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
        "a Deployment in manifests/",
        {"manifests/web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=_PASSES,
    source=SOURCE,
)
def supported_kinds(package: Package) -> Iterator[Problem]:
    """Objects in manifests/ by their kind."""
    folders = {_below(root, "manifests") for root in bundle_roots(package)}
    for file in package.files(Role.MANIFEST) if folders else ():
        kind = file.value("kind")
        if file.folder in folders and kind is not None and kind not in _SUPPORTED:
            yield file.problem(
                message("OLM does not install objects of kind `{kind}` from a bundle.", kind=kind),
                "kind",
            )
