"""Why a path of a descriptor has no effect, and which one was meant."""

from __future__ import annotations

import pytest

from studio.formats.deadpaths import PathFault, diagnosis
from studio.formats.fieldpaths import format_path, parse_path
from studio.formats.nearurns import UrnFault, urn_diagnosis
from studio.formats.urns import capabilities, read_urn
from tests.formats.test_fields import root

TEXT = {"type": "string"}
FORM = root({
    "size": {"type": "integer"},
    "users": {"type": "array", "items": {"type": "object", "properties": {"name": TEXT}}},
    "labels": {"type": "object", "additionalProperties": TEXT},
    "open": {"type": "object", "x-kubernetes-preserve-unknown-fields": True},
    "anything": {},
    "storage": {"type": "object", "properties": {"class": TEXT, "nodeName": TEXT}},
    "choice": {"oneOf": [TEXT, {"type": "object", "properties": {"inner": TEXT}}]},
})  # fmt: skip
P = "urn:alm:descriptor:com.tectonic.ui:"
K = "urn:alm:descriptor:io.kubernetes:"


@pytest.mark.parametrize(
    "path", ["size", "users", "users[0]", "users[3].name", "storage.class", "choice.inner"]
)
def test_paths_that_lead_to_a_field(path):
    assert diagnosis(FORM, parse_path(path)) is None


@pytest.mark.parametrize(
    ("path", "fault", "meant"),
    [
        ("", PathFault.DEAD, None),
        ("siez", PathFault.DEAD, "size"),
        ("Size", PathFault.DEAD, "size"),
        ("size[0]", PathFault.DEAD, "size"),
        ("storage.clas", PathFault.DEAD, "storage.class"),
        ("storag.clas", PathFault.DEAD, "storage.class"),
        ("pod.nodeName", PathFault.DEAD, "storage.nodeName"),
        ("something.else", PathFault.DEAD, None),
        ("users.name", PathFault.NO_INDEX, "users[0].name"),
        ("users.nam", PathFault.NO_INDEX, "users[0].name"),
        ("labels.app", PathFault.FREE_KEY, None),
        ("open.a.b", PathFault.FREE_KEY, None),
        ("anything.a", PathFault.FREE_KEY, None),
        ("spec.size", PathFault.PREFIX, "size"),
        ("spec.siez", PathFault.PREFIX, "size"),
        ("spec", PathFault.PREFIX, None),
    ],
)
def test_faults_of_paths(path, fault, meant):
    found = diagnosis(FORM, parse_path(path))
    assert found is not None
    assert (found.fault, format_path(found.meant) if found.meant else None) == (fault, meant)


def test_a_field_may_be_called_like_the_side():
    assert diagnosis(root({"spec": TEXT}), ("spec",)) is None


@pytest.mark.parametrize(
    ("text", "fault", "meant"),
    [
        (f"{P}podcount", UrnFault.UNKNOWN, [f"{P}podCount"]),
        ("urn:alm:descriptor:tectonic.ui:text", UrnFault.UNKNOWN, [f"{P}text"]),
        (f"{P}ui:booleanSwitch", UrnFault.UNKNOWN, [f"{P}booleanSwitch"]),
        (f"{P}resourceRequirement", UrnFault.UNKNOWN, [f"{P}resourceRequirements"]),
        (f"{P}string", UrnFault.UNKNOWN, [f"{P}text"]),
        (f"{P}int", UrnFault.UNKNOWN, [f"{P}number"]),
        (f"{P}advance", UrnFault.UNKNOWN, [f"{P}advanced"]),
        (f"{P}selct:a", UrnFault.UNKNOWN, [f"{P}select:a"]),
        (f"{P}Secret", UrnFault.UNKNOWN, [f"{K}Secret"]),
        ("urn:alm:descriptor:aws:s3:path", UrnFault.UNKNOWN, []),
        ("binding:env:object:secret", UrnFault.UNKNOWN, []),
        (f"{P}podCount,{P}advanced", UrnFault.GLUED, [f"{P}podCount", f"{P}advanced"]),
        (f"{P}podCount, urn:x", UrnFault.GLUED, [f"{P}podCount", "urn:x"]),
        (f"{{{K}Secret}}", UrnFault.MALFORMED, [f"{K}Secret"]),
        (f" {P}text", UrnFault.MALFORMED, [f"{P}text"]),
        ("", UrnFault.MALFORMED, []),
        (f"{P}select", UrnFault.MALFORMED, []),
        (f"{P}select:", UrnFault.MALFORMED, []),
        ("urn:alm:descriptor:io.kubernetes", UrnFault.MALFORMED, []),
    ],
)
def test_faults_of_urns(text, fault, meant):
    found = urn_diagnosis(read_urn(text), "spec")
    assert found == (fault, tuple(meant))


def test_what_is_meant_depends_on_the_side():
    found = urn_diagnosis(read_urn(f"{P}phase"), "status")
    assert found is not None
    assert found.meant == ("urn:alm:descriptor:io.kubernetes.phase",)


def test_every_capability_is_without_fault():
    for known in capabilities():
        text = known.urn if known.argument == "none" else f"{known.urn}:x"
        assert read_urn(text).capability is known
        assert urn_diagnosis(read_urn(text), "spec") is None
