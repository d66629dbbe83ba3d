"""Fields of an entry under other keys: what is known stays, only the address changes."""

from __future__ import annotations

import pytest

from studio.package.changes import apply
from studio.package.images.addressing import address_with, key_sets, write_as
from studio.package.images.inventory import inventory_of

MAPPING = """\
instance:
- image: redis  # the server
  tag: 7.2.4
  address:
    repository: image.repository
    tag: image.tag  # as text
  package:
    x86_64: redis.tar
"""
VALUES = "image:\n  registry: docker.io\n  repository: a/redis\n  tag: 7.2.4\n"
WHOLE = MAPPING.replace("    repository: image.repository\n", "    fullAddress: image\n").replace(
    "    tag: image.tag  # as text\n", ""
)


@pytest.fixture
def service(images):
    return images.service(MAPPING, VALUES)


def entry_and_image(snapshot):
    inventory = inventory_of(snapshot)
    entry = inventory.image_map.entries[0]
    return entry, inventory.image_of(entry)


def test_the_sets_are_those_that_make_up_an_address():
    assert key_sets() == (
        ("fullAddress",),
        ("repository", "tag"),
        ("prefixAddress", "repo", "tag"),
        ("endpoint", "repo", "tag"),
    )


def test_fields_are_taken_from_the_entry_and_from_where_the_image_is_used(service):
    entry, image = entry_and_image(service)
    assert address_with(entry, image, ("endpoint", "repo", "tag")) == {
        "endpoint": "image.registry", "repo": "image.repository", "tag": "image.tag",
    }  # fmt: skip
    assert address_with(entry, None, ("endpoint", "repo")) == {
        "endpoint": "", "repo": "image.repository",
    }  # fmt: skip
    assert address_with(entry, image, ("fullAddress",)) == {"fullAddress": ""}


def test_only_the_address_changes_and_it_can_be_taken_back(service):
    entry, image = entry_and_image(service)
    change = write_as(service, entry, image, ("endpoint", "repo", "tag"))
    assert change.label.text() == "Write redis:7.2.4 as endpoint + repo + tag"
    after = apply(service, change.operations)
    assert after.text("images/mapping.yaml").text == MAPPING.replace(
        "    repository: image.repository\n",
        "    endpoint: image.registry\n    repo: image.repository\n",
    )
    assert apply(after, change.inverse().operations).same_content(service)
    assert inventory_of(after).images[0].entries[0].address == {
        "endpoint": "image.registry", "repo": "image.repository", "tag": "image.tag",
    }  # fmt: skip


def test_the_same_keys_change_nothing(service):
    entry, image = entry_and_image(service)
    assert write_as(service, entry, image, ("repository", "tag")).operations == ()


def test_every_set_can_be_written_from_every_other(images):
    for mapping in (MAPPING, WHOLE):
        snapshot = images.service(mapping, VALUES)
        for keys in key_sets():
            entry, image = entry_and_image(snapshot)
            snapshot = apply(snapshot, write_as(snapshot, entry, image, keys).operations)
            entry, _image = entry_and_image(snapshot)
            assert frozenset(entry.address) == frozenset(keys)
            assert entry.package == {"x86_64": "redis.tar"}
            assert "# the server" in snapshot.text("images/mapping.yaml").text
