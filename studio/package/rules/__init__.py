"""The rules, one module per concern."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from studio.package.rules import (
    architectures,
    builds,
    bundle,
    bundle_metadata,
    channels,
    chart,
    csd,
    descriptorcontrols,
    descriptorfields,
    descriptorpaths,
    descriptorurns,
    helmlint,
    hygiene,
    images,
    imagetars,
    instances,
    lifecycle,
    manifests,
    mapping,
    mappingentries,
    metadata,
    naming,
    parts,
    publishing,
    pullsecrets,
    readme,
    secrets,
    vendor,
)

if TYPE_CHECKING:
    from studio.package.rules.catalogue import Rule

_FAMILIES = ("OSC", "DSC", "IMG", "PKGS", "LAY", "PKG", "CSV", "STR", "HLM", "BLD", "ARC")
_MODULES = (
    architectures, builds, bundle, bundle_metadata, channels, chart, csd, descriptorcontrols,
    descriptorfields, descriptorpaths, descriptorurns, helmlint, hygiene, images, imagetars,
    instances, lifecycle, manifests, mapping, mappingentries, metadata, naming, parts,
    publishing, pullsecrets, readme, secrets, vendor,
)  # fmt: skip


def _order(rule: Rule) -> tuple[int, int]:
    family, _, number = rule.id.partition("-")
    return _FAMILIES.index(family), int(number)


RULES: tuple[Rule, ...] = tuple(
    sorted(chain.from_iterable(module.RULES for module in _MODULES), key=_order)
)
"""All rules in the order of the catalogue."""
