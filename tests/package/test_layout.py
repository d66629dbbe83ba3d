"""What lies where in a package, whatever its shape."""

from __future__ import annotations

import pytest

from studio.formats.kinds import Kind, Role
from studio.package.content import FileText
from studio.package.layout import layout_of
from studio.package.snapshot import Snapshot


def layout(files: dict[str, bytes]):
    return layout_of(
        Snapshot({path: FileText(data.decode("latin-1")) for path, data in files.items()})
    )


@pytest.mark.parametrize("folder", ["package", "package/etcd-0.9.4"])
@pytest.mark.parametrize(
    ("what", "kind"),
    [("chart", Kind.HELM), ("osc", Kind.OSC), ("operator", Kind.OPERATOR)],
)
def test_service_packages(packages, folder: str, what: str, kind: Kind) -> None:
    found = layout(packages.below(folder, getattr(packages, what)))
    assert (found.kind, found.is_service, found.deploy_root) == (kind, True, folder)
    assert found.name == "etcd"
    assert found.deploy_roots == (folder,)
    assert found.deploy_path(f"{folder}/x") == "x"
    assert found.deploy_path("images/x") is None


def test_two_deploy_packages_of_which_one_is_none(packages) -> None:
    found = layout({"package/a/notes.txt": b"", **packages.below("package/b", packages.chart)})
    assert (found.deploy_root, found.deploy_roots) == ("package/b", ("package/a", "package/b"))


def test_a_chart_with_a_folder_called_package(packages) -> None:
    found = layout({**packages.chart, "package/x.yaml": b"a: 1\n"})
    assert (found.is_service, found.deploy_root, found.kind) == (False, "", Kind.HELM)


def test_the_default_channel_names_the_current_version(packages) -> None:
    newer = packages.operator["0.9.4/etcd.clusterserviceversion.yaml"].replace(b"0.9.4", b"0.9.5")
    found = layout({**packages.operator, "0.9.5/etcd.clusterserviceversion.yaml": newer})
    assert found.version == "0.9.4"
    assert [bundle.version for bundle in found.bundles] == ["0.9.4", "0.9.5"]
    manifest = packages.operator["etcd.package.yaml"]
    head = manifest + b"- {name: b, currentCSV: etcd.v0.9.5}\ndefaultChannel: b\n"
    assert (
        layout({**packages.operator, "etcd.package.yaml": head, "0.9.5/e.yaml": newer}).version
        == "0.9.5"
    )


def test_the_workspace_file_is_of_no_deploy_package(packages) -> None:
    found = layout({**packages.chart, "studio.yaml": b"accepted: []\n"})
    assert found.roles["studio.yaml"] is Role.WORKSPACE
    assert found.deploy_path("studio.yaml") is None


RECIPES = b"builds:\n- {name: a, context: build}\n- {name: b, context: ./docker/tools/}\n"


@pytest.mark.parametrize("what", ["chart", "osc", "operator"])
def test_folders_that_images_are_built_from_belong_to_no_package(packages, what: str) -> None:
    own = getattr(packages, what)
    work = {
        "build/Dockerfile": b"FROM a\n",
        "build/deployment.yaml": b"apiVersion: apps/v1\nkind: Deployment\n",
        "docker/tools/x": b"x",
        "docker/other": b"x",
        "studio.yaml": RECIPES,
    }
    found = layout({**own, **work})
    assert found.contexts == ("build", "docker/tools")
    inside = {path for path in found.roles if found.deploy_path(path) is not None}
    assert inside == {*own, "docker/other"}
    assert found.roles["build/Dockerfile"] is Role.DOCKERFILE
    assert found.roles["build/deployment.yaml"] is Role.OTHER
    bare = layout(own)
    assert (found.kind, found.name, found.version) == (bare.kind, bare.name, bare.version)


def test_a_context_inside_a_service_package(packages) -> None:
    files = packages.below("package/x", packages.osc)
    text = b"builds:\n- {name: a, context: package/x/build}\n- {name: b, context: build}\n"
    work = {"package/x/build/Dockerfile": b"", "build/Dockerfile": b"", "studio.yaml": text}
    found = layout({**files, **work})
    assert found.contexts == ("package/x/build",)
    assert found.deploy_path("package/x/build/Dockerfile") is None


@pytest.mark.parametrize("context", [".", "..", "manifests", "0.9.4", "../x", "/x"])
def test_a_context_that_holds_the_package_itself_is_delivered(packages, context: str) -> None:
    text = f"builds:\n- {{name: a, context: {context!r}}}\n".encode()
    found = layout({**packages.operator, "manifests/Dockerfile": b"", "studio.yaml": text})
    assert found.contexts == ()
    assert found.deploy_path("manifests/Dockerfile") is not None
