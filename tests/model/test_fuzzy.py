"""Texts are found by the letters that people remember."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model.fuzzy import best, match

PATHS = [
    "package/kafka-2.5.0/metadata.yaml",
    "package/kafka-2.5.0/manifests/kafkacluster_crd.yaml",
    "package/kafka-2.5.0/manifests/kafkacluster_csd.yaml",
    "package/kafka-2.5.0/manifests/vendor/monitor_config.yaml",
    "images/mapping.yaml",
    "templates/workflow-sa.yaml",
    "crds/argoproj.io_workflows.yaml",
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("meta", "metadata.yaml"),
        ("csd", "kafkacluster_csd.yaml"),
        ("mapy", "mapping.yaml"),
        ("moncon", "monitor_config.yaml"),
        ("vendor mon", "monitor_config.yaml"),
        ("KCC", "kafkacluster_crd.yaml"),
        ("workflows.yaml", "argoproj.io_workflows.yaml"),
        ("wfsa", "workflow-sa.yaml"),
    ],
)
def test_the_file_that_was_meant_comes_first(query: str, expected: str) -> None:
    assert best(query, PATHS, str)[0].item.endswith(expected)


def test_nothing_asked_gives_everything_in_order() -> None:
    assert [found.item for found in best("", PATHS, str)] == PATHS


def test_what_does_not_match_is_left_out() -> None:
    assert best("zookeeper", PATHS, str) == []


def test_the_letters_in_one_piece_are_found_among_many_that_are_scattered() -> None:
    many = [f"sa.{number}.pa.ea.ca" for number in range(2000)]
    meant = "a.rather.long.path.to.some.other.spec"
    assert meant in [found.item for found in best("spec", [*many, meant], str, limit=500)]


def test_texts_that_nearly_match_cost_no_time() -> None:
    text = "spec.template.metadata." * 60
    assert best("specspecspecspecspecspecspecspecspecz", [text] * 200, str) == []


@given(st.text(max_size=4), st.lists(st.text(max_size=12), max_size=8))
def test_what_matches_alone_is_found_among_others(query: str, texts: list[str]) -> None:
    compact = "".join(query.split())
    assert {found.item for found in best(query, texts, str)} <= set(texts)
    if compact.isascii():
        alone = {text for text in texts if text.isascii() and match(compact, text) is not None}
        assert alone <= {found.item for found in best(query, texts, str)}


@given(st.text(max_size=8), st.text(max_size=30))
def test_positions_spell_the_query(query: str, text: str) -> None:
    found = match(query, text)
    if found is not None:
        _score, positions = found
        assert list(positions) == sorted(set(positions))
        assert all(0 <= position < len(text) for position in positions)
