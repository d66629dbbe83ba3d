"""Example instances in CSDs and CSVs: JSON, of a known kind, and valid for their CRD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.examples import Examples, JsonFault, read_examples
from studio.formats.kinds import Kind, Role
from studio.formats.owners import EXAMPLES
from studio.formats.shapes import items, mapping
from studio.formats.violations import Violation, unknown_fields, violations
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.described import Described, described
from studio.package.rules.descriptorpaths import CSD, CSV
from studio.package.rules.fixes import set_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File, Package
    from studio.wording import Message

RULES = RuleSet()

SOURCE = "github.com/operator-framework/api"


@RULES.package(
    id="OSC-20",
    severity=Severity.ERROR,
    title=message("A CSD's defaultConfiguration is JSON and valid for its CRD"),
    kinds="N H",
    triggers=Example('"replicas": 3,}', {CSD: Swap('"replicas": 3}', '"replicas": 3,}')}),
    passes=Example('"replicas": 3}', {CSD: Swap('"replicas": 3}', '"replicas": 4}')}),
    source="osc_ss_0009",
)
def default_configuration(package: Package) -> Iterator[Problem]:
    """The form begins with it."""
    for each in described(package):
        if not each.owner.is_csd or each.owner.example is None:
            continue
        pointer = each.owner.example_pointer
        examples = read_examples(each.owner.example)
        if examples.fault is not None:
            yield each.file.problem(_not_json(examples.fault), *pointer)
        elif not mapping(examples.value):
            yield each.file.problem(message("It must hold one instance."), *pointer)
        else:
            instance = mapping(examples.value)
            for sentence in (*_identity(each, instance), *_broken(each, instance)):
                yield each.file.problem(sentence, *pointer)


def _not_json(fault: JsonFault) -> Message:
    return message(
        "It is not JSON: {reason} in line {line}, column {column}.",
        reason=fault.reason,
        line=fault.line,
        column=fault.column,
    )


def _identity(each: Described, instance: dict[str, Any]) -> Iterator[Message]:
    """Whether an instance is one of the CRD at all."""
    crd = each.crd
    if crd is None or not crd.versions:
        return
    known = [f"{crd.group}/{version.name}" for version in crd.versions]
    if instance.get("kind") != crd.kind or instance.get("apiVersion") not in known:
        yield message(
            "It is a {given}, not a {kind} of {versions}.",
            given=f"{instance.get('apiVersion', '?')} {instance.get('kind', '?')}",
            kind=crd.kind,
            versions=", ".join(known),
        )


def _broken(each: Described, instance: dict[str, Any]) -> Iterator[Message]:
    """What the schema of the instance's version forbids."""
    schema = _schema(each, instance)
    for found in violations(schema, instance) if schema else ():
        yield _sentence(found)


def _dropped(each: Described, instance: dict[str, Any]) -> Iterator[Message]:
    """What the server would drop; status is its own business."""
    schema = _schema(each, instance)
    version = each.version
    if schema is not None and version is not None and version.prunes:
        for found in unknown_fields(schema, instance):
            yield _sentence(found)


def _schema(each: Described, instance: dict[str, Any]) -> dict[str, Any] | None:
    """The schema for an instance; None where its version has none."""
    crd = each.crd
    name = str(instance.get("apiVersion", "")).rpartition("/")[2]
    version = crd.version(name) if crd else None
    return version.schema if version is not None and version.pointer is not None else None


def _sentence(violation: Violation) -> Message:
    """What is wrong, with its place in the instance."""
    path = ".".join(str(token) for token in violation.path)
    if not path:
        return violation.message
    return message("{path}: {sentence}", path=path, sentence=violation.message)


def _examples(file: File) -> Examples:
    """A CSV's `alm-examples`; without value where it has none."""
    text = file.value(*EXAMPLES)
    return read_examples(text if isinstance(text, str) else None)


@RULES.file(
    Role.CSV,
    id="CSV-06",
    severity=Severity.ERROR,
    title=message("The alm-examples of a CSV are JSON"),
    kinds="O",
    triggers=Example('{"size": 3,}', {CSV: Swap('{"size": 3}', '{"size": 3,}')}, Kind.OPERATOR),
    passes=Example('{"size": 3}', kind=Kind.OPERATOR),
    source=SOURCE,
)
def examples_json(file: File) -> Iterator[Problem]:
    """Forms begin with them."""
    fault = _examples(file).fault
    if fault is not None:
        yield file.problem(_not_json(fault), *EXAMPLES)


