"""The images that a package uses: their addresses, and whether OSC can replace them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio.formats.imagemap import MAPPING_PATH
from studio.formats.imagerefs import parse_reference
from studio.formats.kinds import Kind, Role
from studio.package.images.joining import NOT_PULLED, Status
from studio.package.images.uses import CONTAINERS, FULL, TAG, How
from studio.package.problems import Fix, Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.imageviews import carries_images, inventory, use_problem
from studio.package.rules.mapping import REDIS, TAR
from studio.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.changes import ChangeSet
    from studio.package.images.joining import Image
    from studio.package.images.uses import Use
    from studio.package.problems import Problem
    from studio.package.rules.views import Package
    from studio.package.snapshot import Snapshot

RULES = RuleSet()

_LIFECYCLE = "lifecycle.yaml"
_IMAGE = "registry.example.com/kafka-operator:1.0.0"
_CSV_FILES = frozenset({Role.CSV, Role.LIFECYCLE})
_DEPLOYMENT = "templates/deployment.yaml"
_IN_TEMPLATE = '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"'


@RULES.package(
    id="IMG-01",
    severity=Severity.ERROR,
    title=message("Every image address can be read"),
    kinds="N H O",
    triggers=Example(
        "image: example.com/Kafka-Operator:1.0.0",
        {_LIFECYCLE: Swap(_IMAGE, "example.com/Kafka-Operator:1.0.0")},
    ),
    passes=Example("image: example.com/kafka-operator:1.0.0"),
    source="distribution reference grammar",
)
def readable_addresses(package: Package) -> Iterator[Problem]:
    """The distribution grammar; templates are read where values give the address."""
    for image in inventory(package).images:
        flaw = parse_reference(image.reference)
        if not isinstance(flaw, Message):
            continue
        for use in image.uses:
            if not use.guess and use.how is not How.TEMPLATE:
                text = message(
                    "`{image}` is no image address: {reason}", image=image.reference, reason=flaw
                )
                yield use_problem(package, use, text)


@RULES.package(
    id="IMG-02",
    severity=Severity.WARNING,
    title=message("Images are named with a tag that stays the same"),
    kinds="N H O",
    triggers=Example(
        "image: example.com/kafka-operator:latest",
        {_LIFECYCLE: Swap(_IMAGE, "example.com/kafka-operator:latest")},
    ),
    passes=Example("image: example.com/kafka-operator:1.0.0"),
    source="osc_sp_0012",
)
def stable_tags(package: Package) -> Iterator[Problem]:
    """`latest`, or neither tag nor digest; a chart that leaves the tag to a sub-chart says none."""
    for image in inventory(package).images:
        if image.parsed is None or image.parsed.is_pinned:
            continue
        for use in image.uses:
            says_tag = use.field(FULL) is not None or use.field(TAG) is not None
            if use.guess or use.how in NOT_PULLED or use.how is How.TEMPLATE or not says_tag:
                continue
            yield use_problem(
                package,
                use,
                message(
                    "`{image}` may be another image tomorrow: give it a tag of its own.",
                    image=image.reference,
                ),
            )


@RULES.package(
    id="IMG-04",
    severity=Severity.WARNING,
    title=message("Every image that OSC can replace has an entry in the mapping"),
    kinds="N H O",
    triggers=Example(
        message("images/ without an entry for image.repository"),
        {MAPPING_PATH: "instance: []\n", **TAR},
        kind=Kind.HELM,
        service=True,
    ),
    passes=Example(REDIS, {MAPPING_PATH: REDIS, **TAR}, kind=Kind.HELM, service=True),
    source="osc_sp_0012",
    fixable=True,
)
def mapped_images(package: Package) -> Iterator[Problem]:
    """Only where the package brings images at all: others are pulled from where they are."""
    if not carries_images(package):
        return
    for image in inventory(package).images:
        if image.status is Status.UNMAPPED and not image.is_guess:
            yield use_problem(
                package,
                image.rewritable[0],
                message("`{image}` has no entry in the mapping.", image=image.reference),
                fix=_mapping_fix(image),
            )


def _mapping_fix(image: Image) -> Fix:
    """Add what is proposed for the image."""
    label = message("Map image {name}", name=image.parsed.name if image.parsed else "")

    def make(snapshot: Snapshot) -> ChangeSet:
        from studio.package.images.editing import add_entries
        from studio.package.images.proposing import proposals_for

        return replace(add_entries(snapshot, proposals_for(snapshot, image)), label=label)

    return Fix(label, make)


@RULES.package(
    id="IMG-05",
    severity=Severity.WARNING,
    title=message("No image is hidden where OSC cannot replace it"),
    kinds="N H O",
    triggers=Example(
        "args: [--exporter-image=example.com/exporter:1.3.0]",
        {
            _LIFECYCLE: Swap(
                f"image: {_IMAGE}\n",
                f"image: {_IMAGE}\n            args: [--exporter-image=example.com/exporter:1.3]\n",
            )
        },
    ),
    passes=Example(message("images only in `image` of containers and in the example")),
    source="osc_sp_0012",
)
def hidden_images(package: Package) -> Iterator[Problem]:
    """Environment, arguments and annotations of the operator; other files are told by OSC-30.

    A value that holds several images is told once.
    """
    found: dict[object, list[Use]] = {}
    for image in inventory(package).images:
        for use in image.uses:
            is_lone = use.how is not How.ANNOTATION or len(image.uses) == 1
            if _is_hidden(package, use) and is_lone:
                found.setdefault((use.place, use.main.inner), []).append(use)
    for uses in found.values():
        yield use_problem(package, uses[0], _hidden(uses))


def _is_hidden(package: Package, use: Use) -> bool:
    """Whether a use stands in a file that OSC writes, where it does not write."""
    role = package.layout.roles.get(use.place.path)
    told_elsewhere = use.how in CONTAINERS.values() or use.how is How.RELATED
    return role in _CSV_FILES and not use.rewritten and not told_elsewhere


def _hidden(uses: list[Use]) -> Message:
    use = uses[0]
    if len(uses) > 1:
        return message(
            "This value names {count} images, such as `{image}`; OSC does not replace them here.",
            count=len(uses),
            image=use.reference,
        )
    if use.how in NOT_PULLED:
        return message("`{image}` is named here, but no container uses it.", image=use.reference)
    if use.guess:
        return message(
            "`{image}` looks like an image; OSC does not replace it here.", image=use.reference
        )
    return message(
        "OSC does not replace `{image}` here; the pull may fail at the consumer.",
        image=use.reference,
    )


@RULES.package(
    id="OSC-30",
    severity=Severity.WARNING,
    title=message("Images stand only in files that OSC rewrites"),
    kinds="N H O",
    triggers=Example(
        "image: docker.io/library/redis:7.2.4",
        {_DEPLOYMENT: Swap(_IN_TEMPLATE, "docker.io/library/redis:7.2.4")},
        kind=Kind.HELM,
    ),
    passes=Example(f"image: {_IN_TEMPLATE}", kind=Kind.HELM),
    source="osc_sp_0012",
)
def rewritten_files(package: Package) -> Iterator[Problem]:
    """An error in a template of a package that brings images, for nothing replaces it there."""
    brings = carries_images(package)
    for image in inventory(package).images:
        for use in image.uses:
            role = package.layout.roles.get(use.place.path)
            if use.rewritten or role in _CSV_FILES or role is Role.VALUES:
                continue
            severity = Severity.INFO if use.guess else None
            if use.how is How.TEMPLATE and brings and not use.guess:
                severity = Severity.ERROR
            yield use_problem(package, use, _elsewhere(use), severity=severity)


def _elsewhere(use: Use) -> Message:
    if use.guess:
        return message(
            "`{image}` looks like an image; OSC does not rewrite this file.", image=use.reference
        )
    return message(
        "OSC does not rewrite this file: `{image}` is pulled from where it is.",
        image=use.reference,
    )
