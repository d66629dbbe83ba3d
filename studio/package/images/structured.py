"""Find images in values whose shape nobody has written down: chart values, custom resources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from studio.formats.imagelooks import is_certain, is_image_key, is_images_key, is_named, is_tagged
from studio.formats.imagerefs import reference_of
from studio.package.images.uses import DIGEST, FULL, REGISTRY, REPOSITORY, TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studio.yamltext.pointers import Pointer

_REPOSITORY_KEYS = ("repository",)
_REPOSITORY_KEYS_OF_IMAGE = ("repository", "repo", "name")
_TAG_KEYS = ("tag", "imageTag", "image_tag")
_DIGEST_KEYS = ("digest", "sha", "sha256")
_COMPANIONS = frozenset({"registry", *_TAG_KEYS, *_DIGEST_KEYS})
_HEX = re.compile(r"[0-9a-f]{64}")
_TEMPLATED = "{{"


class Candidate(NamedTuple):
    """An image that values name: what each part says, and the key that says it.

    `places` has a pointer for each part that has a key, also where its value is empty; `texts`
    only those that say something. `guess` means that nothing but the look of a text tells it.
    """

    places: Mapping[str, Pointer]
    texts: Mapping[str, str]
    guess: bool = False

    @property
    def reference(self) -> str:
        """The address that the parts make up."""
        return compose(self.texts)


def compose(texts: Mapping[str, str]) -> str:
    """The address of parts, put together as charts do it."""
    if FULL in texts:
        return texts[FULL]
    registry = texts.get(REGISTRY, "").rstrip("/")
    address = f"{registry}/{texts.get(REPOSITORY, '')}" if registry else texts.get(REPOSITORY, "")
    if tag := texts.get(TAG):
        address += f":{tag}"
    if digest := texts.get(DIGEST):
        address += f"@sha256:{digest}" if _HEX.fullmatch(digest) else f"@{digest}"
    return address


def candidates(value: Any, pointer: Pointer = (), key: str = "") -> Iterator[Candidate]:
    """The images in a value, in order; `key` is the nearest key above."""
    if isinstance(value, dict):
        shape = cast("dict[str, Any]", value)
        taken: set[str] = set()
        found = _split(shape, pointer, key)
        if found is not None:
            yield found
            taken = {str(place[-1]) for place in found.places.values()}
        for name, child in shape.items():
            if name not in taken:
                yield from candidates(child, (*pointer, name), _child_key(name, key))
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[Any]", value)):
            yield from candidates(item, (*pointer, index), key)
    elif isinstance(value, str):
        yield from _whole(value, pointer, key)


def _child_key(name: str, above: str) -> str:
    """The key for a child: members of `images` are images by whatever name."""
    return "images" if is_images_key(above) and not is_image_key(name) else name


def _split(shape: Mapping[str, Any], pointer: Pointer, key: str) -> Candidate | None:
    """The image of a mapping that spells it in several keys."""
    names_image = is_image_key(key) or is_images_key(key)
    repository = _first(shape, _REPOSITORY_KEYS_OF_IMAGE if names_image else _REPOSITORY_KEYS)
    if repository == "name" and not shape.keys() & _COMPANIONS:
        return None
    if repository is None and _text(shape.get("image")) and not is_tagged(_text(shape["image"])):
        tag = _first(shape, _TAG_KEYS)
        repository = "image" if tag or _text(shape.get("registry")) else None
    if repository is None:
        return None
    keys = {
        REGISTRY: "registry" if "registry" in shape else None,
        REPOSITORY: repository,
        TAG: _first(shape, _TAG_KEYS),
        DIGEST: _first(shape, _DIGEST_KEYS),
    }
    places = {part: (*pointer, name) for part, name in keys.items() if name}
    texts = {part: text for part, name in keys.items() if name and (text := _text(shape[name]))}
    if not texts.get(REPOSITORY) or any(_TEMPLATED in text for text in texts.values()):
        return None
    if not names_image and (not places.keys() & {TAG, DIGEST} or _flawed(texts)):
        return None
    return Candidate(places, texts)


def _whole(text: str, pointer: Pointer, key: str) -> Iterator[Candidate]:
    """The image of a text that spells it as a whole."""
    text = text.strip()
    if not text or _TEMPLATED in text:
        return
    if key == "image":
        is_image = not re.search(r"\s", text)
    elif is_image_key(key):
        is_image = is_named(text)
    else:
        is_image = is_images_key(key) and is_tagged(text)
    if is_image or is_certain(text):
        yield Candidate({FULL: pointer}, {FULL: text}, guess=not is_image)


def _flawed(texts: Mapping[str, str]) -> bool:
    return reference_of(compose(texts)) is None


def _first(shape: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the keys that is there with a text, else the first that is there empty."""
    present = [name for name in names if name in shape and _is_scalar(shape[name])]
    return next((name for name in present if _text(shape[name])), present[0] if present else None)


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, (dict, list, bool))


def _text(value: Any) -> str:
    """A scalar as a template prints it; "" for nothing."""
    if value is None or not _is_scalar(value):
        return ""
    return str(value).strip()
