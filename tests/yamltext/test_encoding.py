"""Bytes to text and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.yamltext.encoding import Decoded, decode, encode


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        (b"", Decoded("", "\n", bom=False)),
        (b"a\nb\n", Decoded("a\nb\n", "\n", bom=False)),
        (b"a\r\nb", Decoded("a\nb", "\r\n", bom=False)),
        (b"a\rb\r", Decoded("a\nb\n", "\r", bom=False)),
        (b"a\r\nb\n", Decoded("a\r\nb\n", "", bom=False)),
        (b"\xef\xbb\xbfa", Decoded("a", "\n", bom=True)),
        (b"\xff", None),
        (b"a\0b", None),
    ],
)
def test_decode(data, decoded):
    assert decode(data) == decoded


@given(
    st.lists(
        st.sampled_from([b"a", b"\r", b"\n", b"\r\n", "中".encode(), b"\xef\xbb\xbf", b"\xff"])
    )
)
def test_bytes_are_restored(parts):
    data = b"".join(parts)
    decoded = decode(data)
    assert decoded is None if b"\xff" in data else decoded is not None
    if decoded is not None:
        assert encode(decoded) == data