@RULES.file(
    Role.CSV,
    id="CSV-07",
    severity=Severity.ERROR,
    title=message("The alm-examples of a CSV are a list of objects"),
    kinds="O",
    triggers=Example(
        "{…} instead of [{…}]",
        {
            CSV: Swap(
                '[{"apiVersion": "example.com/v1", "kind": "EtcdCluster",\n'
                '        "metadata": {"name": "etcd"}, "spec": {"size": 3}}]',
                '{"apiVersion": "example.com/v1", "kind": "EtcdCluster",\n'
                '        "metadata": {"name": "etcd"}, "spec": {"size": 3}}',
            )
        },
        Kind.OPERATOR,
    ),
    passes=Example("[{…}]", kind=Kind.OPERATOR),
    source=SOURCE,
    fixable=True,
)
def examples_list(file: File) -> Iterator[Problem]:
    """One object by itself is easily put into brackets."""
    text, examples = file.value(*EXAMPLES), _examples(file)
    value = examples.value
    if not isinstance(text, str) or not text.strip() or examples.fault is not None:
        return
    if isinstance(value, list) and all(isinstance(each, dict) for each in items(value)):
        return
    sentence = message("The examples must be a list of objects.")
    fixed = f"[{text.rstrip()}]" + ("\n" if text.endswith("\n") else "")
    label = message("Put it into brackets")
    fix = set_fix(label, Place(file.path, EXAMPLES), fixed) if mapping(value) else None
    yield file.problem(sentence, *EXAMPLES, fix=fix)


@RULES.file(
    Role.CSV,
    id="CSV-08",
    severity=Severity.ERROR,
    title=message("Examples are of kinds that the operator provides"),
    kinds="O",
    triggers=Example(
        '"kind": "Etcd"', {CSV: Swap('"kind": "EtcdCluster"', '"kind": "Etcd"')}, Kind.OPERATOR
    ),
    passes=Example('"kind": "EtcdCluster"', kind=Kind.OPERATOR),
    source=SOURCE,
)
def examples_provided(file: File) -> Iterator[Problem]:
    """Those of owned CRDs and API services, in a version that is named."""
    provided = _provided(file)
    for index, instance in _examples(file).instances():
        shown = _kind_of(instance)
        if shown not in provided:
            sentence = message(
                "Example {number} is a {shown}, which the operator does not provide.",
                number=index + 1,
                shown=shown,
            )
            yield file.problem(sentence, *EXAMPLES)


def _kind_of(instance: dict[str, Any]) -> str:
    return f"{instance.get('apiVersion', '')}, Kind={instance.get('kind', '')}"


def _provided(file: File) -> dict[str, tuple[str, int]]:
    """The owned kinds as `apiVersion, Kind=kind`, with the list and index where they are."""
    found: dict[str, tuple[str, int]] = {}
    for section in ("customresourcedefinitions", "apiservicedefinitions"):
        for index, owned in enumerate(items(file.value("spec", section, "owned"))):
            entry = mapping(owned)
            group = entry.get("group") or str(entry.get("name", "")).partition(".")[2]
            shown = f"{group}/{entry.get('version', '')}, Kind={entry.get('kind', '')}"
            found[shown] = (section, index)
    return found


@RULES.package(
    id="CSV-09",
    severity=Severity.WARNING,
    title=message("Every resource that is provided has an example"),
    kinds="N O",
    triggers=Example(
        "no defaultConfiguration", {CSD: Swap("  defaultConfiguration: |", "  example: |")}
    ),
    passes=Example("defaultConfiguration: |"),
    source=SOURCE,
)
def has_example(package: Package) -> Iterator[Problem]:
    """A form without one begins empty."""
    for file in package.files(Role.CSV):
        examples = _examples(file)
        given = {_kind_of(instance) for _, instance in examples.instances()}
        for shown, (section, index) in _provided(file).items():
            if shown not in given and examples.fault is None:
                kind = shown.rpartition("=")[2]
                sentence = message("There is no example of a {kind}.", kind=kind)
                yield file.problem(sentence, "spec", section, "owned", index)
    for each in described(package):
        if each.owner.is_csd and not (each.owner.example or "").strip():
            sentence = message("There is no `defaultConfiguration` that the form could begin with.")
            yield each.file.problem(sentence, "spec")


@RULES.package(
    id="STR-23",
    severity=Severity.ERROR,
    title=message("Examples keep to the schema, and the server drops nothing of them"),
    kinds="N O",
    triggers=Example('"size": "3"', {CSV: Swap('"size": 3', '"size": "3"')}, Kind.OPERATOR),
    passes=Example('"size": 3', kind=Kind.OPERATOR),
    source="kubernetes.io/docs",
)
def examples_valid(package: Package) -> Iterator[Problem]:
    """Violations in CSVs (those in CSDs are OSC-20's), and fields that no schema names in both."""
    for each in described(package):
        if each.crd is None or each.owner.example is None:
            continue
        examples = read_examples(each.owner.example)
        for _, instance in examples.instances():
            is_own = str(instance.get("apiVersion", "")).rpartition("/")[0] == each.crd.group
            if instance.get("kind") != each.crd.kind or not is_own:
                continue
            if not each.owner.is_csd and not _is_first_owner(each, instance):
                continue
            found = [] if each.owner.is_csd else list(_broken(each, instance))
            for sentence in (*found, *_dropped(each, instance)):
                yield each.file.problem(sentence, *each.owner.example_pointer)


def _is_first_owner(each: Described, instance: dict[str, Any]) -> bool:
    """Whether an instance is of the version that this entry of a CSV speaks of."""
    return (
        instance.get("apiVersion") == f"{each.crd.group if each.crd else ''}/{each.owner.version}"
    )
