"""Saved images in a package: tar, mapping and tags as one step that can be undone."""

from __future__ import annotations

import pytest

from studio.formats.imagerefs import parse_reference
from studio.package.builds.intopackage import Saved, into_package
from studio.package.builds.naming import pushed_as, saved_path
from studio.package.builds.platforms import Platform, parse_platform
from studio.package.builds.savingplan import saving_plan
from studio.package.builds.tagoffers import tag_offers
from studio.package.changes import apply
from studio.package.content import FileBlob, FileText
from studio.package.images.editing import CannotMap
from studio.package.images.inventory import inventory_of
from studio.package.images.joining import Status
from studio.package.images.operators import operator_image
from studio.package.images.tars import tar_at
from studio.package.rules.imagetars import saved
from studio.package.snapshot import Snapshot
from studio.package.sources import Handle, InMemory

AMD, ARM = Platform("linux", "amd64"), Platform("linux", "arm64")
IMAGE = parse_reference("swr.example.com/team/etcd:3.4.7")
CHART = {
    "package/etcd/Chart.yaml": "apiVersion: v2\nname: etcd\nversion: 1.0.0\nappVersion: 3.4.6\n",
    "package/etcd/values.yaml": 'image:\n  repository: quay.io/x/etcd  # ours\n  tag: "3.4.6"\n',
    "package/etcd/templates/d.yaml": "image: {{ .Values.image.repository }}\n",
}


def snapshot(**more):
    return Snapshot({path: FileText(text) for path, text in {**CHART, **more}.items()})


def blob(data=b"tar"):
    return FileBlob(len(data), Handle(InMemory(data)))


def mapping(found):
    return found.text("images/mapping.yaml").text


def test_two_architectures_become_one_entry():
    before = snapshot()
    change = into_package(before, [Saved(IMAGE, AMD, blob()), Saved(IMAGE, ARM, blob())])
    after = apply(before, change.operations)
    assert "images/etcd-3.4.7-x86_64.tar" in after
    assert "images/etcd-3.4.7-aarch64.tar" in after
    (entry,) = inventory_of(after).image_map.entries
    assert (entry.image, entry.tag) == ("etcd", "3.4.7")
    assert entry.package == {
        "x86_64": "etcd-3.4.7-x86_64.tar", "aarch64": "etcd-3.4.7-aarch64.tar",
    }  # fmt: skip
    (image,) = inventory_of(after).images
    assert image.status is Status.MAPPED
    assert apply(after, change.inverse().operations).same_content(before)


def test_an_entry_that_is_there_follows_the_new_tag():
    text = "instance:\n- image: etcd  # main\n  tag: 3.4.6\n  package: {x86_64: old.tar}\n"
    before = snapshot(**{"images/mapping.yaml": text})
    after = apply(before, into_package(before, [Saved(IMAGE, AMD, blob())]).operations)
    assert mapping(after) == text.replace("3.4.6", "3.4.7").replace(
        "old.tar", "etcd-3.4.7-x86_64.tar"
    )


def test_a_tar_of_the_same_name_is_replaced_and_one_that_lies_there_is_kept():
    before = snapshot()
    path = saved_path(IMAGE, AMD)
    before = before.replaced({path: blob(b"older")})
    after = apply(before, into_package(before, [Saved(IMAGE, AMD, blob(b"newer"))]).operations)
    assert after.files[path].read() == b"newer"
    again = into_package(after, [Saved(IMAGE, AMD, None)])
    assert again.operations == ()


def test_an_image_that_nothing_names_is_mapped_without_an_address():
    before = snapshot()
    other = parse_reference("sidecar:1.0")
    after = apply(before, into_package(before, [Saved(other, AMD, blob())]).operations)
    assert mapping(after) == (
        'instance:\n  - image: sidecar\n    tag: "1.0"\n    package:\n'
        "      x86_64: sidecar-1.0-x86_64.tar\n"
    )


