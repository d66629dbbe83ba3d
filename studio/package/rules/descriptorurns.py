"""X-descriptors: whether they are written as somebody knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.kinds import Kind
from studio.formats.marketplace import marketplace, nearest
from studio.formats.nearurns import UrnFault, nearest_urn, urn_diagnosis
from studio.formats.urns import capability, object_kinds, object_reference, read_urn
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet
from studio.package.rules.described import Said, described, said
from studio.package.rules.descriptorpaths import owned_descriptor, spec_descriptor
from studio.package.rules.fixes import set_fix, write_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Fix, Problem
    from studio.package.rules.views import Package

RULES = RuleSet()

P = "urn:alm:descriptor:com.tectonic.ui:"
K = "urn:alm:descriptor:io.kubernetes:"
SOURCE = "osc_ss_0046"


def with_urns(path: str, *urns: str) -> str:
    """A descriptor of the example on one line."""
    written = ", ".join(f'"{urn}"' for urn in urns)
    return f"{{path: {path}, x-descriptors: [{written}]}}"


def _on(path: str, *urns: str) -> Example:
    """An example whose CSD has one descriptor with these x-descriptors."""
    return Example("\n".join(urns), spec_descriptor(with_urns(path, *urns)))


@RULES.package(
    id="OSC-24",
    severity=Severity.WARNING,
    title=message("X-descriptors are among those that OSC documents"),
    kinds="N H O",
    triggers=_on("replicas", f"{P}number"),
    passes=_on("replicas", f"{P}podCount"),
    source=SOURCE,
)
def documented(package: Package) -> Iterator[Problem]:
    """Each control once for each file; deprecated ones and links have their own rules."""
    seen: set[tuple[str, str, str]] = set()
    for each in said(package):
        known = each.urn.capability
        if known is None or known.deprecated or known.id == "w3Link":
            continue
        arguments = known.osc_arguments
        if each.side in known.osc and (not arguments or each.urn.argument in arguments):
            continue
        if known.id == "k8sObject" and not _is_known_kind(each, package):
            continue
        shown = each.urn.text if arguments else known.urn
        key = (each.described.file.path, each.side, shown)
        if key not in seen:
            seen.add(key)
            sentence = message(
                "OSC does not document `{urn}`: it may show the plain control instead.", urn=shown
            )
            yield each.described.file.problem(sentence, *each.pointer)


@RULES.package(
    id="OSC-25",
    severity=Severity.WARNING,
    title=message("Links of the status are those of OSC"),
    kinds="N O",
    triggers=Example(
        "urn:alm:descriptor:org.w3:link",
        owned_descriptor(with_urns("url", "urn:alm:descriptor:org.w3:link"), "statusDescriptors"),
        Kind.OPERATOR,
    ),
    passes=Example(
        "urn:alm:descriptor:com.huawei.ui:link",
        owned_descriptor(
            with_urns("url", "urn:alm:descriptor:com.huawei.ui:link"), "statusDescriptors"
        ),
        Kind.OPERATOR,
    ),
    source="osc_ss_0049",
    fixable=True,
)
def links(package: Package) -> Iterator[Problem]:
    """OpenShift's link is written in another name space."""
    right = capability("link").urn
    for each in said(package):
        if each.urn.id == "w3Link" and each.side == "status":
            sentence = message("OSC's link is `{right}`.", right=right)
            fix = write_fix(each.place, right)
            yield each.described.file.problem(sentence, *each.pointer, fix=fix)


@RULES.package(
    id="OSC-26",
    severity=Severity.INFO,
    title=message("Descriptors are restricted to scenes that exist"),
    kinds="N",
    triggers=Example(
        "scenes: [cce]",
        spec_descriptor("{path: replicas, restriction: {scenes: [cce]}}"),
    ),
    passes=Example(
        "scenes: [CCE]", spec_descriptor("{path: replicas, restriction: {scenes: [CCE]}}")
    ),
    source=SOURCE,
    fixable=True,
)
def scenes(package: Package) -> Iterator[Problem]:
    """A field that is restricted to an unknown scene is never shown."""
    known = marketplace().choices["scenes"]
    for each in described(package):
        for side in ("spec", "status"):
            for entry in each.descriptors(side):
                for index, scene in enumerate(entry.scenes):
                    if scene in known:
                        continue
                    pointer = each.pointer(side, entry, "restriction", "scenes", index)
                    meant = nearest(scene, known)
                    place = Place(each.file.path, pointer)
                    yield each.file.problem(
                        message(
                            "There is no scene `{scene}`; there are {known}.",
                            scene=scene,
                            known=", ".join(known),
                        ),
                        *pointer,
                        fix=write_fix(place, meant) if meant else None,
                    )


def _faulty(package: Package, fault: UrnFault) -> Iterator[tuple[Said, tuple[str, ...]]]:
    """The x-descriptors with this fault, each with what was meant."""
    for each in said(package):
        found = urn_diagnosis(each.urn, each.side)
        if found is not None and found.fault is fault:
            yield each, found.meant


