"""What OSC will write: only the named fields, and they make up the new address."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.formats.imagemap import composed
from studio.formats.imagerefs import reference_of
from studio.package.changes import apply
from studio.package.content import FileText
from studio.package.images.editing import add_entries
from studio.package.images.inventory import inventory_of
from studio.package.images.preview import preview
from studio.package.images.proposing import proposals
from studio.package.snapshot import Snapshot
from studio.yamltext.nodes import parse
from studio.yamltext.scalars import to_python

REGISTRY = "swr.example.com:443/osc-open"
CHART = "apiVersion: v2\nname: redis\nversion: 1.0.0\n"
CSD = """\
apiVersion: osc.io/v1beta1
kind: CustomServiceDefinition
spec:
  # the example
  defaultConfiguration: {mark}
    {{"kind": "Kafka",
     "spec": {{"image": "a/kafka:1", "other": ["b/exporter:2"]}}}}
"""
MAPPING = """\
instance:
- image: kafka
  tag: "2"
  address: {fullAddress: spec.image}
  package: {x86_64: kafka.tar}
- image: exporter
  tag: "3"
  address: {fullAddress: "spec.other[0]"}
  package: {x86_64: exporter.tar}
"""


def chart(values: str) -> Snapshot:
    files = {"Chart.yaml": CHART, "values.yaml": values}
    return Snapshot({f"package/redis/{path}": FileText(text) for path, text in files.items()})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("image: a/b:1  # c\n", "image: swr.example.com:443/osc-open/b:1  # c\n"),
        (
            "x: {image: {repository: 'a/b', tag: \"1\"}}\n",
            "x: {image: {repository: 'swr.example.com:443/osc-open/b', tag: \"1\"}}\n",
        ),
        (
            "image:\n  registry: docker.io\n  repository: a/b\n  tag: 7\n",
            'image:\n  registry: swr.example.com:443\n  repository: osc-open/b\n  tag: "7"\n',
        ),
    ],
)
def test_fields_before_and_after(values, expected):
    snapshot = chart(values)
    snapshot = apply(snapshot, add_entries(snapshot, proposals(snapshot)).operations)
    (file,) = preview(snapshot, REGISTRY).files
    assert (file.before, file.after) == (values, expected)
    assert all(field.target.place.path == file.path for field in file.fields)
    assert any(line.text.strip() for line in file.lines)


@pytest.mark.parametrize("mark", ["|", "|-", ">", ">-"])
def test_an_example_that_stands_as_text(mark):
    text = CSD.format(mark=mark)
    files = {
        "images/mapping.yaml": MAPPING,
        "package/k/lifecycle.yaml": "",
        "package/k/manifests/a_csd.yaml": text,
    }
    snapshot = Snapshot({path: FileText(given) for path, given in files.items()})
    (file,) = preview(snapshot, REGISTRY).files
    inner = json.loads(to_python(parse(file.after).root)["spec"]["defaultConfiguration"])
    assert inner["spec"] == {
        "image": f"{REGISTRY}/kafka:2",
        "other": [f"{REGISTRY}/exporter:3"],
    }
    assert "# the example" in file.after
    if "|" in mark:
        assert file.after.count("\n") == text.count("\n")


def test_containers_of_an_operator_get_the_whole_address(images):
    operator = images.operator({"containers": [{"name": "a", "image": "x/etcd:1"}]})
    files: dict[str, Any] = {f"package/e/{path}": text for path, text in operator.files.items()}
    files["images/mapping.yaml"] = (
        "operator:\n- {image: etcd, tag: '1', type: container, package: {x86_64: a.tar}}\n"
    )
    (file,) = preview(images.files(files), "r.io/o/").files
    assert '"image": "r.io/o/etcd:1"' in file.after


def test_an_entry_that_cannot_be_pushed_is_told(images):
    shown = preview(images.service(MAPPING.replace("image: kafka", "image: Kafka")), REGISTRY)
    assert ["Kafka" in str(notice) for notice in shown.notices] == [True]


def test_without_a_mapping_nothing_is_written(images):
    assert preview(images.service(None)).files == ()


WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
NAME = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True).filter(
    lambda name: name not in WORDS_OF_YAML
)
TAG = st.from_regex(r"[a-z0-9][a-z0-9.]{0,5}", fullmatch=True)
IMAGE = st.one_of(
    st.builds(lambda name, tag: f"quay.io/{name}:{tag}", NAME, TAG),
    st.fixed_dictionaries({"repository": NAME.map("a/{}".format), "tag": TAG}),
    st.fixed_dictionaries({"registry": st.just("docker.io"), "repository": NAME, "tag": TAG}),
    st.fixed_dictionaries({"name": NAME.map("quay.io/{}".format), "tag": TAG}),
)
TREE = st.recursive(
    st.fixed_dictionaries({"image": IMAGE, "replicas": st.integers(0, 9)}),
    lambda inner: st.dictionaries(NAME, inner, min_size=1, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(NAME, TREE, min_size=1, max_size=3), st.booleans())
def test_only_the_named_fields_change_and_compose_the_new_address(values, is_flow):
    text = json.dumps(values) if is_flow else as_yaml(values)
    snapshot = chart(text)
    snapshot = apply(snapshot, add_entries(snapshot, proposals(snapshot)).operations)
    images = inventory_of(snapshot).images
    assert images
    shown = preview(snapshot, REGISTRY)
    assert not shown.notices
    (file,) = shown.files
    tree = parse(file.after)
    assert tree.error is None
    changed = to_python(tree.root)
    entries: dict[Any, dict[str, str]] = {}
    expected = json.loads(json.dumps(to_python(parse(text).root)))
    for field in file.fields:
        put(expected, field.target.place.pointer, field.text)
        entries.setdefault(field.entry.pointer, {})[field.key] = field.text
    assert changed == expected
    for entry in inventory_of(snapshot).image_map.entries:
        assert composed(entries[entry.pointer]) == f"{REGISTRY}/{entry.image}:{entry.tag}"
    after = apply_text(snapshot, file)
    assert all(image.reference.startswith(f"{REGISTRY}/") for image in inventory_of(after).images)
    assert all(reference_of(image.reference) for image in inventory_of(after).images)


def as_yaml(value: Any, indent: str = "") -> str:
    lines = []
    for key, child in value.items():
        if isinstance(child, dict):
            lines.append(f"{indent}'{key}':\n{as_yaml(child, indent + '  ')}")
        else:
            lines.append(f"{indent}'{key}': {child}  # kept\n")
    return "".join(lines)


def put(value: Any, pointer: Any, text: str) -> None:
    for key in pointer[:-1]:
        value = value[key]
    value[pointer[-1]] = text


def apply_text(snapshot: Snapshot, file: Any) -> Snapshot:
    return snapshot.replaced({file.path: FileText(file.after)})
