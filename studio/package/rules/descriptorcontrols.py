"""Controls that descriptors ask for: whether they suit the field that they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.deadpaths import meant_path
from studio.formats.fieldpaths import FieldPath, format_path, parse_path
from studio.formats.marketplace import nearest
from studio.formats.shapes import items
from studio.formats.values import as_text
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet
from studio.package.rules.described import Said, said
from studio.package.rules.descriptorpaths import CRD, SOURCE, spec_descriptor, with_field
from studio.package.rules.descriptorurns import P, with_urns
from studio.package.rules.fixes import remove_fix, set_fix
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.fields import FieldSpec
    from studio.package.problems import Fix, Problem
    from studio.package.rules.catalogue import Given
    from studio.package.rules.views import Package

RULES = RuleSet()

_TLS = "tls: {type: boolean}"
_MODE = "mode: {type: string, enum: [once, cron]}"


def _files(field: str, descriptor: str) -> dict[str, Given]:
    """The CRD of the example with one more field, its CSD with one descriptor."""
    return {**spec_descriptor(descriptor), CRD: with_field(field)}


def _waiting(argument: str, field: str = _TLS) -> Example:
    """An example in which `replicas` waits for another field."""
    urn = f"{P}fieldDependency:{argument}"
    return Example(f"fieldDependency:{argument}", _files(field, with_urns("replicas", urn)))


def _removal(each: Said) -> Fix:
    """Take one x-descriptor out; the key goes with the only one."""
    place = each.place
    if len(each.entry.urns) == 1:
        place = each.described.place(each.side, each.entry, "x-descriptors")
    return remove_fix(message("Take it out"), place)


@RULES.package(
    id="DSC-05",
    severity=Severity.ERROR,
    title=message("X-descriptors fit the type of the field"),
    kinds="N O",
    triggers=Example(
        "text on an object", _files("pod: {type: object}", with_urns("pod", f"{P}text"))
    ),
    passes=Example(
        "resourceRequirements on an object",
        _files("pod: {type: object}", with_urns("pod", f"{P}resourceRequirements")),
    ),
    source=SOURCE,
    fixable=True,
)
def fitting_type(package: Package) -> Iterator[Problem]:
    """Those that do not have no effect at all."""
    for each in said(package):
        field, known = each.field, each.urn.capability
        if field is None or known is None or known.fits_type(field.type):
            continue
        sentence = message(
            "`{urn}` has no effect on `{path}`, whose type is {type}.",
            urn=known.urn,
            path=each.entry.path,
            type=field.type,
        )
        yield each.described.file.problem(sentence, *each.pointer, fix=_removal(each))


class _Waiting(NamedTuple):
    """A fieldDependency that is complete, with its control field."""

    said: Said
    control: FieldSpec
    path: FieldPath
    value: str


def _waits(package: Package) -> Iterator[_Waiting]:
    for each in said(package):
        root = each.described.root(each.side)
        path, colon, value = each.urn.argument.partition(":")
        if each.urn.id == "fieldDependency" and colon and root is not None:
            control = root.at(parse_path(path)) if path else None
            if control is not None:
                yield _Waiting(each, control, control.path, value)


@RULES.package(
    id="DSC-10",
    severity=Severity.ERROR,
    title=message("Dependencies name a field of the schema and the value to wait for"),
    kinds="N O",
    triggers=_waiting("tlss:true"),
    passes=_waiting("tls:true"),
    source="osc_ss_0081",
    fixable=True,
)
def dependency(package: Package) -> Iterator[Problem]:
    """`fieldDependency:PATH:VALUE`."""
    for each in said(package):
        if each.urn.id != "fieldDependency":
            continue
        path, colon, value = each.urn.argument.partition(":")
        if not path or not colon or not value:
            sentence = message("`fieldDependency` must be followed by a path and a value.")
            yield each.described.file.problem(sentence, *each.pointer, fix=_with_value(each, path))
            continue
        root = each.described.root(each.side)
        if root is None or root.at(parse_path(path)) is not None:
            continue
        meant = meant_path(root, parse_path(path))
        urn = f"{P}fieldDependency:{format_path(meant)}:{value}" if meant else ""
        sentence = message("The schema has no field `{path}` to wait for.", path=path)
        fix = (
            set_fix(message("Use {path}", path=format_path(meant)), each.place, urn)
            if meant
            else None
        )
        yield each.described.file.problem(sentence, *each.pointer, fix=fix)


def _with_value(each: Said, path: str) -> Fix | None:
    """Wait for `true` where a switch decides."""
    root = each.described.root(each.side)
    control = root.at(parse_path(path)) if root and path else None
    if control is None or control.type != "boolean":
        return None
    urn = f"{P}fieldDependency:{path}:true"
    return set_fix(message("Wait for {value}", value="true"), each.place, urn)


@RULES.package(
    id="DSC-11",
    severity=Severity.WARNING,
    title=message("Dependencies wait for a value that the field can have"),
    kinds="N O",
    triggers=_waiting("tls:True"),
    passes=_waiting("tls:true"),
    source="osc_ss_0081",
    fixable=True,
)
def dependency_value(package: Package) -> Iterator[Problem]:
    """Values are compared as text: `true` is not `True`."""
    for each, control, path, value in _waits(package):
        possible = _possible(control)
        if not value or not possible or value in possible:
            continue
        meant = nearest(value, possible)
        urn = f"{P}fieldDependency:{format_path(path)}:{meant}"
        sentence = message(
            "`{path}` is never `{value}`; it can be {possible}.",
            path=format_path(path),
            value=value,
            possible=", ".join(possible[:8]),
        )
        label = message("Wait for {value}", value=meant)
        fix = set_fix(label, each.place, urn) if meant else None
        yield each.described.file.problem(sentence, *each.pointer, fix=fix)


def _possible(control: FieldSpec) -> list[str]:
    """The values that a control field can have, as text; () where there is no telling."""
    if control.type == "boolean":
        return ["true", "false"]
    return [as_text(value) for value in items(control.view.facts.get("enum"))]


@RULES.package(
    id="DSC-12",
    severity=Severity.WARNING,
    title=message("Options of a list are among the values that the schema allows"),
    kinds="N O",
    triggers=Example(
        "select:Once", _files(_MODE, with_urns("mode", f"{P}select:Once", f"{P}select:cron"))
    ),
    passes=Example(
        "select:once", _files(_MODE, with_urns("mode", f"{P}select:once", f"{P}select:cron"))
    ),
    source="osc_ss_0047",
    fixable=True,
)
def options(package: Package) -> Iterator[Problem]:
    """The server refuses an instance with any other value."""
    for each in said(package):
        field = each.field if each.urn.id == "select" and each.urn.argument else None
        allowed = [as_text(value) for value in items(field.view.facts.get("enum"))] if field else []
        if not allowed or each.urn.argument in allowed:
            continue
        meant = nearest(each.urn.argument, allowed)
        sentence = message(
            "The schema does not allow `{option}`; it allows {allowed}.",
            option=each.urn.argument,
            allowed=", ".join(allowed[:8]),
        )
        label = message("Offer {value}", value=meant)
        fix = set_fix(label, each.place, f"{P}select:{meant}") if meant else None
        yield each.described.file.problem(sentence, *each.pointer, fix=fix)


@RULES.package(
    id="DSC-13",
    severity=Severity.WARNING,
    title=message("Controls write values of the type that the schema asks for"),
    kinds="N O",
    triggers=Example("podCount on text", spec_descriptor(with_urns("image", f"{P}podCount"))),
    passes=Example("text on text", spec_descriptor(with_urns("image", f"{P}text"))),
    source=SOURCE,
    fixable=True,
)
def value_type(package: Package) -> Iterator[Problem]:
    """A number field on text writes a number, which the server refuses."""
    for each in said(package):
        field, known = each.field, each.urn.capability
        if field is None or known is None or each.side == "status":
            continue
        if known.fits_type(field.type) and not known.suits_type(field.type):
            sentence = message(
                "`{urn}` does not write {type}, which `{path}` must be.",
                urn=known.urn,
                type=field.type,
                path=each.entry.path,
            )
            yield each.described.file.problem(sentence, *each.pointer, fix=_removal(each))
