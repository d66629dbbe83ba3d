"""Edits of the mapping and the tars: minimal, one step each, and they can be taken back."""

from __future__ import annotations

import pytest

from studio.package.changes import apply
from studio.package.content import FileBlob, FileText
from studio.package.images import editing
from studio.package.images.inventory import inventory_of
from studio.package.images.mappingtext import as_mapping
from studio.package.images.proposing import proposals, proposals_for
from studio.package.snapshot import Place, Snapshot
from studio.package.sources import Handle, InMemory

MAPPING = """\
# Written by hand.
instance:
- image: redis   # the server
  tag: 7.2.4
  address:
    repository: image.repository
    tag: image.tag
  package:
    x86_64: redis.tar
"""
VALUES = "image: {repository: a/redis, tag: 7.2.4}\nside: {image: b/side:1}\n"


def blob(data):
    return FileBlob(len(data), Handle(InMemory(data)))


@pytest.fixture
def service(images):
    return images.service(MAPPING, VALUES, **{"images/redis.tar": blob(images.saved())})


def entry_of(snapshot, index=0):
    return inventory_of(snapshot).image_map.entries[index]


def after(snapshot, change):
    changed = apply(snapshot, change.operations)
    assert apply(changed, change.inverse().operations).same_content(snapshot)
    return changed


def mapping_of(snapshot):
    return snapshot.text("images/mapping.yaml").text


def test_adding_what_is_proposed_keeps_the_rest(service):
    (proposal,) = proposals(service)
    change = editing.add_entries(service, [proposal])
    assert change.label.text() == "Map image side"
    assert mapping_of(after(service, change)) == MAPPING + (
        "- image: side\n"
        '  tag: "1"\n'
        "  address:\n"
        "    fullAddress: side.image\n"
        "  package:\n"
        "    x86_64: side-1-x86_64.tar\n"
    )


def test_a_mapping_is_created_where_there_is_none(images):
    snapshot = images.service(None, VALUES)
    change = editing.add_entries(snapshot, proposals(snapshot))
    assert change.label.text() == "Map 2 images"
    changed = after(snapshot, change)
    assert mapping_of(changed) == as_mapping(proposals(snapshot))
    assert mapping_of(changed).startswith("instance:\n  - image: redis\n    tag: 7.2.4\n")
    assert proposals(changed) == ()


@pytest.mark.parametrize(
    "text", ["", "instance:\n", "instance: []\n", "{}\n", "instances:\n- {image: x}\n"]
)
def test_a_mapping_that_is_all_but_empty(images, text):
    snapshot = images.service(text, VALUES)
    changed = after(snapshot, editing.add_entries(snapshot, proposals(snapshot)))
    assert proposals(changed) == ()
    assert ("instances" in text) is ("instances" in mapping_of(changed))


def test_a_bare_deploy_package_has_no_mapping(images):
    snapshot = images.chart()
    with pytest.raises(editing.CannotMap, match="service package"):
        editing.add_entries(snapshot, proposals(snapshot))


def test_names_of_tars_that_hold_the_image_are_proposed(images):
    files = {"images/mine.tar": blob(images.saved(tag="1", name="b/side"))}
    snapshot = images.service(None, "image: b/side:1\n", **files)
    assert dict(proposals(snapshot)[0].package) == {"x86_64": "mine.tar"}


def test_a_tar_of_another_architecture_is_not_proposed(images):
    files = {"images/mine.tar": blob(images.saved("arm64", tag="1", name="b/side"))}
    snapshot = images.service(None, "image: b/side:1\n", **files)
    assert dict(proposals(snapshot)[0].package) == {"x86_64": "side-1-x86_64.tar"}


def test_images_of_the_same_name_are_told_apart(images):
    snapshot = images.service(None, "image: a/redis:1\nside: {image: b/redis:1}\n")
    assert [each.image for each in proposals(snapshot)] == ["a/redis", "b/redis"]


