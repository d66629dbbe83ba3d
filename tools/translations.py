"""Keeps the Chinese texts complete: collects strings, compiles them, checks them with --check.

The window's strings (`tr`) go through Qt's own tools into `studio_zh.ts` and `studio_zh.qm`, and
those with a number also into `studio_en.ts` for their English singular; the sentences of the
Qt-free packages (`message`, `StudioError`) are the keys of `messages.zh.json`.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import PySide6

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "studio"
TEXTS = ROOT / "resources" / "i18n"
CHINESE, ENGLISH = "studio_zh.ts", "studio_en.ts"
SENTENCES = "messages.zh.json"
OPTIONS = {
    CHINESE: ["-target-language", "zh_CN"],
    ENGLISH: ["-target-language", "en", "-pluralonly"],
}
SHOWN = 20

# What takes a context and a text for the window's translators.
WINDOW_CALLS = frozenset({"translate", "QT_TRANSLATE_NOOP"})

# Gaps that a translation must keep: {name} and {name:d}, and Qt's %1 and %n.
GAP = re.compile(r"\{[^{}]*\}|%L?(?:\d+|n)")


@dataclass(frozen=True, slots=True)
class WindowText:
    """A text of the window, under the context in which Qt looks for its translation."""

    context: str
    source: str


@dataclass(frozen=True, slots=True)
class Silent:
    """A call whose text cannot be collected, and why not."""

    where: str
    why: str


def main() -> int:
    """Bring the translations up to date, or with --check tell what is amiss (exit code 1)."""
    if sys.argv[1:] not in ([], ["--check"]):
        print("usage: python tools/translations.py [--check]", file=sys.stderr)
        return 2
    checking = bool(sys.argv[1:])
    modules = parsed(SOURCES)
    if not checking:
        TEXTS.mkdir(parents=True, exist_ok=True)
        for name in OPTIONS:
            collect_window_texts(TEXTS / name)
            compile_window_texts(TEXTS / name, compiled_name(TEXTS / name))
        collect_sentences(modules)
    findings = [*amiss_in_window(modules), *amiss_in_sentences(modules)]
    print("\n".join(findings[:SHOWN]) if findings else "Every text has its Chinese translation.")
    if len(findings) > SHOWN:
        print(f"… and {len(findings) - SHOWN} more")
    return 1 if findings and checking else 0


def collect_window_texts(target: Path) -> None:
    """Merge the strings in the code into a .ts file, keeping its translations."""
    modules = [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("*.py"))]
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
    qt_tool("lupdate", *modules, *options, *OPTIONS[target.name], "-ts", str(target))


def compile_window_texts(texts: Path, target: Path) -> None:
    """Make the binary form that Qt loads; a studio that runs has mapped the one before."""
    fresh = target.with_suffix(".fresh")
    qt_tool("lrelease", "-silent", str(texts), "-qm", str(fresh))
    fresh.replace(target)


def compiled_name(texts: Path) -> Path:
    """Where the binary form of a .ts file lies."""
    return texts.with_suffix(".qm")


def qt_tool(name: str, *arguments: str) -> None:
    """Run one of the programs that PySide6 brings along; its output is shown when it fails."""
    program = Path(PySide6.__path__[0]) / name
    result = subprocess.run(
        [program, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if result.returncode:
        sys.exit(f"{name} failed:\n{result.stdout}{result.stderr}")


def amiss_in_window(modules: Mapping[str, ast.Module]) -> Iterator[str]:
    """What the .ts and .qm files lack, and what Qt's tool does not find in the code."""
    kept = [TEXTS / name for name in OPTIONS]
    if not all(texts.is_file() and compiled_name(texts).is_file() for texts in kept):
        yield "The window's texts have never been collected: run make translations"
        return
    with tempfile.TemporaryDirectory() as folder:
        for texts in kept:
            fresh = Path(folder, texts.name)
            shutil.copy(texts, fresh)
            collect_window_texts(fresh)
            yield from out_of_date(texts, fresh)
            yield from amiss_in_texts(fresh)
        yield from overlooked(modules, Path(folder, CHINESE))


def out_of_date(texts: Path, fresh: Path) -> Iterator[str]:
    """Whether a .ts file is older than the code, or its binary form older than itself."""
    compiled = compiled_name(fresh)
    compile_window_texts(fresh, compiled)
    if fresh.read_bytes() != texts.read_bytes():
        yield f"{texts.name} does not match the code: run make translations"
    elif compiled.read_bytes() != compiled_name(texts).read_bytes():
        yield f"{compiled.name} is older than {texts.name}: run make translations"


