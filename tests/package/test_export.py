"""What is delivered: complete, the same everywhere, or not there at all."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from studio.package import export as module
from studio.package import verify as verifying
from studio.package.changes import apply
from studio.package.checks import CheckRun
from studio.package.content import FileBlob, FileText, Folder
from studio.package.delivery import NotDeliverable, delivery_of, is_junk
from studio.package.export import ExportFailed, ExportRefused, export
from studio.package.opening import open_package
from studio.package.problems import Findings, Problem, Severity
from studio.package.snapshot import Place, Snapshot
from studio.package.sources import Handle, InMemory, OnDisk
from studio.package.verify import DoesNotMatch
from studio.package.wrap import AlreadyWrapped, wrap
from studio.wording import message

ROOT = Path(__file__).parents[2]
CHART = {
    "Chart.yaml": FileText("apiVersion: v2\nname: etcd\nversion: 6.7.0\n"),
    "values.yaml": FileText("size: 3\n", "\r\n", bom=True),
    "templates/a.yaml": FileText("{{ .Values.size }}\n"),
    "README.md": FileText("# 你好\n"),
}
OSC = {
    "metadata.yaml": FileText('name: etcd\nversion: "0.9.4"\n'),
    "lifecycle.yaml": FileText("install: {strategy: deployment}\n"),
    "manifests/etcd_crd.yaml": FileText("apiVersion: v1\nkind: CustomResourceDefinition\n"),
}


def blob(data: bytes) -> FileBlob:
    return FileBlob(len(data), Handle(InMemory(data)))


def service(deploy: dict, **images: bytes) -> Snapshot:
    """A service package; `images` are the files of images/, "_" for "."."""
    files = {f"package/any/{path}": content for path, content in deploy.items()}
    tars = {f"images/{name.replace('_', '.')}": blob(data) for name, data in images.items()}
    return Snapshot({**files, **tars, "studio.yaml": FileText("rules: {profile: osc}\n")})


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(autouse=True)
def findings(monkeypatch):
    """Lets the tests say what the rules find; nothing by default."""
    found = []

    def check(snapshot, options=None, *, keep_going):
        keep_going()
        return CheckRun(Findings(tuple(found)))

    monkeypatch.setattr(module, "check", check)
    return found


def problem(severity: Severity) -> Problem:
    return Problem("OSC-07", severity, Place("metadata.yaml"), message("Wrong."))


def test_a_service_holds_the_deploy_package_and_its_images(tmp_path):
    mapping = b"images: []\n"
    snapshot = service(OSC, etcd_tar=b"layers", mapping_yaml=mapping)
    report = export(snapshot, tmp_path / "dist")
    assert report.path == tmp_path / "dist" / "etcd-0.9.4.zip"
    outer = members(report.path.read_bytes())
    inner = members(outer.pop("etcd/package/etcd-0.9.4.zip"))
    assert outer == {"etcd/images/etcd.tar": b"layers", "etcd/images/mapping.yaml": mapping}
    assert set(inner) == {f"etcd/{path}" for path in OSC}
    assert inner["etcd/lifecycle.yaml"] == b"install: {strategy: deployment}\n"


def test_a_chart_is_packed_as_helm_packs_it(tmp_path):
    outer = members(export(Snapshot(CHART), tmp_path).path.read_bytes())
    with tarfile.open(fileobj=io.BytesIO(outer["etcd/package/etcd-6.7.0.tgz"])) as archive:
        found = {member.name: archive.extractfile(member).read() for member in archive}
    assert set(found) == {f"etcd/{path}" for path in CHART}
    assert found["etcd/values.yaml"] == b"\xef\xbb\xbfsize: 3\r\n"


@pytest.mark.parametrize(("files", "name"), [(OSC, "etcd-0.9.4.zip"), (CHART, "etcd-6.7.0.tgz")])
def test_the_deploy_package_alone(tmp_path, files, name):
    whole = export(service(files, etcd_tar=b"layers"), tmp_path / "whole")
    alone = export(service(files, etcd_tar=b"layers"), tmp_path / "alone", deploy_only=True)
    assert alone.path.name == name
    inner = members(whole.path.read_bytes())[f"etcd/package/{name}"]
    assert alone.path.read_bytes() == inner


@pytest.mark.parametrize("files", [OSC, CHART])
def test_what_was_exported_opens_as_the_same_package(tmp_path, files):
    snapshot = service(files, etcd_tar=b"layers" * 99)
    opened = open_package(export(snapshot, tmp_path).path).snapshot
    first = export(opened, tmp_path / "again").path.read_bytes()
    assert first == export(snapshot, tmp_path).path.read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "studio.yaml", ".git/config", ".svn/entries", "images/.DS_Store", "Thumbs.db", "a.yaml~",
        "manifests/.crd.yaml.swp", "#a#", "x.tmp", ".~studio-12-ab", "package/any/.git/",
    ],
)  # fmt: skip
def test_what_belongs_to_the_workshop_stays_at_home(path):
    content = Folder() if path.endswith("/") else FileText("x")
    delivery = delivery_of(service(OSC).replaced({path: content}))
    assert path in delivery.left_out
    bare = delivery_of(Snapshot({**OSC, path: content}))
    assert path in bare.left_out


@pytest.mark.parametrize(
    "path", ["manifests/a.yaml", ".helmignore", "templates/git/a", "swap.yaml", "images/a.swf"]
)
def test_what_an_author_made_is_no_junk(path):
    assert not is_junk(path)


def test_the_same_package_gives_the_same_bytes(tmp_path):
    files = service(OSC, etcd_tar=b"layers", b_tar=b"more").files
    shuffled = Snapshot(dict(reversed(files.items())), revision=99)
    one = export(Snapshot(files), tmp_path / "one")
    other = export(shuffled, tmp_path / "other")
    assert one.path.read_bytes() == other.path.read_bytes()
    assert one.sha256 == other.sha256 == hashlib.sha256(one.path.read_bytes()).hexdigest()


def test_empty_folders_survive(tmp_path):
    report = export(service({**OSC, "manifests/vendor/": Folder()}), tmp_path)
    inner = members(members(report.path.read_bytes())["etcd/package/etcd-0.9.4.zip"])
    assert inner["etcd/manifests/vendor/"] == b""


def test_errors_refuse(tmp_path, findings):
    findings += [problem(Severity.ERROR), problem(Severity.WARNING)]
    with pytest.raises(ExportRefused) as caught:
        export(service(OSC), tmp_path / "dist")
    assert caught.value.findings.problems == tuple(findings)
    assert not (tmp_path / "dist").exists()


def test_errors_can_be_allowed_and_the_report_tells(tmp_path, findings):
    findings.append(problem(Severity.ERROR))
    report = export(service(OSC), tmp_path, allow_errors=True).as_json()
    assert report["allowed_errors"] == 1
    assert report["problems"][0]["rule"] == "OSC-07"


def test_warnings_do_not_refuse(tmp_path, findings):
    findings.append(problem(Severity.WARNING))
    assert export(service(OSC), tmp_path).as_json()["allowed_errors"] == 0


def test_the_report_describes_every_file(tmp_path):
    report = export(service(OSC, etcd_tar=b"layers"), tmp_path)
    shape = json.loads(json.dumps(report.as_json()))
    outer = members(report.path.read_bytes())
    digests = {item["name"]: item["sha256"] for item in shape["contents"]}
    assert digests == {name: hashlib.sha256(data).hexdigest() for name, data in outer.items()}
    deploy = shape["deploy_package"]
    assert deploy["sha256"] == digests["etcd/package/etcd-0.9.4.zip"]
    assert [item["name"] for item in deploy["contents"]] == sorted(f"etcd/{path}" for path in OSC)
    assert shape["archive"] == {
        "file": "etcd-0.9.4.zip", "size": report.path.stat().st_size, "sha256": report.sha256,
    }  # fmt: skip
    assert shape["left_out"] == ["studio.yaml"]
    assert shape["package"] == {
        "kind": "osc", "layout": "service", "name": "etcd", "version": "0.9.4",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('version: "1"\n', "no name"),
        ("name: etcd\n", "no version"),
        ('name: ../etcd\nversion: "1"\n', "named after"),
        ('name: etcd\nversion: "1/2"\n', "named after"),
    ],
)
def test_a_package_without_a_usable_name_is_not_exported(tmp_path, text, complaint):
    snapshot = service({**OSC, "metadata.yaml": FileText(text)})
    with pytest.raises(NotDeliverable, match=complaint):
        export(snapshot, tmp_path, allow_errors=True)


class Stop(Exception):
    pass


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("at", [0.0, 0.1, 0.4, 0.55, 0.9])
def test_a_cancelled_export_leaves_what_was_there(tmp_path, at):
    (tmp_path / "etcd-0.9.4.zip").write_bytes(b"the last release")

    def progress(fraction, text):
        if fraction >= at:
            raise Stop

    with pytest.raises(Stop):
        export(service(OSC, etcd_tar=os.urandom(3 << 20)), tmp_path, progress=progress)
    assert leftovers(tmp_path) == ["etcd-0.9.4.zip"]
    assert (tmp_path / "etcd-0.9.4.zip").read_bytes() == b"the last release"


def test_progress_rises_to_its_end(tmp_path):
    steps = []
    snapshot = service(OSC, etcd_tar=os.urandom(3 << 20))
    export(snapshot, tmp_path, progress=lambda fraction, text: steps.append((fraction, str(text))))
    fractions = [fraction for fraction, _text in steps]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert len({text for _fraction, text in steps}) == 3


class Full(io.FileIO):
    def write(self, data, /):
        if self.tell() + len(data) > 1 << 20:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    opened = Path.open

    def open_on_full_disk(path, mode="r", **options):
        return Full(path, "w+") if mode == "w+b" else opened(path, mode, **options)

    monkeypatch.setattr(Path, "open", open_on_full_disk)
    with pytest.raises(ExportFailed, match="not enough room"):
        export(service(OSC, etcd_tar=os.urandom(2 << 20)), tmp_path)
    assert leftovers(tmp_path) == []


def test_a_disk_that_is_too_small_is_found_out_before(tmp_path, monkeypatch):
    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 99}))
    packed = b"\x1f\x8b" + bytes(100)
    with pytest.raises(ExportFailed, match="not enough room"):
        export(service(OSC, etcd_tar=packed), tmp_path)
    assert export(service(OSC, etcd_tar=bytes(100)), tmp_path)


@pytest.mark.parametrize("reason", [errno.EACCES, errno.EROFS])
def test_a_folder_that_is_read_only_is_told(tmp_path, monkeypatch, reason):
    opened = Path.open

    def open_read_only(path, mode="r", **options):
        if mode == "w+b":
            raise OSError(reason, os.strerror(reason))
        return opened(path, mode, **options)

    monkeypatch.setattr(Path, "open", open_read_only)
    with pytest.raises(ExportFailed, match="cannot be written to"):
        export(service(OSC), tmp_path)


def test_a_target_that_is_a_file_is_told(tmp_path):
    (tmp_path / "dist").write_text("")
    with pytest.raises(ExportFailed, match="dist"):
        export(service(OSC), tmp_path / "dist")


def test_an_image_that_is_gone_is_named(tmp_path):
    tar = tmp_path / "etcd.tar"
    tar.write_bytes(b"layers")
    image = FileBlob(6, Handle(OnDisk.at(tar)))
    snapshot = service(OSC).replaced({"images/etcd.tar": image})
    tar.unlink()
    with pytest.raises(ExportFailed, match=r"images/etcd\.tar cannot be read"):
        export(snapshot, tmp_path / "dist")
    assert leftovers(tmp_path / "dist") == []


@pytest.mark.parametrize("at", [100, -3000, -200])
def test_a_disk_that_writes_something_else_is_found_out(tmp_path, monkeypatch, at):
    read_back = verifying.verify

    def damaged(archive, delivery, packing, progress):
        data = bytearray(archive.read_bytes())
        data[at] ^= 0xFF
        archive.write_bytes(data)
        return read_back(archive, delivery, packing, progress)

    monkeypatch.setattr(module, "verify", damaged)
    with pytest.raises(DoesNotMatch):
        export(service(OSC, etcd_tar=os.urandom(5000)), tmp_path)
    assert leftovers(tmp_path) == []


KILLED = """
import os, sys
from pathlib import Path
from studio.package.content import FileText
from studio.package.export import export
from studio.package.snapshot import Snapshot

