"""What the locator can find, and where it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.formats.kinds import Role
from studio.model.fuzzy import Match, best
from studio.package.layout import layout_of
from studio.package.problems import Severity
from studio.package.snapshot import Place
from studio.ui.commands.shortcuts import native_text
from studio.ui.controls.statusicon import STATUS_ICONS
from studio.ui.explorer.rolelook import role_icon
from studio.ui.locator.prefixes import (
    COMMAND_PREFIX,
    KEY_PREFIX,
    LINE_PREFIX,
    PROBLEM_PREFIX,
)
from studio.yamltext.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.problems import Problem
    from studio.ui.commands.registry import CommandRegistry
    from studio.ui.shell.window import MainWindow
    from studio.yamltext.nodes import Document, Node
    from studio.yamltext.pointers import Pointer

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One row: what it is called, where it is, and what happens when it is chosen.

    `positions` are the letters of `title` that matched. `look` shows it without going there.
    """

    title: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = "file"
    icon_role: str = "dim"
    shortcut: str = ""
    positions: tuple[int, ...] = ()


def find(window: MainWindow, text: str) -> list[Found]:
    """What the locator shows for `text`; its first letter chooses the source."""
    prefix, query = text[:1], text[1:].strip()
    if prefix == COMMAND_PREFIX:
        return _commands(window.registry, query)
    if prefix == LINE_PREFIX:
        return _line(window, query)
    if prefix == PROBLEM_PREFIX:
        return _problems(window, query)
    if prefix == KEY_PREFIX:
        return _keys(window, query)
    return _files(window, text)


def _commands(registry: CommandRegistry, query: str) -> list[Found]:
    enabled = [c.id for c in registry.commands() if registry.is_enabled(c.id)]
    return [
        Found(
            registry.full_name(match.item),
            lambda command_id=match.item: registry.run(command_id),
            icon=registry.command(match.item).icon or "command",
            shortcut=native_text(registry.shortcuts.keys(match.item)),
            positions=match.positions,
        )
        for match in best(query, enabled, registry.full_name, SHOWN)
    ]


def _files(window: MainWindow, query: str) -> list[Found]:
    """Files, those that were looked at last first; `name:12` goes to a line."""
    bench = window.workbench
    if bench is None:
        return []
    query, _, line = query.partition(":")
    snapshot = bench.document.snapshot
    layout = layout_of(snapshot)
    recent = {key: number for number, key in enumerate(window.editors.keys_by_use())}
    paths = [path for path, role in layout.roles.items() if role is not Role.FOLDER]
    paths.sort(key=lambda path: recent.get(path, len(recent)))

    def run(path: str) -> None:
        window.show_place(Place(path))
        if line.isdigit():
            window.go_to_line(int(line))

    return [
        Found(
            match.item.rpartition("/")[2],
            lambda path=match.item: run(path),
            detail=match.item.rpartition("/")[0],
            icon=role_icon(layout.roles[match.item]),
            positions=_in_name(match),
        )
        for match in best(query.strip(), paths, str, SHOWN)
    ]


def _in_name(match: Match[str]) -> tuple[int, ...]:
    """The matched letters of the last part of a path, counted from its start."""
    start = match.item.rfind("/") + 1
    return tuple(position - start for position in match.positions if position >= start)


def _line(window: MainWindow, query: str) -> list[Found]:
    number, _, column = query.partition(":")
    if not number.isdigit() or window.editors.current is None:
        return []
    title = QCoreApplication.translate("Locator", "Go to line {line}").format(line=number)
    at = int(column) if column.isdigit() else 1
    return [Found(title, lambda: window.go_to_line(int(number), at), icon="arrow-right")]


def _problems(window: MainWindow, query: str) -> list[Found]:
    bench = window.workbench
    if bench is None:
        return []
    language = window.services.languages.language
    problems = list(bench.document.findings.standing())

    def words(problem: Problem) -> str:
        return f"{problem.rule}  {problem.message.text(language)}".replace("`", "")

    tones = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    return [
        Found(
            words(match.item),
            lambda problem=match.item: window.show_problem(problem),
            detail=match.item.place.path.rpartition("/")[2],
            icon=STATUS_ICONS[tones[match.item.severity]][0],  # type: ignore[index]
            icon_role=STATUS_ICONS[tones[match.item.severity]][1],  # type: ignore[index]
            positions=match.positions,
        )
        for match in best(query, problems, words, SHOWN)
    ]


def _keys(window: MainWindow, query: str) -> list[Found]:
    """The keys of the file in front, as dotted paths."""
    page, bench = window.editors.current, window.workbench
    content = bench.document.snapshot.text(page.key) if page and bench else None
    tree = bench.document.snapshot.tree(page.key) if content and page and bench else None
    if page is None or content is None or tree is None:
        return []
    path = page.key
    keys = content.memo("dotted keys", lambda: list(_dotted(tree.documents)))
    return [
        Found(
            match.item[0],
            lambda key=match.item: window.show_place(Place(path, key[2], key[1])),
            icon="brackets-curly",
            positions=match.positions,
        )
        for match in best(query, keys, lambda key: key[0], SHOWN)
    ]


def _dotted(documents: list[Document]) -> Iterator[tuple[str, int, Pointer]]:
    for number, document in enumerate(documents):
        stack: list[tuple[str, Pointer, Node | None]] = [("", (), document.root)]
        while stack:
            words, pointer, node = stack.pop()
            if pointer:
                yield words, number, pointer
            children = _children(words, pointer, node)
            stack += reversed(children)


def _children(words: str, pointer: Pointer, node: Node | None) -> list[tuple[str, Pointer, Node]]:
    if isinstance(node, Mapping):
        return [
            (
                f"{words}.{entry.key.value}" if words else entry.key.value,
                (*pointer, entry.key.value),
                entry.value,
            )
            for entry in node.entries
            if isinstance(entry.key, Scalar)
        ]
    if isinstance(node, Sequence):
        return [
            (f"{words}[{number}]", (*pointer, number), item)
            for number, item in enumerate(node.items)
        ]
    return []
