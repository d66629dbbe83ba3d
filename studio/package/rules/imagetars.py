"""Saved images: what is inside the tars against what mapping and package say.

What reads tars is imported when there is one: most packages are checked without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagemap import MAPPING_PATH, conventions, tar_path
from studio.formats.kinds import Kind
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet
from studio.package.rules.fixes import delete_fix, rename_key_fix, write_fix
from studio.package.rules.imageviews import (
    entries,
    entry_problem,
    inventory,
    tar_fix,
    tar_inside,
)
from studio.package.rules.mapping import REDIS
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.imagemap import MappingEntry
    from studio.formats.imagerefs import ImageReference
    from studio.formats.imagetar import ImageTar
    from studio.package.problems import Problem
    from studio.package.rules.catalogue import Given
    from studio.package.rules.views import Package

RULES = RuleSet()

_NAME = "images/redis-7.2.4-x86_64.tar"


def saved(architecture: str = "amd64", tag: str = "7.2.4", name: str = "redis") -> bytes:
    """The smallest tar of an image, as `docker save` lays it out."""
    import io
    import json
    import tarfile

    manifest = [{"Config": "config.json", "RepoTags": [f"{name}:{tag}"], "Layers": []}]
    config = {"architecture": architecture, "os": "linux"}
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for path, value in (("config.json", config), ("manifest.json", manifest)):
            data = json.dumps(value).encode()
            info = tarfile.TarInfo(path)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def _example(shows: str, mapping: str, files: dict[str, Given]) -> Example:
    return Example(shows, {MAPPING_PATH: mapping, **files}, kind=Kind.HELM, service=True)


class _Tar(NamedTuple):
    """A tar that the mapping names, with what it holds."""

    entry: MappingEntry
    architecture: str
    name: str
    holds: ImageTar


def _tars(package: Package) -> Iterator[_Tar]:
    """The tars of the mapping that are there, each read once whoever asks."""
    for entry in entries(package):
        for architecture, name in entry.package.items():
            if architecture in conventions().architectures:
                holds = tar_inside(package, tar_path(name))
                if holds is not None:
                    yield _Tar(entry, architecture, name, holds)


def _other_image(package: Package, tar: _Tar) -> ImageReference | None:
    """The image that a tar holds instead of that of its entry, if there is one."""
    from studio.package.images.fitting import other_image

    return other_image(inventory(package), tar.entry, tar.holds)


@RULES.package(
    id="IMG-11",
    severity=Severity.WARNING,
    title=message("A tar holds the image that its entry of the mapping is about"),
    kinds="N H O",
    triggers=_example(
        "image: redis, in the tar kafka:7.2.4",
        REDIS,
        {_NAME: lambda: saved(name="kafka"), "images/redis.tar": saved},
    ),
    passes=_example("image: redis, in the tar redis:7.2.4", REDIS, {_NAME: saved}),
    source="osc_sp_0012",
    fixable=True,
)
def right_image(package: Package) -> Iterator[Problem]:
    """An error where it is another image of this package; else it may only be called otherwise.

    Tars without names say nothing.
    """
    from studio.package.images.fitting import is_of_package

    for tar in _tars(package):
        other = _other_image(package, tar)
        if other is None:
            continue
        is_mixed_up = is_of_package(inventory(package), other.name)
        yield entry_problem(
            package,
            tar.entry,
            message(
                "{name} holds the image `{found}`, not {image}.",
                name=tar.name,
                found=str(other),
                image=tar.entry.title,
            ),
            "package",
            tar.architecture,
            fix=tar_fix(package, tar.entry, tar.architecture),
            severity=Severity.ERROR if is_mixed_up else None,
        )


@RULES.package(
    id="IMG-07",
    severity=Severity.WARNING,
    title=message("A tar holds the image of the architecture that it is given for"),
    kinds="N H O",
    triggers=_example("x86_64: a tar of linux/arm64", REDIS, {_NAME: lambda: saved("arm64")}),
    passes=_example("x86_64: a tar of linux/amd64", REDIS, {_NAME: saved}),
    source="osc_sp_0012",
    fixable=True,
)
def right_architecture(package: Package) -> Iterator[Problem]:
    """The key of the mapping against the configuration in the tar."""
    names = {go: osc for osc, go in conventions().architectures.items()}
    for entry, architecture, name, holds in _tars(package):
        found = [names.get(image.architecture, image.architecture) for image in holds.images]
        if not found or architecture in found:
            continue
        place = Place(MAPPING_PATH, (*entry.pointer, "package", architecture))
        right = found[0]
        can_rename = right in conventions().architectures and right not in entry.package
        label = message("Write {value}", value=right)
        yield entry_problem(
            package,
            entry,
            message("{name} holds an image for {found}.", name=name, found=", ".join(found)),
            "package",
            architecture,
            fix=rename_key_fix(label, place, right) if can_rename else None,
        )


@RULES.package(
    id="IMG-08",
    severity=Severity.WARNING,
    title=message("Every tar in images/ is used by the mapping"),
    kinds="N H O",
    triggers=_example(
        "images/old.tar", REDIS, {_NAME: saved, "images/old.tar": lambda: saved(tag="7.0.0")}
    ),
    passes=_example("images/redis-7.2.4-x86_64.tar", REDIS, {_NAME: saved}),
    source="osc_sp_0012",
    fixable=True,
)
def used_tars(package: Package) -> Iterator[Problem]:
    """OSC pushes only what the mapping names; the rest makes the upload larger."""
    named = {tar_path(name) for entry in entries(package) for name in entry.package.values()}
    for path in inventory(package).tars:
        if path not in named:
            name = path.rpartition("/")[2]
            yield package.problem(
                message("No entry of the mapping names {name}.", name=name),
                path,
                fix=delete_fix(message("Delete {name}", name=name), [path]),
            )


@RULES.package(
    id="IMG-09",
    severity=Severity.WARNING,
    title=message("The tag of the mapping is that of the image in the tar"),
    kinds="N H O",
    triggers=_example("tag: 7.2.4, in the tar 7.2.3", REDIS, {_NAME: lambda: saved(tag="7.2.3")}),
    passes=_example("tag: 7.2.4, in the tar 7.2.4", REDIS, {_NAME: saved}),
    source="osc_sp_0012",
    fixable=True,
)
def same_tag(package: Package) -> Iterator[Problem]:
    """Tars without names say nothing; of tars of other images IMG-11 tells."""
    for tar in _tars(package):
        entry, architecture, name, holds = tar
        tags = sorted({tag for image in holds.images for tag in image.tags})
        if not tags or entry.tag in tags or _other_image(package, tar) is not None:
            continue
        place = Place(MAPPING_PATH, (*entry.pointer, "tag"))
        yield entry_problem(
            package,
            entry,
            message("The image in {name} has the tag {tags}.", name=name, tags=", ".join(tags)),
            "package",
            architecture,
            fix=write_fix(place, tags[0]) if len(tags) == 1 else None,
        )


@RULES.package(
    id="ARC-05",
    severity=Severity.WARNING,
    title=message("Every tar can be looked into"),
    kinds="N H O",
    triggers=_example("a tar without manifest.json", REDIS, {_NAME: b"\0" * 1024}),
    passes=_example("a tar of docker save", REDIS, {_NAME: saved}),
    source="OCI image layout",
)
def readable_tars(package: Package) -> Iterator[Problem]:
    """Also those that the mapping does not name."""
    for path in inventory(package).tars:
        holds = tar_inside(package, path)
        if holds is not None and holds.defect is not None:
            yield package.problem(holds.defect, path)
