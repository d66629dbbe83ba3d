"""Bytes of a text file to text with plain line ends, and back without a byte changed."""

from __future__ import annotations

import codecs
from typing import NamedTuple


class Decoded(NamedTuple):
    r"""Text with "\n" line ends, the line end it had on disk ("" where mixed), and its BOM."""

    text: str
    eol: str
    bom: bool


def decode(data: bytes) -> Decoded | None:
    """`data` as UTF-8 text; None where it is none or holds NUL."""
    if b"\0" in data:
        return None
    bom = data.startswith(codecs.BOM_UTF8)
    try:
        text = data[3 if bom else 0 :].decode()
    except UnicodeDecodeError:
        return None
    if "\r" not in text:
        return Decoded(text, "\n", bom)
    windows = text.count("\r\n")
    returns, feeds = text.count("\r"), text.count("\n")
    if windows == returns == feeds:
        return Decoded(text.replace("\r\n", "\n"), "\r\n", bom)
    if not feeds:
        return Decoded(text.replace("\r", "\n"), "\r", bom)
    return Decoded(text, "", bom)


def encode(decoded: Decoded) -> bytes:
    """The bytes that `decoded` was read from."""
    text = decoded.text
    if decoded.eol not in ("", "\n"):
        text = text.replace("\n", decoded.eol)
    return (codecs.BOM_UTF8 if decoded.bom else b"") + text.encode("utf-8", "surrogatepass")
