"""Every rule says in words where its demand is written."""

from __future__ import annotations

import re

from studio.package.rules import RULES
from studio.package.rules.sources import references


def test_a_page_of_the_guides_has_words_and_an_address() -> None:
    (found,) = references("osc_ss_0005")
    assert found.text() == "OSC developer guide: metadata.yaml"
    assert found.text("zh") == "OSC 开发指南：metadata.yaml"
    assert found.address == "https://support.huaweicloud.com/devg-osc/osc_ss_0005.html"
    assert found.page == "osc_ss_0005"


def test_several_pages_are_told_apart() -> None:
    assert [each.page for each in references("osc_ss_0084, osc_ss_0085")] == [
        "osc_ss_0084",
        "osc_ss_0085",
    ]


def test_an_address_is_shown_without_its_scheme() -> None:
    (found,) = references("https://semver.org/")
    assert (found.text(), found.address, found.page) == ("semver.org", "https://semver.org/", "")


def test_no_rule_shows_the_number_of_a_page_in_place_of_words() -> None:
    words = [each.text() for rule in RULES for each in references(rule.source)]
    assert len(words) > len(RULES) // 2
    assert [text for text in words if re.search(r"osc_s[sp]_\d", text)] == []
