"""Rules about images: cases beside their examples, and the fixes of each."""

from __future__ import annotations

import pytest

from studio.formats.kinds import Kind
from studio.package.content import FileBlob
from studio.package.images.inventory import inventory_of
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, Swap
from studio.package.rules.examples import example_snapshot
from studio.package.rules.imagetars import saved
from studio.package.snapshot import Snapshot
from studio.package.sources import InMemory
from tests.package.rules.cases import BY_ID, fixed, found, marked, package

REDIS = """\
instance:
- image: redis
  tag: 7.2.4
  address:
    repository: image.repository
    tag: image.tag
  package:
    x86_64: redis.tar
"""
OPERATOR = """\
operator:
- image: etcd-operator
  tag: 1.0.0
  type: container
  package:
    x86_64: operator.tar
"""
LIFECYCLE = "package/kafka-1.0.0/lifecycle.yaml"
CSV = "package/etcd-1.0.0/1.0.0/etcd-operator.clusterserviceversion.yaml"


def service(mapping, kind=Kind.HELM, **files):
    overlay = {"images/mapping.yaml": mapping, "images/redis.tar": saved()} | files
    return example_snapshot(Example("", overlay, kind=kind, service=True))


def swapped(old, new):
    assert old in REDIS
    return service(REDIS.replace(old, new))


def texts(rule, snapshot):
    return [str(problem.message) for problem in found(rule, snapshot)]


@pytest.mark.parametrize(
    ("old", "new", "words", "pointer", "after"),
    [
        ("image.repository", "image.repositry", "leads to no value", "address/repository",
         "image.repository"),
        ("    repository:", "    repositry:", "no key of an address", "address/repositry",
         "repository:"),
        ("  address:", "  adress:", "no key of an entry", "adress", "  address:"),
        ("redis.tar", "radis.tar", "not in images/", "package/x86_64", "redis.tar"),
        ("x86_64:", "amd64:", "neither `x86_64` nor `aarch64`", "package/amd64", "x86_64:"),
        ("x86_64:", "aarch65:", "neither `x86_64` nor", "package/aarch65", "aarch64:"),
    ],
)  # fmt: skip
def test_what_the_mapping_names_must_exist(old, new, words, pointer, after):
    snapshot = swapped(old, new)
    problem = next(each for each in found("OSC-29", snapshot) if words in str(each.message))
    assert problem.place.pointer == ("instance", 0, *pointer.split("/"))
    assert problem.severity is Severity.ERROR
    mended = fixed(problem, snapshot)
    assert after in mended.text("images/mapping.yaml").text
    assert not [text for text in texts("OSC-29", mended) if words in text]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    tag: image.tag\n", "", "do not make up an address"),
        ("  package:\n    x86_64: redis.tar\n", "", "x86_64 or aarch64"),
        ("  address:\n    repository: image.repository\n    tag: image.tag\n", "",
         "must say which fields"),
    ],
)  # fmt: skip
def test_entries_that_lack_something(old, new, words):
    assert any(words in text for text in texts("OSC-29", swapped(old, new)))


def test_a_mapping_of_another_shape():
    assert texts("OSC-29", service("- a\n")) == [
        "The mapping must be a YAML mapping with `instance`."
    ]
    assert texts("OSC-29", service("instance: {}\n")) == ["`instance` must be a list."]
    assert texts("OSC-29", service("a: [\n")) == []  # a syntax error is told by another rule


def test_an_operator_entry_with_a_typo():
    snapshot = service(OPERATOR.replace("etcd-operator", "etcd-oprator"), Kind.OPERATOR)
    (problem,) = found("IMG-03", snapshot)
    mended = fixed(problem, snapshot)
    assert "image: etcd-operator" in mended.text("images/mapping.yaml").text
    assert found("IMG-03", mended) == ()


def test_an_entry_without_an_image_is_removed_by_its_fix():
    snapshot = service(OPERATOR.replace("etcd-operator", "quite-another"), Kind.OPERATOR)
    (problem,) = found("IMG-03", snapshot)
    assert fixed(problem, snapshot).text("images/mapping.yaml").text == "operator: []\n"


def test_one_image_from_two_tars():
    other = REDIS.removeprefix("instance:\n").replace("redis.tar", "other.tar")
    other = other.replace("image.repository", "a").replace("image.tag", "b")
    assert texts("IMG-06", service(REDIS + other)) == [
        "Another entry takes redis:7.2.4 from redis.tar."
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("image: redis", "image: Redis", "no name of an image"),
        ("image: redis", "image: ''", "must name its `image`"),
        ("tag: 7.2.4", "tag: ''", "must name the `tag`"),
        ("tag: 7.2.4", "tag: a b", "is no tag"),
    ],
)
def test_names_that_no_registry_takes(old, new, words):
    (text,) = texts("IMG-10", swapped(old, new))
    assert words in text