def test_an_image_by_digest_gets_a_tag_and_loses_the_digest(images):
    digest = "sha256:" + "0123456789abcdef" * 4
    values = f"image:\n  repository: a/b\n  tag: ''\n  digest: {digest}\n"
    snapshot = images.service(None, values)
    (proposal,) = proposals(snapshot)
    assert proposal.tag == "sha256-0123456789ab"
    changed = after(snapshot, editing.add_entries(snapshot, [proposal]))
    assert 'digest: ""' in changed.text("package/redis-1.0.0/values.yaml").text


def test_a_field_that_only_the_sub_chart_sets_is_written_down(images):
    files = {
        "package/redis-1.0.0/charts/m/Chart.yaml": "name: m\nversion: 1.0.0\n",
        "package/redis-1.0.0/charts/m/values.yaml": "image: {repository: a/m, tag: '2'}\n",
    }
    snapshot = images.service(None, "replicas: 1\n", **files)
    changed = after(snapshot, editing.add_entries(snapshot, proposals(snapshot)))
    assert changed.text("package/redis-1.0.0/values.yaml").text == (
        'replicas: 1\nm:\n  image:\n    repository: a/m\n    tag: "2"\n'
    )
    (image,) = inventory_of(changed).images
    assert [str(reason) for reason in image.reasons] == [
        "The tar m-2-x86_64.tar is not in images/."
    ]


def test_keys_are_set_in_the_order_of_the_guide(service):
    change = editing.set_key(service, entry_of(service), ("type",), "container")
    assert "  tag: 7.2.4\n  type: container\n  address:" in mapping_of(after(service, change))
    change = editing.set_key(service, entry_of(service), ("tag",), "7")
    assert '  tag: "7"\n' in mapping_of(after(service, change))


def test_a_key_is_removed(service):
    change = editing.remove_key(service, entry_of(service), ("address", "tag"))
    assert mapping_of(after(service, change)) == MAPPING.replace("    tag: image.tag\n", "")


def test_a_field_is_picked_in_the_values(service):
    path = "package/redis-1.0.0/values.yaml"
    place = Place(path, ("side", "image"))
    change = editing.pick_field(service, entry_of(service), "fullAddress", place)
    assert "    fullAddress: side.image\n" in mapping_of(after(service, change))


def test_fields_that_no_mapping_names_are_refused(service):
    for place in (
        Place("package/redis-1.0.0/Chart.yaml", ("name",)),
        Place("package/redis-1.0.0/values.yaml", ("a.b",)),
        Place("nowhere.yaml", ("a",)),
    ):
        with pytest.raises(editing.CannotMap, match="cannot write"):
            editing.pick_field(service, entry_of(service), "tag", place)


def test_paths_into_examples():
    assert editing.dotted(("spec", "a", 0, "image")) == "spec.a[0].image"
    assert editing.undotted("spec.a[0].image") == ("spec", "a", 0, "image")
    assert editing.undotted(".Values.image.tag") == ("image", "tag")
    assert [editing.undotted(text) for text in ("", "a..b", "[0]", "a.", "a[x]")] == [None] * 5
    assert editing.dotted(("a.b",)) == ""


def test_the_path_of_a_place(images):
    csd = "apiVersion: osc.io/v1\nkind: CustomServiceDefinition\nspec: {defaultConfiguration: ''}\n"
    snapshot = images.files({"lifecycle.yaml": "", "manifests/a_csd.yaml": csd})
    place = Place("manifests/a_csd.yaml", ("spec", "defaultConfiguration"))
    assert editing.address_of(snapshot, place, ("spec", "image")) == "spec.image"
    assert editing.address_of(snapshot, Place(place.path, ("kind",))) == ""
    assert editing.address_of(snapshot, Place("lifecycle.yaml", ("a", 0))) == "a[0]"
    operator = images.operator({"containers": []}, {"alm-examples": "[]"})
    (path,) = operator
    examples = Place(path, ("metadata", "annotations", "alm-examples"))
    assert editing.address_of(operator, examples, (0, "spec", "image")) == "spec.image"
    assert editing.address_of(operator, Place(path, ("spec", "version"))) == ""


