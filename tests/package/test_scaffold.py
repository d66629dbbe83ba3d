"""New packages and files from templates."""

from __future__ import annotations

import pytest

from studio.formats.kinds import Kind, Role
from studio.package.changes import apply
from studio.package.checks import check
from studio.package.layout import layout_of
from studio.package.problems import Severity
from studio.package.scaffold import (
    BadServiceName,
    NameTaken,
    new_file,
    new_package,
    service_name,
    template_text,
)
from studio.package.snapshot import Snapshot


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_package_has_no_errors(kind: Kind) -> None:
    snapshot = new_package(kind, "my-cache")
    layout = layout_of(snapshot)
    assert (layout.kind, layout.name, layout.version) == (kind, "my-cache", "0.1.0")
    assert check(snapshot).findings.counts[Severity.ERROR] == 0
    assert not any("__" in path for path in snapshot if not path.endswith(".tpl"))


@pytest.mark.parametrize("name", ["", "A", "9a", "a-", "a" * 65, "a_b"])
def test_names_that_osc_refuses(name: str) -> None:
    with pytest.raises(BadServiceName):
        new_package(Kind.OSC, name)


def test_a_typed_name_is_made_acceptable() -> None:
    assert service_name("My Kafka (2)") == "my-kafka-2"
    assert service_name("消息") == "service"
    assert len(service_name("a" * 100)) == 64


def test_a_new_file_comes_from_the_template_of_its_role() -> None:
    snapshot = new_package(Kind.OSC, "my-cache")
    change = new_file(snapshot, "manifests/x_crd.yaml", Role.CRD)
    content = apply(snapshot, change.operations).text("manifests/x_crd.yaml")
    assert content is not None
    assert "MyCache" in content.text
    assert "__" not in content.text
    with pytest.raises(NameTaken):
        new_file(snapshot, "metadata.yaml", Role.METADATA)


def test_a_role_without_a_template_begins_empty() -> None:
    assert template_text(Role.OTHER, "x") == ""
    change = new_file(Snapshot({}), "notes.txt")
    assert change.operations[0].content.text == ""
