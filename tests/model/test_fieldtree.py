"""The values that a mapping can name, for each kind of package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt

from studio.model.fieldtree import InnerRole, PlaceRole, SearchRole, ValueRole, field_tree
from studio.package.images.editing import address_of
from studio.package.opening import open_package
from studio.package.snapshot import Place, Snapshot
from studio.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QStandardItem, QStandardItemModel


@pytest.fixture
def parent(qapp: QCoreApplication) -> QObject:
    return QObject(qapp)


def sample(name: str) -> Snapshot:
    return open_package(resource_path("samples", name)).snapshot


def leaves(model: QStandardItemModel) -> Iterator[QStandardItem]:
    waiting = [model.item(row) for row in range(model.rowCount())]
    while waiting:
        item = waiting.pop()
        if item.data(PlaceRole) is not None:
            yield item
        waiting += [item.child(row) for row in range(item.rowCount())]


def test_a_chart_has_its_values(parent: QObject) -> None:
    model = field_tree(sample("redis-chart"), parent)
    assert [model.item(row).text() for row in range(model.rowCount())] == ["values.yaml"]
    found = {item.data(SearchRole): item for item in leaves(model)}
    tag = found["values.yaml.image.tag"]
    assert tag.text() == "tag"
    assert tag.data(PlaceRole) == Place("values.yaml", ("image", "tag"))
    assert tag.data(InnerRole) is None
    assert tag.flags() & Qt.ItemFlag.ItemIsSelectable
    assert not tag.parent().flags() & Qt.ItemFlag.ItemIsSelectable


def test_an_operator_has_its_examples(parent: QObject) -> None:
    model = field_tree(sample("etcd-operator"), parent)
    item = next(item for item in leaves(model) if item.text() == "kind")
    assert item.data(PlaceRole).pointer == ("metadata", "annotations", "alm-examples")
    assert tuple(item.data(InnerRole))[1:] == ("kind",)
    assert item.data(ValueRole).startswith("Etcd")
    assert item.parent().text().endswith(item.data(ValueRole))


def test_a_package_of_osc_has_lifecycle_and_default_configuration(parent: QObject) -> None:
    model = field_tree(sample("kafka"), parent)
    names = [model.item(row).text() for row in range(model.rowCount())]
    assert "lifecycle.yaml" in names
    assert "kafkacluster_csd.yaml" in names


@pytest.mark.parametrize("name", ["redis-chart", "kafka", "etcd-operator"])
def test_a_mapping_can_name_what_is_offered(parent: QObject, name: str) -> None:
    snapshot = sample(name)
    for item in leaves(field_tree(snapshot, parent)):
        inner = item.data(InnerRole)
        path = address_of(snapshot, item.data(PlaceRole), None if inner is None else tuple(inner))
        keys = (str(item.data(SearchRole))).partition(".yaml.")[2]
        assert path or "." in item.text() or "/" in keys, keys
