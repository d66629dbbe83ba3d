"""Images in the files of operators and OSC packages."""

from __future__ import annotations

import json

DIGEST = "sha256:" + "0123456789abcdef" * 4
LIFECYCLE = """\
install:
  strategy: deployment
  deployments:
  - name: kafka-operator
    spec:
      template:
        spec:
          initContainers:
          - {name: init, image: "example.com/init:1"}
          containers:
          - name: operator
            image: example.com/operator:1
            env:
            - {name: EXPORTER_IMAGE, value: "exporter:2"}
"""
CSD = """\
apiVersion: osc.io/v1beta1
kind: CustomServiceDefinition
spec:
  defaultConfiguration: |
    {
      "kind": "Kafka",
      "spec": {"image": "example.com/kafka:2.5.0", "nodes": [{"sidecar": {"image": "side:1"}}]}
    }
"""
CONFIG = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data:
  versions: |
    7.0=quay.io/org/redis:7.0.1
    # see https://quay.io/org/redis
---
apiVersion: v1
kind: Pod
metadata: {name: b}
spec:
  containers: [{name: x, image: "busybox:1.36"}]
"""


def test_containers_environment_and_arguments_of_an_operator(images):
    snapshot = images.operator(
        {
            "initContainers": [{"name": "a", "image": "example.com/init:1"}],
            "containers": [
                {
                    "name": "b",
                    "image": f"example.com/operator@{DIGEST}",
                    "env": [
                        {"name": "RELATED_IMAGE_DB", "value": "quay.io/org/db"},
                        {"name": "WEB_IMAGE", "value": "org/web:1"},
                        {"name": "IMAGE_REPOSITORY", "value": "quay.io/org"},
                        {"name": "IMAGE_PULL_POLICY", "value": "Always"},
                        {"name": "VERSIONS", "value": "1=quay.io/org/v:1,2=quay.io/org/v:2"},
                        {"name": "URL", "value": "https://example.com/a:80"},
                    ],
                    "args": ["--exporter-image=exporter:1.3", "--proxy-image", "proxy:2",
                             "--listen=:8080", "--x=quay.io/org/x:3"],
                }
            ],
        },
        {"containerImage": "example.com/operator:1"},
    )  # fmt: skip
    assert images.uses(snapshot) == [
        ("annotation", "example.com/operator:1"),
        ("container", f"example.com/operator@{DIGEST}"),
        ("env", "quay.io/org/db"),
        ("env", "org/web:1"),
        ("env?", "quay.io/org/v:1"),
        ("env?", "quay.io/org/v:2"),
        ("args", "exporter:1.3"),
        ("args", "proxy:2"),
        ("args?", "quay.io/org/x:3"),
        ("initContainer", "example.com/init:1"),
    ]


def test_examples_of_an_operator(images):
    examples = [
        {"kind": "Db", "spec": {"image": "db:1", "backup": {"repository": "b/c", "tag": "2"}}},
        {"kind": "Other", "spec": {"imageName": "quay.io/org/other:1", "policy": "Always"}},
    ]
    snapshot = images.operator({"containers": []}, {"alm-examples": json.dumps(examples)})
    assert images.found(snapshot) == {
        "db:1": "unmapped",
        "b/c:2": "unmapped",
        "quay.io/org/other:1": "unmapped",
    }


def test_examples_that_are_not_json_name_nothing(images):
    assert images.uses(images.operator({"containers": []}, {"alm-examples": "[{"})) == []


def test_lifecycle_and_csd_of_an_osc_package(images):
    snapshot = images.files({"lifecycle.yaml": LIFECYCLE, "manifests/a_csd.yaml": CSD})
    assert images.uses(snapshot) == [
        ("container", "example.com/operator:1"),
        ("env", "exporter:2"),
        ("initContainer", "example.com/init:1"),
        ("example", "example.com/kafka:2.5.0"),
        ("example", "side:1"),
    ]


def test_config_maps_are_guesses_and_plain_pods_are_not_rewritten(images):
    snapshot = images.files({"lifecycle.yaml": "", "manifests/more.yaml": CONFIG})
    assert images.uses(snapshot) == [
        ("config?", "quay.io/org/redis:7.0.1"),
        ("container", "busybox:1.36"),
    ]
    assert set(images.found(snapshot).values()) == {"outside"}


def test_resources_that_are_not_installed_do_not_count(images):
    snapshot = images.files({"lifecycle.yaml": "", "examples/more.yaml": CONFIG})
    assert images.uses(snapshot) == []


def test_a_file_that_does_not_parse_names_nothing(images):
    assert images.uses(images.files({"lifecycle.yaml": "install: ["})) == []
