"""Chart.yaml as `helm lint` reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from studio.formats import semver
from studio.formats.kinds import Kind, Role
from studio.formats.marketplace import nearest
from studio.formats.shapes import items, mapping, text
from studio.package.content import FileText
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import quote_fix, remove_fix, rename_key_fix, set_fix, write_fix
from studio.package.rules.parts import wraps_chart
from studio.package.rules.syntax import syntax_problem
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.nodes import Mapping, Scalar
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Fix, Problem
    from studio.package.rules.views import File, Package
    from studio.yamltext.pointers import Pointer

RULES = RuleSet()

SOURCE = "https://helm.sh/docs/topics/charts/#the-chartyaml-file"
_CHART = "Chart.yaml"
_OWN = frozenset({"Chart.yaml", "raw/Chart.yaml"})
_LOGOS = ("logo.png", "logo.jpg", "logo.svg")
_PASSES = Example("apiVersion: v2, name: redis, version: 1.0.0", kind=Kind.HELM)
_MAINTAINER_KEYS = ("name", "email", "url")
_DEPENDENCY_KEYS = (
    "name", "version", "repository", "condition", "tags", "enabled", "import-values", "alias",
)  # fmt: skip
_KEYS = (
    "apiVersion", "name", "version", "kubeVersion", "description", "type", "keywords", "home",
    "sources", "dependencies", "maintainers", "icon", "appVersion", "deprecated", "annotations",
    "condition", "tags",
)  # fmt: skip
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\W_][\w-]*(\.[^\W_][\w-]*)+")


def is_url(value: str) -> bool:
    """Whether `value` is an address with scheme and host, or a host with a dot (as Helm has it)."""
    if not value or any(char.isspace() for char in value):
        return False
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(parts.scheme) and ("." in host or host == "localhost")


def is_email(value: str) -> bool:
    """Whether `value` has the form of an address with a domain."""
    return _EMAIL.fullmatch(value) is not None


@RULES.package(
    id="HLM-01",
    severity=Severity.ERROR,
    title=message("Chart.yaml is there and can be read"),
    kinds="N H",
    triggers=Example(
        message("a tab in Chart.yaml"),
        {_CHART: "apiVersion: v2\nname: redis\nversion: 1.0.0\nmaintainers:\n\t- name: Li Ming\n"},
        kind=Kind.HELM,
    ),
    passes=_PASSES,
    source=SOURCE,
)
def chart_readable(package: Package) -> Iterator[Problem]:
    """The chart itself, or the one that an OSC package wraps; not those in charts/."""
    if package.kind is Kind.OSC and not wraps_chart(package):
        return
    path = package.layout.in_deploy("raw/Chart.yaml" if package.kind is Kind.OSC else _CHART)
    if any(other.startswith(f"{path}/") for other in package.paths()):
        yield package.problem(message("`Chart.yaml` is a folder; it must be a file."), path)
        return
    file = package.file(path)
    if file is None:
        yield package.problem(message("The chart has no `Chart.yaml`."), path)
    elif not isinstance(file.content, FileText):
        yield file.problem(message("The file is no text in UTF-8."))
    elif file.tree is not None and file.tree.error:
        yield syntax_problem(file, file.tree)
    elif not isinstance(file.root, Mapping):
        yield file.problem(message("Chart.yaml must hold keys with values."))


@RULES.file(
    Role.CHART,
    id="HLM-02",
    severity=Severity.WARNING,
    title=message("Chart.yaml holds only keys that Helm knows"),
    kinds="N H",
    triggers=Example("maintainer:", {_CHART: Swap("maintainers:", "maintainer:")}, kind=Kind.HELM),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def chart_keys(file: File) -> Iterator[Problem]:
    """At the top, in maintainers and in dependencies; case counts."""
    if file.deploy_path not in _OWN:
        return
    yield from _unknown_keys(file, (), _KEYS)
    for group, keys in (("maintainers", _MAINTAINER_KEYS), ("dependencies", _DEPENDENCY_KEYS)):
        for index in range(len(items(file.value(group)))):
            yield from _unknown_keys(file, (group, index), keys)


def _unknown_keys(file: File, pointer: Pointer, known: tuple[str, ...]) -> Iterator[Problem]:
    node = file.node(*pointer)
    entries = node.entries if isinstance(node, Mapping) else []
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name in known:
            continue
        meant = nearest(entry.name, [key for key in known if key not in names])
        place = Place(file.path, (*pointer, entry.name))
        label = message("Rename {old} to {new}", old=entry.name, new=meant)
        yield file.problem(
            message("Helm does not know the key `{key}`.", key=entry.name),
            *place.pointer,
            span=(entry.key.start, entry.key.end),
            fix=rename_key_fix(label, place, meant) if meant else None,
        )


@RULES.file(
    Role.CHART,
    id="HLM-03",
    severity=Severity.ERROR,
    title=message("The chart has a name without path"),
    kinds="N H",
    triggers=Example("name: ../x", {_CHART: Swap("name: redis", "name: ../x")}, kind=Kind.HELM),
    passes=_PASSES,
    source=SOURCE,
)
def chart_name(file: File) -> Iterator[Problem]:
    """Any other name passes here."""
    if file.deploy_path not in _OWN or file.root is None:
        return
    name = file.string("name")
    if not name:
        yield file.problem(message("The chart has no name."), "name")
    elif "/" in name or "\\" in name or name in {".", ".."}:
        text_ = message("The name `{name}` of the chart holds a path.", name=name)
        yield file.problem(text_, "name")


@RULES.file(
    Role.CHART,
    id="HLM-04",
    severity=Severity.ERROR,
    title=message("The chart's apiVersion is v1 or v2"),
    kinds="N H",
    triggers=Example(
        "apiVersion: v3", {_CHART: Swap("apiVersion: v2", "apiVersion: v3")}, kind=Kind.HELM
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def chart_api_version(file: File) -> Iterator[Problem]:
    """Missing, or anything else."""
    if file.deploy_path not in _OWN or file.root is None:
        return
    version = file.value("apiVersion")
    if version not in ("v1", "v2"):
        place = Place(file.path, ("apiVersion",))
        yield file.problem(
            message("`apiVersion` is missing; it is `v2`, or `v1` for Helm 2.")
            if version is None
            else message("`apiVersion` is `v1` or `v2`, not `{version}`.", version=version),
            "apiVersion",
            fix=write_fix(place, "v2"),
        )


@RULES.file(
    Role.CHART,
    id="HLM-05",
    severity=Severity.ERROR,
    title=message("The chart has a version that Helm can read"),
    kinds="N H",
    triggers=Example(
        "version: 1.10", {_CHART: Swap("version: 1.0.0", "version: 1.10")}, kind=Kind.HELM
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def chart_version(file: File) -> Iterator[Problem]:
    """Missing, not text, or no version even in the loose spelling."""
    if file.deploy_path not in _OWN or file.root is None:
        return
    node = file.node("version")
    value = resolve(node) if isinstance(node, Scalar) else None
    if value is None or value == "":
        yield file.problem(message("The chart has no version."), "version")
    elif not isinstance(value, str):
        yield _not_text(file, "version")
    elif semver.loose(value) is None:
        yield file.problem(
            message("`{version}` is no version of the form 1.2.3.", version=value), "version"
        )


def _not_text(file: File, key: str) -> Problem:
    value = file.string(key)
    return file.problem(
        message("`{value}` is not read as text; put it in quotes.", value=value),
        key,
        fix=quote_fix(message("Put {value} in quotes", value=value), Place(file.path, (key,))),
    )


@RULES.file(
    Role.CHART,
    id="HLM-06",
    severity=Severity.WARNING,
    title=message("The chart's version is a strict semantic version"),
    kinds="N H",
    triggers=Example(
        "version: v1.0", {_CHART: Swap("version: 1.0.0", "version: v1.0")}, kind=Kind.HELM
    ),
    passes=_PASSES,
    source="https://semver.org/",
    fixable=True,
)
def chart_version_strict(file: File) -> Iterator[Problem]:
    """Versions that Helm reads but Helm's registries refuse."""
    if file.deploy_path not in _OWN:
        return
    value = text(file.value("version"))
    read = semver.loose(value)
    if read is not None and semver.strict(value) is None:
        place = Place(file.path, ("version",))
        yield file.problem(
            message("`{version}` is no strict semantic version.", version=value),
            "version",
            fix=set_fix(message("Write {version}", version=str(read)), place, str(read)),
        )