def test_a_tag_that_reads_as_a_number_is_put_in_quotes():
    snapshot = swapped("tag: 7.2.4", "tag: 7.20")
    (problem,) = found("IMG-10", snapshot)
    assert problem.severity is Severity.WARNING
    mended = fixed(problem, snapshot)
    assert 'tag: "7.20"' in mended.text("images/mapping.yaml").text
    assert found("IMG-10", mended) == ()


def test_an_image_without_entry_gets_one_by_its_fix():
    snapshot = service("instance: []\n")
    (problem,) = found("IMG-04", snapshot)
    assert marked(problem, snapshot) == "registry.example.com/redis"
    mended = fixed(problem, snapshot)
    assert [image.entries[0].title for image in inventory_of(mended).images] == ["redis:7.2.4"]
    assert found("IMG-04", mended) == ()


def test_a_package_that_brings_no_images_needs_no_mapping():
    snapshot = example_snapshot(Example("", {}, kind=Kind.HELM, service=True))
    assert found("IMG-04", snapshot) == ()
    assert found("OSC-34", snapshot) == ()


def test_literals_in_templates_are_errors_where_images_are_brought():
    path = "templates/deployment.yaml"
    swap = Swap('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"', "redis:1")
    snapshot = service(REDIS, **{f"package/redis-1.0.0/{path}": swap})
    (problem,) = found("OSC-30", snapshot)
    assert (problem.severity, marked(problem, snapshot)) == (Severity.ERROR, "redis:1")
    bare = example_snapshot(Example("", {path: swap}, kind=Kind.HELM))
    assert [problem.severity for problem in found("OSC-30", bare)] == [Severity.WARNING]


def test_guesses_in_config_maps_are_information():
    text = "apiVersion: v1\nkind: ConfigMap\ndata: {a: 'x=quay.io/a/b:1'}\n"
    (problem,) = found("OSC-30", package("osc", {"manifests/config.yaml": text}))
    assert problem.severity is Severity.INFO


def test_a_value_with_many_images_is_told_once():
    env = "env: [{name: ALL, value: '1=quay.io/a/b:1,2=quay.io/a/b:2'}]"
    image = "image: registry.example.com/kafka-operator:1.0.0\n"
    snapshot = package("osc", {"lifecycle.yaml": (image, f"{image}            {env}\n")})
    assert texts("IMG-05", snapshot) == [
        "This value names 2 images, such as `quay.io/a/b:1`; OSC does not replace them here."
    ]


def test_the_image_inside_an_example_is_underlined():
    snapshot = package("osc", {"manifests/kafka_csd.yaml": ("/kafka:2.5.0", "/kafka:latest")})
    (problem,) = found("IMG-02", snapshot)
    assert marked(problem, snapshot) == '"registry.example.com/kafka:latest"'


def test_a_tar_for_the_wrong_architecture_changes_its_key():
    snapshot = service(REDIS, **{"images/redis.tar": saved("arm64")})
    (problem,) = found("IMG-07", snapshot)
    mended = fixed(problem, snapshot)
    assert "    aarch64: redis.tar" in mended.text("images/mapping.yaml").text
    assert found("IMG-07", mended) == ()


def test_another_tag_inside_the_tar():
    snapshot = service(REDIS, **{"images/redis.tar": saved(tag="7.0")})
    (problem,) = found("IMG-09", snapshot)
    assert found("IMG-09", fixed(problem, snapshot)) == ()


def test_a_broken_tar_says_what_is_wrong():
    snapshot = service(REDIS, **{"images/redis.tar": saved()[:600]})
    (text,) = texts("ARC-05", snapshot)
    assert "tar" in text


def test_an_architecture_that_the_operator_does_not_promise():
    mapping = f"{OPERATOR}    aarch64: arm.tar\n"
    snapshot = service(mapping, Kind.OPERATOR)
    (problem,) = found("ARC-02", snapshot)
    mended = fixed(problem, snapshot)
    assert "operatorframework.io/arch.arm64: supported" in mended.text(CSV).text
    assert found("ARC-02", mended) == ()


def test_pods_without_the_secret_get_it_by_the_fix():
    swap = Swap("          imagePullSecrets:\n          - name: default-secret\n", "")
    snapshot = service("operator: [{image: kafka-operator}]\n", Kind.OSC, **{LIFECYCLE: swap})
    (problem,) = found("OSC-34", snapshot)
    mended = fixed(problem, snapshot)
    assert "imagePullSecrets:\n" in mended.text(LIFECYCLE).text
    assert found("OSC-34", mended) == ()