def test_a_tar_is_assigned(service):
    change = editing.assign_tar(service, entry_of(service), "aarch64", "arm.tar")
    assert mapping_of(after(service, change)) == MAPPING + "    aarch64: arm.tar\n"


def test_a_tar_is_added_and_assigned_in_one_step(service, images):
    data = blob(images.saved("arm64"))
    change = editing.add_tar(service, "arm.tar", data, entry_of(service), "aarch64")
    changed = after(service, change)
    assert changed.files["images/arm.tar"] is data
    assert "aarch64: arm.tar" in mapping_of(changed)
    assert "images/b.tar" in after(service, editing.add_tar(service, "b.tar", data))


def test_a_tar_is_renamed_with_its_mentions(service):
    change = editing.rename_tar(service, "redis.tar", "redis-7.2.4.tar")
    changed = after(service, change)
    assert "images/redis-7.2.4.tar" in changed
    assert "images/redis.tar" not in changed
    assert mapping_of(changed) == MAPPING.replace("redis.tar", "redis-7.2.4.tar")


@pytest.mark.parametrize("name", ["redis_.tar", "a b.tar", "redis", "redis.tar"])
def test_names_that_osc_does_not_keep_are_refused(service, name):
    with pytest.raises(editing.CannotMap):
        editing.rename_tar(service, "redis.tar", name)


def test_an_entry_is_removed_and_its_tar_stays(service):
    changed = after(service, editing.remove_entry(service, entry_of(service)))
    assert mapping_of(changed) == "# Written by hand.\ninstance: []\n"
    assert "images/redis.tar" in changed


def test_proposals_for_one_image(service):
    (side,) = (image for image in inventory_of(service).images if not image.entries)
    assert proposals_for(service, side) == proposals(service)


def test_guesses_are_not_proposed(images):
    assert proposals(images.service(None, "note: quay.io/a/b:1\n")) == ()


def test_text_of_the_mapping_keeps_its_line_ends(images):
    snapshot = images.service(None, VALUES).replaced(
        {"images/mapping.yaml": FileText("instance: []\n", "\r\n")}
    )
    changed = after(snapshot, editing.add_entries(snapshot, proposals(snapshot)))
    assert changed.text("images/mapping.yaml").eol == "\r\n"


def tars(proposal):
    return dict(proposal.package)


def test_only_a_tar_that_holds_the_image_and_is_free_is_proposed(service, images):
    def proposed(**given):
        held = {f"images/{name}": blob(data) for name, data in given.items()}
        (found,) = proposals(Snapshot({**service.files, **held}))
        return tars(found)

    right, wrong = images.saved(tag="1", name="quay.io/x/side"), images.saved(name="redis")
    assert proposed(**{"odd.tar": right}) == {"x86_64": "odd.tar"}
    assert proposed(**{"side-1-x86_64.tar": wrong}) == {}
    assert proposed(**{"side-1.tar": wrong}) == {"x86_64": "side-1-x86_64.tar"}
    assert proposed(**{"side-1.tar": images.saved("arm64", "1", "side")}) == {
        "x86_64": "side-1-x86_64.tar"
    }
    unnamed = images.saved(tag="1", name="side").replace(b'"side:1"', b"        ")
    assert proposed(**{"side-1.tar": unnamed}) == {"x86_64": "side-1.tar"}


def test_the_tar_of_another_entry_is_not_proposed(service, images):
    mapping = MAPPING.replace("redis.tar", "odd.tar")
    assert "odd.tar" in mapping
    held = {
        "images/odd.tar": blob(images.saved(tag="1", name="side")),
        "images/mapping.yaml": FileText(mapping),
    }
    (found,) = proposals(Snapshot({**service.files, **held}))
    assert tars(found) == {"x86_64": "side-1-x86_64.tar"}
