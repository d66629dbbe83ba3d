"""HTML in markdown becomes markdown; code and what is no tag stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.ui.markdown.tags import without_tags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<img src="a b.png" alt="A &amp; B"/>', "![A & B](<a b.png>)"),
        ("<IMG SRC=a.png>", "![\N{NO-BREAK SPACE}](<a.png>)"),
        ("![](a.png) `![](b)`", "![\N{NO-BREAK SPACE}](a.png) `![](b)`"),
        ('<a href="https://x.y">site</a>', "[site](<https://x.y>)"),
        ('<a name="here"></a>text', "text"),
        ('<a href="u"><img src="i" alt="t"></a>', "[![t](<i>)](<u>)"),
        ("one<br/>two", "one  \ntwo"),
        ("<b>bold</b> <em>it</em>", "**bold** *it*"),
        ("a <!-- hidden\n lines --> b", "a  b"),
        ("helm install <release> <chart>", "helm install <release> <chart>"),
        ("<https://example.com>", "<https://example.com>"),
        ("`<br>` and ``a ` <b>``", "`<br>` and ``a ` <b>``"),
        ("```\n<br>\n```\n<br>", "```\n<br>\n```\n  \n"),
        ("~~~\n<br>", "~~~\n<br>"),
        ("a ` b\n\n<br> ` c", "a ` b\n\n  \n ` c"),
    ],
)
def test_tags_become_what_they_mean(text: str, expected: str) -> None:
    assert without_tags(text) == expected


@given(st.text(st.sampled_from("<>/`~ab \n\"'=!-")))
def test_code_blocks_are_never_touched(text: str) -> None:
    code = f"```\n{text.replace('`', '')}\n```"
    assert without_tags(code) == code


@pytest.mark.parametrize("piece", ["`", "<a ", "<!--", "~~~\n", "```x\n", "<img src=", "` \n\n"])
def test_long_texts_take_no_time(piece: str) -> None:
    start = time.perf_counter()
    without_tags(piece * (100_000 // len(piece)))
    assert time.perf_counter() - start < 2
