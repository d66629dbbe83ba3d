"""Images that a package names, from a registry into its images/."""

from __future__ import annotations

import pytest

from studio.formats.imagerefs import parse_reference
from studio.package.builds.intopackage import into_package
from studio.package.builds.platforms import Platform
from studio.package.changes import apply
from studio.package.content import FileText
from studio.package.opening import open_package
from studio.package.snapshot import Snapshot
from studio.services.engine import images
from studio.services.engine.building import build
from studio.services.engine.fetching import OtherPlatform, fetch, wanted_images
from studio.services.engine.transfer import push
from tests.services.engine.orders import order

MAPPING = """\
instance:
- image: {name}
  tag: "1.0"
  address: {{repository: image.repository, tag: image.tag}}
  package: {{x86_64: a.tar, aarch64: b.tar}}
"""
ARM = Platform("linux", "arm64")


@pytest.fixture
def service(docker_engine, daemons, tmp_path):
    """A folder with a chart whose image lies in a registry, and no longer in the engine."""
    registry = daemons.registry()
    build(docker_engine, order(tmp_path, f"FROM busybox:1\nLABEL of={tmp_path}\n", name="remote"))
    repository = f"{registry.address}/team/remote"
    images.tag(docker_engine, "remote:latest", repository, "1.0")
    push(docker_engine, parse_reference(f"{repository}:1.0"))
    for name in (f"{repository}:1.0", "remote:latest"):
        images.remove(docker_engine, name)
    root = tmp_path / "service"
    for path, text in {
        "package/etcd/Chart.yaml": "apiVersion: v2\nname: etcd\nversion: 1.0.0\n",
        "package/etcd/values.yaml": f'image:\n  repository: {repository}\n  tag: "1.0"\n',
        "package/etcd/templates/d.yaml": "image: {{ .Values.image.repository }}\n",
        "images/mapping.yaml": MAPPING.format(name="remote"),
    }.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def test_what_is_missing_is_fetched_and_mapped(docker_engine, service):
    snapshot = open_package(service).snapshot
    wanted = wanted_images(snapshot)
    assert {each.platform for each in wanted} == {docker_engine.info.platform, ARM}
    mine = next(each for each in wanted if each.platform == docker_engine.info.platform)
    saved = fetch(docker_engine, mine, service)
    found = open_package(service).snapshot
    after = apply(found, into_package(found, [saved]).operations)
    assert "x86_64: remote-1.0-x86_64.tar" in after.text("images/mapping.yaml").text
    assert [each.platform for each in wanted_images(after)] == [ARM]


def test_an_image_that_is_there_for_another_platform_only(docker_engine, service):
    wanted = next(
        each for each in wanted_images(open_package(service).snapshot) if each.platform == ARM
    )
    with pytest.raises(OtherPlatform):
        fetch(docker_engine, wanted, service)
    assert [path.name for path in (service / "images").iterdir()] == ["mapping.yaml"]


def test_nothing_is_wanted_without_a_mapping():
    values = FileText("image: quay.io/x/etcd:1.0\n")
    chart = FileText("apiVersion: v2\nname: etcd\nversion: 1.0.0\n")
    files = {"package/etcd/Chart.yaml": chart, "package/etcd/values.yaml": values}
    assert wanted_images(Snapshot(files)) == ()


def test_the_architecture_that_an_entry_lacks_is_wanted_when_it_is_asked_for(service):
    snapshot = open_package(service).snapshot
    mapping = snapshot.text("images/mapping.yaml").text
    lines = [line for line in mapping.splitlines(keepends=True) if "aarch64" not in line]
    files = {**snapshot.files, "images/mapping.yaml": FileText("".join(lines))}
    found = wanted_images(Snapshot(files), "images/remote-1.0-aarch64.tar")
    assert [each.platform for each in found] == [ARM]
    assert ARM not in [each.platform for each in wanted_images(Snapshot(files))]
