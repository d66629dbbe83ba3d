"""What the marketplace lists about a service: source, categories, scenes, contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from studio.formats.kinds import Kind, Role
from studio.formats.marketplace import marketplace
from studio.formats.shapes import at, items, mapping, text
from studio.package.layout import layout_of
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, Options, RuleSet, Swap
from studio.package.rules.fixes import set_fix
from studio.package.rules.listing import (
    listed,
    listing_file,
    listing_pointer,
    replace_listed,
)
from studio.package.rules.views import Package
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File

RULES = RuleSet()

TEXT_LIMIT = 64
_MAINTAINERS = "maintainers:\n- name: Li Ming\n  email: liming@example.com\n"
_PROVIDER = "provider:\n  name: Example\n"
_CHANGED = {
    "categories": message("The categories must stay those of the previous version: {old}."),
    "maintainers": message("The maintainers must stay those of the previous version: {old}."),
    "provider": message("The provider must stay that of the previous version: {old}."),
}


@RULES.file(
    Role.METADATA,
    id="OSC-08",
    severity=Severity.WARNING,
    title=message("briefDescription and appVersion are shorter than 64 characters"),
    kinds="N",
    triggers=Example(
        "briefDescription: (120 characters)",
        {"metadata.yaml": Swap("Streams of events for your services", "Streams of events " * 7)},
    ),
    passes=Example("briefDescription: Streams of events for your services"),
    source="osc_ss_0005",
    fixable=True,
)
def short_texts(file: File) -> Iterator[Problem]:
    """Characters are counted, not bytes; only the description can be cut without harm."""
    for key in ("briefDescription", "appVersion"):
        value = file.string(key)
        if len(value) < TEXT_LIMIT:
            continue
        label = message("Cut briefDescription to its first words")
        place = Place(file.path, (key,))
        yield file.problem(
            message(
                "`{key}` has {count} characters; it must have fewer than {limit}.",
                key=key,
                count=len(value),
                limit=TEXT_LIMIT,
            ),
            key,
            fix=set_fix(label, place, _cut(value)) if key == "briefDescription" else None,
        )


def _cut(value: str) -> str:
    """The first words with an ellipsis; Chinese, which has no spaces, is cut between characters."""
    head = " ".join(value.split())[: TEXT_LIMIT - 2]
    words = head.rpartition(" ")[0]
    return (words if len(words) > TEXT_LIMIT // 2 else head).rstrip(" ,.;:，。；：") + "…"


@RULES.package(
    id="OSC-09",
    severity=Severity.ERROR,
    title=message("source, architecture, devices and scenes are values that OSC knows"),
    kinds="N H O",
    triggers=Example("scenes: [cce]", {"metadata.yaml": Swap("- CCE\n", "- cce\n")}),
    passes=Example("scenes: [CCE]"),
    source="osc_ss_0005",
    fixable=True,
)
def known_values(package: Package) -> Iterator[Problem]:
    """Case counts. What is meant is found by other spellings, such as amd64 for x86_64."""
    file = listing_file(package)
    if file is None:
        return
    for key in ("source", "architecture", "devices", "scenes"):
        choices = marketplace().choices[key]
        for value in listed(file, key):
            if value.value in choices:
                continue
            meant = marketplace().meant(key, value.value)
            label = message("Replace {old} by {new}", old=value.value, new=meant)
            yield file.problem(
                message(
                    "`{value}` is none of the values that OSC knows for `{key}`: {choices}.",
                    value=value.value,
                    key=key,
                    choices=", ".join(choices),
                ),
                *value.pointer,
                span=value.span,
                fix=replace_listed(label, file, value, meant) if meant else None,
            )


@RULES.package(
    id="OSC-10",
    severity=Severity.ERROR,
    title=message("The package names whom to contact"),
    kinds="N H O",
    triggers=Example(
        message("neither maintainers nor provider"),
        {"metadata.yaml": Swap(_MAINTAINERS + _PROVIDER, "")},
    ),
    passes=Example("provider: {name: Example}", {"metadata.yaml": Swap(_MAINTAINERS, "")}),
    source="osc_ss_0005",
    private=Severity.INFO,
)
def contact(package: Package) -> Iterator[Problem]:
    """One maintainer or provider with a name is enough."""
    file = listing_file(package)
    if file is None or file.root is None:
        return
    people, provider = _contacts(file.kind, file.value())
    if not people and not provider:
        helm = file.kind is Kind.HELM
        yield file.problem(
            message("Nobody to contact is named: add `maintainers` with name and email.")
            if helm
            else message(
                "Nobody to contact is named: add `maintainers` with name and email, or `provider`."
            ),
            *listing_pointer(file.kind, "maintainers"),
        )


def _contacts(kind: Kind, data: Any) -> tuple[list[Any], Any]:
    """The maintainers that have a name or address, and the provider if it has a name."""
    people = items(at(data, *listing_pointer(kind, "maintainers")))
    provider = None if kind is Kind.HELM else at(data, *listing_pointer(kind, "provider"))
    named = [person for person in people if any(map(text, mapping(person).values()))]
    return named, provider if text(at(provider, "name")) else None


@RULES.package(
    id="OSC-11",
    severity=Severity.WARNING,
    title=message("Categories, maintainers and provider stay the same in every version"),
    kinds="N H O",
    triggers=Example(
        message("1.1.0 replaces 1.0.0 and names another maintainer"),
        {
            "etcd.package.yaml": Swap(
                "currentCSV: etcd-operator.v1.0.0", "currentCSV: etcd.v1.1.0"
            ),
            "1.1.0/etcd.clusterserviceversion.yaml": (
                "apiVersion: operators.coreos.com/v1alpha1\n"
                "kind: ClusterServiceVersion\n"
                "metadata: {name: etcd.v1.1.0, annotations: {categories: Database}}\n"
                "spec:\n"
                "  version: 1.1.0\n"
                "  replaces: etcd-operator.v1.0.0\n"
                "  maintainers: [{name: Wang Wei, email: wangwei@example.com}]\n"
                "  provider: {name: Example}\n"
            ),
        },
        kind=Kind.OPERATOR,
    ),
    passes=Example(message("the same maintainers in 1.0.0 and 1.1.0"), kind=Kind.OPERATOR),
    source="osc_ss_0005",
    private=Severity.INFO,
)
def immutable_values(package: Package) -> Iterator[Problem]:
    """Against the previous package where it is given, else the CSV that the current replaces."""
    file = listing_file(package)
    old = _previous(package, file) if file is not None else None
    if file is None or old is None:
        return
    data = file.value()
    for key, sentence in _CHANGED.items():
        pointer = listing_pointer(file.kind, key)
        before, now = _comparable(at(old, *pointer)), _comparable(at(data, *pointer))
        if before and before != now:
            yield file.problem(replace(sentence, args={"old": ", ".join(before)}), *pointer)


def _previous(package: Package, file: File) -> Any:
    """What the describing file said in the previous version; None where there is none."""
    previous = package.options.previous
    if previous is not None:
        layout = layout_of(previous)
        if layout.kind is not package.kind:
            return None
        other = listing_file(Package(package.rule, previous, layout, Options()))
        return other.value() if other else None
    replaced = file.string("spec", "replaces") if file.kind is Kind.OPERATOR else ""
    for bundle in package.layout.bundles:
        if replaced and bundle.name == replaced:
            csv = package.file(bundle.csv)
            return csv.value() if csv else None
    return None


def _comparable(value: Any) -> list[str]:
    """The value as sorted texts: order and spelling of lists do not count."""
    if isinstance(value, str):
        return sorted(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, dict):
        return _flat(value)
    flat = [" ".join(_flat(item)) if isinstance(item, dict) else str(item) for item in items(value)]
    return sorted(flat)


def _flat(value: Any) -> list[str]:
    return [str(part) for _, part in sorted(mapping(value).items()) if part]


@RULES.package(
    id="OSC-12",
    severity=Severity.WARNING,
    title=message("Categories are those of the marketplace"),
    kinds="N H O",
    triggers=Example(
        "categories: [Cloud Provider]",
        {"metadata.yaml": Swap("- Streaming & Messaging", "- Cloud Provider")},
    ),
    passes=Example("categories: [Streaming & Messaging]"),
    source="osc_ss_0005",
    fixable=True,
    private=Severity.INFO,
)
def marketplace_categories(package: Package) -> Iterator[Problem]:
    """Anything else counts as Others; OLM's categories have counterparts."""
    file = listing_file(package)
    if file is None:
        return
    words = marketplace()
    for value in listed(file, "categories"):
        if value.value in words.choices["categories"]:
            continue
        meant = words.meant("categories", value.value) or words.other_category
        yield file.problem(
            message(
                "The marketplace has no category `{value}`; `{meant}` comes nearest.",
                value=value.value,
                meant=meant,
            )
            if meant != words.other_category
            else message(
                "The marketplace has no category `{value}`; it counts as `{meant}`.",
                value=value.value,
                meant=meant,
            ),
            *value.pointer,
            span=value.span,
            fix=replace_listed(
                message("Replace {old} by {new}", old=value.value, new=meant), file, value, meant
            ),
        )


