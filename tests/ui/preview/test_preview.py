"""The preview follows the text, and what is filled in becomes YAML and example."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from studio.model.formpage import web_page
from studio.package.card import card_of
from studio.package.changes import ChangeSet, TextEdit
from studio.ui.preview.formexport import form_picture, save_page, save_picture
from studio.ui.preview.formtools import INSTANCE
from studio.ui.preview.rowmenu import RowMenu
from studio.wording import message

CORPUS = Path(
    os.environ.get("OSC_STUDIO_CORPUS", Path(__file__).parents[3].parent / "shared/corpus")
)
CSD = "package/kafka-2.5.0/manifests/kafkacluster_csd.yaml"
LEFT = Qt.MouseButton.LeftButton
PACKAGES = {
    "etcd": ("operators/etcd/0.9.4", "EtcdCluster"),
    "datadog": ("operators/datadog-operator", "DatadogAgentInternal"),
    "redis": ("charts/redis/23.1.1", "HelmRelease"),
}


def edit(panel, path: str, old: str, new: str) -> None:
    """Change a file as typing would, and let the preview follow."""
    document = panel.follower.document
    start = document.snapshot.text(path).text.index(old)
    document.commit(
        ChangeSet(message("Change {name}", name=path), (TextEdit(path, start, old, new),))
    )
    settle()


def settle() -> None:
    """Let pauses of no length run out."""
    for _ in range(3):
        QCoreApplication.processEvents()


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_of_each_kind_have_a_form(preview, name):
    folder, kind = PACKAGES[name]
    if not (CORPUS / folder).is_dir():
        pytest.skip("the corpus is absent")
    panel = preview(CORPUS / folder)
    assert panel.follower.form.source.kind == kind
    assert panel.model.rows
    assert panel.choosers.resource.count() == len(panel.follower.choices)


def test_the_form_follows_the_text_of_the_descriptors(preview):
    panel = preview()
    row = panel.view.row_widget(("replicas",))
    assert row.label.startswith("Broker")
    edit(panel, CSD, "Broker 数量 (Brokers)", "Nodes")
    assert panel.view.row_widget(("replicas",)) is row
    assert row.label == "Nodes"
    edit(panel, CSD, "com.tectonic.ui:podCount", "com.tectonic.ui:text")
    assert panel.view.row_widget(("replicas",)).editor.field.control.value == "text"
    panel.follower.document.undo()
    settle()
    assert panel.view.row_widget(("replicas",)).editor.field.control.value == "podCount"


def test_what_was_filled_in_stays_while_the_text_changes(preview):
    panel = preview()
    panel.model.set_value(("replicas",), 7)
    edit(panel, CSD, "Broker 数量 (Brokers)", "Nodes")
    assert panel.view.row_widget(("replicas",)).editor.stepper.value() == 7
    assert yaml.safe_load(panel.yaml.text.toPlainText())["spec"]["replicas"] == 7


def test_while_a_file_does_not_parse_the_last_form_stays_and_says_where(preview):
    panel = preview()
    rows = len(panel.model.rows)
    edit(panel, CSD, "spec:\n", "spec: [\n")
    assert len(panel.model.rows) == rows
    assert panel.model.read_only
    assert panel.bar.isVisible()
    assert panel.follower.fault.path == CSD
    lines = []
    panel.line_wanted.connect(lambda path, line: lines.append((path, line)))
    QTest.mouseClick(panel.bar._links[0], LEFT)
    assert lines == [(CSD, panel.follower.fault.line)]
    panel.follower.document.undo()
    settle()
    assert not panel.model.read_only
    assert not panel.bar.isVisible()


def test_saving_as_example_is_one_step_that_can_be_undone(preview):
    panel = preview()
    document = panel.follower.document
    before, steps = document.snapshot.text(CSD).text, document.history.count
    stepper = panel.view.row_widget(("replicas",)).editor.stepper
    QTest.mouseClick(stepper.step_buttons()[1], LEFT)
    assert panel.save_as_example()
    assert document.history.count == steps + 1
    csd = yaml.safe_load(document.snapshot.text(CSD).text)
    example = json.loads(csd["spec"]["defaultConfiguration"])
    assert example["spec"]["replicas"] == 4
    assert not panel.model.is_changed
    document.undo()
    settle()
    assert document.snapshot.text(CSD).text == before
    assert panel.view.row_widget(("replicas",)).editor.stepper.value() == 3


def test_the_yaml_can_be_edited_and_what_is_no_yaml_is_said(preview):
    panel = preview()
    text = panel.yaml.text
    cursor = text.textCursor()
    cursor.setPosition(text.toPlainText().index("replicas: 3") + len("replicas: "))
    text.setTextCursor(cursor)
    text.setFocus()
    QTest.keyClicks(text, "1")
    panel.yaml.flush()
    assert panel.view.row_widget(("replicas",)).editor.stepper.value() == 13
    QTest.keyClicks(text, "[: ")
    panel.yaml.flush()
    assert panel.yaml.head.tone == "error"
    assert panel.model.value(("replicas",)) == 13


def test_the_yaml_has_room_for_all_of_its_lines(preview):
    text = preview().yaml.text
    for value in ("short", "long " * 100, "other"):
        text.show_text(f"key: {value}\n" * 20)
        assert text.maximumHeight() == text.sizeHint().height()


def test_the_verdict_names_the_version_or_the_problems(preview):
    panel = preview()
    assert (panel.yaml.head.tone, panel.yaml.head.verdict) == ("ok", "valid for v1")
    panel.model.set_value(("replicas",), "many")
    settle()
    assert panel.yaml.head.tone == "error"
    assert panel.yaml.head.verdict.startswith("1 problem")
    panel.model.reset()
    settle()
    assert panel.yaml.head.tone == "ok"


def test_name_and_namespace_are_written(preview):
    panel = preview()
    panel.head.name.selectAll()
    QTest.keyClicks(panel.head.name, "orders")
    panel.head.namespace.setFocus()
    QTest.keyClick(panel.head.namespace, Qt.Key.Key_Down)
    settle()
    metadata = yaml.safe_load(panel.model.text)["metadata"]
    assert (metadata["name"], metadata["namespace"]) == ("orders", "kube-system")


def test_another_resource_scene_and_language_can_be_chosen(preview):
    panel = preview()
    chooser = panel.choosers.resource
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert panel.follower.form.source.kind != "KafkaCluster"
    panel.choosers.scene.buttons()[1].click()
    assert panel.follower.form.scene == "UCS"
    panel.choosers.language.buttons()[0].click()
    assert panel.surface.language == "zh"
    panel.choosers.resource.setCurrentIndex(0)


def test_a_click_on_a_label_shows_where_the_field_is_written(preview):
    panel = preview()
    places = []
    panel.place_wanted.connect(places.append)
    QTest.mouseClick(panel.view.row_widget(("replicas",)), LEFT, pos=QPoint(30, 20))
    assert places[0].path == CSD
    assert places[0].pointer[:3] == ("spec", "descriptors", "spec")


def test_the_filter_finds_fields_and_closing_it_shows_all(preview):
    panel = preview()
    count = len(panel.model.rows)
    panel.tools.set_searching(True)
    QTest.keyClicks(panel.tools.field, "replicas")
    panel.tools._filter()
    assert 0 < len(panel.model.rows) < count
    panel.tools.set_searching(False)
    assert len(panel.model.rows) == count


def test_the_page_of_the_instance_shows_the_status(preview):
    panel = preview()
    panel.tools.pages._choose(INSTANCE)
    settle()
    kinds = [item.kind.value for item in panel.instance.body.items]
    assert "phase" in kinds or "link" in kinds
    panel.instance.body.grab()


def test_a_package_without_forms_says_what_to_do(preview, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "metadata.yaml").write_text("name: empty\nversion: 1.0.0\n")
    panel = preview(folder)
    assert panel.follower.form is None
    assert panel.empty.isVisible()


def test_copy_takes_the_yaml(preview):
    panel = preview()
    QTest.mouseClick(panel.yaml.copy, LEFT)
    assert QGuiApplication.clipboard().text() == panel.model.text


def test_the_picture_holds_all_rows_and_the_page_stands_alone(preview):
    panel = preview()
    card = card_of(panel.follower.document.snapshot)
    image = form_picture(panel.surface, panel.model, card, ratio=1.0)
    assert image.height() > panel.view.content_height()
    page = web_page(panel.model, card, "en")
    assert "Broker 数量" in page
    assert "http" not in page.partition("<pre>")[0].replace("image/svg", "")
    assert "{{" not in page


def test_picture_and_page_are_saved_where_the_user_wants(preview, tmp_path, monkeypatch):
    panel = preview()
    window = panel.window()
    for save, name in ((save_picture, "form.png"), (save_page, "form.html")):
        file = tmp_path / name
        monkeypatch.setattr(
            "studio.ui.preview.formexport.QFileDialog.getSaveFileName",
            lambda *_args, file=file: (str(file), ""),
        )
        save(window, panel)
        assert file.stat().st_size > 1000


def test_the_preview_is_closed_and_floats_by_commands(preview):
    panel = preview()
    window = panel.window()
    dock = window.previewing.dock
    window.registry.run("preview.own_window")
    assert dock.isFloating()
    window.registry.run("preview.own_window")
    assert not dock.isFloating()
    window.registry.run("preview.close")
    assert dock.isHidden()
    window.registry.run("view.preview")
    assert not dock.isHidden()


def test_nothing_is_built_while_nobody_looks(preview):
    panel = preview()
    panel.window().registry.run("preview.close")
    form = panel.follower.form
    edit(panel, CSD, "Broker 数量 (Brokers)", "Nodes")
    assert panel.follower.form is form
    panel.window().registry.run("view.preview")
    assert panel.view.row_widget(("replicas",)).label == "Nodes"


def test_without_a_package_the_preview_is_not_even_loaded(open_window):
    window = open_window(None)
    assert window.previewing.panel is None
    assert window.previewing.dock.isHidden()


def test_the_menu_of_a_field_leads_to_its_schema_and_takes_values_back(preview):
    panel = preview()
    row = panel.view.row_widget(("replicas",)).row
    places = []
    panel.place_wanted.connect(places.append)
    panel.model.set_value(("replicas",), 9)
    menu = RowMenu(panel, row)
    descriptors, schema, copy, _line, back, nothing = menu.actions()
    schema.trigger()
    assert places[0].path.endswith("kafkacluster_crd.yaml")
    assert places[0].pointer[-1] == "replicas"
    descriptors.trigger()
    assert places[1].path == CSD
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "replicas"
    back.trigger()
    assert panel.model.value(("replicas",)) == 3
    nothing.trigger()
    panel.model.check()
    assert "replicas" not in yaml.safe_load(panel.model.text)["spec"]
    menu.deleteLater()


def test_a_click_on_the_verdict_leads_to_what_is_wrong(preview):
    panel = preview()
    panel.model.set_value(("storage", "size"), 7)
    settle()
    head = panel.yaml.head
    QTest.mouseClick(head, LEFT, pos=QPoint(head.width() - 30, head.height() // 2))
    assert panel.view.chosen == ("storage", "size")
    assert panel.view.row_widget(("storage", "size")) is not None
    QTest.mouseClick(head, LEFT, pos=QPoint(60, head.height() // 2))
    assert not panel.yaml.is_open
