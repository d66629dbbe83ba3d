"""What scalars mean, and how values are written."""

from __future__ import annotations

import json
import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studio.yamltext.nodes import Scalar, parse, parse_json
from studio.yamltext.readers import readings
from studio.yamltext.scalars import format_json, format_scalar, needs_quotes, resolve, to_python


def value(source: str):
    """The value of a text with one scalar."""
    root = parse(source).root
    assert isinstance(root, Scalar)
    return resolve(root)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("y", True), ("N", False), ("on", True), ("Off", False), ("yes", True), ("TRUE", True),
        ("tRUE", "tRUE"), ("~", None), ("Null", None), ("nULL", "nULL"),
        ("0755", 493), ("0o17", 15), ("0x1F", 31), ("-0b11", -3), ("1_000", 1000), ("+12", 12),
        ("08", 8.0), ("1e3", 1000.0), ("1.10", 1.1), (".5", 0.5), ("1.", 1.0), ("._5", "._5"),
        ("12:30:45", "12:30:45"), ("2001-12-14", "2001-12-14"), ("=", "="), ("<<", "<<"),
        ("0x", "0x"), ("1e999", "1e999"), ("1.2.3", "1.2.3"), ("--", "--"), ("0.0.0.0", "0.0.0.0"),
        ("18446744073709551615", 2**64 - 1), ("18446744073709551616", 1.8446744073709552e19),
        (".inf", math.inf), ("-.Inf", -math.inf), ("'1'", "1"), ('"y"', "y"), ("|\n  1\n", "1\n"),
        ("!!str 1", "1"), ("!!int '3'", 3), ("!!float 1", 1.0), ("!!bool yes", True),
        ("!!null x", None), ("! 1", "1"), ("!mine 1", "1"), ("!!binary aGVq", "hej"),
    ],
)  # fmt: skip
def test_plain_scalars_mean_what_the_platform_reads(source, expected):
    assert value(source) == expected
    assert type(value(source)) is type(expected)


@pytest.mark.parametrize(
    "text", ["1" * 5000, "-" + "2" * 5000, "0" + "7" * 6000, "1" * 4400 + ":12:12", "1_" * 5000]
)
def test_a_number_of_thousands_of_digits_is_text_to_the_platform(text):
    assert value(text) == text
    assert needs_quotes(text)


def test_nan_is_a_float():
    assert math.isnan(value(".NaN"))


@pytest.mark.parametrize(
    "text",
    [
        "", "yes", "n", "Y", "null", "~", "1", "1.0", "0755", "0o17", "1_000", "12:30", "1e3", "=",
        "<<", "2001-12-14", ".inf", "-1", "+.5", "0x1", " a", "a ", "a: b", "a #b", "a:", "#",
        "- a", "-", "*a", "&a", "!a", "%a", "@a", "`", "{", "]", ",a", "'", '"', "|", ">", "---",
        "...", "a\nb", "a\tb", "a\x85b", "a\u2028b", "\ufeff", "? a", "?",
    ],
)  # fmt: skip
def test_what_any_reader_would_misread_needs_quotes(text):
    assert needs_quotes(text)
    assert value(format_scalar(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a b",
        "a:b",
        "a#b",
        "-a",
        "?a",
        ":a",
        "a,b",
        "http://x/y?z",
        "中文",
        "😀",
        "v1.2.3",
        "nope",
    ],
)
def test_what_all_readers_agree_on_stays_plain(text):
    assert not needs_quotes(text)
    assert format_scalar(text) == text


@given(st.text(max_size=20), st.sampled_from(["", "'", '"']), st.booleans())
def test_any_string_is_read_back(text, style, flow):
    text = text.encode(errors="ignore").decode()
    written = format_scalar(text, style, flow=flow)
    assert "\n" not in written
    tree = parse(f"[{written}, x]" if flow else f"k: {written}\n")
    assert tree.error is None, written
    read = to_python(tree.root)
    assert read == ([text, "x"] if flow else {"k": text})
    assert yaml.load(f"k: {written}\n", yaml.CSafeLoader) == {"k": text} or flow


@given(st.one_of(st.integers(-(2**63), 2**64 - 1), st.floats(), st.booleans(), st.none()))
def test_other_values_are_read_back_by_all(number):
    written = format_scalar(number)
    read = value(written)
    assert type(read) is type(number)
    assert read == number or math.isnan(read)
    assert len(readings(written)) == 1


def test_collections_are_no_scalars():
    with pytest.raises(TypeError):
        format_scalar([])


@given(st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5), st.lists))
def test_json_is_read_as_json_reads_it(data):
    text = json.dumps(data)
    assert to_python(parse_json(text).root) == data


def test_json_keeps_chinese_readable():
    assert format_json("中\n") == '"中\\n"'


def test_merge_keys_and_aliases_are_expanded():
    text = "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], y: 9}\nd: [*a]\n'<<': t\n"
    assert to_python(parse(text).root) == {
        "a": {"x": 1, "y": 2},
        "b": {"y": 3, "z": 4},
        "c": {"y": 9, "x": 1, "z": 4},
        "d": [{"x": 1, "y": 2}],
        "<<": "t",
    }


def test_keys_become_text_and_the_last_duplicate_counts():
    assert to_python(parse("1: a\non: b\n~: c\n? [x, 1]\n: d\n1: e\n").root) == {
        "1": "e", "on": "b", "~": "c", '["x", 1]': "d",
    }  # fmt: skip


def test_expansion_is_bounded():
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
    )
    tree = parse(bomb)
    assert "alias-bomb" in {defect.code for defect in tree.defects}
    assert to_python(tree.root, limit=1000)["a0"] == ["x"]


def test_an_alias_to_itself_ends():
    tree = parse("&a [*a, {b: *a}]\n")
    assert to_python(tree.root) == [None, {"b": None}]
    assert [defect.code for defect in tree.defects] == ["alias-bomb"]


def test_a_long_chain_of_aliases_ends():
    chain = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 2000))
    assert to_python(parse(chain).root)["a1"] == [["x"]]
