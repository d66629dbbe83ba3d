"""What a file that is not text is, told from its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.wording import message

if TYPE_CHECKING:
    from studio.wording import Message

HEAD = 512
"""Bytes that are enough to tell."""

_TAR_MAGIC, _TAR_AT = b"ustar", 257
_KINDS = (
    (b"\x1f\x8b", message("gzip archive")),
    (b"PK\x03\x04", message("zip archive")),
    (b"PK\x05\x06", message("empty zip archive")),
    (b"BZh", message("bzip2 archive")),
    (b"\xfd7zXZ\x00", message("xz archive")),
    (b"\x28\xb5\x2f\xfd", message("zstd archive")),
    (b"7z\xbc\xaf\x27\x1c", message("7z archive")),
    (b"\x7fELF", message("program for Linux")),
    (b"MZ", message("program for Windows")),
    (b"\xca\xfe\xba\xbe", message("Java class or program for macOS")),
    (b"\xcf\xfa\xed\xfe", message("program for macOS")),
    (b"\x00asm", message("WebAssembly module")),
    (b"%PDF-", message("PDF document")),
    (b"\x89PNG", message("PNG picture")),
    (b"\xff\xd8\xff", message("JPG picture")),
    (b"GIF8", message("GIF picture")),
    (b"SQLite format 3\x00", message("SQLite database")),
    (b"wOF2", message("font")),
    (b"wOFF", message("font")),
    (b"OTTO", message("font")),
    (b"\x00\x01\x00\x00\x00", message("font")),
    (b"-----BEGIN", message("key or certificate")),
)
_TAR = message("tar archive")
_EMPTY = message("empty file")
_OTHER = message("not text")


def binary_kind(head: bytes) -> Message:
    """What begins with these bytes, at least `HEAD` of them where there are as many."""
    if not head:
        return _EMPTY
    if head[_TAR_AT : _TAR_AT + len(_TAR_MAGIC)] == _TAR_MAGIC:
        return _TAR
    return next((kind for magic, kind in _KINDS if head.startswith(magic)), _OTHER)
