"""Forms of small resources, drawn and ready to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from studio.model.form import FormModel
from studio.package.content import FileText
from studio.package.forms import build, resources
from studio.package.snapshot import Snapshot
from studio.ui.forms.surface import Surface
from studio.ui.forms.view import FormView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from studio.ui.forms.editor import FieldEditor
    from studio.ui.theme.switcher import ThemeService

P = "urn:alm:descriptor:com.tectonic.ui:"
FOLDER = "package/shop-1.0.0"


def crd_of(tops: dict[str, Any]) -> dict[str, Any]:
    """A CRD whose instances have these properties at the top."""
    schema = {"openAPIV3Schema": {"type": "object", "properties": tops}}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "shops.example.com"},
        "spec": {
            "group": "example.com",
            "names": {"kind": "Shop", "plural": "shops"},
            "scope": "Namespaced",
            "versions": [{"name": "v1", "served": True, "storage": True, "schema": schema}],
        },
    }


def package(
    properties: dict[str, Any],
    descriptors: list[dict[str, Any]],
    *,
    required: list[str] | None = None,
    example: str | None = None,
    status: dict[str, Any] | None = None,
    status_descriptors: list[dict[str, Any]] | None = None,
) -> Snapshot:
    """An OSC package with one resource whose `spec` has these properties."""
    spec: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        spec["required"] = required
    tops: dict[str, Any] = {"spec": spec}
    if status is not None:
        tops["status"] = {"type": "object", "properties": status}
    crd = crd_of(tops)
    csd: dict[str, Any] = {
        "apiVersion": "osc.io/v1beta1",
        "kind": "CustomServiceDefinition",
        "metadata": {"name": "shop"},
        "spec": {
            "CRDRef": {"name": "shops.example.com"},
            "displayName": "Shop",
            "descriptors": {"spec": descriptors, "status": status_descriptors or []},
        },
    }
    if example is not None:
        csd["spec"]["defaultConfiguration"] = example
    metadata = {"name": "shop", "version": "1.0.0", "type": "operator"}
    files = {
        f"{FOLDER}/metadata.yaml": metadata,
        f"{FOLDER}/manifests/shop_crd.yaml": crd,
        f"{FOLDER}/manifests/shop_csd.yaml": csd,
    }
    dumped = {path: FileText(yaml.safe_dump(data, sort_keys=False)) for path, data in files.items()}
    return Snapshot(dumped)


class Filled:
    """A form in a view, with what tests ask of it."""

    def __init__(self, qtbot: QtBot, themes: ThemeService, snapshot: Snapshot) -> None:
        self.qtbot = qtbot
        self.model = FormModel()
        self.view = FormView(Surface(themes), self.model)
        qtbot.addWidget(self.view)
        self.view.resize(420, 900)
        self.model.show_form(build(snapshot, resources(snapshot)[0]))
        self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        """Let pauses of no length run out."""
        self.model.check()
        self.view.grab()

    def editor(self, *path: str | int) -> FieldEditor:
        """The control of a field."""
        widget = self.view.row_widget(path)
        assert widget is not None, path
        return widget.editor  # type: ignore[attr-defined]

    def row(self, *path: str | int) -> QWidget:
        """The row of a field."""
        widget = self.view.row_widget(path)
        assert widget is not None, path
        return widget

    @property
    def spec(self) -> Any:
        """What the consumer gets below `spec`."""
        self.model.check()
        return yaml.safe_load(self.model.text).get("spec")


@pytest.fixture
def fill(qtbot: QtBot, themes: ThemeService) -> Iterator[Callable[..., Filled]]:
    """Draw the form of a small resource."""
    made: list[Filled] = []

    def draw(
        properties: dict[str, Any], descriptors: list[dict[str, Any]] | None = None, **rest: Any
    ) -> Filled:
        filled = Filled(qtbot, themes, package(properties, descriptors or [], **rest))
        made.append(filled)
        return filled

    yield draw
    made.clear()
