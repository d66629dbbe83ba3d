"""Dockerfiles read with lines, stages and what else the reference of the format describes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.package.builds.dockerfile import read_dockerfile

TEXT = """\
# syntax=docker/dockerfile:1
ARG BASE=busybox
FROM --platform=$BUILDPLATFORM ${BASE}:1 AS Build

RUN one && \\
    # why
    two

COPY <<EOF /a
FROM nothing
EOF
FROM scratch
copy --from=build --chown=1:1 /a /b
"""


def test_instructions_with_their_places():
    found = read_dockerfile(TEXT).instructions
    assert [(each.keyword, each.line, each.end_line) for each in found] == [
        ("ARG", 2, 2), ("FROM", 3, 3), ("RUN", 5, 7), ("COPY", 9, 11), ("FROM", 12, 12),
        ("COPY", 13, 13),
    ]  # fmt: skip
    assert found[2].rest == "one && two"
    assert found[3].heredoc
    assert found[5].flags == {"from": "build", "chown": "1:1"}
    assert TEXT[found[2].start : found[2].end].startswith("RUN one")
    assert TEXT[found[5].start : found[5].end] == "copy --from=build --chown=1:1 /a /b"


def test_stages():
    read = read_dockerfile(TEXT)
    assert [(stage.base, stage.name) for stage in read.stages] == [
        ("busybox:1", "build"), ("scratch", ""),
    ]  # fmt: skip
    assert read.stages[0].platform == "$BUILDPLATFORM"
    assert [each.keyword for each in read.preamble] == ["ARG"]
    assert read.target().index == 1
    assert read.target("BUILD").index == 0
    assert read.target("other") is None


def test_only_what_the_target_needs():
    text = (
        "FROM a AS one\nFROM a AS two\nFROM one AS three\n"
        "RUN --mount=type=bind,from=two,target=/x true\nFROM a\n"
    )
    read = read_dockerfile(text)
    assert [stage.name for stage in read.needed("three")] == ["one", "two", "three"]
    assert [stage.index for stage in read.needed()] == [3]
    assert read.needed("nothing") == ()


def test_another_sign_for_lines_that_go_on():
    found = read_dockerfile("# escape=`\nFROM a\nRUN x `\n  y\n").instructions
    assert [each.rest for each in found] == ["a", "x y"]


def test_stages_in_a_circle_end():
    read = read_dockerfile("FROM two AS one\nFROM one AS two\nFROM two AS one\n")
    assert [stage.index for stage in read.needed()] == [0, 1, 2]


@given(st.text(alphabet="FROM RUNCOPY\\\n# <EOF-=a$\"'`\r\t", max_size=120))
def test_nothing_makes_it_raise(text):
    read = read_dockerfile(text)
    for each in read.instructions:
        assert 1 <= each.line <= each.end_line <= text.count("\n") + 1
        assert 0 <= each.start <= each.end <= len(text)
    for stage in read.stages:
        assert read.needed(str(stage.index))


def test_flags_stay_in_the_text_as_they_are_written():
    text = (
        "FROM a AS b\nCOPY --from=b --link /x /y\n"
        "RUN --mount=type=secret,id=a \\\n --mount=type=cache,target=/c make\n"
    )
    assert [each.text for each in read_dockerfile(text).instructions] == [
        "FROM a AS b", "COPY --from=b --link /x /y",
        "RUN --mount=type=secret,id=a --mount=type=cache,target=/c make",
    ]  # fmt: skip