@RULES.file(
    Role.CHART,
    id="HLM-07",
    severity=Severity.ERROR,
    title=message("appVersion is text"),
    kinds="N H",
    triggers=Example(
        "appVersion: 3.5", {_CHART: Swap('appVersion: "7.2.4"', "appVersion: 3.5")}, kind=Kind.HELM
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def chart_app_version(file: File) -> Iterator[Problem]:
    """Missing is fine."""
    if file.deploy_path not in _OWN:
        return
    node = file.node("appVersion")
    if isinstance(node, Scalar):
        value = resolve(node)
        if value is not None and not isinstance(value, str):
            yield _not_text(file, "appVersion")
    elif node is not None:
        yield file.problem(message("`appVersion` must be text."), "appVersion")


@RULES.file(
    Role.CHART,
    id="HLM-08",
    severity=Severity.ERROR,
    title=message("Maintainers have a name, and valid addresses where they have any"),
    kinds="N H",
    triggers=Example(
        "maintainers: [null]",
        {_CHART: Swap("- name: Li Ming\n  email: liming@example.com\n", "- null\n")},
        kind=Kind.HELM,
    ),
    passes=_PASSES,
    source=SOURCE,
    fixable=True,
)
def chart_maintainers(file: File) -> Iterator[Problem]:
    """Every entry of the list."""
    if file.deploy_path not in _OWN:
        return
    for index, item in enumerate(items(file.value("maintainers"))):
        pointer = ("maintainers", index)
        if not item:
            place = Place(file.path, pointer)
            fix = remove_fix(message("Remove the empty entry"), place)
            yield file.problem(message("The maintainer is empty."), *pointer, fix=fix)
            continue
        yield from _maintainer(file, mapping(item), pointer)


def _maintainer(file: File, item: dict[str, Any], pointer: Pointer) -> Iterator[Problem]:
    if not text(item.get("name")):
        yield file.problem(message("The maintainer has no name."), *pointer, "name")
    email, url = item.get("email"), item.get("url")
    if email and not is_email(str(email)):
        yield file.problem(
            message("`{email}` is no e-mail address.", email=email), *pointer, "email"
        )
    if url and not is_url(str(url)):
        yield file.problem(message("`{url}` is no web address.", url=url), *pointer, "url")


@RULES.package(
    id="OSC-17",
    severity=Severity.WARNING,
    title=message("The logo is a file beside Chart.yaml"),
    kinds="H",
    triggers=Example(
        "icon: https://example.com/logo.png",
        {_CHART: Swap("type: application", "icon: https://example.com/logo.png")},
        kind=Kind.HELM,
    ),
    passes=Example(
        "logo.svg",
        {
            _CHART: Swap("type: application", "icon: https://example.com/logo.png"),
            "logo.svg": "<svg/>\n",
        },
        kind=Kind.HELM,
    ),
    source="osc_ss_0016",
    fixable=True,
)
def logo_file(package: Package) -> Iterator[Problem]:
    """An icon for other catalogues does no harm beside a logo for OSC."""
    layout = package.layout
    file = package.deploy_file(_CHART)
    if file is None or not file.string("icon"):
        return
    if not any(layout.in_deploy(name) in layout.roles for name in _LOGOS):
        place = Place(file.path, ("icon",))
        fix: Fix = remove_fix(message("Remove icon"), place)
        yield file.problem(
            message(
                "OSC ignores `icon`: put the logo beside Chart.yaml as `logo.png`, `logo.jpg` or "
                "`logo.svg`."
            ),
            "icon",
            fix=fix,
        )
