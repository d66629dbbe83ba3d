"""Sources of COPY and ADD that are not in the folder that is sent."""

from __future__ import annotations

import pytest

from studio.package.builds.copying import absent_sources
from studio.package.builds.dockerfile import read_dockerfile
from studio.package.builds.ignoring import Ignored
from studio.package.builds.recipes import recipes_of
from studio.package.changes import apply
from studio.package.content import FileText
from studio.package.snapshot import Snapshot
from tests.package.rules.cases import found, marked, package

BOTH = "platforms: [linux/amd64, linux/arm64]"
FILES = ("Dockerfile", "src/main.c", "src/lib/a.c", "app-amd64", "my file")


def recipe_of(more=""):
    lines = f"builds:\n- name: etcd\n  context: build\n  {more}\n"
    return recipes_of(Snapshot({"studio.yaml": FileText(lines)})).recipes[0]


def absent(text, more="", ignoring=""):
    found = absent_sources(
        read_dockerfile(text), recipe_of(more), FILES, Ignored(ignoring).__contains__
    )
    return [(each.instruction.line, each.path) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FROM a\nCOPY src /x\nCOPY src/ lib/../app-amd64 /x/\n", []),
        ("FROM a\nCOPY . /x\nADD ./ /x\nCOPY / /x\n", []),
        ("FROM a\nCOPY other src /x/\n", [(2, "other")]),
        ("FROM a\nCOPY /src/main.c /other.c /x/\n", [(2, "other.c")]),
        ('FROM a\nCOPY ["my file", "your file", "/x/"]\n', [(2, "your file")]),
        ("FROM a\nCOPY src/*.c app-* /x/\nCOPY src/*.h /x/\n", [(3, "src/*.h")]),
        ("FROM a\nADD https://a.example/x git@a.example:x /x/\n", []),
        ("FROM a\nCOPY --from=b other /x\n", []),
        ("FROM a\nCOPY <<EOF /x\nEOF\n", []),
        ("FROM a\nCOPY ../other /x\n", []),
        ("FROM a AS one\nCOPY other /x\nFROM b\n", []),
        ("FROM a\nCOPY $X ${Y} /x\n", []),
        ("FROM a\nARG D=src\nCOPY $D/main.c ${D}/other.c ${D:-a} ${N:-none} /x\n",
         [(3, "src/other.c"), (3, "none")]),
        ("ARG D=src\nFROM a\nARG D\nCOPY $D/other.c /x\n", [(4, "src/other.c")]),
        ("FROM a\nENV D='src'\nCOPY $D/other.c /x\n", [(3, "src/other.c")]),
        ("FROM a\nARG TARGETARCH\nCOPY app-$TARGETARCH /x\n", []),
    ],
)  # fmt: skip
def test_what_is_not_there(text, expected):
    assert absent(text) == expected


def test_arguments_of_the_recipe_win_and_those_of_the_environment_are_unknown():
    text = "FROM a\nARG D=src\nCOPY $D/main.c /x\n"
    assert absent(text, "args: {D: other}") == [(3, "other/main.c")]
    assert absent(text, "args: {D: null}") == []


def test_variables_of_the_platform_are_filled_in_for_each():
    text = "FROM scratch\nARG TARGETARCH TARGETOS=x\nCOPY app-${TARGETARCH} /app\n"
    dockerfile = read_dockerfile(text)
    (missing,) = absent_sources(dockerfile, recipe_of(BOTH), FILES)
    assert missing.path == "app-arm64"
    assert [str(platform) for platform in missing.platforms] == ["linux/arm64"]


def test_what_is_there_may_be_left_out():
    text = "FROM a\nCOPY app-amd64 src /x/\n"
    assert absent(text, ignoring="*\n!src/lib\n") == [(2, "app-amd64")]
    (missing,) = absent_sources(
        read_dockerfile(text), recipe_of(), FILES, Ignored("app*").__contains__
    )
    assert missing.is_ignored


def texts(files):
    snapshot = package("osc service", files)
    return snapshot, [str(problem.message) for problem in found("BLD-09", snapshot)]


def test_the_rule_underlines_the_line_and_says_for_which_platform():
    workspace = f"builds:\n- {{name: etcd, context: build, {BOTH}}}\n"
    text = "FROM scratch\nARG TARGETARCH\nCOPY app-${TARGETARCH} /app\n"
    files = {"studio.yaml": workspace, "build/Dockerfile": text, "build/app-amd64": "x\n"}
    snapshot, said = texts(files)
    assert said == ["There is no app-arm64 in the folder build, which linux/arm64 needs."]
    (problem,) = found("BLD-09", snapshot)
    assert marked(problem, snapshot) == "COPY app-${TARGETARCH} /app"
    _, said = texts({**files, "build/.dockerignore": "app*\n", "build/app-arm64": "x\n"})
    assert said == [
        "app-amd64 is left out by .dockerignore, so it is not sent.",
        "app-arm64 is left out by .dockerignore, so it is not sent.",
    ]
    _, said = texts({**files, "studio.yaml": workspace.replace("build,", "../build,")})
    assert said == []


def test_a_file_that_comes_is_noticed():
    workspace = "builds:\n- {name: etcd, context: .}\n"
    snapshot, said = texts({"studio.yaml": workspace, "Dockerfile": "FROM a\nCOPY app /\n"})
    assert said == ["There is no app in the folder .."]
    after = snapshot.replaced({"app": FileText("x\n")})
    assert found("BLD-09", after) == ()
    assert apply(after, ()) is not None