TOUCHES = {"open", "os.mkdir", "os.rename", "os.remove"}
target, left = Path(sys.argv[1]), None


def count(event, arguments):
    global left
    if left is not None and event in TOUCHES and str(target) in str(arguments[0]):
        left -= 1
        if left < 0:
            os._exit(9)


def release(text):
    files = {"metadata.yaml": 'name: etcd\\nversion: "0.9.4"\\n', "README.md": text}
    return Snapshot({path: FileText(text) for path, text in files.items()})


sys.addaudithook(count)
archive = target / "etcd-0.9.4.zip"
export(release("old"), target, allow_errors=True)
old = archive.read_bytes()
export(release("new"), target, allow_errors=True)
new = archive.read_bytes()
assert old != new
steps = 0
while True:
    archive.write_bytes(old)
    child = os.fork()
    if not child:
        left = steps
        export(release("new"), target, allow_errors=True)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert archive.read_bytes() in (old, new)
    if code == 0:
        assert archive.read_bytes() == new
        assert os.listdir(target) == [archive.name], os.listdir(target)
        print(steps)
        break
    assert code == 9, code
    steps += 1
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed after a fork")
def test_a_killed_export_leaves_the_old_archive_and_the_next_one_cleans_up(tmp_path):
    result = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 5


