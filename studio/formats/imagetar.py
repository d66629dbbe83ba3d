"""What is inside a saved image, read without unpacking it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio.formats.shapes import at, items, mapping, text
from studio.formats.tarwalk import BadTar, walk
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from studio.formats.tarwalk import Members
    from studio.wording import Message

DOCKER, OCI = "docker", "oci"

_NAME_KEYS = ("io.containerd.image.name", "org.opencontainers.image.ref.name")
_ATTESTATION = ("annotations", "vnd.docker.reference.type")
_MAX_NESTED_INDEXES = 4


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: its size in the tar in bytes (None where it is not in it) and who made it."""

    digest: str
    size: int | None
    command: str = ""


@dataclass(frozen=True, slots=True)
class ImageConfig:
    """How containers of the image start; ports such as `8080/tcp`."""

    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    user: str = ""
    working_folder: str = ""


@dataclass(frozen=True, slots=True)
class SavedImage:
    """One image of a tar; `names` are references as they were saved, with their tags.

    An OCI layout may name an image by nothing but a tag. `architecture` and `os` are Go's words
    (`amd64`, `linux`), `variant` such as `v8`.
    """

    names: tuple[str, ...]
    architecture: str
    os: str
    variant: str
    created: str
    layers: tuple[Layer, ...]
    config: ImageConfig

    @property
    def size(self) -> int:
        """Bytes of the layers that are in the tar."""
        return sum(layer.size or 0 for layer in self.layers)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the names, in their order."""
        named = (name.rpartition("/")[::2] for name in self.names)
        return tuple(last.rpartition(":")[2] for head, last in named if ":" in last or not head)


@dataclass(frozen=True, slots=True)
class ImageTar:
    """What a tar holds; `form` is "docker", "oci" or "" where it is neither.

    `defect` says what keeps the tar from being loaded, None where nothing does.
    """

    form: str
    images: tuple[SavedImage, ...] = ()
    gzipped: bool = False
    defect: Message | None = None


class _Incomplete(Exception):
    """Something that the tar names is not in it, or cannot be read; `sentence` says what."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def describe_tar(
    open_tar: Callable[[], BinaryIO], keep_going: Callable[[], None] = lambda: None
) -> ImageTar:
    """What the tar holds; never raises but for what `keep_going` raises to cancel.

    `open_tar` gives a seekable stream at the first byte. Plain tars are sought through, gzipped
    ones unpacked once without keeping what is large.
    """
    try:
        with open_tar() as stream:
            members = walk(stream, keep_going)
    except BadTar as error:
        return ImageTar("", gzipped=error.gzipped, defect=error.sentence)
    except OSError as error:
        reason = error.strerror or str(error)
        return ImageTar("", defect=message("The file cannot be read: {reason}.", reason=reason))
    if "manifest.json" in members.sizes:
        form, images = DOCKER, _docker_images(members)
    elif "index.json" in members.sizes:
        form, images = OCI, _oci_images(members, "index.json", (), 0)
    else:
        sentence = message(
            "This is no saved image: neither manifest.json nor index.json is in it. "
            "`docker save` and `podman save` write one."
        )
        return ImageTar("", gzipped=members.gzipped, defect=members.defect or sentence)
    found: list[SavedImage] = []
    defect = members.defect
    try:
        found.extend(images)
    except _Incomplete as error:
        defect = error.sentence
    if not found and defect is None:
        defect = message("The tar holds no image.")
    missing = [layer.digest for image in found for layer in image.layers if layer.size is None]
    if missing and defect is None:
        defect = message("The layer {layer} is not in the tar.", layer=missing[0])
    return ImageTar(form, tuple(found), members.gzipped, defect)


def _docker_images(members: Members) -> Iterator[SavedImage]:
    """The images that manifest.json lists (moby `image/tarexport`)."""
    for entry in items(_json(members, "manifest.json")):
        layers = tuple(
            Layer(path, members.size(path)) for path in items(mapping(entry).get("Layers"))
            if isinstance(path, str)
        )  # fmt: skip
        names = tuple(name for name in items(mapping(entry).get("RepoTags")) if text(name))
        yield _image(_json(members, text(mapping(entry).get("Config"))), names, layers)


def _oci_images(
    members: Members, path: str, names: tuple[str, ...], depth: int
) -> Iterator[SavedImage]:
    """The images of an index and of the indexes in it (OCI image layout 1.1)."""
    if depth > _MAX_NESTED_INDEXES:
        return
    for entry in map(mapping, items(mapping(_json(members, path)).get("manifests"))):
        if at(entry, *_ATTESTATION):
            continue
        annotations = mapping(entry.get("annotations"))
        own = names or tuple(name for key in _NAME_KEYS if (name := text(annotations.get(key))))[:1]
        blob = _blob(entry)
        if members.size(blob) is None and entry.get("platform"):
            continue  # of the other platforms only the description was saved
        manifest = mapping(_json(members, blob))
        if "manifests" in manifest:
            yield from _oci_images(members, blob, own, depth + 1)
            continue
        described = map(mapping, items(manifest.get("layers")))
        layers = tuple(
            Layer(text(layer.get("digest")), members.size(_blob(layer))) for layer in described
        )
        config = _json(members, _blob(mapping(manifest.get("config"))))
        yield _image(config, own, layers)


def _blob(descriptor: Mapping[str, Any]) -> str:
    """The path of the blob that a descriptor names by its digest."""
    algorithm, _, digest = text(descriptor.get("digest")).partition(":")
    return f"blobs/{algorithm}/{digest}"


def _json(members: Members, path: str) -> Any:
    data = members.data(path)
    if data is None:
        raise _Incomplete(message("`{path}` is not in the tar.", path=path))
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _Incomplete(message("`{path}` in the tar is not JSON.", path=path)) from error


def _image(config: Any, names: tuple[str, ...], layers: tuple[Layer, ...]) -> SavedImage:
    """The image of a configuration (OCI image configuration, which Docker's is like)."""
    shape = mapping(config)
    history = map(mapping, items(shape.get("history")))
    commands = [text(step.get("created_by")) for step in history if not step.get("empty_layer")]
    if len(commands) == len(layers):
        layers = tuple(map(_commanded, layers, commands))
    return SavedImage(
        names,
        text(shape.get("architecture")),
        text(shape.get("os")),
        text(shape.get("variant")),
        text(shape.get("created")),
        layers,
        _start(mapping(shape.get("config"))),
    )


def _commanded(layer: Layer, command: str) -> Layer:
    return replace(layer, command=command)


def _start(config: Mapping[str, Any]) -> ImageConfig:
    labels = mapping(config.get("Labels")).items()
    return ImageConfig(
        _words(config.get("Entrypoint")),
        _words(config.get("Cmd")),
        _words(config.get("Env")),
        tuple(sorted(mapping(config.get("ExposedPorts")))),
        tuple(sorted((key, str(value)) for key, value in labels)),
        text(config.get("User")),
        text(config.get("WorkingDir")),
    )


def _words(value: Any) -> tuple[str, ...]:
    return tuple(word for word in items(value) if isinstance(word, str))