def amiss_in_texts(texts: Path) -> Iterator[str]:
    """The messages of a .ts file that are untranslated or whose gaps differ."""
    for context in ET.parse(texts).iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source", "")
            where = f"{texts.name}: {context.findtext('name')}: {source!r}"
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                yield f"{where} has no translation"
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            for form in forms or [translation.text or ""]:
                if not same_gaps(source, form):
                    yield f"{where} has other gaps in its translation {form!r}"


def overlooked(modules: Mapping[str, ast.Module], texts: Path) -> Iterator[str]:
    """The texts that lupdate passes over without a word, such as those with a call beside them."""
    collected = {
        WindowText(context.findtext("name", ""), message.findtext("source", ""))
        for context in ET.parse(texts).iter("context")
        for message in context.iter("message")
    }
    for text in dict.fromkeys(window_texts(modules)):
        if isinstance(text, Silent):
            yield f"{text.where}: {text.why}"
        elif text not in collected:
            yield f"{text.context}: lupdate does not find {text.source!r}; write the call plainer"


def collect_sentences(modules: Mapping[str, ast.Module]) -> None:
    """Give every sentence of the code a place in the catalogue, and drop those that are gone.

    One without a translation stands there with an empty text, which reads as English.
    """
    known = read_sentences()
    texts = {template: known.get(template, "") for template in sorted(templates(modules))}
    written = json.dumps(texts, ensure_ascii=False, indent=1)
    (TEXTS / SENTENCES).write_text(written + "\n", encoding="utf-8")


def read_sentences() -> dict[str, str]:
    """The catalogue as it is; empty where there is none yet."""
    path = TEXTS / SENTENCES
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def amiss_in_sentences(modules: Mapping[str, ast.Module]) -> Iterator[str]:
    """What the catalogue of sentences lacks, what it holds in vain, and what cannot enter it."""
    known, spoken = read_sentences(), templates(modules)
    for text in sentences(modules):
        if isinstance(text, Silent):
            yield f"{text.where}: {text.why}"
    for template in sorted(spoken):
        if not known.get(template):
            yield f"{SENTENCES}: {template!r} has no translation"
        elif not same_gaps(template, known[template]):
            yield f"{SENTENCES}: {template!r} has other gaps in its translation"
    for template in sorted(known.keys() - spoken):
        yield f"{SENTENCES}: nothing says {template!r} any more: run make translations"


def templates(modules: Mapping[str, ast.Module]) -> set[str]:
    """Every sentence that can be collected."""
    return {text for text in sentences(modules) if isinstance(text, str)}


def same_gaps(source: str, translation: str) -> bool:
    """Whether a translation fills in the same values; their order is free."""
    return set(GAP.findall(source)) == set(GAP.findall(translation))


def parsed(folder: Path) -> Mapping[str, ast.Module]:
    """The modules below `folder` by their path there."""
    return {
        path.relative_to(folder).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
    }


def sentences(modules: Mapping[str, ast.Module]) -> Iterator[str | Silent]:
    """Every English sentence that `message` and the errors speak."""
    errors = error_names(modules.values())
    for name, module in modules.items():
        for owner, call in owned_calls(module, ""):
            called = called_name(call)
            # An error that words itself hands its sentence up.
            says_itself = called == "__init__" and owner in errors
            if call.args and (says_itself or called in {"message", "Message", *errors}):
                found = list(literals(call.args[0]))
                yield from found
                # An error of its own may take something else than a sentence.
                if called == "message" and not found:
                    yield Silent(f"{name}:{call.lineno}", "message() needs a literal")


def window_texts(modules: Mapping[str, ast.Module]) -> Iterator[WindowText | Silent]:
    """Every text of `tr`, `translate` and `QT_TRANSLATE_NOOP`."""
    for name, module in modules.items():
        for owner, call in owned_calls(module, ""):
            called = called_name(call)
            where = f"{name}:{call.lineno}"
            if called == "tr" and call.args:
                if not is_method_of_self(call) or not owner:
                    yield Silent(where, "tr() must be called on self, which gives it its context")
                elif found := list(literals(call.args[0])):
                    yield from (WindowText(owner, text) for text in found)
                else:
                    yield Silent(where, "tr() needs a literal")
            elif called in WINDOW_CALLS and len(call.args) > 1:
                context, source = list(literals(call.args[0])), list(literals(call.args[1]))
                yield from (WindowText(context[0], text) for text in source if context)


def owned_calls(node: ast.AST, owner: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call below `node` with the name of the class around it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield owner, child
        yield from owned_calls(child, child.name if isinstance(child, ast.ClassDef) else owner)


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


def is_method_of_self(call: ast.Call) -> bool:
    """Whether a call has the form `self.name(…)`."""
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "self"
    )


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an argument can be: a literal, or either side of a condition."""
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


if __name__ == "__main__":
    sys.exit(main())
