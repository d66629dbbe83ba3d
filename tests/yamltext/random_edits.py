"""Random edits of texts, checked against the same edit of plain data."""

from __future__ import annotations

import copy
import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

from studio.yamltext import edits
from studio.yamltext.nodes import Alias, Mapping, Node, Scalar, Sequence, Tree, parse, parse_json
from studio.yamltext.pointers import Pointer, find, find_entry
from tests.yamltext.views import (
    Pairs,
    all_sources,
    comments,
    places,
    plain,
    sources,
    walk,
    wanted,
)

CHAIN = 12
"""Edits made in a row on the evolving text of one file."""

STRINGS = [
    "", "x", "yes", "no", "on", "null", "~", "1", "1.10", "0755", "1_000", "12:30:45", "=", "<<",
    "2001-12-14", "a b", " a", "a ", "a: b", "a #b", "#a", "- a", "-", "?", "*a", "&a", "!a", "%a",
    "@a", "`a", "{a", "[a", "a, b", "it's", 'say "x"', "back\\slash", "tab\there", "中文说明",
    "emoji 😀", "a\u2028b", "nel\x85", "bom\ufeff", "---", "... x", "a]", "a}", "a:", ":a", "!!str",
    "https://example.com/a?b=c#d", "{{ .Values.x }}", "two\nlines", "two\nlines\n", "end\n\n",
    "\nstart", "  deep\nx", "a\n\n  b\nc\n", "# no\n# comment\n", "\t\n", "win\r\ndows",
    "long " * 60, "word" * 1500, "trailing  \nspaces ", "'", '"', "'quoted'", "a'b: \"c\" # d",
]  # fmt: skip
SCALARS = [*STRINGS, 0, 1, -7, 2**63, 1.5, -0.25, 1e30, 1e-7, True, False, None]
KEYS = ["name", "x", "on", "a.b/c", "1", "中文", "with space", "a: b", "#c", "~", "y", "'q'", "k-é"]


def touched_sources(case: Case) -> Counter[str]:
    """The text of the scalars that the edit is about, its key included."""
    if case.touched is None:
        return Counter()
    document = case.tree.documents[case.number]
    entry = find_entry(document, case.touched)
    key = [] if entry is None else walk(entry.key)
    return sources(case.tree, [*key, *walk(find(document, case.touched))])


@dataclass
class Case:
    """One random edit of a tree, and how plain data change by it."""

    rng: random.Random
    tree: Tree
    number: int
    data: Any
    everywhere: list[tuple[Pointer, Node]]
    touched: Pointer | None = None
    comments_may_go: bool = False
    one_line: bool = False

    def pick(self, *kinds: type) -> tuple[Pointer, Node]:
        """A random node of some kinds; raises IndexError where there is none."""
        some = [place for place in self.everywhere if isinstance(place[1], kinds)]
        return self.rng.choice(some)

    def below(self, kind: type) -> tuple[Pointer, Node]:
        """A random node whose parent is of a kind."""
        parents = {p for p, node in self.everywhere if isinstance(node, kind)}
        some = [place for place in self.everywhere if place[0] and place[0][:-1] in parents]
        return self.rng.choice(some)

    def at(self, pointer: Pointer) -> Any:
        """The plain data at a pointer."""
        data = self.data
        for token in pointer:
            data = pair(data[0], token)[1] if isinstance(data[0], Pairs) else data[0][token]
        return data

    def put(self, pointer: Pointer, new: Any) -> None:
        """Replace plain data."""
        if not pointer:
            self.data = new
            return
        parent = self.at(pointer[:-1])[0]
        if isinstance(parent, Pairs):
            pair(parent, pointer[-1])[1] = new
        else:
            parent[pointer[-1]] = new

    def value(self, depth: int = 0) -> Any:
        """A random value."""
        roll = self.rng.random()
        if depth < 3 and roll < 0.2:
            keys = self.rng.sample(KEYS, self.rng.randint(0, 3))
            return {key: self.value(depth + 1) for key in keys}
        if depth < 3 and roll < 0.4:
            return [self.value(depth + 1) for _ in range(self.rng.randint(0, 3))]
        return self.rng.choice(SCALARS)


def pair(pairs: Pairs, key: str | int) -> list[Any]:
    """The last pair of a key."""
    return next(item for item in reversed(pairs.items) if item[0] == key)


