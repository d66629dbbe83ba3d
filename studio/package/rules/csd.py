"""The CustomServiceDefinition: what it enhances and what it asks of the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.kinds import Role
from studio.formats.marketplace import nearest
from studio.formats.shapes import at, items, mapping, text
from studio.package.layout import layout_of
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import quote_fix, set_fix, write_fix
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.nodes import Scalar
from studio.yamltext.scalars import resolve, to_python

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package
    from studio.package.snapshot import Snapshot

RULES = RuleSet()

API_VERSION = "osc.io/v1beta1"
_ROLES = ("serviceEntity", "operation")
_CAPABILITIES = ("MonitorConfig", "LogConfig")
_MODES = ("url", "tag")
_CSD = "manifests/kafka_csd.yaml"


@RULES.package(
    id="OSC-19",
    severity=Severity.ERROR,
    title=message("A CSD has the fixed apiVersion, a CRD that is there, and a known role"),
    kinds="N H",
    triggers=Example("role: ServiceEntity", {_CSD: Swap("role: service", "role: Service")}),
    passes=Example("role: serviceEntity"),
    source="osc_ss_0009",
    fixable=True,
)
def definition(package: Package) -> Iterator[Problem]:
    """The CRD's name is accepted at `CRDRef.name` and at `CRDRef.metadata.name`."""
    crds = {file.path: file.string("metadata", "name") for file in package.files(Role.CRD)}
    manifests = f"{package.layout.in_deploy('manifests')}/"
    for csd in package.files(Role.CSD):
        if csd.root is None:
            continue
        if csd.value("apiVersion") != API_VERSION:
            yield csd.problem(
                message(
                    "The apiVersion of a CSD is `{right}`, not `{wrong}`.",
                    right=API_VERSION,
                    wrong=csd.string("apiVersion"),
                ),
                "apiVersion",
                fix=set_fix(
                    message("Write {value}", value=API_VERSION),
                    Place(csd.path, ("apiVersion",)),
                    API_VERSION,
                ),
            )
        yield from _reference(csd, crds, manifests)
        role = csd.value("spec", "role")
        if role is not None and role not in _ROLES:
            meant = nearest(str(role), _ROLES)
            place = Place(csd.path, ("spec", "role"))
            yield csd.problem(
                message("The role `{role}` is neither `serviceEntity` nor `operation`.", role=role),
                *place.pointer,
                fix=write_fix(place, meant) if meant else None,
            )


def _reference(csd: File, crds: Mapping[str, str], manifests: str) -> Iterator[Problem]:
    """Whether CRDRef names a CRD in `manifests`; `crds` are the names of all CRDs by path."""
    reference = mapping(csd.value("spec", "CRDRef"))
    pointer = ("spec", "CRDRef", "name")
    if not text(reference.get("name")) and text(at(reference, "metadata", "name")):
        pointer = ("spec", "CRDRef", "metadata", "name")
    name = csd.string(*pointer)
    known = [crd for path, crd in crds.items() if path.startswith(manifests)]
    if name in known:
        return
    elsewhere = next((path for path, crd in crds.items() if name and crd == name), None)
    if elsewhere:
        yield csd.problem(
            message(
                "The CRD `{name}` must be in manifests/, but it is in {path}.",
                name=name,
                path=elsewhere,
            ),
            *pointer,
        )
        return
    meant = known[0] if len(known) == 1 else nearest(name, known)
    label = message("Refer to {name}", name=meant)
    yield csd.problem(
        message("There is no CRD `{name}` in manifests/.", name=name)
        if name
        else message("`CRDRef` must name the CRD that this CSD describes."),
        *pointer,
        fix=set_fix(label, Place(csd.path, pointer), meant) if meant else None,
    )


@RULES.package(
    id="OSC-21",
    severity=Severity.ERROR,
    title=message("A CSD's capability requirements lead to files that are there"),
    kinds="N H",
    triggers=Example(
        "defaultPath: vendor/logs_config.yaml",
        {_CSD: Swap("vendor/log_config.yaml", "vendor/logs_config.yaml")},
    ),
    passes=Example("defaultPath: vendor/log_config.yaml"),
    source="osc_ss_0010",
    fixable=True,
)
def capabilities(package: Package) -> Iterator[Problem]:
    """Paths count from manifests/, and from the CSD's own folder where each has one."""
    for csd in package.files(Role.CSD):
        for index, item in enumerate(items(csd.value("spec", "capabilityRequirements"))):
            pointer = ("spec", "capabilityRequirements", index)
            kind = mapping(item).get("kind")
            if kind not in _CAPABILITIES:
                meant = nearest(str(kind), _CAPABILITIES)
                place = Place(csd.path, (*pointer, "kind"))
                yield csd.problem(
                    message(
                        "The kind `{kind}` is neither `MonitorConfig` nor `LogConfig`.", kind=kind
                    ),
                    *place.pointer,
                    fix=write_fix(place, meant) if meant else None,
                )
            yield from _default_path(package, csd, item, (*pointer, "defaultPath"))