def test_the_tags_that_were_accepted_are_written_in_the_same_step():
    before = snapshot()
    offers = tag_offers(before, IMAGE)
    assert [(offer.place.path.rpartition("/")[2], offer.old, offer.new) for offer in offers] == [
        ("values.yaml", "3.4.6", "3.4.7"), ("Chart.yaml", "3.4.6", "3.4.7"),
    ]  # fmt: skip
    assert [offer.names_image for offer in offers] == [True, False]
    change = into_package(before, [Saved(IMAGE, AMD, blob())], offers)
    after = apply(before, change.operations)
    values = after.text("package/etcd/values.yaml").text
    assert values == CHART["package/etcd/values.yaml"].replace("3.4.6", "3.4.7")
    assert "appVersion: 3.4.7" in after.text("package/etcd/Chart.yaml").text
    assert tag_offers(after, IMAGE) == ()
    assert apply(after, change.inverse().operations).same_content(before)


def test_a_whole_address_keeps_its_registry():
    csv = (
        "apiVersion: operators.coreos.com/v1alpha1\nkind: ClusterServiceVersion\n"
        "metadata: {name: etcd.v1.0.0}\nspec:\n  version: 1.0.0\n  install:\n    spec:\n"
        "      deployments:\n      - spec:\n          template:\n            spec:\n"
        "              containers:\n              - name: a\n"
        "                image: quay.io:5/x/etcd:3.4.6\n"
    )
    package = "packageName: etcd\nchannels:\n- {name: a, currentCSV: etcd.v1.0.0}\n"
    before = Snapshot({
        "package/etcd/etcd.package.yaml": FileText(package),
        "package/etcd/1.0.0/etcd.clusterserviceversion.yaml": FileText(csv),
    })  # fmt: skip
    (offer,) = tag_offers(before, IMAGE)
    assert offer.new == "quay.io:5/x/etcd:3.4.7"
    after = apply(before, into_package(before, [Saved(IMAGE, AMD, blob())], [offer]).operations)
    assert "type: container\n" in mapping(after)
    assert "quay.io:5/x/etcd:3.4.7\n" in after.text(offer.place.path).text


def test_a_bare_chart_has_no_place_for_images():
    bare = Snapshot({"Chart.yaml": FileText(CHART["package/etcd/Chart.yaml"])})
    with pytest.raises(CannotMap):
        into_package(bare, [Saved(IMAGE, AMD, blob())])


@pytest.mark.parametrize(
    ("reference", "platform", "path"),
    [
        ("quay.io/coreos/etcd:3.5.0", "linux/amd64", "images/etcd-3.5.0-x86_64.tar"),
        ("etcd", "linux/aarch64", "images/etcd-latest-aarch64.tar"),
        (f"etcd@sha256:{'a' * 64}", "linux/arm/v7", f"images/etcd-{'a' * 12}-armv7.tar"),
    ],
)
def test_names_of_tars(reference, platform, path):
    assert saved_path(parse_reference(reference), parse_platform(platform)) == path


@pytest.mark.parametrize(
    ("registry", "pushed"),
    [
        ("localhost:5000/", "localhost:5000/etcd:3.4.7"),
        ("swr.example.com/team", "swr.example.com/team/etcd:3.4.7"),
        ("swr.example.com", "swr.example.com/team/etcd:3.4.7"),
        ("other.example.com/a/b", "other.example.com/a/b/etcd:3.4.7"),
        ("not a registry", "None"),
        ("nohost", "None"),
    ],
)
def test_names_in_registries(registry, pushed):
    assert str(pushed_as(IMAGE, registry)) == pushed


@pytest.mark.parametrize("text", ["linux", "linux/", "/amd64", "a b/c", "linux/arm/v 7"])
def test_what_is_no_platform(text):
    assert parse_platform(text) is None


MIXED = """\
instance:
- image: etcd
  tag: 3.4.8
  package:
    x86_64: etcd-3.4.8-x86_64.tar
    aarch64: etcd-3.4.8-aarch64.tar  # the other
"""


