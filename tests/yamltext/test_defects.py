"""What parses but misleads."""

from __future__ import annotations

import pytest

from studio.yamltext.nodes import parse, parse_json


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each defect."""
    tree = parse(text)
    assert tree.error is None
    return [(defect.code, *tree.position(defect.offset)) for defect in tree.defects]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, 1)]),
        ("a: {b: 1, b: 2}\n", [("duplicate-key", 1, 11)]),
        ("1: a\n'1': b\n", []),
        ("a: {<<: *x, <<: *x}\n", [("undefined-alias", 1, 9), ("undefined-alias", 1, 17)]),
        ("- on\n- 'on'\n- true\n", [("ambiguous-scalar", 1, 3)]),
        ("- =\n- 0755\n- 08\n", [("ambiguous-scalar", line, 3) for line in (1, 2, 3)]),
        ("- 1_0\n- 2001-12-14\n", [("ambiguous-scalar", line, 3) for line in (1, 2)]),
        ("- 1.10\n- 8080\n- ~\n- v1\n- !!str 0755\n- .nan\n", []),
        ("a:\t1\n", [("tab", 1, 3)]),
        ("a: 'x\ty'\t# c\td\nb: 1\t\nc: '#'\t\nd: {x: '#',\tk: 1}\n", [("tab", 4, 12)]),
        ("# c\td\na: |\n  x\ty\n", []),
        ("a: *b\n", [("undefined-alias", 1, 4)]),
    ],
)  # fmt: skip
def test_defects(text, expected):
    assert found(text) == expected


def test_json_knows_only_duplicates():
    tree = parse_json('{\t"a": 1,\n"a": 2, "b": "on"}')
    assert [(defect.code, defect.offset) for defect in tree.defects] == [("duplicate-key", 10)]


def test_messages_name_the_key():
    assert "“a”" in str(parse("a: 1\na: 1\n").defects[0].message)
