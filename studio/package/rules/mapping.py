"""mapping.yaml: the fields and the tars that its entries name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio.formats.imagemap import ENTRY_KEYS, INSTANCE, MAPPING_PATH, conventions, tar_path
from studio.formats.kinds import Kind
from studio.formats.marketplace import nearest
from studio.formats.shapes import mapping
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet
from studio.package.rules.fixes import rename_key_fix, write_fix
from studio.package.rules.imageviews import entries, entry_problem, inventory, tar_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.imagemap import MappingEntry
    from studio.package.problems import Problem
    from studio.package.rules.views import Package

RULES = RuleSet()

REDIS = """\
instance:
- image: redis
  tag: 7.2.4
  address:
    repository: image.repository
    tag: image.tag
  package:
    x86_64: redis-7.2.4-x86_64.tar
"""
ETCD_OPERATOR = """\
operator:
- image: etcd-operator
  tag: 1.0.0
  type: container
  package:
    x86_64: etcd-operator.tar
"""
TAR = {"images/redis-7.2.4-x86_64.tar": b"\0" * 1024}


def service(text: str, **files: bytes) -> Example:
    """A service package around a chart with a mapping of this text."""
    return Example(text, {MAPPING_PATH: text, **TAR, **files}, kind=Kind.HELM, service=True)


@RULES.package(
    id="OSC-29",
    severity=Severity.ERROR,
    title=message("The mapping names fields and image files that are there"),
    kinds="N H O",
    triggers=service(REDIS.replace("image.repository", "image.repositry")),
    passes=service(REDIS),
    source="osc_sp_0012",
    fixable=True,
)
def named_things_exist(package: Package) -> Iterator[Problem]:
    """Paths of `address`, tars of `package`, and at least one architecture."""
    image_map = inventory(package).image_map
    if image_map is not None and not image_map.is_readable:
        file = package.file(MAPPING_PATH)
        if file is not None and file.tree is not None and not file.tree.error:
            yield file.problem(message("The mapping must be a YAML mapping with `instance`."))
    yield from _sections(package)
    for entry in entries(package):
        yield from _keys(package, entry)
        yield from _address(package, entry)
        yield from _tars(package, entry)


def _sections(package: Package) -> Iterator[Problem]:
    """The sections that are no lists; what does not parse is told by another rule."""
    file = package.file(MAPPING_PATH)
    if file is None or file.root is None:
        return
    for name in conventions().sections:
        value = file.value(name)
        if value is not None and not isinstance(value, list):
            yield file.problem(message("`{section}` must be a list.", section=name), name)


def _keys(package: Package, entry: MappingEntry) -> Iterator[Problem]:
    """Keys that probably mean another; the rest is the author's own, and kept."""
    file = package.file(MAPPING_PATH)
    present = mapping(file.value(*entry.pointer)) if file else {}
    for key in entry.others:
        meant = nearest(key, [name for name in ENTRY_KEYS if name not in present])
        if meant is not None:
            place = Place(MAPPING_PATH, (*entry.pointer, key))
            yield entry_problem(
                package,
                entry,
                message("`{key}` is no key of an entry.", key=key),
                key,
                fix=rename_key_fix(message("Write {value}", value=meant), place, meant),
            )


def _address(package: Package, entry: MappingEntry) -> Iterator[Problem]:
    known = conventions().address
    paths = sorted(
        {field.address for image in inventory(package).images for use in image.rewritable
         for field in use.fields if field.address and field.exists}
    )  # fmt: skip
    targets = inventory(package).targets[entry.pointer]
    for key, path in entry.address.items():
        place = Place(MAPPING_PATH, (*entry.pointer, "address", key))
        if key not in known:
            meant = nearest(key, known.keys() - entry.address.keys())
            label = message("Write {value}", value=meant)
            yield entry_problem(
                package,
                entry,
                message("`{key}` is no key of an address.", key=key),
                "address",
                key,
                fix=rename_key_fix(label, place, meant) if meant else None,
            )
        elif not targets.get(key):
            meant = nearest(path, paths)
            yield entry_problem(
                package,
                entry,
                message("`{path}` leads to no value that OSC writes.", path=path),
                "address",
                key,
                fix=write_fix(place, meant) if meant else None,
            )
    keys = frozenset(entry.address)
    if keys and keys <= known.keys() and not conventions().is_complete(keys):
        yield entry_problem(
            package,
            entry,
            message(
                "The fields {keys} do not make up an address; good sets are {good}.",
                keys=", ".join(sorted(keys)),
                good="fullAddress; repository, tag",
            ),
            "address",
            severity=Severity.WARNING,
        )
    if not keys and entry.section == INSTANCE:
        text = message("`address` must say which fields hold the image {name}.", name=entry.image)
        yield entry_problem(package, entry, text)


def _tars(package: Package, entry: MappingEntry) -> Iterator[Problem]:
    known = conventions().architectures
    if not any(entry.package.get(name) for name in known):
        text = message("`package` must name a tar for x86_64 or aarch64.")
        yield entry_problem(package, entry, text, "package")
    for architecture, name in entry.package.items():
        place = Place(MAPPING_PATH, (*entry.pointer, "package", architecture))
        if architecture not in known:
            go = {word: osc for osc, word in known.items()}
            meant = go.get(architecture) or nearest(architecture, known)
            can_rename = meant is not None and meant not in entry.package
            label = message("Write {value}", value=meant)
            yield entry_problem(
                package,
                entry,
                message("`{key}` is neither `x86_64` nor `aarch64`.", key=architecture),
                "package",
                architecture,
                fix=rename_key_fix(label, place, str(meant)) if can_rename else None,
            )
        elif name and tar_path(name) not in package.layout.roles:
            problem = entry_problem(
                package,
                entry,
                message("The tar {name} is not in images/.", name=name),
                "package",
                architecture,
                fix=tar_fix(package, entry, architecture),
            )
            yield replace(problem, lacks=tar_path(name))


@RULES.package(
    id="OSC-31",
    severity=Severity.WARNING,
    title=message("The mapping uses no keys whose meaning is not documented"),
    kinds="N H O",
    triggers=service(
        REDIS.replace("repository: image", "repo: image").replace(
            "    tag: image", "    prefixAddress: image.tag\n    tag: image"
        )
    ),
    passes=service(REDIS),
    source="osc_sp_0012",
)
def documented_keys(package: Package) -> Iterator[Problem]:
    """`repo` and `prefixAddress`; charts that keep the registry apart cannot do without."""
    for entry in entries(package):
        for key in entry.address:
            if key in conventions().unconfirmed:
                text = message(
                    "OSC's guide does not say what `{key}` writes; check the fields after the "
                    "first upload.",
                    key=key,
                )
                yield entry_problem(package, entry, text, "address", key)
