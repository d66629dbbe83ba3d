"""mapping.yaml as it is read, and what its address keys write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.formats.imagemap import (
    composed,
    conventions,
    is_tar_name,
    read_image_map,
    tar_path,
    written,
)
from studio.formats.imagerefs import ImageReference, reference_of
from studio.yamltext.nodes import parse

EXAMPLE = "swr.cn-east-3.myhuaweicloud.com/osc-opensource/redis:0.0.1"
MAPPING = """\
instances:
- image: kafka
  tag: 1.10
  note: mine
  address: {endpoint: kafka.image.registry, repo: kafka.image.repository}
  package: {x86_64: a.tar, aarch64: ~}
operator:
- {image: operator, type: initContainer}
- nothing
other: 1
"""


def test_entries_of_both_sections_under_any_spelling():
    image_map = read_image_map(parse(MAPPING))
    assert image_map.is_readable
    kafka, operator, nothing = image_map.entries
    assert (kafka.section, kafka.pointer, kafka.index) == ("instance", ("instances", 0), 0)
    assert (kafka.image, kafka.tag, kafka.title) == ("kafka", "1.10", "kafka:1.10")
    assert kafka.address == {"endpoint": "kafka.image.registry", "repo": "kafka.image.repository"}
    assert kafka.package == {"x86_64": "a.tar", "aarch64": ""}
    assert kafka.others == ("note",)
    assert (operator.section, operator.type, operator.title) == (
        "operator",
        "initContainer",
        "operator",
    )
    assert nothing.pointer == ("operator", 1)


@pytest.mark.parametrize("text", ["instance: [", "- a\n", "text\n"])
def test_what_is_no_mapping(text):
    image_map = read_image_map(parse(text))
    assert (image_map.entries, image_map.is_readable) == ((), False)


@pytest.mark.parametrize("text", ["", "{}\n", "null\n", "instance: 3\n"])
def test_an_empty_mapping(text):
    image_map = read_image_map(parse(text))
    assert (image_map.entries, image_map.is_readable) == ((), True)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("fullAddress", {"fullAddress": EXAMPLE}),
        (
            "repository tag",
            {
                "repository": "swr.cn-east-3.myhuaweicloud.com/osc-opensource/redis",
                "tag": "0.0.1",
            },
        ),
        (
            "prefixAddress repo tag",
            {
                "prefixAddress": "swr.cn-east-3.myhuaweicloud.com/osc-opensource",
                "repo": "redis",
                "tag": "0.0.1",
            },
        ),
        (
            "endpoint repo tag",
            {
                "endpoint": "swr.cn-east-3.myhuaweicloud.com",
                "repo": "osc-opensource/redis",
                "tag": "0.0.1",
            },
        ),
    ],
)
def test_what_each_key_writes(keys, expected):
    reference = reference_of(EXAMPLE)
    assert written(frozenset(keys.split()), reference) == expected
    assert composed(expected) == EXAMPLE


COMPONENT = st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True)


@given(
    st.sampled_from(["swr.example.com", "localhost", "a.b"]),
    st.sampled_from(["", "5000"]),
    st.lists(COMPONENT, min_size=1, max_size=3),
    st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,8}", fullmatch=True),
    st.sampled_from(conventions().complete),
)
def test_the_parts_compose_the_address_again(host, port, path, tag, keys):
    reference = ImageReference(host, port, "/".join(path), tag)
    assert composed(written(keys, reference)) == str(reference)


@given(st.sets(st.sampled_from(sorted(conventions().address))))
def test_other_sets_compose_nothing(keys):
    parts = dict.fromkeys(keys, "x")
    assert (composed(parts) is None) is (frozenset(keys) not in conventions().complete)


def test_names_of_tars():
    assert tar_path("a.tar") == "images/a.tar"
    assert all(map(is_tar_name, ["a.tar", "redis-7.2.4-x86_64.tar", "A_b.tar.gz", "a.tgz"]))
    assert not any(map(is_tar_name, ["a", "redis_.tar", "a b.tar", ".tar", "a-.tar", "a/b.tar"]))
