"""Recipes and Dockerfiles of the images that a package builds."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from studio.formats.imagerefs import reference_of
from studio.formats.kinds import Role
from studio.package.builds.context import IGNORE_FILE
from studio.package.builds.copying import absent_sources
from studio.package.builds.dockerfile import KNOWN, SCRATCH, read_dockerfile
from studio.package.builds.ignoring import Ignored
from studio.package.builds.recipereading import RecipeReader
from studio.package.builds.recipes import BUILDS
from studio.package.layout import WORKSPACE_FILE
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet
from studio.package.rules.fixes import scaffold_fix
from studio.wording import message
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.builds.copying import Absent
    from studio.package.builds.dockerfile import Dockerfile, Instruction
    from studio.package.builds.recipes import Recipe
    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package
    from studio.wording import Message

RULES = RuleSet()

_DOCKERFILE = "https://docs.docker.com/reference/dockerfile/"
_PRACTICE = "https://docs.docker.com/build/building/best-practices/"
_SECRET_NAME = re.compile(r"PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY", re.IGNORECASE)
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(\"[^\"]*\"|'[^']*'|\S+)")
_HARMLESS = re.compile(r"[\"']?(?:\$.*|/.*|[\"']?)[\"']?")
_INSTALL = re.compile(r"\b(?:apt-get|apt|yum|dnf|microdnf|zypper)\b([^&|;]*)\binstall\b([^&|;]*)")
_UNASKED = re.compile(r"\s-\w*[yn]\b|--(?:yes|assume-?yes|non-interactive)\b")
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*://|git@")
_ARCHIVE = re.compile(r"\.(?:tar|tgz|tbz2?|txz|tar\.\w+)$")


@RULES.package(
    id="BLD-01",
    severity=Severity.WARNING,
    title=message("Build recipes are complete, and their Dockerfiles are there"),
    kinds="N H O",
    triggers=Example("builds: [{context: build}]", {"studio.yaml": "builds:\n- context: build\n"}),
    passes=Example(
        "builds: [{name: etcd, context: ..}]",
        {"studio.yaml": "builds:\n- {name: etcd, context: ../etcd}\n"},
    ),
    source="https://github.com/opencontainers/image-spec",
    fixable=True,
)
def recipes(package: Package) -> Iterator[Problem]:
    """What lies outside the package is not looked for here."""
    file = package.file(WORKSPACE_FILE)
    if file is None or file.root is None:
        return
    read = RecipeReader().read(file.node(*BUILDS))
    for defect in read.defects:
        yield file.problem(defect.sentence, *defect.pointer)
    for recipe in read.recipes:
        path = recipe.dockerfile_path
        if path is not None and package.content(path) is None:
            sentence = message("There is no {path} in this package.", path=path)
            fix = scaffold_fix(message("Create {path}", path=path), path, Role.DOCKERFILE)
            yield file.problem(sentence, *recipe.pointer, "dockerfile", fix=fix)


@RULES.file(
    Role.DOCKERFILE,
    id="BLD-02",
    severity=Severity.WARNING,
    title=message("Dockerfiles hold known instructions, and begin with FROM"),
    kinds="N H O",
    triggers=Example("FORM scratch", {"Dockerfile": "FORM scratch\n"}),
    passes=Example("FROM scratch", {"Dockerfile": "ARG A=1\nFROM scratch\n"}),
    source=_DOCKERFILE,
)
def known_instructions(file: File) -> Iterator[Problem]:
    """Builders refuse what they do not know, and stages that are not there."""
    dockerfile = _read(file)
    for each in dockerfile.instructions:
        if each.keyword not in KNOWN:
            sentence = message("Dockerfiles have no instruction {word}.", word=each.keyword)
            yield _problem(file, each, sentence)
        elif not each.rest and not each.flags:
            yield _problem(file, each, message("{word} says nothing.", word=each.keyword))
    if not dockerfile.stages:
        sentence = message("There is no FROM, so there is nothing to build on.")
        yield file.problem(sentence, span=(0, 0))
    for each in dockerfile.preamble:
        if each.keyword in KNOWN - {"ARG"}:
            yield _problem(file, each, message("Only ARG may stand before the first FROM."))
    for stage in dockerfile.stages:
        for each in stage.instructions:
            source = each.flags.get("from", "")
            found = dockerfile.stage(source) if source else None
            if found is not None and found.index >= stage.index:
                sentence = message("The stage {name} comes only later.", name=source)
                yield _problem(file, each, sentence)


@RULES.file(
    Role.DOCKERFILE,
    id="BLD-03",
    severity=Severity.INFO,
    title=message("Base images have a tag other than latest"),
    kinds="N H O",
    triggers=Example("FROM busybox", {"Dockerfile": "FROM busybox\n"}),
    passes=Example("FROM busybox:1.36", {"Dockerfile": "FROM busybox:1.36\n"}),
    source=_PRACTICE,
)
def pinned_bases(file: File) -> Iterator[Problem]:
    """Else the same recipe gives another image tomorrow."""
    dockerfile = _read(file)
    for stage in dockerfile.stages:
        reference = reference_of(stage.base)
        is_stage = dockerfile.stage(stage.base) is not None
        if stage.base.lower() == SCRATCH or is_stage or reference is None:
            continue
        if not reference.is_pinned:
            sentence = message(
                "{image} has no tag that stays: the next build may start from another image.",
                image=stage.base,
            )
            yield _problem(file, stage.instructions[0], sentence)


@RULES.file(
    Role.DOCKERFILE,
    id="BLD-04",
    severity=Severity.WARNING,
    title=message("Files are copied from within the context"),
    kinds="N H O",
    triggers=Example("COPY ../app /app", {"Dockerfile": "FROM scratch\nCOPY ../app /app\n"}),
    passes=Example("COPY app /app", {"Dockerfile": "FROM scratch\nCOPY app /app\n"}),
    source=_DOCKERFILE,
)
def copies_from_context(file: File) -> Iterator[Problem]:
    """What leads out of the context is not sent to the engine."""
    for each in _read(file).instructions:
        if each.keyword in {"COPY", "ADD"} and "from" not in each.flags:
            for word in each.words[:-1]:
                if word.strip("[\"',").startswith("../"):
                    sentence = message("{path} leads out of the context.", path=word.strip("[\"',"))
                    yield _problem(file, each, sentence)


@RULES.file(
    Role.DOCKERFILE,
    id="BLD-05",
    severity=Severity.INFO,
    title=message("ADD only where archives are unpacked or fetched"),
    kinds="N H O",
    triggers=Example("ADD app /app", {"Dockerfile": "FROM scratch\nADD app /app\n"}),
    passes=Example("ADD app.tar.gz /", {"Dockerfile": "FROM scratch\nADD app.tar.gz /\n"}),
    source=_PRACTICE,
)
def plain_add(file: File) -> Iterator[Problem]:
    """COPY says what it does; ADD depends on what the file is."""
    for each in _read(file).instructions:
        sources = [word.strip("[\"',") for word in each.words[:-1]]
        if each.keyword == "ADD" and not any(
            _REMOTE.match(word) or _ARCHIVE.search(word) or "$" in word for word in sources
        ):
            yield _problem(file, each, message("COPY does the same, and says so."))


@RULES.file(
    Role.DOCKERFILE,
    id="BLD-06",
    severity=Severity.WARNING,
    title=message("No passwords or tokens in ARG and ENV"),
    kinds="N H O",
    triggers=Example("ENV DB_PASSWORD=abc", {"Dockerfile": "FROM scratch\nENV DB_PASSWORD=abc\n"}),
    passes=Example("ARG TOKEN_FILE", {"Dockerfile": "FROM scratch\nARG TOKEN_FILE\n"}),
    source=_PRACTICE,
)
def secrets_in_layers(file: File) -> Iterator[Problem]:
    """Whoever has the image can read both."""
    for each in _read(file).instructions:
        if each.keyword not in {"ARG", "ENV"}:
            continue
        for name, value in _ASSIGNMENT.findall(each.rest):
            is_path = name.upper().endswith(("_FILE", "_PATH", "_DIR", "_URL"))
            if _SECRET_NAME.search(name) and not is_path and not _HARMLESS.fullmatch(value):
                sentence = message(
                    "Whoever has the image can read {name}: give it as a secret instead.", name=name
                )
                yield _problem(file, each, sentence)


@RULES.file(
    Role.DOCKERFILE,
    id="BLD-07",
    severity=Severity.INFO,
    title=message("Packages are installed without questions"),
    kinds="N H O",
    triggers=Example(
        "RUN apt-get install curl", {"Dockerfile": "FROM debian:12\nRUN apt-get install curl\n"}
    ),
    passes=Example(
        "RUN apt-get install -y curl",
        {"Dockerfile": "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n"},
    ),
    source=_PRACTICE,
)
def unattended_installs(file: File) -> Iterator[Problem]:
    """Nobody answers in a build, so it fails."""
    for each in _read(file).instructions:
        calls = _INSTALL.findall(each.rest) if each.keyword == "RUN" else []
        if any(not _UNASKED.search(f" {before} {after}") for before, after in calls):
            yield _problem(file, each, message("This asks whether to go on: add -y."))


@RULES.file(
    Role.DOCKERFILE,
    id="BLD-08",
    severity=Severity.INFO,
    title=message("Programs start without a shell around them"),
    kinds="N H O",
    triggers=Example("ENTRYPOINT /app", {"Dockerfile": "FROM scratch\nENTRYPOINT /app\n"}),
    passes=Example('ENTRYPOINT ["/app"]', {"Dockerfile": 'FROM scratch\nENTRYPOINT ["/app"]\n'}),
    source=_DOCKERFILE,
)
def exec_form(file: File) -> Iterator[Problem]:
    """A shell in between keeps the signal that ends a pod from the program."""
    dockerfile = _read(file)
    last = dockerfile.target()
    for each in last.instructions if last is not None else ():
        if each.keyword in {"CMD", "ENTRYPOINT"} and not each.rest.startswith("["):
            sentence = message(
                "A shell starts this, and keeps from it the signal that ends a pod: write it as a"
                ' list, such as ["/app"].'
            )
            yield _problem(file, each, sentence)


@RULES.package(
    id="BLD-09",
    severity=Severity.WARNING,
    title=message("What Dockerfiles copy is in the folder that is sent"),
    kinds="N H O",
    triggers=Example(
        "COPY app /app, no build/app",
        {
            WORKSPACE_FILE: "builds:\n- {name: etcd, context: build}\n",
            "build/Dockerfile": "FROM scratch\nCOPY app /app\n",
        },
    ),
    passes=Example(
        "COPY app /app, build/app",
        {
            WORKSPACE_FILE: "builds:\n- {name: etcd, context: build}\n",
            "build/Dockerfile": "FROM scratch\nCOPY app /app\n",
            "build/app": "#!/bin/sh\n",
        },
    ),
    source=_DOCKERFILE,
)
def present_sources(package: Package) -> Iterator[Problem]:
    """For each recipe and platform; folders outside the package are not looked into here."""
    workspace = package.file(WORKSPACE_FILE)
    root = workspace.root if workspace is not None else None
    told: set[tuple[str, int, str]] = set()
    for recipe in RecipeReader().read(find(root, BUILDS)).recipes if root is not None else ():
        file = package.file(recipe.dockerfile_path) if recipe.dockerfile_path else None
        folder = posixpath.normpath(recipe.context)
        if file is None or folder.startswith(("../", "/")) or folder == "..":
            continue
        start = "" if folder == "." else f"{folder}/"
        sent = [path[len(start) :] for path in package.layout.roles if path.startswith(start)]
        ignoring = package.file(f"{start}{IGNORE_FILE}")
        ignored = Ignored(ignoring.text.text if ignoring and ignoring.text else "")
        for absent in absent_sources(_read(file), recipe, sent, ignored.__contains__):
            key = (file.path, absent.instruction.line, absent.path)
            if key not in told:
                told.add(key)
                yield _problem(file, absent.instruction, _absent_words(absent, recipe))


def _absent_words(absent: Absent, recipe: Recipe) -> Message:
    if absent.is_ignored:
        return message("{path} is left out by .dockerignore, so it is not sent.", path=absent.path)
    if len(absent.platforms) < len(recipe.platforms):
        return message(
            "There is no {path} in the folder {folder}, which {platforms} needs.",
            path=absent.path,
            folder=recipe.context,
            platforms=", ".join(map(str, absent.platforms)),
        )
    return message(
        "There is no {path} in the folder {folder}.", path=absent.path, folder=recipe.context
    )


def _read(file: File) -> Dockerfile:
    content = file.text
    if content is None:
        return read_dockerfile("")
    return content.memo("dockerfile", lambda: read_dockerfile(content.text))


def _problem(file: File, instruction: Instruction, sentence: Message) -> Problem:
    return file.problem(sentence, span=(instruction.start, instruction.end))
