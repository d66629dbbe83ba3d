"""The metadata of a bundle: folders and annotations (operator-sdk bundle validate)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role
from studio.formats.shapes import mapping
from studio.package.problems import Severity
from studio.package.rules.bundle import PASSES, SOURCE, below, bundle_roots
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import create_fix, set_fix, write_fix
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.scalars import format_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Fix, Problem
    from studio.package.rules.views import File, Package

RULES = RuleSet()

PREFIX = "operators.operatorframework.io.bundle."
_FIXED = {
    f"{PREFIX}mediatype.v1": "registry+v1",
    f"{PREFIX}manifests.v1": "manifests/",
    f"{PREFIX}metadata.v1": "metadata/",
}
_PACKAGE, _CHANNELS = f"{PREFIX}package.v1", f"{PREFIX}channels.v1"
_DEFAULT_CHANNEL = "stable"
_ANNOTATIONS = "metadata/annotations.yaml"


@RULES.package(
    id="LAY-08",
    severity=Severity.ERROR,
    title=message("A bundle has the folders manifests/ and metadata/"),
    kinds="O",
    triggers=Example(
        message("no metadata/"),
        {_ANNOTATIONS: None, "metadata/dependencies.yaml": None},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=PASSES,
    source=SOURCE,
    fixable=True,
)
def bundle_folders(package: Package) -> Iterator[Problem]:
    """A flat folder that holds a CSV lacks both."""
    for root in bundle_roots(package):
        for name in ("manifests", "metadata"):
            folder = below(root, name)
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
        message("no metadata/annotations.yaml"),
        {_ANNOTATIONS: None},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=PASSES,
    source=SOURCE,
    fixable=True,
)
def annotations_file(package: Package) -> Iterator[Problem]:
    """Found by content, as the registry finds it; without metadata/ LAY-08 speaks."""
    for root in bundle_roots(package):
        folder = below(root, "metadata")
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


def _new_annotations(package: Package, root: str) -> Fix | None:
    values = {**_FIXED, _PACKAGE: _package_name(package, root), _CHANNELS: _DEFAULT_CHANNEL}
    if not values[_PACKAGE]:
        return None
    lines = (f"  {key}: {format_scalar(value)}\n" for key, value in values.items())
    label = message("Create metadata/annotations.yaml")
    return create_fix(label, below(root, _ANNOTATIONS), "annotations:\n" + "".join(lines))


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
        message("no operators.operatorframework.io.bundle.package.v1"),
        {_ANNOTATIONS: Swap(f"  {PREFIX}package.v1: etcd\n", "")},
        kind=Kind.OPERATOR,
        bundle=True,
    ),
    passes=PASSES,
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
    passes=PASSES,
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
                fix=write_fix(place, expected),
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
    passes=PASSES,
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
                yield file.problem(
                    message("The annotation `{key}` is empty.", key=key),
                    *place.pointer,
                    fix=write_fix(place, default) if default else None,
                )