@RULES.package(
    id="OSC-35",
    severity=Severity.WARNING,
    title=message("A chart or operator carries what the marketplace lists"),
    kinds="H O",
    triggers=Example(
        message("no annotations.source"),
        {"Chart.yaml": Swap("  source: ISV\n", "")},
        kind=Kind.HELM,
    ),
    passes=Example("annotations: {source: ISV}", kind=Kind.HELM),
    source="osc_ss_0084, osc_ss_0085",
    fixable=True,
    private=Severity.INFO,
)
def marketplace_entries(package: Package) -> Iterator[Problem]:
    """One problem for each missing key; a few have a value that most packages mean."""
    file = listing_file(package)
    if file is None or file.root is None:
        return
    words = marketplace()
    keys = [*words.annotations[file.kind.value], "maintainers"]
    if file.kind is Kind.HELM:
        keys.append("description")
    for key in keys:
        pointer = listing_pointer(file.kind, key)
        if to_python(file.node(*pointer)) not in (None, "", []):
            continue
        default = words.annotation_defaults.get(key)
        label = message("Add {key}: {value}", key=key, value=default)
        annotation = "annotations" in pointer
        yield file.problem(
            message("The marketplace needs the annotation `{key}`.", key=key)
            if annotation
            else message("The marketplace needs `{key}`.", key=key),
            *pointer,
            fix=set_fix(label, Place(file.path, pointer), default) if default else None,
        )
