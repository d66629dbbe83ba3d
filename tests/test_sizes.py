"""Sizes as window, command line and rules say them."""

from __future__ import annotations

import pytest

from studio.package.rules.publishing import DEPLOY_LIMIT
from studio.sizes import size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 KB"),
        (1, "1 KB"),
        (55_888, "55 KB"),
        (1_153_434, "1.1 MB"),
        (DEPLOY_LIMIT, "4.0 MB"),
        (2 << 40, "2.0 TB"),
        (2 << 50, "2048.0 TB"),
    ],
)
def test_a_megabyte_is_that_of_the_limit(size, text):
    assert size_text(size) == text
