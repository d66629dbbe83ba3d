"""The collector of texts finds every sentence and sees what a translation lacks."""

from __future__ import annotations

import ast
import json

import pytest

from tools import translations
from tools.translations import Silent, WindowText

CODE = """
class Broken(StudioError): ...
class Torn(Broken): ...
message("one {gap}")
wording.Message("two" if many else "three")
raise Torn("four " "parts", place=1)
raise Broken(findings)
Unrelated("not a sentence")
"""

WINDOW = """
from PySide6.QtCore import QCoreApplication, QObject


class View(QObject):
    def title(self):
        return self.tr("Export to %1")

    def count(self, errors):
        return self.tr("%n error(s)", "", len(errors))


def about():
    return QCoreApplication.translate("About", "Help")
"""

CHINESE = {"Export to %1": "导出到 %1", "%n error(s)": "%n 个错误", "Help": "帮助"}


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one module; `translations` works on it instead of the project."""
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCES", tmp_path / "studio")
    monkeypatch.setattr(translations, "TEXTS", tmp_path / "i18n")
    (tmp_path / "studio").mkdir()
    (tmp_path / "i18n").mkdir()
    (tmp_path / "studio" / "module.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def modules(code: str) -> dict[str, ast.Module]:
    return {"module.py": ast.parse(code)}


def run(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["translations.py", *arguments])
    return translations.main()


def translate_window(name: str, texts: dict[str, list[str]]) -> None:
    """Write translations, given as their forms, into a .ts file as a translator's tool would."""
    path = translations.TEXTS / name
    content = path.read_text(encoding="utf-8")
    for source, forms in texts.items():
        lines = [f"{' ' * 12}<numerusform>{form}</numerusform>\n" for form in forms]
        numbered = "\n" + "".join(lines) + " " * 8
        start = content.index(f"<source>{source}</source>")
        head, _, rest = content[start:].partition('<translation type="unfinished">')
        _, end, rest = rest.partition("</translation>")
        inner = numbered if "%n" in source else forms[0]
        content = f"{content[:start]}{head}<translation>{inner}{end}{rest}"
    path.write_text(content, encoding="utf-8")


def test_sentences_are_found_in_every_speaker():
    assert translations.templates(modules(CODE)) == {"four parts", "one {gap}", "three", "two"}


def test_an_error_that_words_itself_is_heard():
    code = """
class Refused(StudioError):
    def __init__(self, reason):
        super().__init__("refused: {reason}", reason=reason)
class Pump(Thread):
    def __init__(self):
        super().__init__("not a sentence")
"""
    assert translations.templates(modules(code)) == {"refused: {reason}"}


def test_errors_are_recognised_through_their_ancestors():
    assert translations.error_names([ast.parse(CODE)]) == {"StudioError", "Broken", "Torn"}


def test_texts_of_the_window_are_found_with_their_context():
    assert list(translations.window_texts(modules(WINDOW))) == [
        WindowText("View", "Export to %1"),
        WindowText("View", "%n error(s)"),
        WindowText("About", "Help"),
    ]


@pytest.mark.parametrize(
    "code",
    [
        "message(variable)",
        "message(f'{n} files')",
        "class View:\n def f(self): self.tr(variable)",
        "class View:\n def f(self): self.label.tr('text')",
        "def f(window): window.tr('text')",
    ],
)
def test_a_text_that_cannot_be_collected_is_told(code):
    found = modules(code)
    silent = [*translations.sentences(found), *translations.window_texts(found)]
    assert [type(text) for text in silent] == [Silent]


def test_what_qts_tool_passes_over_is_told(checkout, monkeypatch, capsys):
    code = 'def f(files):\n    return translate("View", "%n file(s)", "", len(files))\n'
    (checkout / "studio" / "module.py").write_text(code, encoding="utf-8")
    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 1
    assert "View: lupdate does not find '%n file(s)'" in capsys.readouterr().out


def test_collecting_keeps_translations_and_drops_what_is_gone(checkout):
    file = translations.TEXTS / translations.SENTENCES
    file.write_text('{"two": "二", "gone": "旧"}', encoding="utf-8")
    translations.collect_sentences(modules(CODE))
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept == {"four parts": "", "one {gap}": "", "three": "", "two": "二"}


@pytest.mark.parametrize(
    ("changed", "amiss"),
    [
        ({}, False),
        ({"one {gap}": ""}, True),
        ({"one {gap}": "一"}, True),
        ({"one {gap}": "一 {other}"}, True),
        ({"nobody says it": "没人说"}, True),
    ],
)
def test_a_sentence_needs_a_translation_with_the_same_gaps(checkout, changed, amiss):
    texts = {"four parts": "四", "one {gap}": "一 {gap}", "three": "三", "two": "二"}
    written = json.dumps(texts | changed)
    (translations.TEXTS / translations.SENTENCES).write_text(written, encoding="utf-8")
    assert bool(list(translations.amiss_in_sentences(modules(CODE)))) is amiss


def test_the_check_follows_the_windows_texts(checkout, monkeypatch, capsys):
    (checkout / "studio" / "module.py").write_text(WINDOW, encoding="utf-8")
    assert run(monkeypatch, "--check") == 1
    assert "never been collected" in capsys.readouterr().out

    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 1
    told = capsys.readouterr().out
    assert "studio_zh.ts: View: 'Export to %1' has no translation" in told
    assert "studio_en.ts: View: '%n error(s)' has no translation" in told
    assert "studio_en.ts: View: 'Export to %1'" not in told

    translate_window("studio_zh.ts", {source: [text] for source, text in CHINESE.items()})
    translate_window("studio_en.ts", {"%n error(s)": ["%n error", "%n errors"]})
    assert run(monkeypatch, "--check") == 1
    assert "studio_zh.qm is older" in capsys.readouterr().out

    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 0

    (checkout / "studio" / "module.py").write_text("", encoding="utf-8")
    assert run(monkeypatch, "--check") == 1
    assert "studio_zh.ts does not match the code" in capsys.readouterr().out


def test_wrong_arguments_are_refused(monkeypatch, capsys):
    assert run(monkeypatch, "--chekc") == 2
    assert "usage" in capsys.readouterr().err
