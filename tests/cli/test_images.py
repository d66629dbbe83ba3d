"""`osc-studio images`: the list, its shape as JSON, and the mapping that it writes."""

from __future__ import annotations

import json

import pytest

from studio.formats.imagemap import read_image_map
from studio.package.rules.imagetars import saved
from studio.yamltext.nodes import parse

CHART = "apiVersion: v2\nname: redis\nversion: 1.0.0\nannotations: {architecture: x86_64}\n"
VALUES = "image:\n  repository: a/redis\n  tag: '7'\nside:\n  image: b/side:1\n"
TEMPLATE = "kind: Pod\nspec:\n  containers:\n  - {name: a, image: busybox:1}\n"


@pytest.fixture(autouse=True)
def no_helm(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def service(tmp_path):
    """A service package around a chart, with one tar and no mapping."""
    root = tmp_path / "service"
    inner = root / "package" / "redis-1.0.0"
    (inner / "templates").mkdir(parents=True)
    (inner / "Chart.yaml").write_text(CHART)
    (inner / "values.yaml").write_text(VALUES)
    (root / "images").mkdir()
    (root / "images" / "saved.tar").write_bytes(saved(tag="7"))
    return root


def test_images_of_a_package(run, service):
    code, out, err = run("images", service)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "a/redis:7  unmapped"
    assert lines[1] == "  package/redis-1.0.0/values.yaml:2: value image.repository"
    assert "b/side:1  unmapped" in lines
    assert any(line.endswith("[IMG-04]") for line in lines)


def test_images_as_json(run, service):
    (service / "package/redis-1.0.0/templates/a.yaml").write_text(TEMPLATE)
    code, out, _ = run("images", service, "--format", "json")
    shape = json.loads(out)
    assert code == 1  # an image in a template of a package that brings images is an error
    assert shape["images"][0] == {
        "reference": "a/redis:7",
        "uses": [
            {
                "file": "package/redis-1.0.0/values.yaml",
                "line": 2,
                "pointer": "/image/repository",
                "how": "values",
                "rewritten": True,
                "guess": False,
            }
        ],
        "mapping": None,
        "mappings": [],
        "tars": {},
        "status": "unmapped",
    }
    assert [image["status"] for image in shape["images"]] == ["unmapped", "unmapped", "outside"]
    assert shape["images"][2]["uses"][0]["line"] == 4
    assert {problem["rule"] for problem in shape["problems"]} >= {"IMG-04", "OSC-30"}
    assert "proposed" not in shape


def test_a_proposal_is_printed_and_nothing_is_written(run, service):
    code, out, err = run("images", service, "--propose")
    assert (code, err) == (0, "")
    redis, side = read_image_map(parse(out)).entries
    assert (redis.title, dict(redis.package)) == ("redis:7", {"x86_64": "saved.tar"})
    assert side.address == {"fullAddress": "side.image"}
    assert not (service / "images" / "mapping.yaml").exists()


def test_a_proposal_as_json(run, service):
    _, out, _ = run("images", service, "--propose", "--format", "json")
    first = json.loads(out)["proposed"][0]
    assert first["section"] == "instance"
    assert first["reference"] == "a/redis:7"
    assert first["entry"]["address"] == {"repository": "image.repository", "tag": "image.tag"}


def test_a_proposal_is_written(run, service):
    code, out, err = run("images", service, "--propose", "--write")
    assert (code, err) == (1, "")  # the tar of the second image is still missing
    assert "Entries added to the mapping: 2." in out
    assert "a/redis:7  mapped" in out
    text = (service / "images" / "mapping.yaml").read_text()
    assert [entry.title for entry in read_image_map(parse(text)).entries] == ["redis:7", "side:1"]
    _, again, err = run("images", service, "--propose")
    assert (again, err) == ("", "Every image that OSC can write has an entry.\n")


def test_a_bare_package_has_nowhere_to_write(run, service):
    chart = service / "package" / "redis-1.0.0"
    code, _, err = run("images", chart, "--propose", "--write")
    assert code == 2
    assert "service package" in err
    assert len(err.splitlines()) == 1


def test_write_goes_with_propose(run, service):
    assert run("images", service, "--write")[0] == 2


def test_a_package_without_images(run, package):
    code, out, _ = run("images", package)
    assert (code, out) == (0, "The package names no image.\n")


def test_dependencies_that_are_not_packed_are_told(run, service):
    chart = service / "package/redis-1.0.0/Chart.yaml"
    chart.write_text(CHART + "dependencies: [{name: mariadb}]\n")
    _, out, _ = run("images", service)
    assert "The chart mariadb is not packed" in out


def test_helm_confirms(run, service, tmp_path, monkeypatch):
    rendered = "kind: Pod\nspec: {containers: [{image: a/redis:7}, {image: new:1}]}\n"
    (tmp_path / "out").write_text(rendered)
    helm = tmp_path / "helm"
    helm.write_text(f"#!/bin/sh\n/bin/cat {tmp_path}/out\n")
    helm.chmod(0o755)
    _, out, _ = run("images", service)
    assert "helm template uses 2 of these images." in out
    assert "helm template also uses new:1." in out
    _, out, _ = run("images", service, "--format", "json")
    assert json.loads(out)["rendered"] == ["a/redis:7", "new:1"]
    helm.write_text("#!/bin/sh\necho 'Error: bad' >&2\nexit 1\n")
    assert "helm template: Error: bad" in run("images", service)[1]


def test_no_qt_is_loaded(service):
    import subprocess
    import sys

    program = (
        "import sys; from studio.cli.program import main\n"
        f"main(['images', {str(service)!r}, '--propose'])\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_states_of_images_are_told_in_chinese(run, service):
    code, out, _ = run("images", service, "--language", "zh")
    assert code == 0
    assert "a/redis:7  未映射" in out.splitlines()
    assert "values.yaml:2: 值 image.repository" in out
