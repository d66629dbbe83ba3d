"""The export dialog refuses, overrides, writes, cancels and fails without losing anything."""

from __future__ import annotations

import json
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.model.document import Document
from studio.package.changes import ChangeSet, TextEdit
from studio.package.checks import check
from studio.package.opening import open_package
from studio.package.requirements import State
from studio.resources import resource_path
from studio.services.settings import FOLDERS
from studio.ui.controls.scrim import Scrim
from studio.ui.export import exportdialog
from studio.ui.export.exportdialog import ExportDialog
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.snapshot import Snapshot

METADATA = "package/kafka-2.5.0/metadata.yaml"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.fixture
def document(qapp) -> Document:
    return checked(open_package(resource_path("samples", "kafka")).snapshot)


@pytest.fixture
def broken(document: Document) -> Document:
    text = document.snapshot.text(METADATA)
    assert text is not None
    wrong = text.with_text(text.text.replace("source: ISV", "source: isv"))
    return checked(document.snapshot.replaced({METADATA: wrong}))


@pytest.fixture
def open_dialog(qtbot, services, window, tmp_path):
    """Open the dialog over the window; the folder is one that is not there yet."""

    def open_dialog(document: Document) -> ExportDialog:
        dialog = ExportDialog(document, services, "en", tmp_path / "out", window)
        with qtbot.waitActive(dialog):
            dialog.open()
        return dialog

    yield open_dialog
    services.jobs.shut_down()


def checked(snapshot: Snapshot) -> Document:
    document = Document(snapshot)
    document.findings = check(snapshot).findings
    return document


def exported(qtbot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.is_exporting, timeout=20_000)