def test_an_entry_that_gets_another_tag_drops_the_tars_of_the_old_one():
    before = snapshot(**{"images/mapping.yaml": MIXED})
    before = before.replaced({"images/etcd-3.4.8-aarch64.tar": blob(saved("arm64", "3.4.8"))})
    (old,) = saving_plan(before, [(IMAGE, AMD)]).outdated
    assert (old.architecture, old.name) == ("aarch64", "etcd-3.4.8-aarch64.tar")
    change = into_package(before, [Saved(IMAGE, AMD, blob())])
    after = apply(before, change.operations)
    (entry,) = inventory_of(after).image_map.entries
    assert (entry.tag, entry.package) == ("3.4.7", {"x86_64": "etcd-3.4.7-x86_64.tar"})
    assert "images/etcd-3.4.8-aarch64.tar" in after
    assert apply(after, change.inverse().operations).same_content(before)
    kept = apply(
        before, into_package(before, [Saved(IMAGE, AMD, blob())], keep_outdated=True).operations
    )
    assert "aarch64: etcd-3.4.8-aarch64.tar  # the other" in mapping(kept)


def test_tars_that_are_saved_together_are_not_dropped_nor_those_that_hold_the_new_tag():
    before = snapshot(**{"images/mapping.yaml": MIXED})
    both = [(IMAGE, AMD), (IMAGE, ARM)]
    assert saving_plan(before, both).outdated == ()
    held = blob(saved("arm64", "3.4.7", "etcd"))
    right = before.replaced({"images/etcd-3.4.8-aarch64.tar": held})
    tar_at(right, "images/etcd-3.4.8-aarch64.tar")
    assert saving_plan(right, [(IMAGE, AMD)]).outdated == ()
    same = parse_reference("etcd:3.4.8")
    assert saving_plan(before, [(same, AMD)]).outdated == ()


def test_what_is_replaced_is_told_with_its_size():
    path = saved_path(IMAGE, AMD)
    before = snapshot().replaced({path: blob(b"older")})
    plan = saving_plan(before, [(IMAGE, AMD), (IMAGE, ARM)])
    assert plan.tars == ((path, 5), (saved_path(IMAGE, ARM), None))


def offered_versions(reference, tag_in_values="3.4.6"):
    values = CHART["package/etcd/values.yaml"].replace("3.4.6", tag_in_values)
    values += "exporter: {image: quay.io/x/etcd-exporter:1.3.0}\n"
    before = snapshot(**{"package/etcd/values.yaml": values})
    found = tag_offers(before, parse_reference(reference))
    return [offer.new for offer in found if not offer.names_image]


def test_versions_are_offered_for_the_image_of_the_package_only():
    assert offered_versions("etcd:3.4.7") == ["3.4.7"]
    assert offered_versions("etcd-exporter:1.4.0") == []
    assert offered_versions("busybox:1") == []
    assert offered_versions("etcd-backup:3.4.7") == ["3.4.7"]


def test_the_image_of_the_operator_is_told_from_its_proxies():
    names = ["gcr.io/k/kube-rbac-proxy:0.13", "quay.io/x/thing:1", "quay.io/x/etcd-ctl:2"]
    found = [operator_image(operator(*names[:count])) for count in (1, 2, 3)]
    assert [each.name for each in found] == ["kube-rbac-proxy", "thing", "etcd-ctl"]
    assert operator_image(snapshot()) is None
    before = operator(*names[:2])
    offers = tag_offers(before, parse_reference("kube-rbac-proxy:0.14"))
    assert all(offer.names_image for offer in offers)


