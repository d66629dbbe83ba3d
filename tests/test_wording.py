"""Sentences are worded when read, fall back to English, and keep to the Chinese house style."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from studio.resources import resource_path
from studio.wording import catalogue, message

# Texts of the window and sentences, as "where: English" with the Chinese.
SENTENCES = [(f"sentence: {english}", text) for english, text in catalogue("zh").items()]
WINDOW = [
    (f"{context.findtext('name')}: {item.findtext('source')}", "".join(element.itertext()).strip())
    for context in ET.parse(resource_path("i18n", "studio_zh.ts")).iter("context")
    for item in context.iter("message")
    for element in item.iter("translation")
]
CHINESE = dict(SENTENCES + WINDOW)

HAN = "[\u4e00-\u9fff]"
LATIN = "[A-Za-z0-9`%]"


def test_gaps_are_filled_in_both_languages():
    text = message("Rename {old} to {new}", old="a.yaml", new="b.yaml")
    assert text.text("en") == str(text) == "Rename a.yaml to b.yaml"
    assert text.text("zh") == "将 a.yaml 重命名为 b.yaml"


def test_a_sentence_in_a_gap_is_worded_in_the_same_language():
    text = message(
        "{expected} is expected here, not {value}.",
        expected=message("A whole number"),
        value=message("a list"),
    )
    assert text.text("zh") == "此处应为整数，而不是列表。"


def test_what_nobody_has_translated_stays_english():
    assert message("Never heard of {name}.", name="it").text("zh") == "Never heard of it."


def test_english_has_no_catalogue():
    assert catalogue("en") == {}


def test_messages_are_equal_when_both_parts_are():
    assert message("a {n}", n=1) == message("a {n}", n=1) != message("a {n}", n=2)
    assert hash(message("a {n}", n=1)) == hash(message("a {n}", n=1))


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (rf"{HAN}[,;:?!]|{HAN}\.(?!\w)|[,;:?!]{HAN}", "punctuation has full width"),
        (rf"{HAN}\([^&]|[^&]\){HAN}", "brackets have full width"),
        (rf"{HAN}{LATIN}|[A-Za-z0-9`]{HAN}", "a space parts Han from Latin and digits"),
        (rf"{HAN} {HAN}|[，。：；、（）“”] | [，。：；、（）“”]", "no space beside full width"),
        (r'"|\'', "quotation marks are “ ”"),
        (r"\.\.\.|……", "the ellipsis is one character"),
        ("你", "the reader is 您, if anybody"),
        ("帐", "账, not 帐"),
    ],
)
def test_the_chinese_keeps_to_the_house_style(pattern, why):
    broken = {where: text for where, text in CHINESE.items() if re.search(pattern, text)}
    assert not broken, why


def test_code_words_stay_marked_as_code():
    changed = {
        english: text
        for english, text in catalogue("zh").items()
        if sorted(re.findall("`[^`]*`", english)) != sorted(re.findall("`[^`]*`", text))
    }
    assert not changed


def test_sentences_end_as_in_english():
    ends = {".": "。", "…": "…", "?": "？"}
    wrong = {
        english: text
        for english, text in catalogue("zh").items()
        if text and english[-1:] in ends and text[-1] != ends[english[-1]]
    }
    assert not wrong
