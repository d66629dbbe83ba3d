"""`osc-studio form`."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys

import pytest

from studio.package.forms import resources
from tests.package.forms.packages import chart, operator, osc, plain

CSD = "manifests/kafka_csd.yaml"


def written(snapshot, folder):
    """A package on disk."""
    for path, content in snapshot.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encoded())
    return folder


@pytest.fixture
def kafka(tmp_path):
    return written(osc(), tmp_path / "kafka")


def as_json(run, *arguments):
    code, out, err = run("form", *arguments, "--format", "json")
    assert err == ""
    return code, json.loads(out)


def test_json_has_the_documented_shape(run, kafka):
    code, shape = as_json(run, kafka)
    assert code == 0
    assert shape["resource"] == {
        "group": "example.com",
        "version": "v1",
        "kind": "Kafka",
        "crd": "manifests/kafka_crd.yaml",
        "descriptors": CSD,
    }
    assert (shape["source"], shape["scene"]) == ("schema+descriptors", "CCE")
    assert shape["fields"][0] == {
        "path": "replicas",
        "control": "podCount",
        "type": "integer",
        "label": "Nodes",
        "help": "",
        "required": False,
        "default": None,
        "value": 3,
        "options": None,
        "advanced": False,
        "visible": True,
        "depends_on": None,
        "group": None,
        "constraints": {"minimum": 1},
        "fields": [],
    }
    users = next(each for each in shape["fields"] if each["path"] == "users")
    assert [each["path"] for each in users["fields"]] == ["users[]"]
    assert [each["path"] for each in users["fields"][0]["fields"]] == ["users[].name"]
    assert shape["left_out"] == []
    assert shape["problems"] == []
    assert shape["instance"].startswith("apiVersion: example.com/v1\nkind: Kafka\n")


def test_values_are_laid_over_the_example_and_checked(run, kafka, tmp_path):
    values = tmp_path / "mine.yaml"
    values.write_text("replicas: 0\nextra: 1\ntoken: ''\n", encoding="utf-8")
    code, shape = as_json(run, kafka, "--values", values)
    assert code == 1
    assert [(each["pointer"], each["severity"]) for each in shape["problems"]] == [
        ("/spec/replicas", "error"),
        ("/spec/extra", "warning"),
    ]
    assert "token" not in shape["instance"]
    assert "image: registry.example.com" in shape["instance"]


def test_values_may_be_a_whole_resource(run, kafka, tmp_path):
    values = tmp_path / "mine.json"
    values.write_text('{"metadata": {"name": "mine"}, "spec": {"replicas": 5}}', encoding="utf-8")
    code, shape = as_json(run, kafka, "--values", values)
    assert code == 0
    assert "name: mine\n" in shape["instance"]
    assert shape["fields"][0]["value"] == 5


def test_text_shows_fields_left_out_instance_and_problems(run, tmp_path):
    text = osc().text(CSD)
    hidden = "x-descriptors: [urn:alm:descriptor:com.tectonic.ui:hidden]"
    edited = text.with_text(text.text.replace("displayName: Class", hidden))
    folder = written(osc().replaced({CSD: edited}), tmp_path / "kafka")
    values = tmp_path / "mine.yaml"
    values.write_text("storage: {}\nreplicas: 2\n", encoding="utf-8")
    code, out, _ = run("form", folder, "--values", values)
    assert code == 1
    lines = out.splitlines()
    assert lines[0] == "Kafka example.com/v1"
    assert "Nodes  podCount, = 2" in lines
    assert "  size *  text" in lines
    assert "storage.class  A descriptor hides it, with all fields below." in lines
    assert "/spec/storage: error: `size` is required." in lines


def test_resource_version_and_scene_are_chosen(run, tmp_path):
    folder = written(operator(), tmp_path / "etcd")
    code, shape = as_json(run, folder, "--resource", "etcdcluster", "--version", "v1")
    assert (code, shape["resource"]["kind"]) == (0, "EtcdCluster")
    _, shape = as_json(run, folder, "--resource", "etcdclusters.example.com", "--scene", "UCS")
    assert (shape["resource"]["kind"], shape["scene"]) == ("EtcdCluster", "UCS")


def test_a_chart_shows_its_values(run, tmp_path):
    code, shape = as_json(run, written(chart(), tmp_path / "redis"))
    assert code == 0
    assert shape["source"] == "values"
    assert [(each["path"], each["value"]) for each in shape["fields"]] == [
        ("image", {"repository": "registry.example.com/redis", "tag": "7.2.4"}),
        ("replicas", 1),
    ]
    assert shape["notes"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--resource", "Nobody"], "There is no Nobody; there are: Kafka."),
        (["--version", "v9"], "Kafka has no version v9; it has: v1."),
        (["--values", "gone.yaml"], "gone.yaml cannot be read"),
        (["--scene", "Moon"], "none of 'CCE', 'UCS'"),
    ],
)
def test_wrong_use_is_one_sentence(run, kafka, arguments, sentence):
    code, out, err = run("form", kafka, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("text", ["a: [", "- a\n", "a: 1\n---\nb: 2\n", b"\xff"])
def test_values_that_cannot_be_read(run, kafka, tmp_path, text):
    values = tmp_path / "mine.yaml"
    values.write_bytes(text if isinstance(text, bytes) else text.encode())
    code, out, err = run("form", kafka, "--values", values)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_package_without_resources(run, tmp_path):
    folder = written(plain({CSD: None, "manifests/kafka_crd.yaml": None}), tmp_path / "kafka")
    assert resources(plain({CSD: None, "manifests/kafka_crd.yaml": None})) == ()
    assert run("form", folder)[0] == 2


def test_a_picture_is_drawn_in_a_process_of_its_own(kafka, tmp_path):
    png = tmp_path / "form.png"
    command = [sys.executable, "-m", "studio", "form", str(kafka), "--screenshot", str(png)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (ran.returncode, ran.stderr) == (0, "")
    head = png.read_bytes()[:24]
    width, height = struct.unpack(">II", head[16:24])
    assert head.startswith(b"\x89PNG")
    assert (width > 1000, height > 500) == (True, True)


def test_a_picture_that_cannot_be_written_is_said(kafka, tmp_path):
    png = tmp_path / "no" / "form.png"
    command = [sys.executable, "-m", "studio", "form", str(kafka), "--screenshot", str(png)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "cannot be written" in ran.stderr
