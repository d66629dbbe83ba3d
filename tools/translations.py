"""Keeps the Chinese texts complete: collects strings, compiles them, checks them with --check.

The window's strings (`tr`) go through Qt's own tools into `studio_zh.ts` and `studio_zh.qm`; the
sentences of the Qt-free packages (`message`, `StudioError`) are the keys of `messages.zh.json`.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import PySide6

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "studio"
WINDOW_TEXTS = ROOT / "resources" / "i18n" / "studio_zh.ts"
COMPILED_TEXTS = WINDOW_TEXTS.with_suffix(".qm")
SENTENCES = ROOT / "resources" / "i18n" / "messages.zh.json"
SHOWN = 20

# Gaps that a translation must keep: {name} and {name:d}, and Qt's %1 and %n.
GAP = re.compile(r"\{[^{}]*\}|%L?(?:\d+|n)")


def main() -> int:
    """Bring the translations up to date, or with --check tell what is amiss (exit code 1)."""
    if sys.argv[1:] not in ([], ["--check"]):
        print("usage: python tools/translations.py [--check]", file=sys.stderr)
        return 2
    checking = bool(sys.argv[1:])
    if not checking:
        collect_window_texts(WINDOW_TEXTS)
        compile_window_texts(COMPILED_TEXTS)
        collect_sentences()
    findings = [*amiss_in_window(), *amiss_in_sentences()]
    print("\n".join(findings[:SHOWN]) if findings else "Every text has its Chinese translation.")
    if len(findings) > SHOWN:
        print(f"… and {len(findings) - SHOWN} more")
    return 1 if findings and checking else 0


def collect_window_texts(target: Path) -> None:
    """Merge the strings in the code into a .ts file, keeping its translations."""
    target.parent.mkdir(parents=True, exist_ok=True)
    modules = [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("*.py"))]
    options = ["-no-obsolete", "-locations", "none"]
    languages = ["-source-language", "en", "-target-language", "zh_CN"]
    qt_tool("lupdate", *modules, *options, *languages, "-ts", str(target))


def compile_window_texts(target: Path) -> None:
    """Make the binary form that Qt loads."""
    qt_tool("lrelease", "-silent", str(WINDOW_TEXTS), "-qm", str(target))


def qt_tool(name: str, *arguments: str) -> None:
    """Run one of the programs that PySide6 brings along; its output is shown when it fails."""
    program = Path(PySide6.__path__[0]) / name
    result = subprocess.run(
        [program, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if result.returncode:
        sys.exit(f"{name} failed:\n{result.stdout}{result.stderr}")


def amiss_in_window() -> Iterator[str]:
    """What the .ts and .qm files lack."""
    if not WINDOW_TEXTS.is_file() or not COMPILED_TEXTS.is_file():
        yield "The window's texts have never been collected: run make translations"
        return
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, WINDOW_TEXTS.name)
        shutil.copy(WINDOW_TEXTS, fresh)
        collect_window_texts(fresh)
        compiled = Path(folder, COMPILED_TEXTS.name)
        compile_window_texts(compiled)
        if fresh.read_bytes() != WINDOW_TEXTS.read_bytes():
            yield f"{WINDOW_TEXTS.name} does not match the code: run make translations"
        elif compiled.read_bytes() != COMPILED_TEXTS.read_bytes():
            yield f"{COMPILED_TEXTS.name} is older than {WINDOW_TEXTS.name}: run make translations"
        yield from amiss_in_texts(fresh)


def amiss_in_texts(texts: Path) -> Iterator[str]:
    """The messages of a .ts file that are untranslated or whose gaps differ."""
    for context in ET.parse(texts).iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source", "")
            where = f"{WINDOW_TEXTS.name}: {context.findtext('name')}: {source!r}"
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                yield f"{where} has no translation"
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            for form in forms or [translation.text or ""]:
                if not same_gaps(source, form):
                    yield f"{where} has other gaps in its translation {form!r}"


def collect_sentences() -> None:
    """Give every sentence of the code a place in the catalogue, and drop those that are gone.

    One without a translation stands there with an empty text, which reads as English.
    """
    known = read_sentences()
    texts = {template: known.get(template, "") for template in sorted(set(templates()))}
    SENTENCES.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps(texts, ensure_ascii=False, indent=1)
    SENTENCES.write_text(written + "\n", encoding="utf-8")


def read_sentences() -> dict[str, str]:
    """The catalogue as it is; empty where there is none yet."""
    return json.loads(SENTENCES.read_text(encoding="utf-8")) if SENTENCES.is_file() else {}


def amiss_in_sentences() -> Iterator[str]:
    """What the catalogue of sentences lacks."""
    known = read_sentences()
    for template in sorted(set(templates())):
        if not known.get(template):
            yield f"{SENTENCES.name}: {template!r} has no translation"
        elif not same_gaps(template, known[template]):
            yield f"{SENTENCES.name}: {template!r} has other gaps in its translation"


def same_gaps(source: str, translation: str) -> bool:
    """Whether a translation fills in the same values; their order is free."""
    return set(GAP.findall(source)) == set(GAP.findall(translation))


def templates() -> Iterator[str]:
    """Every English sentence that the Qt-free packages and the errors speak."""
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES.rglob("*.py")]
    speakers = {"message", "Message"} | error_names(modules)
    for module in modules:
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and called_name(node) in speakers and node.args:
                yield from literals(node.args[0])


def error_names(modules: Iterable[ast.Module]) -> set[str]:
    """The names of StudioError and of the classes derived from it, directly or not."""
    parents = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for module in modules
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
    }
    names = {"StudioError"}
    while more := {name for name, bases in parents.items() if bases & names} - names:
        names |= more
    return names


def called_name(call: ast.Call) -> str:
    """The last part of what is called: `message` of `wording.message(…)`."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literals(node: ast.expr) -> Iterator[str]:
    """The sentences that an argument can be: a literal, or either side of a condition."""
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


if __name__ == "__main__":
    sys.exit(main())
