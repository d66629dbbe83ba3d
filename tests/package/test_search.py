"""Finding and replacing over the files of a package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.package.changes import apply
from studio.package.content import FileBlob, FileText
from studio.package.opening import open_package
from studio.package.patterns import BadPattern, SlowPattern
from studio.package.search import (
    MOST_HITS,
    Query,
    replace_hits,
    replacement,
    search,
)
from studio.package.snapshot import Snapshot
from studio.package.sources import InMemory

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.search import Hit

FILES = {
    "images/mapping.yaml": "instance:\n- image: redis:6\n",
    "package/redis/Chart.yaml": "name: redis\nappVersion: '6'\n",
    "package/redis/values.yaml": "image: Redis\nredisPort: 6379\n",
}


def package(files: dict[str, str]) -> Snapshot:
    return Snapshot({path: FileText(text) for path, text in files.items()})


def hits(snapshot: Snapshot, query: Query) -> list[Hit]:
    return [hit for file in search(snapshot, query) for hit in file.hits]


def replaced(snapshot: Snapshot, query: Query, template: str) -> Snapshot:
    change_set = replace_hits(snapshot, hits(snapshot, query), replacement(query, template), query)
    return apply(snapshot, change_set.operations)


def places(query: Query) -> list[tuple[str, int, int]]:
    return [(hit.path, hit.line, hit.column) for hit in hits(package(FILES), query)]


def test_hits_know_their_place_and_their_line() -> None:
    found = hits(package(FILES), Query("redisport"))
    assert [(h.path, h.line, h.column, h.found, h.line_text) for h in found] == [
        ("package/redis/values.yaml", 2, 1, "redisPort", "redisPort: 6379")
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Query("redis"), 4),
        (Query("redis", match_case=True), 3),
        (Query("redis", whole_words=True), 3),
        (Query("redis", match_case=True, whole_words=True), 2),
        (Query("r.dis"), 0),
        (Query("r.dis$", is_regex=True), 2),
        (Query("^image|name:", is_regex=True, whole_words=True), 2),
        (Query("redis", include="*.yaml", exclude="mapping.*"), 3),
        (Query("redis", include="Chart.yaml, images/"), 2),
        (Query("redis", exclude="package/redis"), 1),
        (Query("redis", include="/redis/*"), 0),
        (Query("x*", is_regex=True), 0),
        (Query(""), 0),
    ],
)
def test_what_counts_as_a_hit(query: Query, count: int) -> None:
    assert len(places(query)) == count


def test_only_given_paths_are_searched() -> None:
    found = search(package(FILES), Query("redis"), ["images/mapping.yaml", "gone.yaml"])
    assert [file.path for file in found] == ["images/mapping.yaml"]


def test_a_find_over_several_lines_belongs_to_the_first() -> None:
    assert places(Query(r"Redis\nredis", is_regex=True)) == [("package/redis/values.yaml", 1, 8)]


def test_blobs_are_left_out() -> None:
    snapshot = Snapshot({"a.tar": FileBlob(5, InMemory(b"redis")), "b": FileText("redis")})
    assert [hit.path for hit in hits(snapshot, Query("redis"))] == ["b"]


def test_a_search_ends_at_its_limit() -> None:
    snapshot = package({"a": "x" * (MOST_HITS - 1), "b": "xx", "c": "x"})
    assert [hit.path for hit in hits(snapshot, Query("x"))][-2:] == ["a", "b"]


def test_a_broken_expression_says_why() -> None:
    with pytest.raises(BadPattern, match=r"is never closed"):
        search(package(FILES), Query("(", is_regex=True))


@pytest.mark.parametrize("template", ["$3", "${nobody}"])
def test_a_template_cannot_name_groups_that_are_not_there(template: str) -> None:
    with pytest.raises(BadPattern):
        replacement(Query("(a)(?P<who>b)", is_regex=True), template)


def test_an_unlucky_expression_is_given_up() -> None:
    snapshot = package({"a": "a" * 60 + "b" * 40 + "!"})
    query = Query("(a|aa|b|bb)+$", is_regex=True)
    with pytest.raises(SlowPattern, match="too long"):
        list(search(snapshot, query, patience=0.05))


def test_removing_says_so() -> None:
    snapshot = package(FILES)
    for text, label in (("Port", "Remove “Port” from values.yaml"), ("is", "Remove “is” 4 times")):
        query = Query(text, match_case=True)
        change_set = replace_hits(snapshot, hits(snapshot, query), lambda _: "", query)
        assert change_set.label.text("en") == label


def test_templates_of_expressions_know_groups_dollars_and_line_ends() -> None:
    query = Query(r"(\w+): (?P<value>\w+)", is_regex=True)
    after = replaced(package({"a": "image: redis"}), query, r"$1:\n\t${value} $0 $$1")
    assert after.text("a") == FileText("image:\n\tredis image: redis $1")


def test_a_plain_template_is_taken_as_it_is() -> None:
    after = replaced(package({"a": "cost: 5"}), Query("5"), r"$1\n")
    assert after.text("a") == FileText(r"cost: $1\n")


def test_groups_that_took_no_part_are_empty() -> None:
    query = Query("a(b)?", is_regex=True)
    assert replaced(package({"a": "a ab"}), query, "<$1>").text("a") == FileText("<> <b>")


def test_many_hits_in_one_file_are_one_edit() -> None:
    snapshot, query = package({"a": "x." * 500, "b": "x"}), Query("x")
    change_set = replace_hits(snapshot, hits(snapshot, query), lambda _: "yy", query)
    assert len(change_set.operations) == 2
    assert apply(snapshot, change_set.operations).text("a") == FileText("yy." * 500)
    assert change_set.label.text("en") == "Replace “x” 501 times"


def test_one_hit_is_named_by_its_file() -> None:
    snapshot, query = package(FILES), Query("Port")
    change_set = replace_hits(snapshot, hits(snapshot, query), lambda _: "Gate", query)
    assert change_set.label.text("en") == "Replace “Port” in values.yaml"


TEXTS = st.dictionaries(
    st.sampled_from(["a.yaml", "b/c.md", "d"]), st.text("abA.\n é𝄞", max_size=60), min_size=1
)


@given(TEXTS, st.text("ab.é𝄞", min_size=1, max_size=3), st.booleans(), st.booleans())
def test_after_replacing_nothing_is_found(
    files: dict[str, str], needle: str, match_case: bool, whole_words: bool
) -> None:
    query = Query(needle, match_case=match_case, whole_words=whole_words)
    after = replaced(package(files), query, "§")
    if not whole_words:
        assert not hits(after, query)
    for path, text in files.items():
        source = re.escape(needle)
        source = rf"(?<!\w)(?:{source})(?!\w)" if whole_words else source
        expected = re.sub(source, "§", text, flags=0 if match_case else re.IGNORECASE)
        assert after.text(path) == FileText(expected)


@given(TEXTS, st.sampled_from(["a+", "(a)(b?)", "^.", "b$", r"[^\n]", r"a\.|\n"]))
def test_replacing_an_expression_is_what_re_does(files: dict[str, str], source: str) -> None:
    query = Query(source, is_regex=True, match_case=True)
    after = replaced(package(files), query, "<$0>")
    for path, text in files.items():
        assert after.text(path) == FileText(re.sub(f"(?m){source}", r"<\g<0>>", text))


@given(TEXTS, st.text("abé\n", min_size=1, max_size=2))
def test_lines_and_columns_lead_back_to_the_find(files: dict[str, str], needle: str) -> None:
    for hit in hits(package(files), Query(needle, match_case=True)):
        lines = files[hit.path].split("\n")
        assert hit.line_text == lines[hit.line - 1]
        offset = sum(len(line) + 1 for line in lines[: hit.line - 1]) + hit.column - 1
        assert (offset, hit.found) == (hit.start, needle)


def test_undoing_a_replacement_brings_every_text_back() -> None:
    snapshot, query = package(FILES), Query("redis")
    change_set = replace_hits(snapshot, hits(snapshot, query), lambda _: "", query)
    after = apply(snapshot, change_set.operations)
    assert apply(after, change_set.inverse().operations).same_content(snapshot)


def test_words_of_plain_queries_are_those_of_expressions(corpus: Path) -> None:
    snapshot = open_package(corpus / "operators" / "datadog-operator").snapshot
    plain = hits(snapshot, Query("name", whole_words=True))
    assert plain == hits(snapshot, Query("name", is_regex=True, whole_words=True))
    assert plain
