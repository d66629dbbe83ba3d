"""Names and versions of services, packages and images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.formats import semver
from studio.formats.kinds import Kind, Role
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import move_fix, quote_fix, rename_fix, set_fix
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.nodes import Scalar
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package
    from studio.wording import Message
    from studio.yamltext.pointers import Pointer

RULES = RuleSet()

NAME_LIMIT = 64
_FILE_NAME = re.compile(r"[A-Za-z0-9_.-]*[A-Za-z0-9]")
_SERVICE_NAME = re.compile(r"[A-Za-z0-9-]+")
_METADATA_NAME = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")
_ARCHIVE = re.compile(r"(.+?)(\.zip|\.tgz|\.tar\.gz|\.tar)")


@RULES.package(
    id="OSC-02",
    severity=Severity.ERROR,
    title=message("Names of archives and images keep to the characters that OSC accepts"),
    kinds="N H O",
    triggers=Example("images/redis_.tar", {"images/redis_.tar": b"tar"}, service=True),
    passes=Example(
        "images/redis-7.2.4-x86_64.tar", {"images/redis-7.2.4-x86_64.tar": b""}, service=True
    ),
    source="osc_sp_0006",
    fixable=True,
)
def archive_names(package: Package) -> Iterator[Problem]:
    """Image tars and the deploy package, which shows as a folder named like its archive.

    That the archive carries name and version is only a warning: the export names it so anyway.
    """
    for path in package.layout.with_role(Role.IMAGE_TAR):
        folder, _, name = path.rpartition("/")
        match = _ARCHIVE.fullmatch(name)
        stem, ending = match.groups() if match else (name, "")
        if not _FILE_NAME.fullmatch(stem):
            better = re.sub(r"[^A-Za-z0-9_.-]+", "-", stem).strip("_.-") or "image"
            label = message("Rename {old} to {new}", old=name, new=better + ending)
            fix = rename_fix(label, path, f"{folder}/{better}{ending}")
            yield package.problem(_refused(name), path, fix=fix)
    layout = package.layout
    name = layout.deploy_root.removeprefix("package/")
    if not layout.is_service or layout.deploy_root == "package":
        return
    right = f"{layout.name}-{layout.version}"
    possible = bool(layout.name and _FILE_NAME.fullmatch(right))
    label = message("Rename {old} to {new}", old=name, new=right)
    fix = move_fix(label, layout.deploy_root, f"package/{right}") if possible else None
    if not _FILE_NAME.fullmatch(name):
        yield package.problem(_refused(name), layout.deploy_root, fix=fix)
    elif possible and name not in {layout.name, right}:
        yield package.problem(
            message("The package `{name}` is delivered as `{right}`.", name=name, right=right),
            layout.deploy_root,
            fix=fix,
            severity=Severity.WARNING,
        )


def _refused(name: str) -> Message:
    return message(
        "The file name `{name}` is refused: only letters, digits, `_`, `.` and `-` are accepted, "
        "and it must not end in `_`, `-` or `.`.",
        name=name,
    )


@RULES.package(
    id="OSC-04",
    severity=Severity.ERROR,
    title=message("Service name and version are such that OSC can store them"),
    kinds="N H O",
    triggers=Example(
        'version: "1.0.0+b1"',
        {"metadata.yaml": Swap('version: "1.0.0"', 'version: "1.0.0+b1"')},
    ),
    passes=Example('version: "1.0.0"'),
    source="osc_sp_0005",
    fixable=True,
)
def service_name_and_version(package: Package) -> Iterator[Problem]:
    """Name and version where the package itself says them."""
    found = _identity(package)
    if found is None:
        return
    (name_file, name_pointer), (version_file, version_pointer) = found
    helm = package.kind is Kind.HELM
    name = name_file.string(*name_pointer)
    if not name:
        if not helm:  # of charts HLM-03 says so
            yield name_file.problem(message("The service has no name."), *name_pointer)
    elif len(name) > NAME_LIMIT:
        text = message(
            "The service name has {count} characters; OSC accepts at most {limit}.",
            count=len(name),
            limit=NAME_LIMIT,
        )
        yield name_file.problem(text, *name_pointer)
    elif not _SERVICE_NAME.fullmatch(name):
        yield name_file.problem(
            message("The service name `{name}` may hold only letters, digits and `-`.", name=name),
            *name_pointer,
        )
    version = version_file.string(*version_pointer)
    if not version:
        if not helm:  # of charts HLM-05 says so
            yield version_file.problem(message("The service has no version."), *version_pointer)
    else:
        yield from _version(version_file, version, version_pointer)


def _identity(package: Package) -> tuple[tuple[File, Pointer], tuple[File, Pointer]] | None:
    """Where the service's name and its version stand."""
    if package.kind is not Kind.OPERATOR:
        path = "Chart.yaml" if package.kind is Kind.HELM else "metadata.yaml"
        file = package.deploy_file(path)
        return ((file, ("name",)), (file, ("version",))) if file and file.root else None
    bundle = package.layout.bundle
    version = package.file(bundle.csv) if bundle else None
    key = "operators.operatorframework.io.bundle.package.v1"
    for file in package.files(Role.PACKAGE_MANIFEST, Role.BUNDLE_ANNOTATIONS):
        manifest = file.role is Role.PACKAGE_MANIFEST
        pointer = ("packageName",) if manifest else ("annotations", key)
        # PKG-01, LAY-10 and LAY-12 say when the name is missing.
        if version and file.string(*pointer):
            return (file, pointer), (version, ("spec", "version"))
    return None


