"""Find where in a tree of files a package begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.formats.kinds import Role, role_of
from studio.package.content import FileText
from studio.package.reading import ARCHIVE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from studio.package.content import Content

_MARKERS = frozenset({"Chart.yaml", "metadata.yaml", "lifecycle.yaml"})
_OPERATOR_ROLES = frozenset({Role.CSV, Role.BUNDLE_ANNOTATIONS})
_VERSION = re.compile(r"v?\d")
_SHOWN = 5


class NotAPackage(StudioError):
    """What was to be opened holds no package, or more than one."""


def package_root(files: Mapping[str, Content], shown: object) -> str:
    """The folder that holds the one package among `files`, "" for the top.

    `shown` names the whole in the message of `NotAPackage`, which is raised when there is no
    package or when several lie side by side.
    """
    roots = _outermost({_service_around(root) for root in _deploy_roots(files)} | _packed(files))
    if len(roots) == 1:
        return roots[0]
    if roots:
        raise NotAPackage(
            "{path} holds {count} packages side by side ({found}); open one of them.",
            path=shown,
            count=len(roots),
            found=_listed(roots),
        )
    raise NotAPackage(
        "{path} is no package: neither Chart.yaml, nor metadata.yaml, nor a"
        " ClusterServiceVersion, nor package/ with one of them was found, only {found}.",
        path=shown,
        found=_listed(sorted({path.partition("/")[0] for path in files})) or "—",
    )


def package_around(file: Path) -> Path:
    """The folder of the package that a file on disk belongs to, as its neighbours tell."""
    root = next((folder for folder in list(file.parents)[:8] if _is_marked(folder)), file.parent)
    while (outer := _container(root)) is not None:
        root = outer
    return root


def _deploy_roots(files: Mapping[str, Content]) -> Iterator[str]:
    for path, content in files.items():
        folder, _, name = path.rpartition("/")
        if name in _MARKERS:
            yield folder
        elif isinstance(content, FileText):
            role = content.memo((role_of, path), lambda p=path, c=content: role_of(p, c.text))
            if role is Role.PACKAGE_MANIFEST:
                yield folder
            elif role is Role.CSD:
                yield _without(folder, "manifests")
            elif role in _OPERATOR_ROLES:
                yield _operator_around(_without(_without(folder, "manifests"), "metadata"))


def _operator_around(bundle: str) -> str:
    """The folder of the operator that one version lies in: the version's own, or the one above."""
    parent, _, name = bundle.rpartition("/")
    return parent if _VERSION.match(name) else bundle


def _without(folder: str, last: str) -> str:
    """`folder` without its last part when that is `last`, or holds resources below it."""
    head, found, _ = f"{folder}/".rpartition(f"/{last}/")
    if found:
        return head
    return "" if f"{folder}/".startswith(f"{last}/") else folder


def _service_around(root: str) -> str:
    """The folder of the service package that `root` lies in as its deploy package, else `root`."""
    parts = root.split("/")
    for depth in (1, 2):
        if parts[-depth:][:1] == ["package"] and len(parts) >= depth:
            return "/".join(parts[:-depth])
    return root


def _packed(files: Mapping[str, Content]) -> set[str]:
    """The folders whose `package/` holds an archive."""
    archives = (path.split("/") for path in files if path.lower().endswith(ARCHIVE_SUFFIXES))
    return {"/".join(parts[:-2]) for parts in archives if parts[-2:-1] == ["package"]}


def _outermost(roots: set[str]) -> list[str]:
    """The folders among `roots` that lie in no other."""
    return [
        root
        for root in sorted(roots)
        if not any(root != other and f"{root}/".startswith(f"{other}/" if other else "")
                   for other in roots)
    ]  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")


def _is_marked(folder: Path) -> bool:
    if any((folder / name).is_file() for name in _MARKERS) or _has_manifest(folder):
        return True
    return (folder / "package").is_dir() or (
        (folder / "manifests").is_dir() and (folder / "metadata").is_dir()
    )


def _has_manifest(folder: Path) -> bool:
    return any(folder.glob("*.package.yaml"))


def _container(root: Path) -> Path | None:
    """The folder of the package that `root` is only a part of; None when it stands for itself."""
    above = root.parent
    if above.name == "package" and above.parent != above:
        return above.parent
    if root.name == "raw" and (above / "metadata.yaml").is_file():
        return above
    if above.name == "charts" and (above.parent / "Chart.yaml").is_file():
        return above.parent
    return above if _has_manifest(above) else None
