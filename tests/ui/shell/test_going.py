"""Going to definitions, and back."""

from __future__ import annotations

from studio.package.snapshot import Place

MANIFESTS = "package/kafka-2.5.0/manifests"
CSD, CRD = f"{MANIFESTS}/kafkacluster_csd.yaml", f"{MANIFESTS}/kafkacluster_crd.yaml"


def test_from_a_csd_to_its_crd_and_back(qtbot, open_window) -> None:
    window = open_window()
    window.show_place(Place(CSD, ("spec", "CRDRef", "name")))
    line = window.editors.current.position()[0]
    assert window.registry.run("go.definition")
    page = window.editors.current
    assert page.key == CRD
    text = window.workbench.document.snapshot.text(CRD).text
    assert "name: " in text.splitlines()[page.position()[0] - 1]
    assert window.registry.run("go.back")
    assert window.editors.current.key == CSD
    assert window.editors.current.position()[0] == line
    assert window.registry.run("go.forward")
    assert window.editors.current.key == CRD


def test_a_path_leads_to_its_file(qtbot, open_window) -> None:
    window = open_window()
    pointer = ("spec", "capabilityRequirements", 0, "defaultPath")
    window.show_place(Place(CSD, pointer))
    assert window.registry.run("go.definition")
    assert window.editors.current.key == f"{MANIFESTS}/vendor/monitor_config.yaml"


def test_where_nothing_is_referred_to_it_says_so(qtbot, open_window) -> None:
    window = open_window()
    window.show_place(Place(CSD, ("kind",)))
    assert window.registry.run("go.definition")
    assert window.editors.current.key == CSD
    assert window.status.currentMessage() == "Nothing is referred to here"
