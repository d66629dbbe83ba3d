"""What looks like an image: names of keys, and references inside other text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from studio.formats.imagerefs import reference_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_IMAGE_KEY = re.compile(r"(?:(?:.*[^a-z])?image|.*Image)(?:_?(?:[Nn]ame|[Rr]ef|[Uu]rl|URL))?")
_IMAGES_KEY = re.compile(r"(?:.*[^a-z])?images|.*Images")
_OTHER_IMAGE = re.compile(r"(?i).*(?:repo(?:sitory)?|registry|prefix|policy|version|tag)")
_LABELS = re.compile(r"(?:.*\.)?kubernetes\.io")
_ADDRESS = re.compile(r"(?<![\w./:@-])[\w.-]+(?::\d+)?/[\w./-]+[:@][\w.:@+-]+")


@lru_cache(maxsize=4096)
def is_image_key(key: str) -> bool:
    """Whether a key names an image: `image`, `sidecarImage`, `image_name`."""
    return bool(_IMAGE_KEY.fullmatch(key))


@lru_cache(maxsize=4096)
def is_images_key(key: str) -> bool:
    """Whether a key names several images: `images`, `kafkaImages`."""
    return bool(_IMAGES_KEY.fullmatch(key))


def is_image_variable(name: str) -> bool:
    """Whether an environment variable or flag names an image: `RELATED_IMAGE_X`, `-a-image`."""
    return "image" in name.lower() and not _OTHER_IMAGE.fullmatch(name)


def is_named(text: str) -> bool:
    """Whether a text reads as a reference with more than a bare word: a path, tag or digest."""
    found = reference_of(text)
    return found is not None and bool(found.tag or found.digest or "/" in found.path or found.host)


def is_tagged(text: str) -> bool:
    """Whether a text reads as a reference with a tag or digest."""
    found = reference_of(text)
    return found is not None and bool(found.tag or found.digest)


def is_certain(text: str) -> bool:
    """Whether a text can hardly be anything but a reference: it has a host, and a tag or digest."""
    if "/" not in text or ":" not in text:
        return False
    found = reference_of(text)
    if found is None or not (found.tag or found.digest) or _LABELS.fullmatch(found.host):
        return False
    return "." in found.host or bool(found.port) or found.host == "localhost"


def references_in(text: str) -> Iterator[str]:
    """The references with a host that stand in a text of any kind, in order."""
    return (reference for _, reference in found_in(text))


def found_in(text: str) -> Iterator[tuple[int, str]]:
    """The references with a host in a text, with the code points at which they start."""
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".:@+-")
        if is_certain(address):
            yield match.start(), address
