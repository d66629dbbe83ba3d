"""The language is exchanged at run time; what nobody has translated stays English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale

from studio.services.language import LanguageService, language_setting

if TYPE_CHECKING:
    from collections.abc import Iterator

translate = QCoreApplication.translate


@pytest.fixture
def languages(qapp: QCoreApplication) -> Iterator[LanguageService]:
    service = LanguageService(qapp, "zh")
    yield service
    service.set_setting("en")


def test_texts_of_the_studio_and_of_qt_change_with_the_language(languages, qtbot):
    assert translate("commands", "&File") == "文件(&F)"
    assert translate("QPlatformTheme", "Cancel") == "取消"
    with qtbot.waitSignal(languages.changed):
        languages.set_setting("en")
    assert translate("commands", "&File") == "&File"
    assert translate("QPlatformTheme", "Cancel") == "Cancel"
    with qtbot.waitSignal(languages.changed):
        languages.set_setting("zh")
    assert translate("commands", "&File") == "文件(&F)"


def test_a_text_without_translation_stays_english(languages):
    assert translate("commands", "Never heard of") == "Never heard of"


def test_english_knows_the_singular(languages):
    assert translate("CountsButton", "%n error(s)", "", 1) == "1 个错误"
    languages.set_setting("en")
    assert translate("CountsButton", "%n error(s)", "", 1) == "1 error"
    assert translate("CountsButton", "%n error(s)", "", 2) == "2 errors"


def test_dates_are_written_in_the_language(languages):
    day = QDate(2026, 5, 12)
    assert QLocale().toString(day, "dddd") == "星期二"
    languages.set_setting("en")
    assert QLocale().toString(day, "dddd") == "Tuesday"


def test_switching_leaves_no_translator_behind(languages):
    before = len(languages.children())
    for setting in ("en", "zh", "en", "zh"):
        languages.set_setting(setting)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(languages.children()) == before


@pytest.mark.parametrize(
    ("value", "setting"), [("zh", "zh"), ("system", "system"), ("fr", "system")]
)
def test_an_unknown_setting_follows_the_system(value, setting):
    assert language_setting(value) == setting
