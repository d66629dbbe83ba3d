"""References to images: parts, normal form, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.formats.imagerefs import (
    ImageReference,
    is_repository_path,
    is_tag,
    parse_reference,
    reference_of,
)
from studio.wording import Message

DIGEST = "sha256:" + "0123456789abcdef" * 4
COMPONENT = st.from_regex(r"[a-z0-9]{1,4}(([.]|_|__|-{1,2})[a-z0-9]{1,4}){0,2}", fullmatch=True)
HOST = st.sampled_from(
    ["", "localhost", "quay.io", "registry-1.example.com", "LOCAL", "10.0.0.1", "[2001:db8::1]"]
)
PORT = st.sampled_from(["", "5000", "443"])
TAG = st.sampled_from(["", "1.2.3", "latest", "v1_RC-1", "_x", "9" * 128])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("nginx", ("", "", "nginx", "", "")),
        ("nginx:1.25", ("", "", "nginx", "1.25", "")),
        ("bitnami/redis:7", ("", "", "bitnami/redis", "7", "")),
        ("quay.io/coreos/etcd:3.2.13", ("quay.io", "", "coreos/etcd", "3.2.13", "")),
        ("localhost/a", ("localhost", "", "a", "", "")),
        ("localhost:5000/a:b", ("localhost", "5000", "a", "b", "")),
        ("Uppercase/a", ("Uppercase", "", "a", "", "")),
        (f"quay.io/a/b@{DIGEST}", ("quay.io", "", "a/b", "", DIGEST)),
        (f"a:5000/b:c@{DIGEST}", ("a", "5000", "b", "c", DIGEST)),
        ("[2001:db8::1]:5000/a", ("[2001:db8::1]", "5000", "a", "", "")),
        ("foo_bar.com:8080", ("", "", "foo_bar.com", "8080", "")),
        ("a__b/c--d", ("", "", "a__b/c--d", "", "")),
    ],
)
def test_parts_of_a_reference(text: str, parts: tuple[str, ...]) -> None:
    found = parse_reference(text)
    assert found == ImageReference(*parts)
    assert str(found) == text


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "missing"),
        (":1.0", "missing"),
        ("quay.io/", "missing"),
        ("Nginx", "lower case"),
        ("quay.io/Foo/bar", "lower case"),
        ("nginx:", "no tag"),
        ("nginx:a b", "no tag"),
        ("nginx:" + "x" * 129, "no tag"),
        ("nginx@sha256:12", "no digest"),
        ("nginx@", "no digest"),
        ("a//b", "is empty"),
        ("a/", "is empty"),
        ("a___b", "no part"),
        ("-a", "no part"),
        ("quay.io:/a", "no host"),
        ("-host.io/a", "no host"),
        ("quay.io:abc/a", "no host"),
        ("https://quay.io/a", "no host"),
        ("{{ .Values.image }}", "lower case"),
        ("a" * 256, "more than 255"),
        ("0123456789abcdef" * 4, "the id"),
    ],
)
def test_what_is_no_reference_says_why(text: str, complaint: str) -> None:
    found = parse_reference(text)
    assert isinstance(found, Message)
    assert complaint in found.text()
    assert reference_of(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nginx", "docker.io/library/nginx:latest"),
        ("index.docker.io/library/nginx", "nginx"),
        ("bitnami/redis:7", "docker.io/bitnami/redis:7"),
        ("QUAY.io/a/b:1", "quay.io/a/b:1"),
        (f"nginx@{DIGEST}", f"docker.io/library/nginx@{DIGEST}"),
    ],
)
def test_names_of_one_image_have_one_normal_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("nginx", "nginx:1"), ("quay.io/nginx", "nginx"), ("localhost:5000/nginx", "nginx")],
)
def test_other_images_have_another_normal_form(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def normal(text: str) -> str:
    reference = reference_of(text)
    assert reference is not None
    return str(reference.normalised())


def test_parts_that_a_mapping_writes() -> None:
    reference = reference_of("swr.example.com:443/osc-opensource/redis:0.0.1")
    assert reference is not None
    assert reference.endpoint == "swr.example.com:443"
    assert reference.repository == "swr.example.com:443/osc-opensource/redis"
    assert reference.prefix == "swr.example.com:443/osc-opensource"
    assert reference.name == "redis"
    assert str(reference.with_tag("2")) == "swr.example.com:443/osc-opensource/redis:2"


def test_what_pins_a_build() -> None:
    pinned = {text: getattr(reference_of(text), "is_pinned", None) for text in (
        "a", "a:latest", "a:1", f"a@{DIGEST}"
    )}  # fmt: skip
    assert list(pinned.values()) == [False, False, True, True]


@given(HOST, PORT, st.lists(COMPONENT, min_size=1, max_size=4), TAG, st.booleans())
def test_printing_is_the_inverse_of_parsing(
    host: str, port: str, components: list[str], tag: str, has_digest: bool
) -> None:
    digest = DIGEST if has_digest else ""
    if not host and (components[0] == "localhost" or "." in components[0]) and components[1:]:
        components[0] = "a"
    made = ImageReference(host, port if host else "", "/".join(components), tag, digest)
    parsed = parse_reference(str(made))
    assert parsed == made
    assert isinstance(parsed, ImageReference)
    normal = parsed.normalised()
    assert normal.normalised() == normal
    assert reference_of(str(normal)) == normal
    assert is_repository_path(made.path)
    assert not tag or is_tag(tag)


@given(st.text(max_size=40))
def test_any_text_is_a_reference_that_prints_the_same_or_a_sentence(text: str) -> None:
    found = parse_reference(text)
    assert isinstance(found, Message) or str(found) == text
