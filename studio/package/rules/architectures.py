"""The architectures that a package promises against those of its saved images."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio.formats.imagemap import MAPPING_PATH, OPERATOR, conventions
from studio.formats.kinds import Kind, Role
from studio.package.images.absent import usual_tar
from studio.package.images.architectures import (
    LABEL,
    LABELS,
    PROMISING,
    architectures_of,
    promised,
)
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import set_fix
from studio.package.rules.imagetars import saved
from studio.package.rules.imageviews import entries, entry_problem, tar_fix
from studio.package.rules.mapping import ETCD_OPERATOR, REDIS
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import Package

RULES = RuleSet()

_BOTH = REDIS + "    aarch64: redis-7.2.4-aarch64.tar\n"
_EXPORTER = """\
- image: exporter
  tag: 1.3.0
  address:
    fullAddress: metrics.image
  package:
    x86_64: exporter-1.3.0-x86_64.tar
"""


def _example(shows: str, mapping: str, kind: Kind = Kind.HELM) -> Example:
    return Example(shows, {MAPPING_PATH: mapping}, kind=kind, service=True)


@RULES.package(
    id="ARC-01",
    severity=Severity.ERROR,
    title=message("There is a tar of every image for each promised architecture"),
    kinds="N H O",
    triggers=Example(
        "architecture: [x86_64, aarch64], no tar for aarch64",
        {
            MAPPING_PATH: ETCD_OPERATOR.replace("etcd", "kafka"),
            "images/kafka-operator-aarch64.tar": lambda: saved("arm64", "1.0.0", "kafka-operator"),
            "package/kafka-1.0.0/metadata.yaml": Swap("- x86_64\n", "- x86_64\n- aarch64\n"),
        },
        service=True,
    ),
    passes=_example("architecture: x86_64", REDIS),
    source="osc_sp_0012",
    fixable=True,
)
def promised_architectures(package: Package) -> Iterator[Problem]:
    """What metadata, annotations or labels promise; nothing stated promises nothing."""
    wanted = package.view(promised, package.layout.with_role(*PROMISING))
    for entry in entries(package):
        given = {name for name, tar in entry.package.items() if tar}
        for architecture in wanted if given else ():
            if architecture not in given:
                problem = entry_problem(
                    package,
                    entry,
                    message(
                        "The package promises {architecture}, but {image} has no tar for it.",
                        architecture=architecture,
                        image=entry.title,
                    ),
                    "package",
                    fix=tar_fix(package, entry, architecture),
                )
                yield replace(problem, lacks=usual_tar(entry, architecture))


@RULES.package(
    id="ARC-02",
    severity=Severity.WARNING,
    title=message("The package promises every architecture that its operator runs on"),
    kinds="O",
    triggers=_example(
        "package.aarch64, architecture: x86_64",
        f"{ETCD_OPERATOR}    aarch64: etcd-operator-aarch64.tar\n",
        Kind.OPERATOR,
    ),
    passes=_example("package.x86_64, architecture: x86_64", ETCD_OPERATOR, Kind.OPERATOR),
    source="operator-sdk: multiple architectures",
    fixable=True,
)
def labelled_architectures(package: Package) -> Iterator[Problem]:
    """The label of OLM; without any promise x86_64 is meant."""
    wanted = package.view(architectures_of, package.layout.with_role(*PROMISING))
    csvs = list(package.layout.with_role(Role.CSV))
    missing: dict[str, None] = {}
    for entry in entries(package):
        if entry.section == OPERATOR:
            missing |= dict.fromkeys(name for name in entry.package if name not in wanted)
    for architecture in missing:
        word = conventions().architectures.get(architecture)
        file = package.file(csvs[-1]) if csvs else None
        if word is None or file is None:
            continue
        place = Place(file.path, (*LABELS, LABEL + word))
        yield file.problem(
            message(
                "The operator runs on {architecture}, which is not said.", architecture=architecture
            ),
            *LABELS,
            fix=set_fix(message("Write {value}", value=LABEL + word), place, "supported"),
        )


@RULES.package(
    id="ARC-03",
    severity=Severity.WARNING,
    title=message("Every image runs on the architectures of the operator"),
    kinds="N H O",
    triggers=_example("redis for both, exporter for x86_64 only", _BOTH + _EXPORTER),
    passes=_example("redis and exporter for x86_64", REDIS + _EXPORTER),
    source="operator-sdk: multiple architectures",
)
def same_architectures(package: Package) -> Iterator[Problem]:
    """Architectures that are promised are told by ARC-01; without an operator any image leads."""
    wanted = package.view(promised, package.layout.with_role(*PROMISING))
    leading = [entry for entry in entries(package) if entry.section == OPERATOR]
    leading = leading or list(entries(package))
    reached = {name for entry in leading for name, tar in entry.package.items() if tar}
    for entry in entries(package):
        given = {name for name, tar in entry.package.items() if tar}
        for architecture in sorted(reached - given - wanted.keys()) if given else ():
            text = message(
                "Other images have a tar for {architecture}, this one has none.",
                architecture=architecture,
            )
            yield entry_problem(package, entry, text, "package")
