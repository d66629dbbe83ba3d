"""How saved images are called: `images/{name}-{tag}-{arch}.tar` (osc_sp_0012)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.formats.imagemap import tar_path
from studio.formats.imagerefs import DEFAULT_TAG, ImageReference, parse_reference

if TYPE_CHECKING:
    from studio.package.builds.platforms import Platform

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


def tar_name(reference: ImageReference, platform: Platform) -> str:
    """The usual name of the tar of an image: `etcd-3.5.0-x86_64.tar`."""
    return usual_tar_name(reference, platform.osc_architecture)


def usual_tar_name(reference: ImageReference, architecture: str) -> str:
    """The same for one of OSC's architectures."""
    version = reference.tag or reference.digest.rpartition(":")[2][:12] or DEFAULT_TAG
    return _UNSAFE.sub("-", f"{reference.name}-{version}-{architecture}.tar")


def saved_path(reference: ImageReference, platform: Platform) -> str:
    """Where in a service package the tar of an image belongs."""
    return tar_path(tar_name(reference, platform))


def pushed_as(reference: ImageReference, registry: str) -> ImageReference | None:
    """The name of the image in `registry`, which may end in a folder: `swr.example.com/team`.

    An image that is named for that registry already keeps its name. None where the two give no
    name that registries accept.
    """
    base = registry.strip().strip("/")
    if f"{reference.repository}/".startswith(f"{base}/"):
        return reference
    tag = f":{reference.tag}" if reference.tag else ""
    named = parse_reference(f"{base}/{reference.name}{tag}")
    return named if isinstance(named, ImageReference) and named.host else None
