"""Put images for several platforms, which were pushed one by one, under one name."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.errors import StudioError
from studio.formats.shapes import items, mapping, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.imagerefs import ImageReference
    from studio.package.builds.platforms import Platform
    from studio.services.engine.connection import Engine
    from studio.services.engine.credentials import Credential
    from studio.services.engine.registry import Repository

_DOCKER = "application/vnd.docker.distribution.manifest.v2+json"
_DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json"
_OCI = "application/vnd.oci.image.manifest.v1+json"
_OCI_LIST = "application/vnd.oci.image.index.v1+json"


class NotJoined(StudioError):
    """The images are in the registry, each under its own name, and not under one for all."""


class Pushed(NamedTuple):
    """An image for one platform in its registry."""

    reference: ImageReference
    platform: Platform


def own_tag(reference: ImageReference, platform: Platform) -> ImageReference:
    """The name of the image for one platform, where there are several: `etcd:3.5.0-aarch64`."""
    return reference.with_tag(f"{reference.normalised().tag}-{platform.osc_architecture}")


def join(
    engine: Engine,
    reference: ImageReference,
    parts: Sequence[Pushed],
    credential: Credential | None = None,
) -> str:
    """Give `reference` to all `parts` together, so that each machine pulls its own; its digest.

    The parts lie in the same repository. The registry is asked directly, as engines have no
    request for it: raises `NotJoined`, also where only the engine can reach the registry, and
    `CannotSignIn`.
    """
    # It loads what an engine alone does without.
    from studio.services.engine.registry import RegistryRefused, Repository

    try:
        with Repository(engine, reference, credential) as repository:
            found = [_descriptor(repository, part) for part in parts]
            is_docker = all(each["mediaType"] == _DOCKER for each in found)
            media_type = _DOCKER_LIST if is_docker else _OCI_LIST
            shape = {"schemaVersion": 2, "mediaType": media_type, "manifests": found}
            data = json.dumps(shape, indent=1).encode()
            repository.put(reference.normalised().tag, data, media_type)
    except (RegistryRefused, ValueError) as error:
        raise NotJoined(
            "Pushed as {names}, but not under one name as {image}: {reason}",
            names=", ".join(str(part.reference) for part in parts),
            image=reference,
            reason=error.reason if isinstance(error, RegistryRefused) else error,
        ) from error
    return _digest(data)


def _descriptor(repository: Repository, part: Pushed) -> dict[str, Any]:
    """What a list says of one image (OCI image specification 1.0, `image-index.md`)."""
    response = repository.get(
        part.reference.normalised().tag, _DOCKER, _OCI, _DOCKER_LIST, _OCI_LIST
    )
    shape = mapping(response.json())
    for each in map(mapping, items(shape.get("manifests"))):
        # Engines may push one image as a list of its own.
        platform = mapping(each.get("platform"))
        if (platform.get("os"), platform.get("architecture")) == part.platform[:2]:
            return each
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    variant = {"variant": part.platform.variant} if part.platform.variant else {}
    return {
        "mediaType": text(shape.get("mediaType")) or kind,
        "size": len(response.content),
        "digest": _digest(response.content),
        "platform": {
            "architecture": part.platform.architecture, "os": part.platform.os, **variant,
        },
    }  # fmt: skip


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
