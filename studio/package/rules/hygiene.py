"""Paths, leftovers and texts that trip other tools."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role, is_yaml
from studio.package.content import FileText
from studio.package.delivery import is_junk
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import delete_fix, quote_fix, replace_fix, text_fix
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.nodes import Mapping, Scalar, Sequence
from studio.yamltext.pointers import find, locate
from studio.yamltext.readers import readings
from studio.yamltext.scalars import format_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Fix, Problem
    from studio.package.rules.views import File, Package
    from studio.yamltext.nodes import Defect, Node, Tree

RULES = RuleSet()

_VALUES = "values.yaml"


@RULES.package(
    id="PKGS-01",
    severity=Severity.ERROR,
    title=message("Paths are safe and the same on every system"),
    kinds="N H O",
    triggers=Example(
        message("manifests/A.yaml beside manifests/a.yaml"),
        {"manifests/vendor/A.txt": "a\n", "manifests/vendor/a.txt": "a\n"},
    ),
    passes=Example("manifests/a.yaml"),
    source="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT",
)
def safe_paths(package: Package) -> Iterator[Problem]:
    """Everything that is delivered; two names that differ only in case are one on some systems."""
    seen: dict[str, str] = {}
    for path in package.paths():
        name = path.rstrip("/")
        parts = name.split("/")
        if name.startswith("/") or re.match(r"[A-Za-z]:", name):
            yield package.problem(message("The path `{path}` is not relative.", path=path), path)
        elif ".." in parts or "." in parts or "" in parts:
            yield package.problem(message("The path `{path}` leads elsewhere.", path=path), path)
        elif "\\" in name:
            yield package.problem(message("`{path}` holds a backslash.", path=path), path)
        elif not name.isprintable():
            shown = name.encode("utf-8", "backslashreplace").decode()
            text = message("`{path}` holds characters that cannot be written.", path=shown)
            yield package.problem(text, path)
        folded = unicodedata.normalize("NFC", name).casefold()
        if seen.setdefault(folded, path) != path:
            yield package.problem(
                message(
                    "`{path}` and `{other}` differ only in capital letters.",
                    path=path,
                    other=seen[folded],
                ),
                path,
            )


@RULES.package(
    id="PKGS-02",
    severity=Severity.WARNING,
    title=message("No leftovers of editors, desktops or version control"),
    kinds="N H O",
    triggers=Example(".DS_Store", {".DS_Store": b"\0"}),
    passes=Example("metadata.yaml"),
    source="osc_sp_0005",
    fixable=True,
)
def leftovers(package: Package) -> Iterator[Problem]:
    """What the export leaves out; a folder of leftovers is one problem."""
    found: dict[str, list[str]] = {}
    for path in package.paths():
        parts = path.rstrip("/").split("/")
        for length in range(1, len(parts) + 1):
            if is_junk(parts[length - 1]):
                found.setdefault("/".join(parts[:length]), []).append(path)
                break
    for path, paths in found.items():
        name = path.rpartition("/")[2]
        yield package.problem(
            message("`{name}` is a leftover and is not delivered.", name=name),
            path,
            fix=delete_fix(message("Delete {name}", name=name), paths),
        )


@RULES.file(
    id="PKGS-03",
    severity=Severity.WARNING,
    title=message("Texts are read alike by every tool"),
    kinds="N H O",
    triggers=Example(
        message("a byte order mark"), {_VALUES: FileText("replicas: 1\n", bom=True)}, kind=Kind.HELM
    ),
    passes=Example(message("UTF-8 without it"), {_VALUES: "replicas: 1\n"}, kind=Kind.HELM),
    source="https://yaml.org/spec/1.1/",
    fixable=True,
)
def common_text(file: File) -> Iterator[Problem]:
    """YAML and JSON only, without the files of a chart that have no role."""
    content = file.text
    if content is None or not (is_yaml(file.path) or file.role is Role.CHART_LOCK):
        return
    if file.kind is Kind.HELM and file.role in {Role.OTHER, Role.MANIFEST}:
        return
    yield from _encoding(file, content)
    tree = file.tree
    if tree is not None and not tree.error:
        for defect in tree.defects:
            yield from _defect(file, tree, defect)


def _encoding(file: File, content: FileText) -> Iterator[Problem]:
    """Byte order mark, line ends, the end of the last line."""
    if content.bom:
        yield file.problem(
            message("The file begins with a byte order mark, which some readers take for text."),
            span=(0, 0),
            fix=replace_fix(
                message("Remove the byte order mark"),
                file.path,
                lambda old: FileText(old.text, old.eol),
            ),
        )
    if content.mixed_line_ends:
        yield file.problem(
            message("The lines end in different ways."),
            span=(0, 0),
            fix=replace_fix(message("End all lines in the same way"), file.path, _unix_lines),
        )
    elif content.eol != "\n":
        yield file.problem(
            message("The lines end as on Windows or old Macs; tools of the platform keep the CR."),
            span=(0, 0),
            fix=replace_fix(message("Use Unix line ends"), file.path, _unix_lines),
        )
    text = content.text
    if text and not text.endswith("\n") and not content.mixed_line_ends:
        last = text.rfind("\n") + 1
        yield file.problem(
            message("The last line does not end; what is appended would run into it."),
            span=(len(text), len(text)),
            fix=text_fix(
                message("End the last line"),
                Place(file.path),
                last,
                text[last:],
                f"{text[last:]}\n",
            ),
        )


def _unix_lines(old: FileText) -> FileText:
    text = old.text.replace("\r\n", "\n").replace("\r", "\n")
    return FileText(text, "\n", bom=old.bom)


def _defect(file: File, tree: Tree, defect: Defect) -> Iterator[Problem]:
    """What parses but misleads; a date is read as text wherever OSC reads it."""
    if defect.code == "ambiguous-scalar":
        yield from _ambiguous(file, tree, defect)
        return
    line_end = tree.text.find("\n", defect.offset)
    end = defect.offset + 1 if defect.code == "tab" else line_end
    fix: Fix | None = None
    if defect.code == "tab":
        place = Place(file.path)
        fix = text_fix(message("Replace the tab by a space"), place, defect.offset, "\t", " ")
    number, pointer = locate(tree, defect.offset)
    yield file.problem(
        defect.message,
        *pointer,
        document=number,
        span=(defect.offset, len(tree.text) if end < 0 else end),
        fix=fix,
    )


def _ambiguous(file: File, tree: Tree, defect: Defect) -> Iterator[Problem]:
    """A plain key or value that one reader takes for text and another for something else."""
    number, pointer = locate(tree, defect.offset)
    root = tree.documents[number].root
    scalar = _scalar_at(root, defect.offset)
    if scalar is None or any(kind == "time" for kind, _ in readings(scalar.value)):
        return
    place = Place(file.path, pointer, number)
    label = message("Put {value} in quotes", value=scalar.value)
    if find(root, pointer) is scalar:
        fix = quote_fix(label, place)
    else:  # a key, or the value of a key that stands there twice
        quoted = format_scalar(scalar.value, '"')
        fix = text_fix(label, place, scalar.start, scalar.value, quoted)
    yield file.problem(
        defect.message, *pointer, document=number, span=(scalar.start, scalar.end), fix=fix
    )


def _scalar_at(node: Node | None, offset: int) -> Scalar | None:
    """The key or value that begins at an offset."""
    while isinstance(node, (Mapping, Sequence)):
        if isinstance(node, Sequence):
            nodes = node.items
        else:
            nodes = [part for entry in node.entries for part in (entry.key, entry.value)]
        before = [part for part in nodes if part.start <= offset < part.end]
        node = before[-1] if before else None
    return node if isinstance(node, Scalar) and node.start == offset else None


_SHOWN_TEXTS: dict[Role, tuple[tuple[str, ...], ...]] = {
    Role.METADATA: (("displayName",), ("briefDescription",), ("detail",)),
    Role.CSD: (("spec", "displayName"), ("spec", "description")),
    Role.CHART: (("description",),),
    Role.CSV: (
        ("spec", "displayName"),
        ("spec", "description"),
        ("metadata", "annotations", "description"),
    ),
}  # fmt: skip
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,;:.()-]+[A-Za-z]{2,}){2,}")


def languages_in(text: str) -> tuple[bool, bool]:
    """Whether a text is written in Chinese, and whether in English; a name of two words is not."""
    return bool(_CHINESE.search(text)), bool(_ENGLISH.search(text))


@RULES.package(
    id="PKGS-05",
    severity=Severity.WARNING,
    title=message("Descriptions are written in the same languages throughout"),
    kinds="N H O",
    triggers=Example(
        message("one description in Chinese, the other in English"),
        {
            "manifests/kafka_csd.yaml": Swap(
                "description: A Kafka cluster", "description: 一个高可用的消息集群"
            )
        },
    ),
    passes=Example(message("all descriptions in English")),
    source="osc_ss_0005",
)
def languages(package: Package) -> Iterator[Problem]:
    """The texts that a consumer reads. A language counts when any of them is written in it.

    A text of one or two English words may be a name and fits every language.
    """
    texts: list[tuple[File, tuple[str, ...], bool, bool]] = []
    for file in package.files(*_SHOWN_TEXTS):
        if file.deploy_path.startswith(("charts/", "raw/charts/")):
            continue
        for pointer in _SHOWN_TEXTS[file.role]:
            value = file.string(*pointer)
            chinese, english = languages_in(value)
            if chinese or english:
                texts.append((file, pointer, chinese, english))
    if not any(chinese for _, _, chinese, _ in texts):
        return
    only_english = [item for item in texts if not item[2]]
    only_chinese = [item for item in texts if not item[3]]
    if not only_english:
        return
    for file, pointer, chinese, _ in min(only_english, only_chinese or only_english, key=len):
        yield file.problem(
            message("This text is only in Chinese, others are only in English.")
            if chinese
            else message("This text is only in English, others are in Chinese."),
            *pointer,
        )
