"""Edits, by example: text in, text out."""

from __future__ import annotations

from textwrap import dedent

import pytest

from studio.yamltext import edits
from studio.yamltext.edits import CannotEdit, Splice, apply
from studio.yamltext.nodes import parse, parse_json
from studio.yamltext.scalars import to_python


def edited(text: str, operation, *args, is_json: bool = False, **options) -> str:
    """The text after one edit."""
    tree = parse_json(text) if is_json else parse(text)
    splice = operation(tree, *args, **options)
    new = apply(text, splice)
    assert apply(new, splice.inverse(text)) == text
    return new


def check(before: str, after: str, operation, *args, **options) -> None:
    """One edit of a dedented text gives another."""
    assert edited(dedent(before), operation, *args, **options) == dedent(after)


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: 1\n", 2, "a: 2\n"),
        ("a:   1   # c\n", 2, "a:   2   # c\n"),
        ("a: 'x'\n", "y", "a: 'y'\n"),
        ('a: "x"\n', "it's", 'a: "it\'s"\n'),
        ("a: 'x'\n", 5, "a: 5\n"),
        ("a: x\n", "yes", 'a: "yes"\n'),
        ("a: x\nb: 'y'\n", "no", "a: 'no'\nb: 'y'\n"),
        ("a:\n", "x", "a: x\n"),
        ("a: # c\n", "x", "a: x # c\n"),
        ("a: x\n", None, "a: null\n"),
        ("a: x", True, "a: true"),
        ("a: &q x\nb: *q\n", "v", "a: &q v\nb: *q\n"),
        ("a: !!str 1\n", "2", 'a: !!str "2"\n'),
        ("a: !!str 1\n", 2, "a: 2\n"),
        ("a: &q !!str 1\n", 2, "a: &q 2\n"),
        ("a: *q\n", 1, "a: 1\n"),
        ("a: |\n  x\n  y\n", "x\nz\n", "a: |\n  x\n  z\n"),
        ("a: |-  # c\n    x\n\nb: 1\n", "y", "a: |-  # c\n    y\n\nb: 1\n"),
        ("a: x # c\n", "p\nq", "a: |- # c\n  p\n  q\n"),
        ("a: x\n", " p\nq\n", "a: |2\n   p\n  q\n"),
        ("a: x\n", "p\n\n", 'a: "p\\n\\n"\n'),
        ("a: >-\n  aa bb\n  cc dd\n", "aa bb cc ee", "a: >-\n  aa bb\n  cc ee\n"),
        ("a: >\n  aa\n\n  bb\n", "aa\ncc\n", "a: >\n  aa\n\n  cc\n"),
        ("a: aa bb\n  cc dd\n", "aa bb cc ee", "a: aa bb\n  cc ee\n"),
        ("a: |+\n  x\n\n\nb: 1\n", "y", "a: |-\n  y\nb: 1\n"),
        ("a: x\r\nb: 1\r\n", "p\nq\n", "a: |\r\n  p\r\n  q\r\nb: 1\r\n"),
        ("a:\n  # c\n  x\n", "v", "a:\n  # c\n  v\n"),
        ("a: [1, 2] # c\n", "v", "a: v # c\n"),
        ("a: # c\n  # d\n\n  # e\n  b: 1 # f\nc: 2\n", 3, "a: 3 # c\n  # d\n\nc: 2\n"),
        ("a: # c\n- 1\n- 2\nc: 2\n", [], "a: [] # c\nc: 2\n"),
        ("a: 1 # c\nb:\n   x: 1\n", {"k": {"l": 1}}, "a: # c\n   k:\n      l: 1\nb:\n   x: 1\n"),
        ("a: 1\nb:\n- x\n", ["p", ["q"]], "a:\n- p\n- - q\nb:\n- x\n"),
        ("a: 1\nb:\n  - x\n", ["p"], "a:\n  - p\nb:\n  - x\n"),
        ("a: &q\n  b: 1\n", {"c": 2}, "a: &q\n  c: 2\n"),
        ("中: 1\na: 😀 # 说明\n", "值", "中: 1\na: 值 # 说明\n"),
        ("a: x\n", "w" * 6000, f"a: {'w' * 6000}\n"),
    ],
)  # fmt: skip
def test_set_value_of_a_key(before, value, after):
    assert edited(before, edits.set_value, ("a",), value) == after


