"""Expressions are refused in plain words, and given up before they do harm."""

from __future__ import annotations

import subprocess
import sys

import pytest

from studio.package.patterns import BadPattern, SlowPattern, expression, words


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("re(", "A bracket “(” is never closed."),
        ("re)", "There is a “)” without its “(”."),
        ("[a-", "A set of characters “[” is never closed."),
        ("*a", "Nothing stands before a sign of repetition."),
        ("a**", "Two signs of repetition follow each other."),
        ("a{3,1}", "The least number of repetitions is above the greatest."),
        ("a\\", "A “\\” stands at the end; write “\\\\” to find one."),
        (r"\q", "A “\\” stands before a sign that it gives no meaning; write “\\\\” to find one."),
        ("[z-a]", "A range of characters runs backwards."),
        (r"\p{Klingon}", "A class of characters is named that does not exist."),
        (r"\N{KLINGON}", "A character is named that does not exist."),
        (r"(a)\2", "A group is named that the expression does not have."),
        ("(?z)", "What follows “(?” has no meaning."),
        ("(?-)a", "This is no regular expression."),
        ("(" * 5000 + ")" * 5000, "This is no regular expression."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(source: str, reason: str) -> None:
    with pytest.raises(BadPattern) as refused:
        expression(source, match_case=True, whole_words=False)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    "source",
    [
        "a{99999999999}",
        "a{1000000}",
        "a{" + "9" * 5000 + "}",
        "((a{1000}){1000}){1000}",
        "(?:(?:a|bc){1000}){1000}",
        r"(\(|[)}{5}]){200}{1000}",
    ],
)
def test_numbers_that_would_fill_the_memory_are_refused(source: str) -> None:
    with pytest.raises(BadPattern):
        expression(source, match_case=True, whole_words=False)


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (r"(\d{1,3}\.){3}\d{1,3}", "at 10.0.0.1:80", ["10.0.0.1"]),
        ("[0-9a-f]{64}", "sha256:" + "0f" * 32, ["0f" * 32]),
        (r"(?:ab){2,3}\{9999999\}", "abab{9999999}", ["abab{9999999}"]),
        ("x*", "axxb", ["xx"]),
        ("^b$", "a\nb\n", ["b"]),
    ],
)
def test_usual_expressions_find(source: str, text: str, found: list[str]) -> None:
    pattern = expression(source, match_case=True, whole_words=False)
    assert [match[0] for match in pattern.matches(text, 10)] == found


def test_an_expression_cannot_break_out_of_whole_words() -> None:
    with pytest.raises(BadPattern):
        expression("a)|(?:b", match_case=True, whole_words=True)
    pattern = expression("a|b", match_case=False, whole_words=True)
    assert [match.span() for match in pattern.matches("A ab-b", 10)] == [(0, 1), (5, 6)]


def test_patience_ends() -> None:
    pattern = expression("(a|aa|b|bb)+$", match_case=True, whole_words=False)
    with pytest.raises(SlowPattern):
        pattern.matches("a" * 60 + "b" * 40 + "!", 10, patience=0.02)


def test_groups_are_known() -> None:
    pattern = expression("(a)(?P<who>b)", match_case=True, whole_words=False)
    assert (pattern.groups, dict(pattern.names)) == (2, {"who": 2})


def test_words_load_no_library() -> None:
    """The library costs 40 ms, which only those pay who write expressions."""
    script = (
        "import sys; from studio.package.patterns import words;"
        "found = words('a.', match_case=False, whole=True).matches('A. ba.', 9);"
        "assert [match.span() for match in found] == [(0, 2)], found;"
        "assert 'regex' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
    assert words("a", match_case=True, whole=False).matches("aaa", 2)
