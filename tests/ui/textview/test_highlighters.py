"""Each language in examples: a line is written as text, its roles as a second line of letters."""

from __future__ import annotations

import pytest

from studio.ui.textview.highlighters.dockerfilelexer import DockerfileLexer
from studio.ui.textview.highlighters.jsonlexer import JsonLexer
from studio.ui.textview.highlighters.markdownlexer import MarkdownLexer
from studio.ui.textview.highlighters.templatelexer import TemplateLexer
from studio.ui.textview.highlighters.yamllexer import YamlLexer
from tests.bench.measure import CORPUS

LETTERS = {"punctuation": ".", "block": "b", "boolean": "w", "comment": "#", "template": "t"}


def painted(lexer, text: str) -> str:
    """One letter for each character: the role's first, or as in `LETTERS`; blanks for none."""
    state = ()
    lines: list[str] = []
    for line in text.split("\n"):
        tokens, state = lexer.line(line, state)
        letters = [" "] * len(line)
        at = 0
        for start, length, role in tokens:
            assert start >= at
            assert length > 0
            at = start + length
            assert at <= len(line)
            letters[start:at] = LETTERS.get(role, role[0]) * length
        lines.append("".join(letters))
    return "\n".join(lines)


def check(lexer, example: str) -> None:
    """`example` holds pairs of lines: the text and what `painted` makes of it."""
    lines = [line.removeprefix("|") for line in example.strip("\n").split("\n")]
    text, expected = "\n".join(lines[::2]), "\n".join(lines[1::2])
    shown = painted(lexer, text).split("\n")
    assert [line.rstrip() for line in shown] == [line.rstrip() for line in expected.split("\n")]


YAML = {
    "scalars": """
|a: text here
|k. sssssssss
|b: 1
|k. n
|c: -1.5e3 # why
|k. nnnnnn #####
|d: yes
|k. www
|e: ~
|k. w
|f: 12:30
|k. sssss
|g: http://a/b#c
|k. ssssssssssss
|"h i": 'it''s'
|kkkkk. sssssss
|- - x: y
|. . k. w
|-
|.
|? k
|. s
""",
    "marks": """
|--- # doc
|... #####
|a: &x !!str 1
|k. aa aaaaa n
|b: *x
|k. aa
|%YAML 1.2
|.........
""",
    "block scalars": """
|a: |2- # c
|k. ... ###
|  text: no key
|  bbbbbbbbbbbb
|
|
|   # no comment
|   bbbbbbbbbbbb
|b: 1
|k. n
|- >
|. .
|  x
|  b
|- y
|. w
""",
    "several lines of quotes": """
|a: "one
|k. ssss
|  two: \\" three" # c
|  ssssssssssssss ###
|b: 'x
|k. ss
|
|
|  ''y'
|  ssss
|c: "never closed
|k. sssssssssssss
|d: 1
|k. n
""",
    "flow": """
|a: {b: 1, "c": [x y, null], *z : w}
|k. .k. n. kkk. .sss. wwww.. aa . s.
|d: [1, # c
|k. .n. ###
|  {e: f},
|  .k. s..
|]
|.
|g: h
|k. s
""",
}


@pytest.mark.parametrize("name", YAML)
def test_yaml(name: str):
    check(YamlLexer(), YAML[name])


def test_json():
    check(
        JsonLexer(),
        """
|{"a": "b:\\"", "c": [-1.5e+3, true], "d
|.kkk. ssssss. kkk. .nnnnnnn. wwww.. ss
|null}
|wwww.
""",
    )


def test_templates_within_yaml():
    check(
        TemplateLexer(YamlLexer()),
        """
|{{- if .A }}
|tttttttttttt
|a: {{ .B | default "}}" }} # c
|k. ttttttttttttttttssssttt ###
|b: |
|k. .
|  x {{ .C }}
|  bbtttttttt
|{{/* one
|########
|two */}}
|########
|  y
|  b
|c: 1
|k. n
""",
    )


def test_dockerfile():
    check(
        DockerfileLexer(),
        """
|# syntax
|########
|FROM --platform=$A x:1 AS base
|kkkk aaaaaaaaaa tt     ww
|RUN a && \\
|kkk   .. .
|    echo "x ${B}" 'y'
|         ssstttts sss
|EXPOSE 80/tcp
|kkkkkk nnnnnn
|RUN <<EOF
|kkk
|cd /
|bbbb
|EOF
|...
|USER 1
|kkkk n
""",
    )


def test_markdown():
    check(
        MarkdownLexer(),
        """
|# Title
|kkkkkkk
|- a `b` [c](d)
|.   sss aaaaaa
|```sh
|.....
|# x
|bbb
|```
|...
|x <!-- y
|  ######
|z --> w
|#####
|<https://a.b>
|aaaaaaaaaaaaa
""",
    )


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is absent")
def test_yaml_agrees_with_the_parser_on_real_files():
    """Every plain or quoted key of one line that the parser finds is coloured as a key."""
    from studio.yamltext.nodes import Mapping, Scalar, Sequence, parse

    def keys(node):
        if isinstance(node, Mapping):
            for entry in node.entries:
                yield entry.key
                yield from keys(entry.value)
        elif isinstance(node, Sequence):
            for item in node.items:
                yield from keys(item)

    paths = sorted(path for path in CORPUS.rglob("*.yaml") if path.stat().st_size < 60_000)[::9]
    checked = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        tree = parse(text)
        if tree.error or "\r" in text:
            continue
        roles = painted(YamlLexer(), text)
        for document in tree.documents:
            for key in keys(document.root):
                if isinstance(key, Scalar) and not key.tag and not key.anchor:
                    assert set(roles[key.start : key.end]) == {"k"}, (path, key.value)
                    checked += 1
    assert checked > 1000
