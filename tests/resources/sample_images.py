"""Writes the stand-in images of the Kafka sample: tiny, valid, the same bytes on every machine."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
IMAGES = SAMPLES / "kafka" / "images"
REGISTRY = "swr.cn-east-3.myhuaweicloud.com/osc-sample"
# The sample's architectures as OSC's mapping and as image configurations name them.
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
PROGRAMS = {
    "kafka-operator": "2.5.0",
    "kafka": "2.5.0",
    "zookeeper": "3.5.8",
    "kafka-exporter": "1.3.0",
}
CREATED = "2024-05-20T08:00:00Z"
NOTE = """\
A stand-in for {name} {version} ({architecture}).

It lets the sample package be packed, opened and checked without gigabytes of images. It
contains no program; a real package carries what `docker save` wrote.
"""


def archives() -> dict[str, bytes]:
    """Every archive of the sample by its file name."""
    return {
        f"{name}-{version}-{architecture}.tar": saved_image(name, version, architecture)
        for name, version in PROGRAMS.items()
        for architecture in ARCHITECTURES
    }


def saved_image(name: str, version: str, architecture: str) -> bytes:
    """One image of a single layer as `docker save` of Docker 25 and later lays it out."""
    note = NOTE.format(name=name, version=version, architecture=architecture)
    layer = tar({"README": note.encode()})
    config = as_json(_config(name, version, architecture, layer))
    manifest = as_json(
        {
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": _descriptor("application/vnd.oci.image.config.v1+json", config),
            "layers": [_descriptor("application/vnd.oci.image.layer.v1.tar", layer)],
        }
    )
    reference = f"{REGISTRY}/{name}:{version}"
    saved = [{"Config": _blob(config), "RepoTags": [reference], "Layers": [_blob(layer)]}]
    named = _descriptor("application/vnd.oci.image.manifest.v1+json", manifest) | {
        "annotations": {
            "io.containerd.image.name": reference,
            "org.opencontainers.image.ref.name": version,
        },
        "platform": {"architecture": ARCHITECTURES[architecture], "os": "linux"},
    }
    index = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.index.v1+json",
        "manifests": [named],
    }
    blobs = {_blob(content): content for content in (config, layer, manifest)}
    return tar(
        dict(sorted(blobs.items()))
        | {
            "index.json": as_json(index),
            "manifest.json": as_json(saved),
            "oci-layout": as_json({"imageLayoutVersion": "1.0.0"}),
        }
    )


def _config(name: str, version: str, architecture: str, layer: bytes) -> dict[str, Any]:
    variant = {"variant": "v8"} if architecture == "aarch64" else {}
    return {
        "architecture": ARCHITECTURES[architecture],
        **variant,
        "os": "linux",
        "created": CREATED,
        "config": {
            "Env": ["PATH=/usr/local/bin:/usr/bin:/bin"],
            "Cmd": [f"/usr/local/bin/{name}"],
            "WorkingDir": "/",
            "Labels": {
                "org.opencontainers.image.title": name,
                "org.opencontainers.image.version": version,
                "org.opencontainers.image.licenses": "Apache-2.0",
            },
        },
        "rootfs": {"type": "layers", "diff_ids": [_digest(layer)]},
        "history": [{"created": CREATED, "created_by": "COPY README /"}],
    }


def tar(members: dict[str, bytes]) -> bytes:
    """An uncompressed archive of files that all have the same age and owner."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            member.mode = 0o644
            archive.addfile(member, io.BytesIO(content))
        # tarfile pads to records of ten kilobytes; the format asks for two empty blocks.
        end = archive.offset + 2 * tarfile.BLOCKSIZE
    return buffer.getvalue()[:end].ljust(end, tarfile.NUL)


def as_json(value: Any) -> bytes:
    """The value as compact JSON."""
    return json.dumps(value, separators=(",", ":")).encode()


def _descriptor(media_type: str, content: bytes) -> dict[str, Any]:
    return {"mediaType": media_type, "digest": _digest(content), "size": len(content)}


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _blob(content: bytes) -> str:
    return f"blobs/sha256/{hashlib.sha256(content).hexdigest()}"


def main() -> int:
    """Write the archives into the sample."""
    for name, content in archives().items():
        (IMAGES / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
