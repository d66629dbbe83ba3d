"""Images in values of unknown shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.package.images.structured import candidates

SHA = "0123456789abcdef" * 4


def references(value):
    return [found.reference + ("?" if found.guess else "") for found in candidates(value)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"image": "nginx"}, ["nginx"]),
        ({"image": "nginx:1.25"}, ["nginx:1.25"]),
        ({"sidecarImage": "org/side:1"}, ["org/side:1"]),
        ({"sidecarImage": "true"}, []),
        ({"image": "{{ .Values.other }}"}, []),
        ({"image": "Bad Name"}, []),
        ({"image": {"repository": "nginx", "tag": "1"}}, ["nginx:1"]),
        ({"image": {"repository": "nginx", "tag": 1.25}}, ["nginx:1.25"]),
        ({"image": {"registry": "a.io", "repository": "b", "tag": "1"}}, ["a.io/b:1"]),
        ({"image": {"registry": "", "repository": "b", "tag": None}}, ["b"]),
        ({"image": {"repository": "b", "tag": "1", "digest": f"sha256:{SHA}"}},
         [f"b:1@sha256:{SHA}"]),
        ({"image": {"repository": "b", "sha": SHA}}, [f"b@sha256:{SHA}"]),
        ({"image": {"name": "quay.io/a/b", "tag": "2"}}, ["quay.io/a/b:2"]),
        ({"image": {"name": "not-an-image"}}, []),
        ({"image": {"repository": "", "tag": "1"}}, []),
        ({"proxy": {"image": "traefik", "tag": "v3"}}, ["traefik:v3"]),
        ({"proxy": {"image": "quay.io/a/b", "imageTag": "v3"}}, ["quay.io/a/b:v3"]),
        ({"proxy": {"image": "traefik:v2", "tag": "v3"}}, ["traefik:v2"]),
        ({"engine": {"repository": "longhornio/engine", "tag": "v1"}}, ["longhornio/engine:v1"]),
        ({"git": {"repository": "https://example.com/a.git", "tag": "v1"}}, []),
        ({"git": {"repository": "owner/name"}}, []),
        ({"images": {"web": "org/web:1", "debug": "true"}}, ["org/web:1"]),
        ({"extra": [{"name": "a", "image": "x:1"}]}, ["x:1"]),
        ({"note": "quay.io/a/b:1"}, ["quay.io/a/b:1?"]),
        ({"selector": {"os": "kubernetes.io/os:linux"}}, []),
        ({"url": "https://example.com/a:80"}, []),
        ("nothing", []),
    ],
)  # fmt: skip
def test_shapes(value, expected):
    assert references(value) == expected


def test_places_of_the_parts():
    value = {"a": {"image": {"registry": "r.io", "repository": "b", "tag": "", "digest": ""}}}
    (found,) = candidates(value)
    assert dict(found.places) == {
        "registry": ("a", "image", "registry"),
        "repository": ("a", "image", "repository"),
        "tag": ("a", "image", "tag"),
        "digest": ("a", "image", "digest"),
    }
    assert dict(found.texts) == {"registry": "r.io", "repository": "b"}


KEYS = st.sampled_from(["image", "repository", "tag", "registry", "name", "images", "x", "digest"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_any_value_can_be_looked_through(value):
    for found in candidates(value):
        assert found.reference
        assert found.places.keys() >= found.texts.keys()