def operator(*containers):
    pods = "".join(
        f"              - {{name: c{n}, image: '{c}'}}\n" for n, c in enumerate(containers)
    )
    csv = (
        "apiVersion: operators.coreos.com/v1alpha1\nkind: ClusterServiceVersion\n"
        "metadata: {name: etcd.v1.0.0}\nspec:\n  version: 1.0.0\n  install:\n    spec:\n"
        "      deployments:\n      - spec:\n          template:\n            spec:\n"
        f"              containers:\n{pods}"
    )
    package = "packageName: etcd\nchannels:\n- {name: a, currentCSV: etcd.v1.0.0}\n"
    return Snapshot({
        "package/etcd/etcd.package.yaml": FileText(package),
        "package/etcd/1.0.0/etcd.clusterserviceversion.yaml": FileText(csv),
    })  # fmt: skip


OLD_TAR = "images/etcd-3.4.6-x86_64.tar"
ONE = """\
instance:
- image: etcd
  tag: 3.4.6
  address: {repository: image.repository, tag: image.tag}
  package: {x86_64: etcd-3.4.6-x86_64.tar}
"""


def test_the_tar_of_the_old_tag_can_be_deleted_in_the_same_step():
    before = snapshot(**{"images/mapping.yaml": ONE}).replaced({OLD_TAR: blob(b"older")})
    assert saving_plan(before, [(IMAGE, AMD)]).orphans == ((OLD_TAR, True),)
    images = [Saved(IMAGE, AMD, blob())]
    assert OLD_TAR in apply(before, into_package(before, images).operations)
    change = into_package(before, images, delete=[OLD_TAR])
    after = apply(before, change.operations)
    assert OLD_TAR not in after
    assert apply(after, change.inverse().operations).same_content(before)


@pytest.mark.parametrize("content", [("amd64", "1.0", "other"), ("amd64", "3.4.6", "etcd")])
def test_a_tar_is_another_build_of_the_image_by_what_is_inside(content):
    text = ONE.replace("etcd-3.4.6-x86_64.tar", "mine.tar")
    before = snapshot(**{"images/mapping.yaml": text})
    before = before.replaced({"images/mine.tar": blob(saved(*content))})
    assert saving_plan(before, [(IMAGE, AMD)]).orphans == (("images/mine.tar", False),)
    tar_at(before, "images/mine.tar")
    is_same = content[-1] == "etcd"
    assert saving_plan(before, [(IMAGE, AMD)]).orphans == (("images/mine.tar", is_same),)


def test_a_tar_that_another_entry_names_is_no_orphan_and_not_deleted():
    other = ONE + "- image: backup\n  tag: 3.4.6\n  package: {x86_64: etcd-3.4.6-x86_64.tar}\n"
    before = snapshot(**{"images/mapping.yaml": other}).replaced({OLD_TAR: blob(b"older")})
    assert saving_plan(before, [(IMAGE, AMD)]).orphans == ()
    change = into_package(before, [Saved(IMAGE, AMD, blob())], delete=[OLD_TAR])
    assert OLD_TAR in apply(before, change.operations)


def test_a_tar_of_another_architecture_is_deleted_only_if_the_mapping_drops_it():
    path = "images/etcd-3.4.8-aarch64.tar"
    before = snapshot(**{"images/mapping.yaml": MIXED}).replaced({path: blob(b"older")})
    images = [Saved(IMAGE, AMD, blob())]
    assert saving_plan(before, [(IMAGE, AMD)]).orphans == ((path, True),)
    dropped = into_package(before, images, delete=[path])
    assert path not in apply(before, dropped.operations)
    kept = into_package(before, images, keep_outdated=True, delete=[path])
    assert path in apply(before, kept.operations)


def test_images_that_no_field_names_are_told():
    sidecar = parse_reference("sidecar:1.0")
    mapped = snapshot(**{"images/mapping.yaml": ONE})
    for before in (snapshot(), mapped):
        assert saving_plan(before, [(IMAGE, AMD), (sidecar, AMD)]).unused == (sidecar,)
    after = apply(mapped, into_package(mapped, [Saved(sidecar, AMD, blob())]).operations)
    again = parse_reference("sidecar:1.1")
    assert saving_plan(after, [(again, AMD)]).unused == (again,)