def test_text_that_a_comment_below_would_join_is_quoted():
    check("a: x\n   # c\nb: 1\n", 'a: "p\\nq"\n   # c\nb: 1\n', edits.set_value, ("a",), "p\nq")


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("- 1 # c\n- 2\n", {"a": 1, "b": "x\ny"}, "- a: 1 # c\n  b: |-\n    x\n    y\n- 2\n"),
        ("- a: 1\n  b: 2 # c\n- 2\n", "x", "- x\n- 2\n"),
        ("- a: 1\n- 2\n", ["x", "v"], "- - x\n  - v\n- 2\n"),
        ("-\n- 2\n", 1, "- 1\n- 2\n"),
        ("- - 1\n  - 2\n- 3\n", {"a": 1}, "- a: 1\n- 3\n"),
    ],
)
def test_set_value_of_an_item(before, value, after):
    assert edited(before, edits.set_value, (0,), value) == after


@pytest.mark.parametrize(
    ("before", "pointer", "value", "after"),
    [
        ("", ("a", "b"), 1, "a:\n  b: 1\n"),
        ("# c", ("a",), 1, "# c\na: 1\n"),
        ("---\n", ("a",), 1, "---\na: 1\n"),
        ("--- # c\n...\n", ("a",), 1, "--- # c\na: 1\n...\n"),
        ("", (), ["x"], "- x\n"),
        ("", ("a", "-", "b"), 1, "a:\n  - b: 1\n"),
        ("foo\n", (), {"a": 1}, "a: 1\n"),
        ("--- foo\n", (), {"a": 1}, "--- \na: 1\n"),
        ("a: 1\n", (), "x", "x\n"),
        ("a:\nb: 1\n", ("a", "x"), 1, "a:\n  x: 1\nb: 1\n"),
        ("a: {} # c\nb: 1\n", ("a", "x", "v"), 1, "a: # c\n  x:\n    v: 1\nb: 1\n"),
        ("a: []\n", ("a", 0), 1, "a:\n  - 1\n"),
        ("a: ~\n", ("a", "x"), 1, "a:\n  x: 1\n"),
        ("a: {b: 1}\n", ("a", "x", "v"), 1, "a: {b: 1, x: {v: 1}}\n"),
        ("a: [1]\n", ("a", 1), "x, y", 'a: [1, "x, y"]\n'),
        ("a: { b: 1 }\n", ("a", "x"), 1, "a: { b: 1, x: 1 }\n"),
        ("a: {b: }\n", ("a", "x"), 1, "a: {b: , x: 1 }\n"),
        ("a: {b, c: }\n", ("a", "b"), 1, "a: {b: 1, c: }\n"),
        ("a: {b: 1, c: }\n", ("a", "c"), 1, "a: {b: 1, c: 1 }\n"),
        ("a:\n  b: 1\n", ("a", "1"), "x", 'a:\n  b: 1\n  "1": x\n'),
        ("a: 1\n", ("b",), "x\n", "a: 1\nb: |\n  x\n"),
        ("a: 1", ("b",), 2, "a: 1\nb: 2"),
        ("a: 1", ("b",), "x\ny\n", "a: 1\nb: |\n  x\n  y\n"),
        ("a: 1\n\nb: 2\n", ("c",), 3, "a: 1\n\nb: 2\n\nc: 3\n"),
        ("a: 1\n\nb: 2\n\n# tail\n", ("c",), 3, "a: 1\n\nb: 2\n\nc: 3\n\n# tail\n"),
        ("a: 'x'\nb: 'y'\n", ("c",), "z", "a: 'x'\nb: 'y'\nc: 'z'\n"),
        ("a: |+\n  x\n\nb: 1\n", ("c",), 2, "a: |+\n  x\n\nb: 1\nc: 2\n"),
        ("a:\n  b: 1\n  # c\n# d\ne: 1\n", ("a", "x"), 1, "a:\n  b: 1\n  x: 1\n  # c\n# d\ne: 1\n"),
    ],
)  # fmt: skip
def test_set_value_creates_what_is_missing(before, pointer, value, after):
    assert edited(before, edits.set_value, pointer, value) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n# c\nc: 1\n", "a: 1\nb: x\n# c\nc: 1\n"),
        ("z: 1\n\n# c\nc: 1\n", "z: 1\n\nb: x\n\n# c\nc: 1\n"),
        ("z: 1\n", "z: 1\nb: x\n"),
        ("{a: 1, c: 2}\n", "{a: 1, b: x, c: 2}\n"),
    ],
)
def test_a_new_key_goes_below_the_sibling_before_it_in_the_schema(before, after):
    assert edited(before, edits.set_value, ("b",), "x", order=["a", "b", "c"]) == after


