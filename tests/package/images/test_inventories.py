"""Inventories of real packages against lists that were written by hand, by reading them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.formats.imagerefs import reference_of
from studio.package.changes import TextEdit, apply
from studio.package.images.editing import add_entries
from studio.package.images.inventory import identity, inventory_of
from studio.package.images.joining import Status
from studio.package.images.preview import preview
from studio.package.images.proposing import proposals
from studio.package.opening import open_package
from studio.package.snapshot import Snapshot

EXPECTED = json.loads(Path(__file__).with_name("inventories.json").read_text(encoding="utf-8"))
NOT_FOUND = {
    # Its tag follows `agents.image.tag`, which only a template says; appVersion is taken.
    "charts/datadog/3.240.0": ({"docker.io/library/ddot-collector:latest"},
                               {"docker.io/library/ddot-collector:7"}),
}  # fmt: skip


def packages(corpus):
    for operator in sorted((corpus / "operators").iterdir()):
        yield from [operator] if list(operator.glob("*.package.yaml")) else operator.iterdir()
    yield from (corpus / "charts").glob("*/*")


def found_in(path):
    return {identity(image.reference) for image in inventory_of(open_package(path).snapshot).images}


@pytest.mark.parametrize("name", EXPECTED)
def test_inventory_is_the_list_written_by_hand(corpus, name):
    expected = {identity(reference) for reference in EXPECTED[name]}
    missed, invented = NOT_FOUND.get(name, (set(), set()))
    assert found_in(corpus / name) == (expected - missed) | invented


def test_precision_and_recall(corpus):
    right = wanted = given = 0
    for name, references in EXPECTED.items():
        expected, found = set(map(identity, references)), found_in(corpus / name)
        right += len(expected & found)
        wanted += len(expected)
        given += len(found)
    assert right / given > 0.98
    assert right / wanted > 0.98


def test_every_package_has_an_inventory(corpus):
    count = 0
    for path in packages(corpus):
        inventory = inventory_of(open_package(path).snapshot)
        for image in inventory.images:
            count += 1
            assert image.uses
            assert image.status in {Status.UNMAPPED, Status.OUTSIDE}
            assert reference_of(image.reference) is not None, (path, image.reference)
    assert count > 150


def test_what_is_proposed_maps_every_image_that_can_be_mapped(corpus):
    for path in packages(corpus):
        files = open_package(path).snapshot.files
        bare = Snapshot({f"package/it/{name}": content for name, content in files.items()})
        change = add_entries(bare, proposals(bare))
        after = apply(bare, change.operations)
        statuses = {image.status for image in inventory_of(after).images if not image.is_guess}
        assert Status.UNMAPPED not in statuses, path
        shown = preview(after, "registry.example.com/osc")
        assert not shown.notices
        for file in shown.files:
            assert file.before != file.after


def test_one_edit_reads_one_file_again(corpus):
    snapshot = open_package(corpus / "operators/strimzi-kafka-operator/1.2.0").snapshot
    before = inventory_of(snapshot)
    path = next(path for path in snapshot if path.endswith("clusterserviceversion.yaml"))
    other = next(path for path in snapshot if path != path_of(before) and snapshot.text(path))
    after = inventory_of(apply(snapshot, [TextEdit(other, 0, "", "\n")]))
    kept = {id(use) for image in before.images for use in image.uses}
    assert {id(use) for image in after.images for use in image.uses} == kept
    changed = inventory_of(apply(snapshot, [TextEdit(path, 0, "", "# edited\n")]))
    assert [image.reference for image in changed.images] == [
        image.reference for image in before.images
    ]


def path_of(inventory):
    return inventory.images[0].uses[0].place.path
