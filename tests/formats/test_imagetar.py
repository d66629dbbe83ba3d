"""What is inside saved images of both layouts, whole and broken."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.formats.imagetar import ImageTar, describe_tar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LAYER = b"\0" * 2048
CONFIG: dict[str, Any] = {
    "architecture": "arm64",
    "os": "linux",
    "variant": "v8",
    "created": "2024-05-20T08:00:00Z",
    "config": {
        "Entrypoint": ["/entry.sh"],
        "Cmd": ["redis-server", "--port", "6379"],
        "Env": ["PATH=/bin", "LANG=C"],
        "ExposedPorts": {"6379/tcp": {}, "16379/tcp": {}},
        "Labels": {"version": "7.2", "maintainer": "us"},
        "User": "1001",
        "WorkingDir": "/data",
    },
    "history": [
        {"created_by": "ADD rootfs"},
        {"created_by": "ENV A=1", "empty_layer": True},
        {"created_by": "RUN make"},
    ],
}


def tar(files: Mapping[str, bytes | str]) -> bytes:
    """A tar of files; a value of type str makes a symbolic link."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            if isinstance(data, str):
                info.type, info.linkname = tarfile.SYMTYPE, data
                archive.addfile(info)
            else:
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def docker_files() -> dict[str, bytes | str]:
    manifest = [
        {
            "Config": "abc.json",
            "RepoTags": ["example.com/redis:7.2", "redis:7"],
            "Layers": ["one/layer.tar", "two/layer.tar"],
        }
    ]
    return {
        "abc.json": json.dumps(CONFIG).encode(),
        "one/layer.tar": LAYER,
        "two/layer.tar": LAYER[:1024],
        "manifest.json": json.dumps(manifest).encode(),
    }


def oci_files(*architectures: str, annotation: str = "redis:7.2") -> dict[str, bytes | str]:
    files: dict[str, bytes | str] = {"oci-layout": b"{}"}
    entries: list[dict[str, Any]] = []
    for number, architecture in enumerate(architectures):
        config, manifest, layer = (f"{number}{kind}" for kind in "cml")
        described = {
            "config": {"digest": f"sha256:{config}"},
            "layers": [{"digest": f"sha256:{layer}", "size": 2048}],
        }
        files[f"blobs/sha256/{config}"] = json.dumps({"architecture": architecture}).encode()
        files[f"blobs/sha256/{manifest}"] = json.dumps(described).encode()
        files[f"blobs/sha256/{layer}"] = LAYER
        platform = {"architecture": architecture, "os": "linux"}
        entries.append({"digest": f"sha256:{manifest}", "platform": platform})
    files["blobs/sha256/nested"] = json.dumps({"manifests": entries}).encode()
    name = {"org.opencontainers.image.ref.name": annotation}
    index = {"manifests": [{"digest": "sha256:nested", "annotations": name}]}
    return files | {"index.json": json.dumps(index).encode()}


def described(data: bytes) -> ImageTar:
    return describe_tar(lambda: io.BytesIO(data))


def complaint(data: bytes) -> str:
    found = described(data)
    assert found.defect is not None
    return found.defect.text()


@pytest.mark.parametrize("packed", [False, True])
def test_docker_save(packed: bool) -> None:
    data = tar(docker_files())
    found = described(gzip.compress(data) if packed else data)
    assert (found.form, found.gzipped, found.defect) == ("docker", packed, None)
    (image,) = found.images
    assert image.names == ("example.com/redis:7.2", "redis:7")
    assert image.tags == ("7.2", "7")
    assert (image.architecture, image.os, image.variant) == ("arm64", "linux", "v8")
    assert [(layer.size, layer.command) for layer in image.layers] == [
        (2048, "ADD rootfs"),
        (1024, "RUN make"),
    ]
    assert image.size == 3072
    assert image.config.entrypoint == ("/entry.sh",)
    assert image.config.command == ("redis-server", "--port", "6379")
    assert image.config.environment == ("PATH=/bin", "LANG=C")
    assert image.config.ports == ("16379/tcp", "6379/tcp")
    assert image.config.labels == (("maintainer", "us"), ("version", "7.2"))
    assert (image.config.user, image.config.working_folder) == ("1001", "/data")


def test_a_layer_that_is_a_link_has_the_size_of_its_target() -> None:
    files = docker_files() | {"two/layer.tar": "../one/layer.tar"}
    found = described(tar(files))
    assert found.defect is None
    assert [layer.size for layer in found.images[0].layers] == [2048, 2048]


def test_leading_dots_do_not_matter() -> None:
    assert described(tar({f"./{name}": data for name, data in docker_files().items()})).images


def test_oci_layout_with_two_architectures() -> None:
    found = described(tar(oci_files("amd64", "arm64")))
    assert (found.form, found.defect) == ("oci", None)
    assert [image.architecture for image in found.images] == ["amd64", "arm64"]
    assert all(image.names == ("redis:7.2",) for image in found.images)


