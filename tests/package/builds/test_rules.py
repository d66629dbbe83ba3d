"""What the rules of builds find beyond their examples, and what they must leave alone."""

from __future__ import annotations

import os

import pytest

from tests.package.rules.cases import fixed, found, marked, package

RECIPE = "builds:\n- {{name: etcd, context: build{more}}}\n"


def dockerfile(text):
    return package("osc service", {"build/Dockerfile": text})


@pytest.mark.parametrize(
    ("rule", "text", "underlined"),
    [
        ("BLD-02", "FROM a\nRUNN x\nRUN x\n", ["RUNN x"]),
        ("BLD-02", "RUN x\nFROM a\nUSER\n", ["RUN x", "USER"]),
        ("BLD-02", "FROM a\nCOPY --from=two a /\nFROM b AS two\n", ["COPY --from=two a /"]),
        ("BLD-02", "ARG A\nFROM a AS b\nFROM c\nCOPY --from=b / /\nCOPY --from=0 / /\n", []),
        ("BLD-03", "FROM a:1 AS b\nFROM b\nFROM scratch\nFROM c:latest\n", ["FROM c:latest"]),
        ("BLD-03", "ARG V=1\nFROM a:${V}\nFROM a@sha256:" + "0" * 64 + "\n", []),
        ("BLD-04", 'FROM a\nCOPY ["../x", "/"]\nCOPY --from=b ../x /\n', ['COPY ["../x", "/"]']),
        ("BLD-05", "FROM a\nADD https://a.example/x /\nADD $X /\nADD a.tgz /\n", []),
        ("BLD-06", "FROM a\nENV TOKEN=$TOKEN SECRET_FILE=/x PASSWORD=\nARG PASSWORD\n", []),
        ("BLD-06", 'FROM a\nARG API_KEY="abc"\n', ['ARG API_KEY="abc"']),
        ("BLD-07", "FROM a\nRUN yum -y install x\nRUN apt-get -qq -y install x\n", []),
        ("BLD-07", "FROM a\nRUN dnf install x && x -y\n", ["RUN dnf install x && x -y"]),
        ("BLD-08", "FROM a\nCMD x\nFROM b\nENTRYPOINT [\"x\"]\n", []),
    ],
)  # fmt: skip
def test_lines_of_a_dockerfile(rule, text, underlined):
    snapshot = dockerfile(text)
    assert [marked(problem, snapshot) for problem in found(rule, snapshot)] == underlined


def test_a_dockerfile_without_a_base():
    (problem,) = found("BLD-02", dockerfile("ARG A\n"))
    assert problem.span == (0, 0)


@pytest.mark.parametrize(
    ("workspace", "pointers"),
    [
        (RECIPE.format(more=""), []),
        (RECIPE.format(more=", dockerfile: Other"), [("builds", 0, "dockerfile")]),
        (RECIPE.format(more=", tga: 1"), [("builds", 0, "tga")]),
        ("builds: [\n", []),
    ],
)
def test_recipes(workspace, pointers):
    files = {"studio.yaml": workspace, "build/Dockerfile": "FROM a:1\n"}
    problems = found("BLD-01", package("osc service", files))
    assert [problem.place.pointer for problem in problems] == pointers


def test_what_images_are_built_from_does_not_count_as_the_deploy_package():
    binary = os.urandom(8 << 20)
    files = {"build/Dockerfile": "FROM scratch\n", "build/operator-amd64": binary}
    assert len(found("OSC-01", package("bundle", files))) == 1
    recipe = {"studio.yaml": "builds:\n- {name: etcd, context: build}\n"}
    assert found("OSC-01", package("bundle", {**files, **recipe})) == ()


@pytest.mark.parametrize("base", ["osc service", "helm service"])
def test_a_missing_dockerfile_is_made(base):
    snapshot = package(base, {"studio.yaml": RECIPE.format(more="")})
    (problem,) = found("BLD-01", snapshot)
    assert str(problem.fix.label) == "Create build/Dockerfile"
    after = fixed(problem, snapshot)
    rules = [f"BLD-0{number}" for number in range(1, 10)]
    assert [each for rule in rules for each in found(rule, after)] == []
