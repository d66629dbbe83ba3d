"""The collector of texts finds every sentence and sees what a translation lacks."""

from __future__ import annotations

import ast
import json

import pytest

from tools import translations

CODE = """
class Broken(StudioError): ...
class Torn(Broken): ...
message("one {gap}")
wording.Message("two" if many else "three")
raise Torn("four " "parts", place=1)
Unrelated("not a sentence")
message(variable)
"""

WINDOW = """
from PySide6.QtCore import QObject


class View(QObject):
    def title(self):
        return self.tr("Export to %1")
"""


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one module; `translations` works on it instead of the project."""
    texts = tmp_path / "i18n"
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCES", tmp_path / "studio")
    monkeypatch.setattr(translations, "WINDOW_TEXTS", texts / "studio_zh.ts")
    monkeypatch.setattr(translations, "COMPILED_TEXTS", texts / "studio_zh.qm")
    monkeypatch.setattr(translations, "SENTENCES", texts / "messages.zh.json")
    (tmp_path / "studio").mkdir()
    (tmp_path / "studio" / "module.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def run(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["translations.py", *arguments])
    return translations.main()


def test_sentences_are_found_in_every_speaker(checkout):
    assert sorted(translations.templates()) == ["four parts", "one {gap}", "three", "two"]


def test_errors_are_recognised_through_their_ancestors():
    assert translations.error_names([ast.parse(CODE)]) == {"StudioError", "Broken", "Torn"}


def test_collecting_keeps_translations_and_drops_what_is_gone(checkout):
    translations.SENTENCES.parent.mkdir()
    translations.SENTENCES.write_text('{"two": "二", "gone": "旧"}', encoding="utf-8")
    translations.collect_sentences()
    kept = json.loads(translations.SENTENCES.read_text(encoding="utf-8"))
    assert kept == {"four parts": "", "one {gap}": "", "three": "", "two": "二"}


@pytest.mark.parametrize(
    ("translation", "amiss"),
    [("一 {gap}", False), ("", True), ("一", True), ("一 {other}", True)],
)
def test_a_sentence_needs_a_translation_with_the_same_gaps(checkout, translation, amiss):
    texts = {"four parts": "四", "one {gap}": translation, "three": "三", "two": "二"}
    translations.SENTENCES.parent.mkdir()
    translations.SENTENCES.write_text(json.dumps(texts), encoding="utf-8")
    assert bool(list(translations.amiss_in_sentences())) is amiss


def test_the_check_follows_the_windows_texts(checkout, monkeypatch, capsys):
    (checkout / "studio" / "module.py").write_text(WINDOW, encoding="utf-8")
    assert run(monkeypatch, "--check") == 1
    assert "never been collected" in capsys.readouterr().out

    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 1
    assert "'Export to %1' has no translation" in capsys.readouterr().out

    texts = translations.WINDOW_TEXTS.read_text(encoding="utf-8")
    untranslated = '<translation type="unfinished"></translation>'
    assert untranslated in texts
    done = texts.replace(untranslated, "<translation>导出到 %1</translation>")
    translations.WINDOW_TEXTS.write_text(done, encoding="utf-8")
    assert run(monkeypatch, "--check") == 1
    assert "studio_zh.qm is older" in capsys.readouterr().out

    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 0
