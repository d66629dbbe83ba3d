"""The chart of a package with the charts in it, as files and merged values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from studio.errors import StudioError
from studio.formats.shapes import items, mapping, text
from studio.package.archive import read_archive
from studio.package.content import FileBlob, FileText
from studio.package.sources import Handle, InMemory, OnDisk
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studio.package.content import Content
    from studio.package.snapshot import Snapshot
    from studio.yamltext.pointers import Pointer

VALUES, CHART = "values.yaml", "Chart.yaml"

_CHARTS = "charts/"
_ARCHIVES = (".tgz", ".tar.gz")
_LARGEST_ARCHIVE = 16 << 20
_DEEPEST = 8

_unpacked: WeakKeyDictionary[Handle, Mapping[str, Content]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: the package's own, or one below `charts/`.

    `files` are named as in the chart; `paths` tells where each lies in the snapshot (a packed
    chart's all lie in its archive). `prefix` leads to its values in those of the outermost chart,
    and `values` are what its templates see. `missing` are dependencies that are not packed.
    """

    name: str
    app_version: str
    prefix: Pointer
    files: Mapping[str, Content]
    paths: Mapping[str, str]
    values: dict[str, Any]
    charts: tuple[Chart, ...] = ()
    missing: tuple[str, ...] = ()

    def walk(self) -> Iterator[Chart]:
        """This chart and all below it."""
        yield self
        for chart in self.charts:
            yield from chart.walk()

    def text(self, name: str) -> FileText | None:
        """A text file of the chart."""
        content = self.files.get(name)
        return content if isinstance(content, FileText) else None

    def templates(self) -> Iterator[tuple[str, FileText]]:
        """The templates with their paths in the snapshot."""
        for name, content in self.files.items():
            if name.startswith("templates/") and isinstance(content, FileText):
                yield self.paths[name], content


def chart_at(snapshot: Snapshot, root: str) -> Chart | None:
    """The chart in a folder of the snapshot ("" for the top), None where there is none."""
    start = len(root) + 1 if root else 0
    paths = {path[start:]: path for path in snapshot.below(root)}
    if CHART not in paths:
        return None
    files = {name: snapshot.files[path] for name, path in paths.items()}
    return _chart(files, paths, (), None, {}, 0)


def plain_values(content: Content | None) -> dict[str, Any]:
    """The values of a values file; empty where it cannot be read. Not to be changed."""
    if not isinstance(content, FileText):
        return {}
    return content.memo("plain values", lambda: _plain(content))


def _plain(content: FileText) -> dict[str, Any]:
    tree = content.yaml_tree
    return {} if tree.error else mapping(to_python(tree.root))


def _chart(
    files: Mapping[str, Content],
    paths: Mapping[str, str],
    prefix: Pointer,
    fallback_name: str | None,
    given: Mapping[str, Any],
    depth: int,
) -> Chart:
    """A chart whose values are overlaid by `given`; `fallback_name` is that of its folder."""
    about = plain_values(files.get(CHART))
    values = _overlaid(plain_values(files.get(VALUES)), given)
    wanted = _dependencies(about, plain_values(files.get("requirements.yaml")))
    charts: list[Chart] = []
    present: set[str] = set()
    if depth < _DEEPEST:
        for folder, (inner, inner_paths) in _packed(files, paths).items():
            name = text(plain_values(inner.get(CHART)).get("name")) or folder
            present.add(name)
            for alias in wanted.get(name, [name]):
                below = dict(mapping(values.get(alias)))
                shared = _overlaid(mapping(below.get("global")), mapping(values.get("global")))
                if shared:
                    below["global"] = shared
                charts.append(_chart(inner, inner_paths, (*prefix, alias), name, below, depth + 1))
    return Chart(
        text(about.get("name")) or fallback_name or "",
        str(about.get("appVersion") or ""),
        prefix,
        files,
        paths,
        values,
        tuple(charts),
        tuple(alias for name in wanted if name not in present for alias in wanted[name]),
    )


def _dependencies(*sources: Mapping[str, Any]) -> dict[str, list[str]]:
    """The aliases of each chart that is depended on."""
    found: dict[str, list[str]] = {}
    for source in sources:
        for item in map(mapping, items(source.get("dependencies"))):
            if name := text(item.get("name")):
                found.setdefault(name, []).append(text(item.get("alias")) or name)
    return found


def _packed(
    files: Mapping[str, Content], paths: Mapping[str, str]
) -> dict[str, tuple[Mapping[str, Content], Mapping[str, str]]]:
    """The charts in `charts/`, as folders or archives, by their names there."""
    folders: dict[str, dict[str, Content]] = {}
    for name, content in files.items():
        if not name.startswith(_CHARTS):
            continue
        folder, slash, inner = name.removeprefix(_CHARTS).partition("/")
        if slash:
            folders.setdefault(folder, {})[inner] = content
        elif folder.endswith(_ARCHIVES) and isinstance(content, FileBlob):
            folders[name] = dict(_files_in(content, paths[name]))
    result: dict[str, tuple[Mapping[str, Content], Mapping[str, str]]] = {}
    for folder, inner in folders.items():
        if CHART not in inner:
            continue
        if folder in paths:
            where = dict.fromkeys(inner, paths[folder])
        else:
            where = {name: paths[f"{_CHARTS}{folder}/{name}"] for name in inner}
        result[folder] = inner, where
    return result


def _files_in(blob: FileBlob, shown: str) -> Mapping[str, Content]:
    """The files of a packed chart, unpacked once; empty where it cannot be read."""
    handle = blob.source
    if not isinstance(handle, Handle) or blob.size > _LARGEST_ARCHIVE:
        return {}
    if handle not in _unpacked:
        place = handle.location
        try:
            archive = place if isinstance(place, (OnDisk, InMemory)) else InMemory(blob.read())
            found: Mapping[str, Content] = read_archive(archive, shown).files
        except (StudioError, OSError):
            found = {}
        _unpacked[handle] = {name.partition("/")[2]: item for name, item in found.items()}
    return _unpacked[handle]


def _overlaid(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Values as Helm merges them: `above` wins, null takes away."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            result[key] = _overlaid(mapping(old), mapping(value))
        elif value is None and key in below:
            del result[key]
        else:
            result[key] = value
    return result