def test_setting_what_is_there_changes_nothing():
    tree = parse("a: 1.10\nb: {x: [1]}\n")
    assert edits.set_value(tree, ("a",), 1.1) == Splice(0, 0, "")
    assert edits.set_value(tree, ("b",), {"x": (1,)}) == Splice(0, 0, "")
    assert edits.set_value(tree, ("a",), "1.1") != Splice(0, 0, "")


def test_children_that_stay_keep_their_text():
    check(
        """\
        k:
          # one
          - 'a'  # first

          # two
          - {b: 1}
          - c
        """,
        """\
        k:
          # one
          - 'a'  # first
          - new

          # two
          - {b: 1}
        """,
        edits.set_value,
        ("k",),
        ["a", "new", {"b": 1}],
    )


@pytest.mark.parametrize(
    ("before", "pointer", "after"),
    [
        ("a: 1\n# b\nb: 2 # c\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\n\nb: 2\n\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
        ("a: 1\n\nb: 2\n", ("b",), "a: 1\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
        ("# head\n\n# a\na: 1\nb: 2\n", ("a",), "# head\n\nb: 2\n"),
        ("a:\n  b: 1\n  # deep\nc: 2\n", ("a",), "c: 2\n"),
        ("a: # c\n  b: 1 # d\nc: 2\n", ("a", "b"), "a: {} # c\nc: 2\n"),
        ("a: &x # c\n- 1\nc: 2\n", ("a", 0), "a: &x [] # c\nc: 2\n"),
        ("# c\na: 1\n", ("a",), "{}\n"),
        ("- a: 1 # c\n", (0, "a"), "- {}\n"),
        ("- a: 1\n  b: 2\n", (0, "a"), "- b: 2\n"),
        ("- a: 1\n  # c\n  b: 2\n", (0, "a"), "-\n  # c\n  b: 2\n"),
        ("- - a\n  - b\n", (0, 0), "- - b\n"),
        ("a: |+\n  x\n\nb: 1\n\nc: 2\n", ("b",), "a: |+\n  x\n\nc: 2\n"),
        ("a:\n  k: |+\n    x\n\n  l: 1\n\nc: 2\n", ("a", "l"), "a:\n  k: |+\n    x\n\nc: 2\n"),
        ("a: |+\n  x\n\nb: 1\n", ("b",), "a: |+\n  x\n\n"),
        ("a: |\n  x\nb: 1", ("b",), "a: |\n  x\n"),
        ("a: [1, 2, 3]\n", ("a", 1), "a: [1, 3]\n"),
        ("a: [1, 2, 3]\n", ("a", 2), "a: [1, 2]\n"),
        ("a: [1, 2, ]\n", ("a", 1), "a: [1, ]\n"),
        ("a: [ 1 ]\n", ("a", 0), "a: []\n"),
        ("[\n  1, # one\n  # two\n  2, # zwei\n  3\n]\n", (1,), "[\n  1, # one\n  3\n]\n"),
        ("a: [\n  1, # one\n  2 # two\n]\n", ("a", 1), "a: [\n  1 # one\n]\n"),
        ("? a\n: 1\n? b\n: 2\n", ("a",), "? b\n: 2\n"),
        ("a: 1\na: 2\nb: 3\n", ("a",), "a: 1\nb: 3\n"),
    ],
)  # fmt: skip
def test_remove(before, pointer, after):
    assert edited(before, edits.remove, pointer) == after


@pytest.mark.parametrize(
    ("before", "options", "after"),
    [
        ("a: 1\n# b\nb: 2\n", {"before": "b"}, "a: 1\nn: x\n# b\nb: 2\n"),
        ("a: 1 # c\nb: 2\n", {"after": "a"}, "a: 1 # c\nn: x\nb: 2\n"),
        ("a: 1\n", {}, "a: 1\nn: x\n"),
        ("{a: 1}\n", {"before": "a"}, "{n: x, a: 1}\n"),
    ],
)
def test_insert_key(before, options, after):
    assert edited(before, edits.insert_key, (), "n", "x", **options) == after.replace("n:", '"n":')


def test_insert_key_beside_a_dash():
    assert edited("- a: 1\n", edits.insert_key, (0,), "b", 2, before="a") == "- b: 2\n  a: 1\n"


@pytest.mark.parametrize(
    ("before", "index", "value", "after"),
    [
        ("- 1\n# two\n- 2\n", 1, "x", "- 1\n- x\n# two\n- 2\n"),
        ("# one\n- 1\n", 0, "x", "- x\n# one\n- 1\n"),
        ("- a: 1\n\n- a: 2\n", 2, {"a": 3}, "- a: 1\n\n- a: 2\n\n- a: 3\n"),
        ("[1, 2]\n", 0, "x", "[x, 1, 2]\n"),
        ("[]\n", 0, "x", "- x\n"),
        ("[\n  1,\n  2, # c\n]\n", 2, 3, "[\n  1,\n  2, # c\n  3,\n]\n"),
        ("[\n  1,\n  2 # c\n]\n", 2, 3, "[\n  1,\n  2, # c\n  3\n]\n"),
    ],
)
def test_insert_item(before, index, value, after):
    assert edited(before, edits.insert_item, (), index, value) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1 # c\n", "b c: 1 # c\n"),
        ("'a': 1\n", "'b c': 1\n"),
        ("? a\n: 1\n", "? b c\n: 1\n"),
        ("{&x a: 1}\n", "{&x b c: 1}\n"),
    ],
)
def test_rename_key(before, after):
    assert edited(before, edits.rename_key, ("a",), "b c") == after


