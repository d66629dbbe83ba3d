"""Random edits of real and of awkward texts."""

from __future__ import annotations

import os
import random

import pytest

from studio.yamltext.edits import CannotEdit
from studio.yamltext.encoding import decode
from studio.yamltext.nodes import parse, parse_json
from tests.yamltext.random_edits import OPERATIONS, State, one_edit, run, state_of

EDITS = int(os.environ.get("OSC_STUDIO_FUZZ_EDITS", "20000"))
SEED = int(os.environ.get("OSC_STUDIO_FUZZ_SEED", "20240607"))
EDITS_PER_TEXT = 60

AWKWARD = [
    "? a\n: b\n? c\n: d\n",
    "? [x, y]\n: - 1\n  - 2\n? |\n  blk\n: v\nz: 1\n",
    "a: &x\n  b: 1\nc: *x\nd: {<<: *x}\n",
    "a: &x 1\nb: *x\nc: &x 2\nd: *x\n",
    "- - a\n  - b\n- - c\n",
    "- - - a\n      # c\n    - b\n",
    "a:\nb:\n  # only comment\nc:\n- x\n# foo\n- y\nd: ~\n",
    "a: # c1\n  # c2\n  b: 1 # c3\n  # c4\n# c5\nc: 2\n",
    "a: |+\n  x\n\n\nb: 1\n\nc: 2\n",
    "a:\n  k: |+\n    x\n\n  l: 1\n\nb: |+\n  y\n\nc: 3\n\n\n",
    "- |+\n  x\n\n- b\n\n- c\n",
    "a: >\n  f\n  g\n\nb: >+\n  h\n\nc: d",
    "---\na: 1\n...\n---\n- b\n...\n",
    "--- # c\na: 1\nb: 2\n",
    "--- foo\n",
    "%YAML 1.1\n---\na: 1\n",
    "foo\n",
    "[a, b, [c, d], {e: f, g: }]\n",
    "{a: 1, b: {c: [1, 2,], d}, e, ? f : g}\n",
    "a: [\n  1, # one\n  # two\n  2,\n  3 # three\n]\n",
    "a: {\n  x: 1,\n  y: [2,\n    3], z: 4\n}\n",
    "[a: 1, b: , c]\n",
    "x: !!str 1\ny: !foo {a: !bar b}\nz: !!map\n  q: !!int '3'\n",
    "a:   1   # aligned\nbb:  2   # c\n\n\nc:   3\n",
    "中文: 值 # 注释\n😀: 😁\n'k k': \"v\\n\"\n\"q\": 'it''s'\n",
    "a: plain\n  multi\n  line # c\nb: 'q\n\n  r'\nc: \"x \\\n  y\"\n",
    "a: 1\na: 2\nb: 3\na: {c: 1, c: 2}\n",
    "a:\n    b:\n        c: 1\n    d:\n        - 1\n        -   x: 1\n            y: 2\n",
    "a: 1\r\nb: |\r\n  x\r\n\r\nc:\r\n- 1\r\n",
    "list:\n- a: 1\n  b: 2\n\n- a: 3\n  b: 4\n\n- a: 5\n# end\n",
    "a:\n  - b:\n      - c\n      - d\n  -\n    e: 1\n  - # c\n    f: 2\n",
    "a: 'x'\nb: 'y'\nc:\n  d: \"1\"\n\n\n\n# tail\n",
    "key: &a !t\n  x: 1\nother: !t &b [1]\n",
    'a: \n  - 1\n  -\n  - ~\nb: ""\n',
    "a: |2\n    x\n   y\nb: |1-\n  z\nc: 1\n",
    "a: *u\nb: 1\n",
    "- a\n- b",
    "a:\n  b: 1",
    "# head\n\n# lead a\na: 1\n\n# lead b\nb: 2\n",
    "a: {}\nb: []\nc: { }\nd: [ ]\n",
    "x: |\n\ny: |+\n\n\nz: 1\n",
    "a: 1 #c\n#d\nb: 2#e\n",
    "a:\n- 1\n- 2\nb: {x: 'y', z: \"w\"}\n",
    "---\n---\na: 1\n",
    "a: ['x', 'y']\n",
    "{}",
    "[]",
    "1",
    '"x"',
    '{"a":1,"b":[1,2],"c":{"d":null}}',
    '{\n\t"a": [\n\t\t1,\n\t\t2\n\t],\n\t"b": {}\n}\n',
    '[{"a": 1}, {"b": 2}]\n',
    '{\n  "a": 1, "b": 2,\n  "c": [1, 2,\n    3]\n}',
]
"""Texts with what edits stumble over: each is short, and edited many times."""


@pytest.mark.parametrize("text", AWKWARD)
def test_random_edits_of_awkward_texts(text):
    is_json = text[0] in '{["1' and parse_json(text).error is None
    state = state_of(parse_json(text) if is_json else parse(text))
    assert state.tree.error is None
    assert sum(is_made(seed, text, state) for seed in range(EDITS_PER_TEXT)) > 5


def is_made(seed: int, text: str, state: State) -> bool:
    """Make and check an edit; False where the text has no such place or the engine refuses."""
    try:
        one_edit(random.Random(seed), text, state)
    except (IndexError, CannotEdit):
        return False
    return True


@pytest.fixture(scope="session")
def corpus_texts(corpus) -> list[tuple[str, str]]:
    """The YAML and JSON files that parse, with their names."""
    texts: list[tuple[str, str]] = []
    for path in sorted(corpus.rglob("*")):
        if path.suffix not in {".yaml", ".yml", ".json"}:
            continue
        decoded = decode(path.read_bytes())
        assert decoded is not None
        tree = parse_json(decoded.text) if path.suffix == ".json" else parse(decoded.text)
        if tree.error is None and tree.documents:
            texts.append((path.name, decoded.text))
    return texts


@pytest.mark.slow
def test_random_edits_of_the_corpus(corpus_texts):
    assert len(corpus_texts) > 370
    made, refused = run(corpus_texts, EDITS, SEED)
    assert made.total() >= EDITS
    assert set(made) == {operation.__name__ for operation in OPERATIONS}
    assert refused.total() < 0.02 * made.total(), refused
