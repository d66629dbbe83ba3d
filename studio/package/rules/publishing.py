"""The archive that is uploaded: its size and what lies where in it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role
from studio.package.content import FileBlob, FileText
from studio.package.delivery import is_junk
from studio.package.igzip import deflate
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.content import Content
    from studio.package.problems import Problem
    from studio.package.rules.views import Package

RULES = RuleSet()

DEPLOY_LIMIT = 4 << 20
"""Bytes that the packed deploy package may have (accessg-osc osc_sp_0005)."""

_CHUNK = 1 << 20


@RULES.package(
    id="OSC-01",
    severity=Severity.ERROR,
    title=message("The deploy package has at most 4 MB when it is packed"),
    kinds="N H O",
    triggers=Example(
        message("charts/images-1.0.0.tgz of 5 MB"),
        {"charts/images-1.0.0.tgz": lambda: Random(1).randbytes(5 << 20)},  # noqa: S311
        kind=Kind.HELM,
    ),
    passes=Example(message("a chart of a few files"), kind=Kind.HELM),
    source="osc_sp_0005",
)
def deploy_size(package: Package) -> Iterator[Problem]:
    """The sum of the files as packed; nothing is packed where they are small enough as they are."""
    contents = [(path, package.content(path)) for path, _ in package.deploy_paths()]
    sized = [(path, content) for path, content in contents if content and not is_junk(path)]
    if sum(content.size for _, content in sized) <= DEPLOY_LIMIT:
        return
    packed = {path: _packed_size(content, package) for path, content in sized}
    total = sum(packed.values())
    if total > DEPLOY_LIMIT:
        largest = max(packed, key=lambda path: packed[path])
        yield package.problem(
            message(
                "The deploy package has {size} MB when packed; OSC accepts at most 4 MB. "
                "The largest file is {path} with {largest} MB.",
                size=_megabytes(total),
                path=largest,
                largest=_megabytes(packed[largest]),
            ),
            largest,
        )


def _packed_size(content: Content, package: Package) -> int:
    package.keep_going()
    if isinstance(content, FileText):
        return content.memo("packed size", lambda: len(deflate(content.text.encode())))
    if isinstance(content, FileBlob):
        try:
            with content.open() as stream:
                return sum(len(deflate(block)) for block in iter(lambda: stream.read(_CHUNK), b""))
        except OSError:  # the file is gone; its size as it was found must do
            return content.size
    return 0


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f}"


@RULES.package(
    id="OSC-03",
    severity=Severity.ERROR,
    title=message("The service package holds exactly one package in package/"),
    kinds="N H O",
    triggers=Example(
        message("package/redis-1.0.0.tgz and package/redis-1.1.0.tgz"),
        {"package/redis-1.1.0/Chart.yaml": "apiVersion: v2\nname: redis\nversion: 1.1.0\n"},
        kind=Kind.HELM,
        service=True,
    ),
    passes=Example("package/redis-1.0.0.tgz", kind=Kind.HELM, service=True),
    source="osc_sp_0005",
)
def one_package(package: Package) -> Iterator[Problem]:
    """Further packages, and files that lie beside the package in package/."""
    layout = package.layout
    if not layout.is_service:
        return
    for root in layout.deploy_roots:
        if root != layout.deploy_root:
            yield package.problem(
                message(
                    "package/ may hold only one package; `{extra}` lies beside `{name}`.",
                    extra=root.removeprefix("package/"),
                    name=layout.deploy_root.removeprefix("package/"),
                ),
                root,
            )
    for path in package.paths():
        if layout.deploy_root != "package" and path.count("/") == 1 and not is_junk(path):
            folder, _, name = path.partition("/")
            if folder == "package" and name:
                yield package.problem(
                    message("`{name}` lies beside the package in package/.", name=name), path
                )


@RULES.package(
    id="OSC-18",
    severity=Severity.ERROR,
    title=message("An operator package has the package-manifest layout"),
    kinds="O",
    triggers=Example(
        message("manifests/ and metadata/annotations.yaml"), bundle=True, kind=Kind.OPERATOR
    ),
    passes=Example(
        message("etcd.package.yaml and 1.0.0/etcd-operator.clusterserviceversion.yaml"),
        kind=Kind.OPERATOR,
    ),
    source="osc_sp_0007",
)
def package_manifest_layout(package: Package) -> Iterator[Problem]:
    """The parts that OSC looks for; a bundle is told how to become one and nothing else."""
    layout = package.layout
    if layout.bundle_format:
        yield package.problem(
            message(
                "The operator has the bundle layout (manifests/ and metadata/). OSC reads only a "
                "`*.package.yaml` with a folder for each version: move the manifests into a folder "
                "named like the version, and name it and its channel in a `*.package.yaml`."
            )
        )
        return
    if next(layout.with_role(Role.PACKAGE_MANIFEST), None) is None:
        yield package.problem(message("There is no `*.package.yaml` that names the channels."))
    if not layout.bundles:
        yield package.problem(
            message("There is no `{version}/*.clusterserviceversion.yaml`.", version="{version}")
        )
    with_crds = {path.rpartition("/")[0] for path in layout.with_role(Role.CRD)}
    for bundle in layout.bundles:
        folder = bundle.csv.rpartition("/")[0]
        if folder == layout.deploy_root:
            yield package.problem(
                message("The CSV must lie in a folder named after its version."), bundle.csv
            )
        elif bundle is layout.bundle and folder not in with_crds and _owns_crds(package):
            yield package.problem(
                message("The folder of version {version} holds no CRD.", version=bundle.version),
                bundle.csv,
            )


def _owns_crds(package: Package) -> bool:
    bundle = package.layout.bundle
    file = package.file(bundle.csv) if bundle else None
    return bool(file and file.value("spec", "customresourcedefinitions", "owned"))