def test_a_new_key_is_quoted_where_it_must_be():
    assert edited("a: 1\n", edits.rename_key, ("a",), "on") == '"on": 1\n'
    assert edited('{"a": 1}', edits.rename_key, ("a",), 'x"', is_json=True) == '{"x\\"": 1}'


def test_move_item():
    check(
        """\
        # one
        - 1 # c

        # two
        - a: 2
          b: 2
        - 3
        """,
        """\
        # two
        - a: 2
          b: 2

        # one
        - 1 # c
        - 3
        """,
        edits.move_item,
        (0,),
        1,
    )
    assert edited("[1, 2,  3]\n", edits.move_item, (2,), 0) == "[3, 1,  2]\n"
    assert edited("- - a\n  # b\n  - b\n", edits.move_item, (0, 1), 0) == "-\n  # b\n  - b\n  - a\n"
    assert edited("- 1\n- 2", edits.move_item, (0,), 1) == "- 2\n- 1"


def test_move_key():
    assert edited("a: 1\n# b\nb: 2\nc: 3\n", edits.move_key, ("b",), after="c") == (
        "a: 1\nc: 3\n# b\nb: 2\n"
    )
    assert edited("a: 1\nb: 2\nc: 3\n", edits.move_key, ("c",), before="a") == "c: 3\na: 1\nb: 2\n"
    assert edited("a: |+\n  x\n\nb: 1\n\nc: 2\n", edits.move_key, ("a",), after="b") == (
        "b: 1\na: |+\n  x\n\nc: 2\n"
    )