def test_oci_layout_whose_other_architecture_was_not_saved() -> None:
    files = oci_files("amd64", "arm64")
    for name in ("1c", "1m", "1l"):
        del files[f"blobs/sha256/{name}"]
    found = described(tar(files))
    assert found.defect is None
    assert [image.architecture for image in found.images] == ["amd64"]


def test_an_oci_layout_may_name_nothing_but_a_tag() -> None:
    assert described(tar(oci_files("amd64", annotation="7.2"))).images[0].tags == ("7.2",)


def test_attestations_are_no_images() -> None:
    files = oci_files("amd64")
    index = json.loads(files["index.json"])
    kind = {"vnd.docker.reference.type": "attestation-manifest"}
    index["manifests"].append({"digest": "sha256:gone", "annotations": kind})
    files["index.json"] = json.dumps(index).encode()
    found = described(tar(files))
    assert (len(found.images), found.defect) == (1, None)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"etc/passwd": b"root"}, "no saved image"),
        ({"manifest.json": b"[]"}, "holds no image"),
        ({"manifest.json": b"[nonsense"}, "not JSON"),
        ({"manifest.json": b'[{"Config": "a.json"}]'}, "`a.json` is not in the tar"),
        ({"index.json": b'{"manifests": [{"digest": "sha256:a"}]}'}, "`blobs/sha256/a`"),
        ({"index.json": b"{}"}, "holds no image"),
    ],
)
def test_a_tar_that_lacks_something_says_what(files: dict[str, bytes], words: str) -> None:
    assert words in complaint(tar(files))


def test_an_index_that_holds_itself_ends() -> None:
    index = b'{"manifests": [{"digest": "sha256:a"}]}'
    assert "no image" in complaint(tar({"index.json": index, "blobs/sha256/a": index}))


def test_a_missing_layer_is_named_and_the_rest_is_told() -> None:
    files = docker_files()
    del files["two/layer.tar"]
    found = described(tar(files))
    assert found.defect is not None
    assert "two/layer.tar" in found.defect.text()
    assert found.images[0].architecture == "arm64"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no tar"),
        (b"\0" * 10240, "empty"),
        (b"hello " * 200, "no tar"),
        (b"\x28\xb5\x2f\xfd" + b"x" * 600, "zstd"),
        (bz2.compress(b"x"), "bzip2"),
        (gzip.compress(b"hello " * 200, mtime=0), "no tar"),
        (gzip.compress(tar({"a": LAYER}), mtime=0)[:60], "damaged"),
    ],
    ids=["nothing", "zeros", "words", "zstd", "bzip2", "gzipped-words", "cut-off"],
)
def test_what_is_no_tar_says_so(data: bytes, words: str) -> None:
    assert words in complaint(data)


def test_a_tar_that_is_cut_off_says_so_and_tells_what_is_left() -> None:
    data = tar(dict(reversed(docker_files().items())))
    found = described(data[: data.index(LAYER[:1024]) + 600])
    assert found.defect is not None
    assert found.images or "cut off" in found.defect.text() or "not in the tar" in str(found.defect)


def test_a_file_that_is_gone_is_a_value_too(tmp_path: Path) -> None:
    found = describe_tar((tmp_path / "none.tar").open)  # type: ignore[arg-type]
    assert found.defect is not None
    assert "cannot be read" in found.defect.text()


def test_reading_can_be_cancelled() -> None:
    class Cancelled(Exception):
        pass

    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        describe_tar(lambda: io.BytesIO(tar(docker_files())), cancel)


def test_the_stream_is_closed_again() -> None:
    stream = io.BytesIO(tar(docker_files()))
    describe_tar(lambda: stream)
    assert stream.closed


def test_large_layers_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.tar"
    with path.open("wb") as stream:
        info = tarfile.TarInfo("one/layer.tar")
        info.size = 3 << 30
        stream.write(info.tobuf(tarfile.GNU_FORMAT))
        stream.seek(info.size, io.SEEK_CUR)
        rest = docker_files()
        del rest["one/layer.tar"]
        stream.write(tar(rest))
    bytes_read = 0

    class Counted(io.FileIO):
        def readinto(self, buffer: Any) -> int:
            nonlocal bytes_read
            count = super().readinto(buffer)
            bytes_read += count
            return count

    found = describe_tar(lambda: io.BufferedReader(Counted(path)))
    assert found.defect is None
    assert found.images[0].layers[0].size == 3 << 30
    assert bytes_read < 1 << 20


@given(st.binary(max_size=2000))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert described(data).defect is not None


@given(st.data())
def test_no_damage_makes_it_raise(data: st.DataObject) -> None:
    good = tar(data.draw(st.sampled_from([docker_files(), oci_files("amd64")])))
    whole = gzip.compress(good) if data.draw(st.booleans()) else good
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = bytearray(whole)
    damaged[at] ^= data.draw(st.integers(1, 255))
    found = described(bytes(damaged[: data.draw(st.integers(1, len(whole)))]))
    assert found.images or found.defect is not None
    assert found.defect is None or found.defect.text()
