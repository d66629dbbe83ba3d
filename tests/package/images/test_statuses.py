"""What the mapping makes of the images of a package."""

from __future__ import annotations

import pytest

from studio.package.content import FileBlob
from studio.package.images.inventory import inventory_of
from studio.package.sources import Handle, InMemory

MAPPING = """\
instance:
- image: redis
  tag: 7.2.4
  address:
    repository: image.repository
    tag: image.tag
  package:
    x86_64: redis.tar
"""


@pytest.fixture
def tar(images):
    data = images.saved()
    return {"images/redis.tar": FileBlob(len(data), Handle(InMemory(data)))}


def only(snapshot):
    (image,) = inventory_of(snapshot).images
    return image.status.value, [reason.text() for reason in image.reasons]


def test_mapped(images, tar):
    snapshot = images.service(MAPPING, **tar)
    assert only(snapshot) == ("mapped", [])
    (image,) = inventory_of(snapshot).images
    assert image.tars == {"x86_64": "redis.tar"}
    assert [entry.title for entry in image.entries] == ["redis:7.2.4"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    tag: image.tag\n", "", "do not make up an address"),
        ("redis.tar", "other.tar", "other.tar is not in images/"),
        ("    x86_64: redis.tar", "    {}", "names no tar"),
        ("image.repository", "image.name", "`image.name` leads to no value"),
    ],
)
def test_incomplete_says_what_is_missing(images, tar, old, new, words):
    status, reasons = only(images.service(MAPPING.replace(old, new), **tar))
    assert status == "incomplete"
    assert words in reasons[0]


@pytest.mark.parametrize(
    "mapping", [None, "", "instance: []\n", "{}\n", "- a\n", "instance: [x]\n"]
)
def test_unmapped(images, mapping):
    assert only(images.service(mapping))[0] == "unmapped"


def test_an_entry_without_a_field_belongs_to_the_image_of_its_name(images, tar):
    mapping = MAPPING.replace("image.repository", "none").replace("image.tag", "none.either")
    status, reasons = only(images.service(mapping, **tar))
    assert status == "incomplete"
    assert any("No entry writes its use" in reason for reason in reasons)


def test_an_entry_for_another_name_is_a_stray(images, tar):
    mapping = MAPPING.replace("image.repository", "replicas").replace("    tag: image.tag\n", "")
    mapping = mapping.replace("image: redis", "image: valkey")
    inventory = inventory_of(images.service(mapping, **tar))
    assert [entry.title for entry in inventory.strays] == ["valkey:7.2.4"]


OPERATOR = """\
operators:
- image: etcd-operator
  tag: 1.0.0
  type: {kind}
  package: {{x86_64: a.tar}}
"""


@pytest.mark.parametrize(
    ("kind", "is_written"),
    [("container", True), ("", True), ("initContainer", False), ("nonsense", False)],
)
def test_containers_belong_to_the_entry_of_their_kind(images, kind, is_written):
    files = images.operator(
        {"containers": [{"name": "a", "image": "example.com/etcd-operator:1.0.0"}]}
    ).files
    package = {f"package/etcd/{path}": content for path, content in files.items()}
    snapshot = images.files(package | {"images/mapping.yaml": OPERATOR.format(kind=kind)})
    # The name is right in each case, so the entry is meant for the image.
    status, reasons = only(snapshot)
    assert status == "incomplete"
    assert ("No entry writes its use" in " ".join(reasons)) is not is_written


def test_a_use_that_osc_does_not_write_keeps_an_image_incomplete(images, tar):
    files = {"package/redis-1.0.0/templates/a.yaml": "  image: example.com/redis:7.2.4\n"}
    status, reasons = only(images.service(MAPPING, **tar, **files))
    assert status == "incomplete"
    assert "templates/a.yaml" in reasons[0]
    operator = images.operator({
        "containers": [{"name": "a", "image": "a/b:1", "args": ["--self-image=a/b:1"]}]
    })  # fmt: skip
    package = {f"package/etcd/{path}": content for path, content in operator.files.items()}
    mapping = "operator:\n- {image: b, tag: '1', type: container, package: {x86_64: redis.tar}}\n"
    status, reasons = only(images.files(package | tar | {"images/mapping.yaml": mapping}))
    assert status == "incomplete"
    assert "does not write its use" in reasons[0]


def test_a_digest_wins_over_the_tag_that_osc_writes(images, tar):
    digest = "sha256:" + "0123456789abcdef" * 4
    values = f"image: {{repository: a/redis, tag: 7.2.4, digest: '{digest}'}}\n"
    status, reasons = only(images.service(MAPPING, values, **tar))
    assert status == "incomplete"
    assert "wins over the tag" in reasons[0]


def test_an_entry_confirms_a_guess(images, tar):
    mapping = MAPPING.replace("repository: image.repository", "fullAddress: note")
    mapping = mapping.replace("    tag: image.tag\n", "")
    values = "note: quay.io/a/redis:7.2.4\n"
    assert only(images.service(None, values)) == (
        "unmapped",
        ["No entry of the mapping names a field of it."],
    )
    assert only(images.service(mapping, values, **tar)) == ("mapped", [])


def test_an_entry_tells_of_an_image_that_nothing_else_gives_away(images, tar):
    values = "server: {hub: r.io, what: a/redis, release: 7.2.4}\n"
    assert images.found(images.service(None, values)) == {}
    mapping = MAPPING.replace(
        "repository: image.repository", "endpoint: server.hub\n    repo: server.what"
    )
    mapping = mapping.replace("image.tag", "server.release")
    snapshot = images.service(mapping, values, **tar)
    assert images.found(snapshot) == {"r.io/a/redis:7.2.4": "mapped"}
    assert inventory_of(snapshot).strays == ()