def test_a_bare_package_becomes_a_service_package_and_back():
    bare = Snapshot({**OSC, "studio.yaml": FileText(""), "manifests/vendor/": Folder()})
    change = wrap(bare)
    wrapped = apply(bare, change.operations)
    assert set(wrapped) == {
        "studio.yaml",
        "package/etcd-0.9.4/manifests/vendor/",
        *(f"package/etcd-0.9.4/{path}" for path in OSC),
    }
    assert apply(wrapped, change.inverse().operations).files == bare.files
    with pytest.raises(AlreadyWrapped):
        wrap(wrapped)


BUNDLE = {
    "manifests/etcd.clusterserviceversion.yaml": FileText(
        "apiVersion: operators.coreos.com/v1alpha1\nkind: ClusterServiceVersion\n"
        "metadata: {name: etcd.v0.9.4}\nspec: {version: 0.9.4}\n"
    ),
    "metadata/annotations.yaml": FileText(
        "annotations:\n  operators.operatorframework.io.bundle.package.v1: etcd\n"
        "  operators.operatorframework.io.bundle.manifests.v1: manifests/\n"
    ),
}


@pytest.mark.parametrize("files", [BUNDLE, OSC, CHART])
def test_what_images_are_built_from_is_not_delivered(tmp_path, files):
    recipe = FileText("builds:\n- {name: etcd-operator, context: build}\n")
    work = {
        "studio.yaml": recipe,
        "build/Dockerfile": FileText("FROM scratch\n"),
        "build/.dockerignore": FileText("*\n"),
        "build/operator-amd64": blob(bytes(8 << 20)),
        "build/empty/": Folder(),
    }
    report = export(Snapshot({**files, **work}), tmp_path, deploy_only=True)
    if report.path.suffix == ".zip":
        names = {name.partition("/")[2] for name in members(report.path.read_bytes())}
    else:
        with tarfile.open(report.path) as archive:
            names = {name.partition("/")[2] for name in archive.getnames()}
    assert names == set(files)
    assert set(report.delivery.left_out) == set(work)


def test_a_service_holds_no_context_of_its_deploy_package(tmp_path):
    recipe = FileText("builds:\n- {name: etcd, context: package/any/build}\n")
    files = {"package/any/build/Dockerfile": FileText("FROM a\n"), "studio.yaml": recipe}
    report = export(Snapshot({**service(OSC).files, **files}), tmp_path)
    outer = members(report.path.read_bytes())
    inner = members(outer["etcd/package/etcd-0.9.4.zip"])
    assert set(inner) == {f"etcd/{path}" for path in OSC}


def test_a_bare_package_with_recipes_becomes_a_service_package():
    recipe = FileText("builds:\n- {name: etcd, context: build}\n")
    before = Snapshot({**OSC, "studio.yaml": recipe, "build/Dockerfile": FileText("FROM a\n")})
    after = apply(before, wrap(before).operations)
    assert "build/Dockerfile" in after
    assert "package/etcd-0.9.4/metadata.yaml" in after