def test_templates_take_the_secret_from_values():
    path = "package/redis-1.0.0/templates/deployment.yaml"
    literal = "      imagePullSecrets:\n      - name: default-secret\n"
    without = service(REDIS, **{path: Swap(literal, "")})
    assert texts("OSC-34", without) == ["The pods of this template name no `imagePullSecrets`."]
    from_values = {path: Swap(literal, "      imagePullSecrets: {{ .Values.pullSecrets }}\n")}
    values = "package/redis-1.0.0/values.yaml"
    empty = service(REDIS, **from_values, **{values: Swap("replicas: 1", "pullSecrets: []")})
    assert texts("OSC-34", empty) == ["No `imagePullSecrets` of the values names `default-secret`."]
    for named in ("pullSecrets: [{name: default-secret}]", "pullSecrets: [default-secret]"):
        given = service(REDIS, **from_values, **{values: Swap("replicas: 1", named)})
        assert texts("OSC-34", given) == []


def test_a_tar_of_another_image_is_never_proposed_for_a_missing_one():
    snapshot = swapped("redis.tar", "redis-7.2.4-x86_64.tar")
    (problem,) = found("OSC-29", snapshot)
    assert str(problem.fix.label) == "Use redis.tar"
    kept = {path: each for path, each in snapshot.files.items() if path != "images/redis.tar"}
    for name, held in [
        ("redis-7.2.3-x86_64.tar", saved(tag="7.2.3")),
        ("redis-7.2.4-aarch64.tar", saved("arm64")),
        ("redis-7.2.4-x86-64.tar", saved(name="kafka")),
        ("redis-7.2.4-x86-64.tar", b"\0" * 1024),
    ]:
        blob = FileBlob(len(held), InMemory(held))
        other = Snapshot({**kept, f"images/{name}": blob})
        (problem,) = found("OSC-29", other)
        assert problem.fix is None
        assert problem.lacks == "images/redis-7.2.4-x86_64.tar"


def test_a_tar_that_another_entry_uses_is_not_proposed():
    other = REDIS.removeprefix("instance:\n").replace("image: redis", "image: broker")
    mapping = REDIS.replace("redis.tar", "redis-1.tar") + other
    problem = next(each for each in found("OSC-29", service(mapping)) if each.lacks)
    assert problem.fix is None


def test_a_tar_of_an_image_that_nobody_knows_is_a_warning():
    strange = service(REDIS, **{"images/redis.tar": saved(name="quite/other", tag="1")})
    (problem,) = found("IMG-11", strange)
    assert problem.severity is Severity.WARNING
    assert marked(problem, strange) == "redis.tar"
    assert problem.fix is None
    assert found("IMG-09", strange) == ()


def test_a_mix_up_of_two_images_is_mended_by_the_right_tar():
    mapping = OPERATOR.replace("operator.tar", "kafka-1.tar") + REDIS
    files = {
        "images/kafka-1.tar": saved(),
        "images/right.tar": saved(tag="1.0.0", name="quay.io/a/etcd-operator"),
    }
    snapshot = service(mapping, Kind.OPERATOR, **files)
    (problem,) = found("IMG-11", snapshot)
    assert problem.severity is Severity.ERROR
    assert str(problem.fix.label) == "Use right.tar"
    mended = fixed(problem, snapshot)
    assert "x86_64: right.tar" in mended.text("images/mapping.yaml").text
    assert found("IMG-11", mended) == ()


def test_an_image_that_is_called_otherwise_at_osc_may_be_saved_under_either_name():
    mapping = REDIS.replace("image: redis\n", "image: team/cache\n")
    assert found("IMG-11", service(mapping)) == ()
    tar = {"images/redis.tar": saved(name="cache")}
    assert found("IMG-11", service(mapping, **tar)) == ()


def test_a_promised_architecture_names_the_image_that_lacks_it():
    problem, after = promised_and_mended()
    assert "kafka-operator:1.0.0 has no tar for it" in str(problem.message)
    assert problem.lacks == "images/kafka-operator-1.0.0-aarch64.tar"
    assert "aarch64: kafka-operator-aarch64.tar" in after.text("images/mapping.yaml").text
    assert found("ARC-01", after) == ()


def promised_and_mended():
    snapshot = example_snapshot(BY_ID["ARC-01"].triggers)
    (problem,) = found("ARC-01", snapshot)
    return problem, fixed(problem, snapshot)