def test_move_takes_text_and_comments_along():
    check(
        """\
        from:
          # about x
          x: 'q'  # beside
          y: 1
        to:
            deep:
                k: 1
        """,
        """\
        from:
          y: 1
        to:
            deep:
                k: 1
                # about x
                z: 'q'  # beside
        """,
        edits.move,
        ("from", "x"),
        ("to", "deep"),
        "z",
    )


@pytest.mark.parametrize(
    ("before", "source", "parent", "key", "after"),
    [
        ("a:\n- x: |\n    t\n  y: 1\nb:\n    - z\n", ("a", 0), ("b",), 1,
         "a: []\nb:\n    - z\n    - x: |\n        t\n      y: 1\n"),
        ("a: {x: 1, z: 2}\nb:\n  c: 3\n", ("a", "x"), ("b",), "x",
         "a: {z: 2}\nb:\n  c: 3\n  x: 1\n"),
        ("a:\n  x:\n    y: 1\nb: [1]\n", ("a", "x"), ("b",), 0, "a: {}\nb: [{\"y\": 1}, 1]\n"),
        ("a:\n  x: 1 # c\nb: {}\n", ("a", "x"), ("b",), "x", "a: {}\nb:\n  x: 1 # c\n"),
        ("- x: 1\n- y:\n", (0, "x"), (1, "y"), "z", "- {}\n- y:\n    z: 1\n"),
        ("- 1\n- y:\n", (0,), (1, "y"), 0, "- y:\n    - 1\n"),
        ("a: &q 1\nb: {}\nc: *q\n", ("a",), ("b",), "a", "b:\n  a: &q 1\nc: *q\n"),
    ],
)  # fmt: skip
def test_move_to_other_parents(before, source, parent, key, after):
    assert edited(before, edits.move, source, parent, key) == after


JSON = '{\n  "a": 1,\n  "b": [\n    1,\n    2\n  ],\n  "c": {}\n}\n'


@pytest.mark.parametrize(
    ("operation", "args", "changed"),
    [
        (edits.set_value, (("a",), "值\n"), ('"a": 1', '"a": "值\\n"')),
        (edits.set_value, (("c", "d"), 1), ("{}", '{\n    "d": 1\n  }')),
        (edits.set_value, (("a",), [{}, [1]]), ("1,", "[\n    {},\n    [\n      1\n    ]\n  ],")),
        (edits.insert_item, (("b",), 1, 9), ("1,\n    2", "1,\n    9,\n    2")),
        (edits.remove, (("b", 1),), (",\n    2", "")),
        (edits.remove, (("a",),), ('\n  "a": 1,', "")),
        (edits.remove, (("c",),), (',\n  "c": {}', "")),
        (edits.move_key, (("a",), ), None),
        (edits.move, (("b", 0), (), "z"), None),
    ],
)  # fmt: skip
def test_json(operation, args, changed):
    options = {"after": "c"} if operation is edits.move_key else {}
    new = edited(JSON, operation, *args, is_json=True, **options)
    if changed:
        assert new == JSON.replace(*changed, 1)
    elif operation is edits.move_key:
        assert list(to_python(parse_json(new).root)) == ["b", "c", "a"]
    else:
        assert to_python(parse_json(new).root) == {"a": 1, "b": [2], "c": {}, "z": 1}


def test_json_style_is_copied():
    assert (
        edited('{"a":1}', edits.set_value, ("b",), [1, {}], is_json=True) == '{"a":1, "b":[1, {}]}'
    )
    assert edited('{\n\t"a": 1\n}', edits.set_value, ("b",), {"c": 1}, is_json=True) == (
        '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 1\n\t}\n}'
    )


def test_documents_are_edited_one_by_one():
    text = "a: 1\n---\na: 1\n...\n"
    assert edited(text, edits.set_value, ("a",), 2, document=1) == "a: 1\n---\na: 2\n...\n"
    with pytest.raises(CannotEdit):
        edits.set_value(parse(text), ("a",), 2, document=2)


def test_one_edit_changes_no_more_than_the_value():
    text = "a: word1\nb: 2\n"
    assert edits.set_value(parse(text), ("a",), "word2") == Splice(7, 8, "2")
