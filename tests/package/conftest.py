"""Trees, archives and packages to open, as small as they can be."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from studio.package.content import FileBlob, FileText
from studio.package.sources import Handle, InMemory

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.snapshot import Snapshot

CHART = {
    "Chart.yaml": b"apiVersion: v2\nname: etcd\nversion: 6.7.0\n",
    "values.yaml": b"size: 3\r\n",
    "templates/a.yaml": b"{{ .Values.size }}\n",
    "logo.png": b"\x89PNG\0\0",
}
CSV = (
    b"apiVersion: operators.coreos.com/v1alpha1\nkind: ClusterServiceVersion\n"
    b"metadata: {name: etcd.v0.9.4}\nspec: {version: 0.9.4}\n"
)
ANNOTATIONS = b"annotations:\n  operators.operatorframework.io.bundle.package.v1: etcd\n"
OPERATOR = {
    "etcd.package.yaml": b"packageName: etcd\nchannels:\n- {name: a, currentCSV: etcd.v0.9.4}\n",
    "0.9.4/etcd.clusterserviceversion.yaml": CSV,
}
BUNDLE = {
    "manifests/etcd.clusterserviceversion.yaml": CSV,
    "metadata/annotations.yaml": ANNOTATIONS,
}
OSC = {
    "metadata.yaml": b'name: etcd\nversion: "0.9.4"\n',
    "lifecycle.yaml": b"install: {strategy: deployment}\n",
    "manifests/etcd_csd.yaml": b"apiVersion: osc.io/v1beta1\nkind: CustomServiceDefinition\n",
}


def below(folder: str, files: dict[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{path}": data for path, data in files.items()}


def zip_bytes(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tgz_bytes(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def write_tree(root: Path, files: dict[str, bytes]) -> Path:
    """Write `files` below `root`; a name that ends in "/" makes a folder."""
    for name, data in files.items():
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return root


def read_tree(root: Path) -> dict[str, bytes]:
    """Every file below `root`, and the folders that are empty."""
    found = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def blob(data: bytes) -> FileBlob:
    return FileBlob(len(data), Handle(InMemory(data)))


def encoded(snapshot: Snapshot) -> dict[str, bytes]:
    """What a folder must hold for the snapshot to be saved in it."""
    contents = snapshot.files.items()
    data = {
        path: item.encoded() if isinstance(item, FileText) else getattr(item, "read", bytes)()
        for path, item in contents
    }
    return {
        path: item
        for path, item in data.items()
        if not path.endswith("/") or not any(o != path and o.startswith(path) for o in data)
    }


class Packages:
    """The builders, for tests to take as one fixture."""

    chart, operator, bundle, osc = CHART, OPERATOR, BUNDLE, OSC
    below = staticmethod(below)
    zip_bytes = staticmethod(zip_bytes)
    tgz_bytes = staticmethod(tgz_bytes)
    write_tree = staticmethod(write_tree)
    read_tree = staticmethod(read_tree)
    encoded = staticmethod(encoded)
    blob = staticmethod(blob)

    @staticmethod
    def service(inner: str = "etcd-0.9.4.zip", top: str = "Etcd/") -> dict[str, bytes]:
        """A service package with a packed operator."""
        return {
            f"{top}package/{inner}": zip_bytes(below("etcd", OPERATOR)),
            f"{top}images/mapping.yaml": b"a: 1\n",
            f"{top}images/etcd.tar": b"\0" * 4096,
        }


@pytest.fixture(scope="session")
def packages() -> type[Packages]:
    """Builders of packages."""
    return Packages


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    """Where saving keeps what it deletes."""
    return tmp_path / "state" / "kept"
