"""Versions: strict, as Helm reads them, in order, and in ranges."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.formats.semver import Version, is_range, loose, strict

NUMBERS = st.integers(0, 10**6)
LABELS = st.from_regex(r"\A([a-z][0-9a-z-]*)(\.[a-z][0-9a-z-]*)*\Z")


@pytest.mark.parametrize("text", ["1.2.3", "0.0.0", "1.0.0-rc.1", "1.0.0-0.3.7", "1.0.0+b.01"])
def test_strict_versions(text):
    assert str(strict(text)) == text


@pytest.mark.parametrize(
    "text", ["", "1", "1.2", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3 ", "1.2.3-a..b"]
)
def test_what_is_no_strict_version(text):
    assert strict(text) is None


@pytest.mark.parametrize(
    ("text", "meant"), [("v1", "1.0.0"), ("1.10", "1.10.0"), ("v1.0-rc1+x", "1.0.0-rc1+x")]
)
def test_loose_versions(text, meant):
    assert str(loose(text)) == meant


@pytest.mark.parametrize("text", ["", "one", "1.2.3.4", "1..2", "latest", "1.0-01"])
def test_what_is_no_version_at_all(text):
    assert loose(text) is None


@given(NUMBERS, NUMBERS, NUMBERS, LABELS | st.just(""))
def test_a_written_version_is_read_again(major, minor, patch, prerelease):
    version = Version(major, minor, patch, prerelease)
    assert strict(str(version)) == loose(str(version)) == version


def test_order_is_that_of_the_specification():
    texts = (
        "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
        "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0",
    )  # fmt: skip
    assert sorted(Random(1).sample(texts, len(texts)), key=lambda text: strict(text).order) == list(
        texts
    )


@pytest.mark.parametrize(
    "text", [">=1.0.0 <2.0.0", "1.x", ">1.0.0 || 3.x", "> 1.2.3", "!=1.0.0", "=1.0.0-rc.1"]
)
def test_ranges(text):
    assert is_range(text)


@pytest.mark.parametrize("text", ["", "newest", ">1 <", "^1.0.0", "1.0.0 ||", ">=1.0.0,<2.0.0"])
def test_what_is_no_range(text):
    assert not is_range(text)
