"""Keys and texts that look like images."""

from __future__ import annotations

import pytest

from studio.formats.imagelooks import (
    found_in,
    is_certain,
    is_image_key,
    is_image_variable,
    is_images_key,
    references_in,
)


@pytest.mark.parametrize(
    "key", ["image", "sidecarImage", "image_name", "imageName", "server-image", "baseImageRef"]
)
def test_keys_of_images(key):
    assert is_image_key(key)


@pytest.mark.parametrize("key", ["imagePullPolicy", "images", "imageRegistry", "picture", "Imager"])
def test_keys_of_other_things(key):
    assert not is_image_key(key)


def test_keys_of_several_images():
    assert is_images_key("images")
    assert is_images_key("kafkaImages")
    assert not is_images_key("image")


@pytest.mark.parametrize(
    ("name", "is_image"),
    [
        ("RELATED_IMAGE_DB", True),
        ("STRIMZI_KAFKA_IMAGES", True),
        ("--exporter-image", True),
        ("IMAGE_REPOSITORY", False),
        ("IMAGE_PULL_POLICY", False),
        ("VERSION", False),
    ],
)
def test_variables(name, is_image):
    assert is_image_variable(name) is is_image


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("quay.io/a/b:1", True),
        ("localhost/a:1", True),
        ("r:5000/a:1", True),
        ("quay.io/a/b", False),
        ("a/b:1", False),
        ("kubernetes.io/os:linux", False),
        ("node.kubernetes.io/x:y", False),
        ("https://quay.io/a/b:1", False),
    ],
)
def test_texts_that_can_hardly_be_anything_else(text, certain):
    assert is_certain(text) is certain


def test_references_in_other_text():
    text = 'a=quay.io/a/b:1, "r.io/c@sha256:' + "0" * 64 + '" https://x.io/y:1 see quay.io/d/e:2.'
    assert list(references_in(text)) == [
        "quay.io/a/b:1",
        "r.io/c@sha256:" + "0" * 64,
        "quay.io/d/e:2",
    ]
    assert all(text.startswith(reference, start) for start, reference in found_in(text))
