"""The marketplace's words are found behind other spellings, and never guessed wildly."""

from __future__ import annotations

import pytest

from studio.formats.marketplace import marketplace, nearest


@pytest.mark.parametrize(
    ("key", "text", "meant"),
    [
        ("scenes", "cce", "CCE"),
        ("architecture", "AMD64", "x86_64"),
        ("architecture", "x86-64", "x86_64"),
        ("source", "Open Source", "OpenSource"),
        ("categories", "Streaming", "Streaming & Messaging"),
        ("categories", "database", "Database"),
        ("categories", "Networkng", "Networking"),
        ("categories", "Cloud Provider", "Others"),
        ("categories", "Toys", None),
        ("scenes", "Cloud", None),
        ("architecture", "riscv64", None),
        ("devices", "TPU", None),
    ],
)
def test_what_is_meant(key, text, meant):
    assert marketplace().meant(key, text) == meant


def test_every_other_spelling_leads_to_a_value_that_is_allowed():
    words = marketplace()
    allowed = {value for values in words.choices.values() for value in values}
    assert set(words.also_known_as.values()) <= allowed
    assert words.other_category in words.choices["categories"]
    for key, value in words.annotation_defaults.items():
        assert value in words.choices[key]


def test_nearest_ignores_case_and_finds_slips():
    assert nearest("ServiceEntity", ["serviceEntity", "operation"]) == "serviceEntity"
    assert nearest("apiVersoin", ["apiVersion", "appVersion"]) == "apiVersion"
    assert nearest("zzz", ["serviceEntity", "operation"]) is None