def _exchange(each: Said, meant: tuple[str, ...]) -> Fix | None:
    """Write what was meant in the place of one x-descriptor, if that has an effect there."""
    if len(meant) == 1:
        known = read_urn(meant[0]).capability
        if known is None or (each.field is not None and not known.fits_type(each.field.type)):
            return None
        return write_fix(each.place, meant[0])
    if not meant:
        return None
    texts = [urn.text for urn in each.entry.urns]
    new = [*texts[: each.number], *meant, *texts[each.number + 1 :]]
    place = each.described.place(each.side, each.entry, "x-descriptors")
    return set_fix(
        message("Split it into {count}", count=len(meant)), place, list(dict.fromkeys(new))
    )


@RULES.package(
    id="DSC-06",
    severity=Severity.WARNING,
    title=message("X-descriptors are known"),
    kinds="N O",
    triggers=_on("replicas", f"{P}podcount"),
    passes=_on("replicas", f"{P}podCount"),
    source=SOURCE,
    fixable=True,
)
def known_urns(package: Package) -> Iterator[Problem]:
    """The field keeps its plain control."""
    for each, meant in _faulty(package, UrnFault.UNKNOWN):
        sentence = message("Nobody knows the x-descriptor `{urn}`.", urn=each.urn.text)
        yield each.described.file.problem(sentence, *each.pointer, fix=_exchange(each, meant))


@RULES.package(
    id="DSC-07",
    severity=Severity.ERROR,
    title=message("Each x-descriptor is a text of its own"),
    kinds="N O",
    triggers=_on("image", f"{P}select:a,{P}select:b"),
    passes=_on("image", f"{P}select:a", f"{P}select:b"),
    source=SOURCE,
    fixable=True,
)
def glued(package: Package) -> Iterator[Problem]:
    """Commas do not separate them."""
    for each, meant in _faulty(package, UrnFault.GLUED):
        sentence = message("{count} x-descriptors stand in one text.", count=len(meant))
        yield each.described.file.problem(sentence, *each.pointer, fix=_exchange(each, meant))


@RULES.package(
    id="DSC-08",
    severity=Severity.ERROR,
    title=message("X-descriptors are written out in full"),
    kinds="N O",
    triggers=Example(f"{{{K}Secret}}", spec_descriptor(with_urns("image", f"{{{K}Secret}}"))),
    passes=_on("image", f"{K}Secret"),
    source=SOURCE,
    fixable=True,
)
def well_formed(package: Package) -> Iterator[Problem]:
    """Braces, empty texts, a missing beginning, or a missing value at the end."""
    for each, meant in _faulty(package, UrnFault.MALFORMED):
        if each.urn.capability is not None:
            sentence = message("`{urn}` needs a value behind it.", urn=each.urn.text)
        elif each.urn.text.strip():
            sentence = message("`{urn}` is no x-descriptor.", urn=each.urn.text)
        else:
            sentence = message("The x-descriptor is empty.")
        yield each.described.file.problem(sentence, *each.pointer, fix=_exchange(each, meant))


@RULES.package(
    id="DSC-09",
    severity=Severity.WARNING,
    title=message("X-descriptors are not deprecated"),
    kinds="N O",
    triggers=_on("replicas", f"{P}fieldGroup:size"),
    passes=_on("replicas", f"{P}podCount"),
    source=SOURCE,
)
def deprecated(package: Package) -> Iterator[Problem]:
    """OpenShift still reads them, but will not for ever."""
    for each in said(package):
        known = each.urn.capability
        if known is not None and known.deprecated:
            sentence = message("`{urn}` is deprecated.", urn=known.urn)
            yield each.described.file.problem(sentence, *each.pointer)


@RULES.package(
    id="DSC-18",
    severity=Severity.WARNING,
    title=message("Choosers of objects know the kind that they offer"),
    kinds="N O",
    triggers=_on("image", f"{K}Secrets"),
    passes=_on("image", f"{K}Secret"),
    source=SOURCE,
    fixable=True,
)
def object_picker(package: Package) -> Iterator[Problem]:
    """Kinds of Kubernetes, and those of the package's own CRDs; others need group and version."""
    for each in said(package):
        reference = object_reference(each.urn.argument) if each.urn.id == "k8sObject" else None
        if reference is None or _is_known_kind(each, package):
            continue
        sentence = message("There is no kind `{kind}` to choose from.", kind=reference.kind)
        urn = _meant_kind(reference.kind, each.side, _own_kinds(package))
        fix = _exchange(each, (urn,) if urn else ())
        yield each.described.file.problem(sentence, *each.pointer, fix=fix)


def _meant_kind(kind: str, side: str, own: set[str]) -> str:
    """The x-descriptor with a kind of nearly that name, or the control that it is the name of."""
    control = nearest_urn(kind, side)
    if control:
        return control[0]
    meant = nearest(kind, sorted(own | object_kinds()))
    return f"{K}{meant}" if meant else ""


def _is_known_kind(each: Said, package: Package) -> bool:
    reference = object_reference(each.urn.argument)
    if reference is None or reference.group or reference.kind in object_kinds():
        return True
    return reference.kind in _own_kinds(package)


def _own_kinds(package: Package) -> set[str]:
    """The kinds of the package's CRDs."""
    return {(other.crd.kind if other.crd else other.owner.kind) for other in described(package)}