def set_scalar(case: Case) -> edits.Splice:
    pointer, node = case.pick(Scalar)
    case.touched = pointer
    value = case.rng.choice(SCALARS)
    if node.end > node.start and node.tag is None:
        source = case.tree.text[node.start : node.end]
        one_line = "\n" not in source and node.style not in {"|", ">"}
        case.one_line = one_line and "\n" not in str(value)
    splice = edits.set_value(case.tree, pointer, value, document=case.number)
    if splice != (0, 0, ""):
        case.put(pointer, wanted(value, kept_tag(case, splice, pointer), node.anchor))
    return splice


def kept_tag(case: Case, splice: edits.Splice, pointer: Pointer) -> str | None:
    """The tag that the engine chose to keep, which must have been there."""
    old = find(case.tree.documents[case.number], pointer)
    assert old is not None
    if old.tag is None:
        return None
    tree = reread(case.tree, edits.apply(case.tree.text, splice))
    new = find(tree.documents[case.number], pointer)
    assert new is not None
    assert new.tag in {None, old.tag}
    return new.tag


def set_any(case: Case) -> edits.Splice:
    pointer, node = case.pick(Scalar, Mapping, Sequence)
    value = case.value()
    case.touched = pointer
    case.comments_may_go = True
    splice = edits.set_value(case.tree, pointer, value, document=case.number)
    if splice != (0, 0, ""):
        case.put(pointer, wanted(value, kept_tag(case, splice, pointer), node.anchor))
    return splice


def set_missing(case: Case) -> edits.Splice:
    pointer, node = case.pick(Mapping)
    names = [key for key in KEYS if key not in {entry.name for entry in node.entries}]
    path = tuple(case.rng.sample(names, case.rng.randint(1, min(3, len(names)))))
    value = inner = case.value()
    for token in reversed(path[1:]):
        inner = {token: inner}
    order = [entry.name for entry in node.entries]
    place = case.rng.randint(0, len(order))
    schema = [*order[:place], path[0], *order[place:]]
    splice = edits.set_value(
        case.tree, (*pointer, *path), value, document=case.number,
        order=schema if len(path) == 1 else None,
    )  # fmt: skip
    place = place if len(path) == 1 else len(order)
    if len(set(order)) < len(order):
        raise IndexError
    case.at(pointer)[0].items.insert(place, [path[0], wanted(inner)])
    return splice


def insert_item(case: Case) -> edits.Splice:
    pointer, node = case.pick(Sequence)
    index = case.rng.randint(0, len(node.items))
    value = case.value()
    splice = edits.insert_item(case.tree, pointer, index, value, document=case.number)
    case.at(pointer)[0].insert(index, wanted(value))
    return splice


def insert_key(case: Case) -> edits.Splice:
    pointer, node = case.pick(Mapping)
    names = [entry.name for entry in node.entries]
    key = case.rng.choice([key for key in KEYS if key not in names])
    place = case.rng.choice(["last", "before", "after"])
    sibling = case.rng.choice(names)
    where = {} if place == "last" else {place: sibling}
    value = case.value()
    splice = edits.insert_key(case.tree, pointer, key, value, document=case.number, **where)
    items = case.at(pointer)[0].items
    last = max(index for index, name in enumerate(names) if name == sibling)
    index = {"last": len(items), "before": last, "after": last + 1}[place]
    items.insert(index, [key, wanted(value)])
    return splice


def take(case: Case, pointer: Pointer) -> Any:
    """Remove plain data; returns the pair or item."""
    parent = case.at(pointer[:-1])[0]
    if isinstance(parent, Pairs):
        found = pair(parent, pointer[-1])
        parent.items = [item for item in parent.items if item is not found]
        return found
    return parent.pop(pointer[-1])


def remove(case: Case) -> edits.Splice:
    pointer, _ = case.pick(Scalar, Mapping, Sequence, Alias)
    if not pointer:
        raise IndexError
    case.touched = pointer
    case.comments_may_go = True
    splice = edits.remove(case.tree, pointer, document=case.number)
    take(case, pointer)
    return splice


def rename_key(case: Case) -> edits.Splice:
    pointer, _ = case.below(Mapping)
    if "\n" in str(pointer[-1]):
        raise IndexError
    key = case.rng.choice(KEYS)
    case.touched = pointer
    splice = edits.rename_key(case.tree, pointer, key, document=case.number)
    pair(case.at(pointer[:-1])[0], pointer[-1])[0] = key
    case.one_line = True
    return splice


def move_item(case: Case) -> edits.Splice:
    pointer, _ = case.below(Sequence)
    items = case.at(pointer[:-1])[0]
    index = case.rng.randrange(len(items))
    splice = edits.move_item(case.tree, pointer, index, document=case.number)
    items.insert(index, items.pop(pointer[-1]))
    return splice


