"""Make the package that an example of a rule describes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from studio.package.content import FileBlob, FileText
from studio.package.rules.catalogue import Swap
from studio.package.snapshot import Snapshot
from studio.package.sources import InMemory
from studio.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.content import Content
    from studio.package.rules.catalogue import Example, Given

_NAMES = {"osc": "kafka-1.0.0", "helm": "redis-1.0.0", "operator": "etcd-1.0.0", "bundle": "etcd"}


def example_snapshot(example: Example) -> Snapshot:
    """The minimal package of the example's kind with the example's files laid over it.

    Raises ValueError when a swap does not fit: the example is then out of date.
    """
    base = "bundle" if example.bundle else example.kind.value
    root = f"package/{_NAMES[base]}/" if example.service else ""
    files: dict[str, Content] = {root + path: text for path, text in base_files(base).items()}
    for path, given in example.files.items():
        content = _content(given, files.get(path))
        if content is None:
            del files[path]
        else:
            files[path] = content
    return Snapshot(files)


@cache
def base_files(base: str) -> Mapping[str, FileText]:
    """The minimal package "osc", "helm", "operator" or "bundle": path → text."""
    root = resource_path("rules", "bases", base)
    return {
        path.relative_to(root).as_posix(): FileText(path.read_text(encoding="utf-8"))
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def _content(given: Given, base: Content | None) -> Content | None:
    if isinstance(given, Swap):
        return _swapped(base, given)
    if callable(given):
        given = given()
    if isinstance(given, bytes):
        return FileBlob(len(given), InMemory(given))
    return FileText(given) if isinstance(given, str) else given


def _swapped(content: Content | None, swap: Swap) -> FileText:
    if not isinstance(content, FileText) or content.text.count(swap.old) != 1:
        raise ValueError(swap.old)
    return content.with_text(content.text.replace(swap.old, swap.new))
