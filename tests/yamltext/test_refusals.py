"""What the engine refuses to edit, and how it says so."""

from __future__ import annotations

import pytest

from studio.yamltext import edits
from studio.yamltext.edits import CannotEdit
from studio.yamltext.nodes import parse


@pytest.mark.parametrize(
    ("text", "operation", "args", "reason"),
    [
        ("a: [\n", edits.set_value, (("a",), 1), "mended first"),
        ("a: 1\n", edits.set_value, (("a", "b"), 1), "no “/a/b”"),
        ("a: *x\n", edits.set_value, (("a", "b"), 1), "no “/a/b”"),
        ("- 1\n", edits.set_value, ((5,), 1), "no “/5”"),
        ("a: 1\n", edits.set_value, (("b", 3), 1), "before item 3"),
        ("a: &x 1\nb: *x\n", edits.remove, (("a",),), "alias “*x”"),
        ("a: 1\n", edits.remove, ((),), "whole document"),
        ("a: 1\n", edits.remove, (("b",),), "no “/b”"),
        ("a: 1\nb: 2\n", edits.rename_key, (("a",), "b"), "exists already"),
        ("- 1\n", edits.rename_key, ((0,), "b"), "no key"),
        ("? [x]\n: 1\n", edits.rename_key, (('["x"]',), "b"), "no simple key"),
        ("a: 1\n", edits.rename_key, (("a",), "k" * 1100), "does not allow"),
        ("a: 1\n", edits.insert_key, ((), "a", 1), "exists already"),
        ("- 1\n", edits.insert_key, ((), "a", 1), "holds no keys"),
        ("- 1\n", edits.insert_item, ((), 3, 1), "no item 3"),
        ("- [a: 1]\n", edits.insert_key, ((0, 0), "b", 1), "single pair"),
        ("- 1\n", edits.move_item, ((0,), 3), "cannot be moved"),
        ("a: {b: {c: 1}}\n", edits.move, (("a",), ("a", "b"), "x"), "into itself"),
        ("a: {b: 1}\n", edits.move, (("a", "b"), ("a",), "x"), "there already"),
        ("a:\n  b: 1 # c\nd: []\nx: [1]\n", edits.move, (("a", "b"), ("x",), 0), "comments"),
        ("a: |\n  x", edits.set_value, (("b",), 1), "without changing"),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_says_why(text, operation, args, reason):
    with pytest.raises(CannotEdit) as caught:
        operation(parse(text), *args)
    assert reason in str(caught.value)


@pytest.mark.parametrize("value", [object(), {1: 2}, {"a": {3}}])
def test_values_that_yaml_cannot_hold_are_a_mistake_of_the_caller(value):
    with pytest.raises(TypeError):
        edits.set_value(parse("a: 1\n"), ("a",), value)
