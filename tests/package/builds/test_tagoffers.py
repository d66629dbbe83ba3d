"""Fields that could follow the tag of a new image: what is written must be an image again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.formats.imagerefs import parse_reference, reference_of
from studio.package.builds.tagoffers import accepted_offers, tag_offers
from studio.package.changes import apply
from studio.package.content import FileText
from studio.package.images.inventory import inventory_of
from studio.package.snapshot import Snapshot

DIGEST = f"sha256:{'ae5235f4' * 8}"
NAME = "docker.io/randoli/app-insights-operator"
PINNED = f"{NAME}:1.20.0-1@{DIGEST}"
CSV_PATH = "package/app/1.0.0/app.clusterserviceversion.yaml"
PACKAGE = "packageName: app\nchannels:\n- {name: a, currentCSV: app.v1.0.0}\n"


def operator(image, proxy="gcr.io/x/proxy:1", args="[]"):
    """A bundle that names its image in an annotation, in a container and as related."""
    csv = f"""\
apiVersion: operators.coreos.com/v1alpha1
kind: ClusterServiceVersion
metadata:
  name: app.v1.0.0
  annotations:
    containerImage: {image}
spec:
  version: 1.0.0
  install:
    spec:
      deployments:
      - name: controller
        spec:
          template:
            spec:
              containers:
              - name: proxy
                image: {proxy}
              - name: manager
                args: {args}
                image: {image}
  relatedImages:
  - name: app-insights
    image: {image}
"""
    return Snapshot({
        "package/app/app.package.yaml": FileText(PACKAGE),
        CSV_PATH: FileText(csv),
    })  # fmt: skip


def offered(snapshot, image):
    """What is offered for fields that name the image."""
    return [each for each in tag_offers(snapshot, parse_reference(image)) if each.names_image]


@pytest.mark.parametrize("tag", ["1.20.0-1", "2.0.0"])
def test_the_digest_of_the_old_image_goes(tag):
    before = operator(PINNED)
    offers = offered(before, f"app-insights-operator:{tag}")
    assert {each.new for each in offers} == {f"{NAME}:{tag}"}
    assert sorted(each.where for each in offers) == [
        "annotations.containerImage", "app-insights", "controller/manager",
    ]  # fmt: skip
    after = apply(before, accepted_offers(before, offers))
    assert after.text(CSV_PATH).text == before.text(CSV_PATH).text.replace(PINNED, f"{NAME}:{tag}")
    assert offered(after, f"app-insights-operator:{tag}") == []


@pytest.mark.parametrize(
    ("written", "new"),
    [
        (f"host:5000/a/b:1@{DIGEST}", "host:5000/a/b:2"),
        (f"host:5000/a/b@{DIGEST}", "host:5000/a/b:2"),
        ("host:5000/a/b", "host:5000/a/b:2"),
        (f"b@{DIGEST}", "b:2"),
        ("b:1", "b:2"),
    ],
)
def test_only_tag_and_digest_change(written, new):
    assert {each.new for each in offered(operator(written), "b:2")} == {new}


def test_the_flag_of_an_argument_stays():
    before = operator("quay.io/x/b:1", args="[--worker-image=quay.io/x/worker:1, --quiet]")
    (offer,) = offers = offered(before, "worker:2")
    assert (offer.old, offer.new) == ("quay.io/x/worker:1", "quay.io/x/worker:2")
    after = apply(before, accepted_offers(before, offers))
    old, new = (each.text(CSV_PATH).text for each in (before, after))
    assert new == old.replace("worker:1", "worker:2")


def test_two_fields_of_one_name_are_told_apart():
    values = "a:\n  x: {image: 'quay.io/x/b:1'}\nc:\n  x: {image: 'quay.io/x/b:1'}\n"
    before = Snapshot({
        "package/app/Chart.yaml": FileText("apiVersion: v2\nname: app\nversion: 1.0.0\n"),
        "package/app/values.yaml": FileText(values),
    })  # fmt: skip
    assert [each.where for each in offered(before, "b:2")] == ["a.x.image", "c.x.image"]


def test_nothing_is_offered_for_an_image_without_tag():
    assert offered(operator("quay.io/x/b:1"), "b") == []


HOSTS = st.sampled_from(["", "docker.io/", "host:5000/", "localhost/", "[::1]:5000/"])
FOLDERS = st.sampled_from(["", "a/", "a/b-c/d__e/"])
TAGS = st.from_regex(r"v[0-9]{1,2}(\.[0-9]{1,2}){0,2}(-rc\.1)?", fullmatch=True)
DIGESTS = st.sampled_from(["", f"@{DIGEST}", f"@sha512:{'0f' * 64}"])


@given(HOSTS, FOLDERS, st.one_of(st.just(""), TAGS), DIGESTS, TAGS)
def test_whatever_is_written_is_the_same_repository_with_the_new_tag(host, path, tag, digest, new):
    written = f"{host}{path}thing{f':{tag}' if tag else ''}{digest}"
    before = operator(f"'{written}'")
    offers = offered(before, f"thing:{new}")
    for offer in offers:
        old, parsed = reference_of(offer.old), reference_of(offer.new)
        assert (parsed.repository, parsed.tag, parsed.digest) == (old.repository, new, "")
    after = apply(before, accepted_offers(before, offers))
    names = {each.reference for each in inventory_of(after).images if each.parsed.name == "thing"}
    assert names == {f"{host}{path}thing:{new}"}
