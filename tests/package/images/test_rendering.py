"""What Helm renders, with a stand-in for Helm."""

from __future__ import annotations

import pytest

from studio.package.images.rendering import not_in_inventory, rendered_images
from studio.wording import Message

RENDERED = """\
kind: Pod
spec:
  containers: [{name: a, image: "example.com/redis:7.2.4"}, {name: b, image: "busybox:1"}]
---
kind: Service
"""


@pytest.fixture
def helm(tmp_path):
    def make(script):
        path = tmp_path / "helm"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return make


def test_images_of_rendered_pods(images, helm):
    program = helm(f"test -f $3/Chart.yaml && cat $3/values.yaml >&2 && cat <<'END'\n{RENDERED}END")
    snapshot = images.chart()
    rendered = rendered_images(snapshot, program)
    assert rendered == ("example.com/redis:7.2.4", "busybox:1")
    assert not_in_inventory(snapshot, rendered) == ("busybox:1",)


def test_a_chart_inside_a_service_package(images, helm):
    program = helm(f"test -f $3/Chart.yaml && cat <<'END'\n{RENDERED}END")
    assert rendered_images(images.service(None), program) == (
        "example.com/redis:7.2.4",
        "busybox:1",
    )


def test_what_helm_complains_about(images, helm):
    found = rendered_images(images.chart(), helm("echo 'Error: bad chart' >&2; exit 1"))
    assert isinstance(found, Message)
    assert found.text() == "helm template: Error: bad chart"


def test_a_program_that_cannot_be_run(images, tmp_path):
    assert isinstance(rendered_images(images.chart(), str(tmp_path / "none")), Message)


def test_a_package_without_a_chart(images, helm):
    found = rendered_images(images.files({"lifecycle.yaml": ""}), helm("exit 0"))
    assert isinstance(found, Message)


def test_rendering_can_be_cancelled(images, helm):
    class Cancelled(Exception):
        pass

    def cancel():
        raise Cancelled

    with pytest.raises(Cancelled):
        rendered_images(images.chart(), helm("exec sleep 30"), cancel)