def move_key(case: Case) -> edits.Splice:
    pointer, _ = case.below(Mapping)
    pairs = case.at(pointer[:-1])[0]
    sibling = case.rng.choice(pairs.items)[0]
    if sibling == pointer[-1]:
        raise IndexError
    side = case.rng.choice(["before", "after"])
    splice = edits.move_key(case.tree, pointer, document=case.number, **{side: sibling})
    found, other = pair(pairs, pointer[-1]), pair(pairs, sibling)
    rest = [item for item in pairs.items if item is not found]
    place = next(index for index, item in enumerate(rest) if item is other) + (side == "after")
    pairs.items = [*rest[:place], found, *rest[place:]]
    return splice


def move(case: Case) -> edits.Splice:
    pointer, _ = case.pick(Scalar, Mapping, Sequence)
    target, parent = case.pick(Mapping, Sequence)
    if not pointer or target[: len(pointer)] == pointer or target == pointer[:-1]:
        raise IndexError
    key: str | int = case.rng.choice(KEYS)
    if isinstance(parent, Sequence):
        key = case.rng.randint(0, len(parent.items))
    case.touched = pointer
    splice = edits.move(case.tree, pointer, target, key, document=case.number)
    value = case.at(pointer)
    holder = case.at(target)[0]
    take(case, pointer)
    if isinstance(holder, Pairs):
        holder.items.append([key, value])
    else:
        holder.insert(key, value)
    return splice


OPERATIONS = {
    set_scalar: 30, set_any: 10, set_missing: 12, insert_item: 8, insert_key: 8, remove: 14,
    rename_key: 6, move_item: 6, move_key: 6, move: 8,
}  # fmt: skip


def reread(tree: Tree, text: str) -> Tree:
    return parse_json(text) if tree.is_json else parse(text)


@dataclass
class State:
    """A text with all that the checks need to know of it."""

    tree: Tree
    data: list[Any]
    comments: Counter[str]
    sources: Counter[str]


def state_of(tree: Tree) -> State:
    """Read a tree for the checks."""
    data = [plain(document.root) for document in tree.documents]
    return State(tree, data, comments(tree), all_sources(tree))


def check(case: Case, splice: edits.Splice, before: State) -> State:
    """All that must hold after an edit; returns the new state."""
    old = case.tree.text
    new = edits.apply(old, splice)
    tree = reread(case.tree, new)
    assert tree.error is None
    after = state_of(tree)
    expected = [*before.data]
    expected[case.number] = case.data
    assert after.data == expected
    assert edits.apply(new, splice.inverse(old)) == old
    if case.one_line and new != old:
        assert old.count("\n") == new.count("\n")
        assert "\n" not in old[splice.start : splice.end]
    assert not before.sources - after.sources - touched_sources(case)
    assert not after.comments - before.comments
    if not case.comments_may_go:
        assert not before.comments - after.comments
    return after


def one_edit(rng: random.Random, name: str, before: State) -> tuple[str, State]:
    """Make one random edit; raises IndexError where the file has no place for it."""
    number = rng.randrange(len(before.tree.documents))
    everywhere = places(before.tree.documents[number].root)
    case = Case(rng, before.tree, number, copy.deepcopy(before.data[number]), everywhere)
    operation = rng.choices(list(OPERATIONS), list(OPERATIONS.values()))[0]
    splice = operation(case)
    try:
        return operation.__name__, check(case, splice, before)
    except AssertionError as error:
        text = before.tree.text
        near = text[max(0, splice.start - 300) : splice.end + 300]
        raise AssertionError((name, operation.__name__, splice, near)) from error


def run(files: list[tuple[str, str]], count: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """Make `count` edits; returns how often each operation was made, and why it was refused.

    Small files are taken more often than large ones, and one file in eight is JSON.
    """
    rng = random.Random(seed)
    groups = [
        [file for file in files if file[0].endswith(".json") is wanted] for wanted in (False, True)
    ]
    weights = [[(3000 + len(text)) ** -1.4 for _, text in group] for group in groups]
    made: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    while made.total() < count:
        is_json = rng.random() < 1 / 8
        name, text = rng.choices(groups[is_json], weights[is_json])[0]
        state = state_of(parse_json(text) if is_json else parse(text))
        for _ in range(CHAIN):
            try:
                operation, state = one_edit(rng, name, state)
            except IndexError:
                continue
            except edits.CannotEdit as error:
                refused[error.message.template] += 1
                continue
            made[operation] += 1
    return made, refused
