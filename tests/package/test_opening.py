"""Everything that holds a package opens, and what holds none says so."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from studio.formats.kinds import Kind
from studio.package import disk
from studio.package.archive import BadArchive
from studio.package.content import FileBlob, FileText, Folder
from studio.package.disk import TooLarge
from studio.package.igzip import END_OF_STREAM, deflate
from studio.package.layout import layout_of
from studio.package.opening import CannotOpen, open_again, open_package
from studio.package.origin import ArchiveOrigin, FolderOrigin
from studio.package.packing import ZipWriter
from studio.package.roots import NotAPackage

# kind, name, version, opened through
OPERATORS = {
    "ahv-to-ove-operator": ("ahv-to-ove-operator", "0.1.0", True),
    "apimatic-kubernetes-operator": ("apimatic-kubernetes-operator", "0.0.1", True),
    "app-insights-operator": ("app-insights-operator", "1.20.0-1", True),
    "awss3-operator-registry": ("awss3-operator-registry", "1.0.1", True),
    "cloud-native-postgresql": ("cloud-native-postgresql", "1.30.0", True),
    "csw-operator": ("csw-operator", "1.3.0", True),
    "datadog-operator": ("datadog-operator", "1.29.0", True),
    "etcd": ("etcd", "0.9.4", False),
    "grafana-operator": ("grafana-operator", "5.24.0", True),
    "ibm-application-gateway-operator": ("ibm-application-gateway-operator", "26.7.1", True),
    "ibm-common-service-operator": ("ibm-common-service-operator", "4.12.0", True),
    "ibmcloud-operator": ("ibmcloud-operator", "1.0.0", False),
    "infinispan": ("infinispan", "2.5.14", True),
    "keycloak-operator": ("keycloak-operator", "26.7.1", True),
    "metering-upstream": ("metering-upstream", "4.2.0", False),
    "open-liberty-certified": ("open-liberty-certified", "1.6.2", True),
    "ovms-operator": ("ovms-operator", "1.2.0", True),
    "portworx-multi-cluster-certified": ("portworx-multi-cluster-certified", "26.1.0", True),
    "prometheus": ("prometheus", "0.56.3", True),
    "robin-operator": ("robin-operator", "5.3.2-59", False),
    "runtime-component-operator": ("runtime-component-operator", "0.7.0", False),
    "stackable-kafka-operator": ("stackable-kafka-operator", "26.7.0", True),
    "strimzi-kafka-operator": ("strimzi-kafka-operator", "1.2.0", True),
    "tidb-operator": ("tidb-operator", "1.3.1", True),
    "universal-crossplane": ("universal-crossplane", "1.5.1-up.1", True),
    "victoriametrics-operator": ("victoriametrics-operator", "0.16.0", False),
}
CHARTS = {
    "alertmanager/1.42.0": "alertmanager",
    "apache/11.4.30": "apache",
    "cnpg-cluster/0.8.1": "cluster",
    "datadog/3.240.0": "datadog",
    "etcd/6.7.0": "etcd",
    "etcd/9.5.0": "etcd",
    "grafana/10.5.14": "grafana",
    "grafana/6.20.3": "grafana",
    "jupyterhub/0.0.1-set.by.chartpress": "jupyterhub",
    "kube-prometheus-stack/88.5.3": "kube-prometheus-stack",
    "longhorn/1.6.1-rc3": "longhorn",
    "milvus/16.0.2": "milvus",
    "mysql/9.12.1": "mysql",
    "postgresql/17.1.0": "postgresql",
    "redis/23.1.1": "redis",
    "traefik/41.3.0": "traefik",
    "wordpress/27.0.0": "wordpress",
}


@pytest.mark.parametrize("folder", OPERATORS)
def test_corpus_operators(corpus: Path, folder: str) -> None:
    layout = layout_of(open_package(corpus / "operators" / folder).snapshot)
    assert layout.kind is Kind.OPERATOR
    assert (layout.name, layout.version, layout.bundle_format) == OPERATORS[folder]


@pytest.mark.parametrize("folder", CHARTS)
def test_corpus_charts(corpus: Path, folder: str) -> None:
    layout = layout_of(open_package(corpus / "charts" / folder).snapshot)
    expected = (Kind.HELM, CHARTS[folder], folder.partition("/")[2])
    assert (layout.kind, layout.name, layout.version) == expected


def test_the_whole_corpus_is_in_these_tables(corpus: Path) -> None:
    assert {path.name for path in (corpus / "operators").iterdir()} == OPERATORS.keys()
    charts = (corpus / "charts").glob("*/*")
    assert {path.relative_to(corpus / "charts").as_posix() for path in charts} == CHARTS.keys()


@pytest.mark.parametrize(
    ("folder", "kind", "inside"),
    [
        ("chart", Kind.HELM, ""),
        ("operator", Kind.OPERATOR, ""),
        ("bundle", Kind.OPERATOR, ""),
        ("osc", Kind.OSC, ""),
        ("bundle", Kind.OPERATOR, "0.9.4"),
        ("chart", Kind.HELM, "charts/etcd"),
        ("operator", Kind.OPERATOR, "downloads/etcd"),
    ],
)
def test_folders(tmp_path: Path, packages, folder: str, kind: Kind, inside: str) -> None:
    files = getattr(packages, folder)
    packages.write_tree(tmp_path / "p" / inside, files)
    opened = open_package(tmp_path / "p")
    layout = layout_of(opened.snapshot)
    assert (layout.kind, layout.is_service, layout.name) == (kind, False, "etcd")
    assert layout.version == {Kind.HELM: "6.7.0"}.get(kind, "0.9.4")
    assert isinstance(opened.origin, FolderOrigin)
    assert len(opened.snapshot) == len(files)


@pytest.mark.parametrize("form", ["zip", "tgz"])
@pytest.mark.parametrize("top", ["", "etcd", "a/b"])
@pytest.mark.parametrize("what", ["chart", "operator", "bundle", "osc"])
def test_archives(tmp_path: Path, packages, form: str, top: str, what: str) -> None:
    files = getattr(packages, what)
    path = tmp_path / f"x.{form}"
    named = packages.below(top, files) if top else files
    path.write_bytes(getattr(packages, f"{form}_bytes")(named))
    opened = open_package(path)
    assert list(opened.snapshot) == sorted(files)
    assert layout_of(opened.snapshot).name == "etcd"
    assert isinstance(opened.origin, ArchiveOrigin)
    assert (opened.origin.top, opened.origin.form) == (top, form)
    assert opened.origin.root_name == (top.rpartition("/")[2] or "x")
    assert not opened.notices


def test_what_lies_beside_the_package_in_an_archive_is_told(tmp_path: Path, packages) -> None:
    files = packages.below("etcd", packages.chart) | {"__MACOSX/._etcd": b"\0", "NOTES.txt": b"x"}
    path = tmp_path / "x.zip"
    path.write_bytes(packages.zip_bytes(files))
    opened = open_package(path)
    assert list(opened.snapshot) == sorted(packages.chart)
    assert [str(notice).partition(" ")[0] for notice in opened.notices] == [
        "NOTES.txt",
        "__MACOSX/._etcd",
    ]


@pytest.mark.parametrize("inner", ["etcd-0.9.4.zip", "etcd-0.9.4.tgz", "etcd-0.9.4.tar.gz"])
def test_service_folder_with_a_packed_deploy_package(tmp_path: Path, packages, inner: str) -> None:
    files = packages.service(inner, top="")
    if not inner.endswith("zip"):
        files[f"package/{inner}"] = packages.tgz_bytes(packages.below("etcd", packages.operator))
    opened = open_package(packages.write_tree(tmp_path / "Etcd", files))
    layout = layout_of(opened.snapshot)
    assert (layout.kind, layout.is_service) == (Kind.OPERATOR, True)
    assert layout.deploy_root == "package/etcd-0.9.4"
    assert "package/etcd-0.9.4/etcd.package.yaml" in opened.snapshot
    assert [archive.path for archive in opened.origin.inner] == [f"package/{inner}"]


def test_service_zip_shows_both_levels(tmp_path: Path, packages) -> None:
    path = tmp_path / "etcd-0.9.4.zip"
    path.write_bytes(packages.zip_bytes(packages.service()))
    opened = open_package(path)
    assert opened.origin.root_name == "Etcd"
    tar = opened.snapshot.files["images/etcd.tar"]
    assert isinstance(tar, FileBlob)
    assert tar.read() == b"\0" * 4096
    assert layout_of(opened.snapshot).version == "0.9.4"


def test_a_file_opens_its_package(tmp_path: Path, packages) -> None:
    chart = packages.chart | packages.below("charts/sub", packages.chart)
    service = packages.write_tree(tmp_path / "Etcd", packages.below("package/etcd", chart))
    operator = packages.write_tree(tmp_path / "operator", packages.operator)
    bundle = packages.write_tree(tmp_path / "bundle", packages.bundle)
    osc = packages.write_tree(tmp_path / "osc", packages.osc | {"raw/Chart.yaml": b"name: x\n"})
    for file, expected in {
        service / "package/etcd/Chart.yaml": service,
        service / "package/etcd/charts/sub/values.yaml": service,
        operator / "0.9.4/etcd.clusterserviceversion.yaml": operator,
        bundle / "manifests/etcd.clusterserviceversion.yaml": bundle,
        osc / "metadata.yaml": osc,
        osc / "raw/Chart.yaml": osc,
    }.items():
        assert open_package(file).origin.path == expected


@pytest.mark.parametrize("name", ["etcd.zip", "etcd.tgz", "etcd.TAR.GZ"])
def test_a_file_that_is_only_named_like_an_archive(tmp_path: Path, packages, name: str) -> None:
    folder = packages.write_tree(tmp_path / "etcd", packages.osc)
    (folder / name).write_bytes(b"<html>not found</html>")
    with pytest.raises(BadArchive, match="neither a zip nor a gzipped tar"):
        open_package(folder / name)


def test_a_deploy_package_unpacked_into_package_itself(tmp_path: Path, packages) -> None:
    packages.write_tree(tmp_path, packages.below("package", packages.chart))
    layout = layout_of(open_package(tmp_path).snapshot)
    assert (layout.deploy_root, layout.name, layout.is_service) == ("package", "etcd", True)


def test_packages_side_by_side_are_named(tmp_path: Path, packages) -> None:
    for name in ("one", "two"):
        packages.write_tree(tmp_path / name, packages.chart)
    with pytest.raises(NotAPackage, match=r"holds 2 packages side by side \(one, two\)"):
        open_package(tmp_path)


def test_nothing_to_open_says_what_was_found(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(NotAPackage, match=r"only notes\.txt"):
        open_package(tmp_path)
    with pytest.raises(NotAPackage, match=r"only notes\.txt"):
        open_package(tmp_path / "notes.txt")
    with pytest.raises(CannotOpen, match="does not exist"):
        open_package(tmp_path / "missing")


def test_a_service_package_without_a_deploy_package(tmp_path: Path, packages) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(packages.zip_bytes({"S/package/a.zip": packages.zip_bytes({"x.txt": b"x"})}))
    with pytest.raises(NotAPackage, match=r"x\.zip/package/a\.zip is no package"):
        open_package(path)


def test_version_control_is_not_read(tmp_path: Path, packages) -> None:
    packages.write_tree(tmp_path, packages.chart | {".git/config": b"x", ".helmignore": b"*.tmp\n"})
    opened = open_package(tmp_path)
    assert isinstance(opened.snapshot.files[".git/"], Folder)
    assert ".git/config" not in opened.snapshot
    assert ".helmignore" in opened.snapshot
    assert [str(notice) for notice in opened.notices] == [
        ".git is not read: it belongs to version control."
    ]


def test_links(tmp_path: Path, packages) -> None:
    root = packages.write_tree(tmp_path / "p", packages.chart)
    (tmp_path / "secret").write_text("s")
    (root / "inside.yaml").symlink_to("values.yaml")
    (root / "outside.yaml").symlink_to("../secret")
    (root / "dangling.yaml").symlink_to("nothing")
    (root / "folder").symlink_to("templates")
    os.mkfifo(root / "pipe")
    opened = open_package(root)
    assert opened.snapshot.text("inside.yaml") == opened.snapshot.text("values.yaml")
    skipped = {str(notice).partition(" ")[0] for notice in opened.notices}
    assert skipped == {"outside.yaml", "dangling.yaml", "folder", "pipe"}
    assert not skipped & opened.snapshot.files.keys()


def test_an_unreadable_file_is_told(
    tmp_path: Path, packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages.write_tree(tmp_path, packages.chart)
    real_open = Path.open

    def refused(path: Path, *args, **kwargs):
        if path.name == "values.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refused)
    opened = open_package(tmp_path)
    assert "values.yaml" not in opened.snapshot
    assert "values.yaml is skipped: it cannot be read (Permission denied)." in map(
        str, opened.notices
    )


def test_text_and_blobs(tmp_path: Path, packages) -> None:
    odd = {
        "utf16.txt": "a".encode("utf-16"),
        "latin.txt": b"\xe9t\xe9",
        "late-nul.txt": b"a" * 100_000 + b"\0",
        "x.tar": b"plain",
        "empty": b"",
        "folder/": b"",
    }
    snapshot = open_package(packages.write_tree(tmp_path, packages.chart | odd)).snapshot
    kinds = {name: type(snapshot.files[name]) for name in odd}
    assert kinds == {
        "utf16.txt": FileBlob,
        "latin.txt": FileBlob,
        "late-nul.txt": FileBlob,
        "x.tar": FileBlob,
        "empty": FileText,
        "folder/": Folder,
    }


def test_too_many_files(tmp_path: Path, packages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "FILE_LIMIT", 20)
    modules = {f"node_modules/{number}/index.js": b"" for number in range(10)}
    packages.write_tree(tmp_path, packages.chart | modules)
    with pytest.raises(TooLarge, match="more than 20 files"):
        open_package(tmp_path)


def test_too_much_text(tmp_path: Path, packages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "TOTAL_TEXT_LIMIT", 1 << 20)
    packages.write_tree(tmp_path, packages.chart | {"a.txt": b"a" * (1 << 20)})
    with pytest.raises(TooLarge, match="more than 1 MB of text"):
        open_package(tmp_path)


def test_opening_can_be_cancelled(tmp_path: Path, packages) -> None:
    class Cancelled(Exception):
        pass

    def cancel() -> None:
        raise Cancelled

    packages.write_tree(tmp_path, packages.chart)
    with pytest.raises(Cancelled):
        open_package(tmp_path, keep_going=cancel)


def test_leftovers_of_a_dead_writer_are_removed(tmp_path: Path, packages) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    dead = f".~studio-{gone.stdout.strip()}-0"
    alive = f".~studio-{os.getpid()}-0"
    foreign = ".~studio-notes"
    packages.write_tree(
        tmp_path, packages.chart | {dead: b"h", f"templates/{alive}": b"", foreign: b""}
    )
    assert list(open_package(tmp_path).snapshot) == sorted(packages.chart)
    assert not (tmp_path / dead).exists()
    assert (tmp_path / "templates" / alive).exists()
    assert (tmp_path / foreign).exists()


_MEASURE = """
import resource, sys, time
from pathlib import Path
from studio.package.opening import open_package
from studio.package.layout import layout_of
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
layout_of(open_package(Path(sys.argv[1])).snapshot)
print(time.perf_counter() - start)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.parametrize("packed", [False, True])
def test_two_gigabytes_of_images_open_at_once(tmp_path: Path, packages, packed: bool) -> None:
    root = packages.write_tree(tmp_path / "Etcd", packages.service(top=""))
    for number in range(2):
        with (root / f"images/{number}.tar").open("wb") as stream:
            stream.truncate(1 << 30)
    if packed:
        archive = tmp_path / "x.zip"
        image = deflate(bytes(1 << 20)) * 1024 + END_OF_STREAM
        with archive.open("w+b") as sink, ZipWriter(sink) as writer:
            for name, data in packages.service().items():
                writer.add(name, io.BytesIO(data), len(data))
            for name in ("Etcd/images/0.tar", "Etcd/images/1.tar"):
                sizes = (1 << 30, len(image))
                writer.add_packed(name, io.BytesIO(image), sizes, 0, deflated=True, mode=0o644)
        root = archive
    done = subprocess.run([sys.executable, "-c", _MEASURE, str(root)],
                          capture_output=True, text=True, check=True)  # fmt: skip
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 1
    assert megabytes < 50


def test_reading_a_large_member_needs_no_memory(tmp_path: Path, packages) -> None:
    image = bytes(range(256)) * 4096 * 20
    path = tmp_path / "x.zip"
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        path.write_bytes(
            packages.zip_bytes(packages.service() | {"Etcd/images/b.tar": image}, method)
        )
        blob = open_package(path).snapshot.files["images/b.tar"]
        with blob.open() as stream:
            assert stream.seek(-256, os.SEEK_END) == len(image) - 256
            assert stream.read() == image[-256:]
            assert stream.seek(512) == 512
            assert stream.read(256) == image[:256]
            assert stream.read(1 << 30) == image[768:]
        assert blob.read() == image


def test_an_archive_that_has_ceased_to_be_a_package_is_read_again(tmp_path: Path, packages) -> None:
    archive = tmp_path / "etcd.zip"
    archive.write_bytes(packages.zip_bytes(packages.below("etcd", packages.chart)))
    origin = open_package(archive).origin
    archive.write_bytes(packages.zip_bytes({"etcd/values.yaml": b"size: 3\n"}))
    assert list(open_again(origin).snapshot) == ["values.yaml"]
