"""Layers by the instructions that made them, as engines write down what they did."""

from __future__ import annotations

import pytest

from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.images import BuiltLayer, _command
from studio.services.engine.layernames import named_layers

DOCKERFILE = """\
FROM golang AS build
RUN go build
FROM --platform=linux/arm64 base:1 AS own
ARG VERSION
WORKDIR /src
RUN --mount=type=cache,target=/c apt-get install
FROM own
COPY --from=build /operator /operator
USER 1001
"""
CLASSIC = (
    ("/bin/sh -c #(nop) ADD file:8d3f in / ", 100),
    ('/bin/sh -c #(nop)  CMD ["bash"]', 0),
    ("/bin/sh -c #(nop)  ARG VERSION", 0),
    ("/bin/sh -c #(nop) WORKDIR /src", 5),
    ("|1 VERSION=1 /bin/sh -c apt-get install", 20),
    ("/bin/sh -c #(nop) COPY file:ce083fef9e83 in /operator ", 30),
    ("/bin/sh -c #(nop)  USER 1001", 0),
    ("/bin/sh -c #(nop)  LABEL org=example", 0),
)
BUILDKIT = (
    ("/bin/sh -c #(nop) ADD file:8d3f in / ", 100),
    ("ARG VERSION", 0),
    ("WORKDIR /src", 5),
    ("RUN |1 VERSION=1 /bin/sh -c apt-get install # buildkit", 20),
    ("COPY /operator /operator # buildkit", 30),
    ("USER 1001", 0),
)


def named(entries, text=DOCKERFILE, target=""):
    history = [BuiltLayer(_command(said), size) for said, size in entries]
    return [tuple(layer) for layer in named_layers(history, read_dockerfile(text), target)]


@pytest.mark.parametrize("entries", [CLASSIC, BUILDKIT], ids=["classic", "buildkit"])
def test_layers_read_like_the_dockerfile(entries):
    assert named(entries) == [
        ("FROM --platform=linux/arm64 base:1 AS own", 100),
        ("WORKDIR /src", 5),
        ("RUN --mount=type=cache,target=/c apt-get install", 20),
        ("COPY --from=build /operator /operator", 30),
    ]


def test_layers_of_a_target_before_the_last():
    assert named(CLASSIC[:5], target="own")[-1] == (
        "RUN --mount=type=cache,target=/c apt-get install", 20,
    )  # fmt: skip


def test_nothing_lies_below_scratch():
    entries = [("/bin/sh -c #(nop) COPY file:12 in /a", 3)]
    assert named(entries, "FROM scratch\nCOPY a /a\n") == [("COPY a /a", 3)]


def test_commands_without_bytes_are_passed_over():
    entries = [("base", 9), ("RUN /bin/sh -c true # buildkit", 0), ("COPY a /a # buildkit", 3)]
    text = "FROM base\nRUN true\nCOPY a /a\n"
    assert named(entries, text) == [("FROM base", 9), ("COPY a /a", 3)]


def test_layers_that_were_squashed_keep_the_engines_words():
    entries = [("base", 9), ("merge sha256:1 to sha256:2", 3)]
    assert named(entries) == [("base", 9), ("merge sha256:1 to sha256:2", 3)]