def _default_path(
    package: Package, csd: File, item: Any, pointer: tuple[str | int, ...]
) -> Iterator[Problem]:
    path = text(mapping(item).get("defaultPath")).removeprefix("./")
    manifests = package.layout.in_deploy("manifests")
    folders = dict.fromkeys((manifests, csd.folder, package.layout.deploy_root))
    paths = set(package.paths())
    if path and any(f"{folder}/{path}".lstrip("/") in paths for folder in folders):
        return
    role = Role.MONITOR_CONFIG if mapping(item).get("kind") == "MonitorConfig" else Role.LOG_CONFIG
    known = [
        found.removeprefix(f"{manifests}/")
        for found in package.layout.with_role(role)
        if found.startswith(f"{manifests}/")
    ]
    meant = known[0] if len(known) == 1 else nearest(path, known)
    label = message("Use {path}", path=meant)
    yield csd.problem(
        message("There is no file `{path}` in manifests/.", path=path)
        if path
        else message("`defaultPath` must name a file in manifests/vendor/."),
        *pointer,
        fix=set_fix(label, Place(csd.path, pointer), meant) if meant else None,
    )


@RULES.package(
    id="OSC-22",
    severity=Severity.ERROR,
    title=message("A CSD's versionDefinition says how versions are exchanged"),
    kinds="N",
    triggers=Example("mode: version", {_CSD: Swap("mode: url", "mode: version")}),
    passes=Example("mode: url, path: spec.image, tags: ['2.5.0']"),
    source="osc_ss_0009",
    fixable=True,
)
def version_definition(package: Package) -> Iterator[Problem]:
    """Mode, path and tags; the tags also against those of the version that is replaced."""
    for csd in package.files(Role.CSD):
        given = csd.value("spec", "versionDefinition")
        if given is None:
            continue
        pointer = ("spec", "versionDefinition")
        mode = mapping(given).get("mode")
        if mode not in _MODES:
            meant = nearest(str(mode), _MODES) if mode else None
            place = Place(csd.path, (*pointer, "mode"))
            yield csd.problem(
                message("The mode is `url` or `tag`, not `{mode}`.", mode=mode)
                if mode
                else message("`versionDefinition` needs a `mode`: `url` or `tag`."),
                *place.pointer,
                fix=write_fix(place, meant) if meant else None,
            )
        if not text(mapping(given).get("path")):
            yield csd.problem(
                message("`versionDefinition` needs the `path` of the field that holds the image."),
                *pointer,
                "path",
            )
        yield from _tags(csd, package)


def _tags(csd: File, package: Package) -> Iterator[Problem]:
    pointer = ("spec", "versionDefinition", "tags")
    tags = items(csd.value(*pointer))
    if not tags:
        text_ = message("`versionDefinition` needs `tags`: the versions that can be chosen.")
        yield csd.problem(text_, *pointer)
    for index in range(len(tags)):
        node = csd.node(*pointer, index)
        if isinstance(node, Scalar) and not isinstance(resolve(node), str):
            yield csd.problem(
                message("The tag `{tag}` is not read as text; put it in quotes.", tag=node.value),
                *pointer,
                index,
                fix=quote_fix(
                    message("Put {value} in quotes", value=node.value),
                    Place(csd.path, (*pointer, index)),
                ),
            )
    previous = package.options.previous
    lifecycle = package.deploy_file("lifecycle.yaml")
    replaced = lifecycle.string("upgrade", "replaces") if lifecycle else ""
    if previous is None or not tags or layout_of(previous).version != replaced:
        return
    before = _tags_in(previous, csd.string("spec", "CRDRef", "name"))
    if before and not before & {str(tag) for tag in tags}:
        yield csd.problem(
            message(
                "None of the tags of version {version} is left ({tags}); at least one must stay.",
                version=replaced,
                tags=", ".join(sorted(before)),
            ),
            *pointer,
        )


def _tags_in(snapshot: Snapshot, crd: str) -> set[str]:
    """The tags that another package offers for the CRD."""
    found: set[str] = set()
    for path in layout_of(snapshot).with_role(Role.CSD):
        tree = snapshot.tree(path)
        data = to_python(tree.root) if tree and not tree.error else None
        if at(data, "spec", "CRDRef", "name") == crd:
            found |= {str(tag) for tag in items(at(data, "spec", "versionDefinition", "tags"))}
    return found