def _version(file: File, version: str, pointer: Pointer) -> Iterator[Problem]:
    read = semver.loose(version)
    if semver.strict(version) and read and not read.build:
        return
    better = str(read._replace(build="")) if read else ""
    label = message("Write {version}", version=better)
    fix = set_fix(label, Place(file.path, pointer), better) if better else None
    if read and read.build:
        text = message(
            "The version `{version}` carries build metadata after `+`, which OSC does not support.",
            version=version,
        )
    else:
        text = message(
            "`{version}` is no semantic version of the form 1.2.3.",
            version=version,
        )
    yield file.problem(text, *pointer, fix=fix)


@RULES.file(
    Role.METADATA,
    id="OSC-06",
    severity=Severity.ERROR,
    title=message("The name in metadata.yaml is written in small letters, digits and hyphens"),
    kinds="N",
    triggers=Example("name: Etcd_op", {"metadata.yaml": Swap("name: kafka\n", "name: Etcd_op\n")}),
    passes=Example("name: etcd-op", {"metadata.yaml": Swap("name: kafka\n", "name: etcd-op\n")}),
    source="osc_ss_0005",
    fixable=True,
)
def metadata_name(file: File) -> Iterator[Problem]:
    """The form of the name; that it is there is OSC-04's business."""
    name = file.string("name")
    if not name or _METADATA_NAME.fullmatch(name):
        return
    better = slug(name)
    label = message("Rename to {name}", name=better)
    yield file.problem(
        message(
            "The name `{name}` must begin with a small letter, go on with small letters, digits "
            "and `-`, and end in a letter or digit.",
            name=name,
        ),
        "name",
        fix=set_fix(label, Place(file.path, ("name",)), better) if better else None,
    )


def slug(name: str) -> str:
    """The nearest name that metadata.yaml accepts; "" where nothing is left of it."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", name).lower()
    better = re.sub(r"[^a-z0-9]+", "-", words).strip("-").lstrip("0123456789-")
    return better if _METADATA_NAME.fullmatch(better) else ""


_VERSIONS: dict[Role, tuple[Pointer, ...]] = {
    Role.METADATA: (("version",), ("appVersion",)),
    Role.LIFECYCLE: (("upgrade", "replaces"),),
    Role.CHART: (("version",),),
}


@RULES.file(
    Role.METADATA,
    Role.LIFECYCLE,
    Role.CHART,
    id="OSC-07",
    severity=Severity.ERROR,
    title=message("Versions are not read as numbers"),
    kinds="N H",
    triggers=Example(
        "version: 2.0", {"metadata.yaml": Swap('version: "1.0.0"\n', "version: 2.0\n")}
    ),
    passes=Example('version: "2.0.0"', {"metadata.yaml": Swap('"1.0.0"', '"2.0.0"')}),
    source="osc_ss_0005",
    fixable=True,
)
def version_is_text(file: File) -> Iterator[Problem]:
    """Plain scalars that YAML reads as a number: `1.10` would become 1.1."""
    for pointer in _VERSIONS[file.role]:
        node = file.node(*pointer)
        if isinstance(node, Scalar) and isinstance(resolve(node), (int, float)):
            yield file.problem(
                message(
                    "`{value}` is read as a number, not as a version; put it in quotes.",
                    value=node.value,
                ),
                *pointer,
                fix=quote_fix(
                    message("Put {value} in quotes", value=node.value), Place(file.path, pointer)
                ),
            )