def test_a_sound_package_is_exported_by_enter(qtbot, open_dialog, document, services, tmp_path):
    dialog = open_dialog(document)
    assert dialog.override_box.isHidden()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    exported(qtbot, dialog)
    archive = tmp_path / "out" / "kafka-2.5.0.zip"
    assert zipfile.is_zipfile(archive)
    report = json.loads((tmp_path / "out" / "kafka-2.5.0.zip.report.json").read_text())
    assert dialog.outcome.values["checksum"].text() == report["archive"]["sha256"]
    assert services.settings.value(FOLDERS)["export"] == str(tmp_path / "out")
    qtbot.mouseClick(dialog.outcome.copy_checksum, LEFT)
    assert QGuiApplication.clipboard().text() == report["archive"]["sha256"]
    qtbot.mouseClick(dialog.outcome.copy_path, LEFT)
    assert QGuiApplication.clipboard().text() == str(archive)
    closed = []
    dialog.finished.connect(closed.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert closed == [ExportDialog.DialogCode.Accepted]


def test_the_folder_can_be_shown(qtbot, open_dialog, document, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog = open_dialog(document)
    dialog.export()
    exported(qtbot, dialog)
    qtbot.mouseClick(dialog.folder_button, LEFT)
    assert opened == [str(tmp_path / "out")]
    dialog.close()


def test_without_the_box_no_report_is_written(qtbot, open_dialog, document, tmp_path):
    dialog = open_dialog(document)
    qtbot.keyClick(dialog.target.report_box, Qt.Key.Key_Space)
    dialog.export()
    exported(qtbot, dialog)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["kafka-2.5.0.zip"]
    dialog.close()


def test_errors_keep_it_from_being_exported_unless_overridden(qtbot, open_dialog, broken, tmp_path):
    dialog = open_dialog(broken)
    first = dialog.checks.list.rows()[0]
    assert first.state is State.ERROR
    assert first.below.startswith("metadata.yaml, line ")
    assert not dialog.export_button.isEnabled()
    qtbot.keyClick(dialog.target.report_box, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.override_box, Qt.Key.Key_Space)
    assert dialog.export_button.isEnabled()
    assert dialog.target.report_box.isChecked()
    assert not dialog.target.report_box.isEnabled()
    qtbot.mouseClick(dialog.export_button, LEFT)
    exported(qtbot, dialog)
    report = json.loads((tmp_path / "out" / "kafka-2.5.0.zip.report.json").read_text())
    assert report["allowed_errors"] == 1
    dialog.close()


def test_it_follows_the_problems_of_the_document(qtbot, open_dialog, broken, document):
    dialog = open_dialog(broken)
    problem = dialog.checks.list.rows()[0].problem
    with qtbot.waitSignal(dialog.fix_requested) as mending:
        position = dialog.checks.list.link_rect(0).center()
        qtbot.mouseClick(dialog.checks.list.viewport(), LEFT, pos=position)
    assert mending.args == [problem]
    broken.commit(problem.fix.make(broken.snapshot))
    broken.findings = check(broken.snapshot).findings
    assert dialog.checks.list.rows()[0].state is not State.ERROR
    assert dialog.export_button.isEnabled()
    assert dialog.override_box.isHidden()
    dialog.close()


def test_jumping_to_a_problem_closes_the_dialog(qtbot, open_dialog, broken, window):
    dialog = open_dialog(broken)
    assert window.findChildren(Scrim)
    closed = []
    dialog.finished.connect(closed.append)
    qtbot.waitUntil(dialog.checks.list.hasFocus)
    qtbot.keyClick(dialog.checks.list, Qt.Key.Key_Down)
    dialog.checks.list.setCurrentIndex(dialog.checks.list.model().index(0, 0))
    with qtbot.waitSignal(dialog.show_requested) as jumping:
        qtbot.keyClick(dialog.checks.list, Qt.Key.Key_Return)
    assert jumping.args[0].rule == "OSC-09"
    assert closed == [ExportDialog.DialogCode.Rejected]
    assert all(scrim.isHidden() for scrim in window.findChildren(Scrim))


def test_escape_cancels_the_export_first_and_then_closes(
    qtbot, open_dialog, document, monkeypatch, tmp_path
):
    begun, go_on = threading.Event(), threading.Event()

    def waiting(*args, progress, **options):
        begun.set()
        go_on.wait(10)
        progress(0.5, message("Packing {name}", name="kafka"))

    monkeypatch.setattr(exportdialog, "write_package", waiting)
    dialog = open_dialog(document)
    dialog.export()
    assert begun.wait(10)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.cancel_button.isEnabled()
    go_on.set()
    exported(qtbot, dialog)
    assert dialog.bar.sentence() == "The export was cancelled. Nothing was written."
    assert dialog.export_button.isVisible()
    closed = []
    dialog.finished.connect(closed.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert closed


def test_a_failure_is_said_and_leaves_everything_to_try_again(
    qtbot, open_dialog, document, tmp_path
):
    (tmp_path / "out").write_text("a file where the folder should be")
    dialog = open_dialog(document)
    dialog.export()
    exported(qtbot, dialog)
    assert "kafka-2.5.0.zip" in dialog.bar.sentence()
    assert dialog.bar.isVisible()
    assert dialog.export_button.isEnabled()
    dialog.target.folder_field.setText(str(tmp_path / "elsewhere"))
    dialog.export()
    assert dialog.bar.isHidden()
    exported(qtbot, dialog)
    assert (tmp_path / "elsewhere" / "kafka-2.5.0.zip").exists()
    dialog.close()


def test_an_archive_whose_report_fails_is_still_handed_over(qtbot, open_dialog, document, tmp_path):
    (tmp_path / "out" / "kafka-2.5.0.zip.report.json").mkdir(parents=True)
    dialog = open_dialog(document)
    dialog.export()
    exported(qtbot, dialog)
    assert dialog.outcome.archive == tmp_path / "out" / "kafka-2.5.0.zip"
    assert "report" in dialog.bar.sentence()
    dialog.close()


def test_the_folder_is_chosen_or_typed(qtbot, open_dialog, document, tmp_path, monkeypatch):
    dialog = open_dialog(document)
    field = dialog.target.folder_field
    field.setText("somewhere")
    assert not dialog.export_button.isEnabled()
    assert field.property("state") == "error"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    qtbot.mouseClick(dialog.target.choose_button, LEFT)
    assert dialog.target.folder() == tmp_path
    assert dialog.export_button.isEnabled()
    field.setText("~/deliveries")
    assert dialog.target.folder() == Path.home() / "deliveries"
    dialog.close()


def test_what_cannot_be_named_cannot_be_exported(qtbot, open_dialog, document):
    text = document.snapshot.text(METADATA)
    old = 'version: "2.5.0"'
    start = text.text.index(old)
    edit = TextEdit(METADATA, start, old, 'version: ""')
    document.commit(ChangeSet(message("Empty the version"), (edit,)))
    dialog = open_dialog(document)
    assert not dialog.export_button.isEnabled()
    assert "no version" in dialog.bar.sentence()
    dialog.close()


def test_closing_while_it_writes_cancels(qtbot, open_dialog, document, services, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(exportdialog, "write_package", lambda *_, **__: go_on.wait(10))
    dialog = open_dialog(document)
    dialog.export()
    (job,) = services.jobs.running
    dialog.done(0)
    assert job.is_cancelled
    go_on.set()
    qtbot.waitUntil(lambda: not services.jobs.running)


def test_it_stays_in_the_middle_of_the_window(qtbot, open_dialog, document, window):
    dialog = open_dialog(document)
    window.resize(1500, 950)
    qtbot.waitUntil(lambda: dialog.geometry().center() == window.geometry().center())
    assert dialog.size() == QSize(860, 600)
    window.resize(900, 640)
    qtbot.waitUntil(lambda: dialog.size() == QSize(836, 576))
    assert dialog.geometry().center() == window.geometry().center()
    dialog.close()


def test_its_corners_show_the_shaded_window(qtbot, open_dialog, document, window):
    dialog = open_dialog(document)
    assert not dialog.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    behind = window.grab().toImage().pixelColor(window.mapFromGlobal(dialog.mapToGlobal(QPoint())))
    qtbot.waitUntil(lambda: dialog.grab().toImage().pixelColor(0, 0) == behind)
    raised = dialog.grab().toImage().pixelColor(20, 4)
    assert raised != behind
    dialog.close()


def test_its_head_is_as_high_in_both_languages(qtbot, open_dialog, document, services):
    dialog = open_dialog(document)
    before = dialog.checks.mapTo(dialog, QPoint()).y()
    services.languages.set_setting("zh")
    qtbot.waitUntil(lambda: "导出" in dialog.windowTitle())
    dialog.layout().activate()
    assert dialog.checks.mapTo(dialog, QPoint()).y() == before
    dialog.close()
