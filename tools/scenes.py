"""The states of the window that are drawn, and a studio that is brought into each of them."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QThread, QTimer
from PySide6.QtTest import QTest

from studio.app import Studio
from studio.errors import StudioError
from studio.package.content import FileText
from studio.package.opening import open_package
from studio.services.settings import FOLDERS, RECENT
from studio.ui.jobs.jobspanel import JobsPanel
from studio.ui.shell.page import OVERVIEW
from studio.ui.shell.textpage import TextPage
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from PySide6.QtWidgets import QApplication  # noqa: TID251 - only its name

    from studio.model.document import Document
    from studio.services.language import LanguageSetting
    from studio.ui.preview.previewpanel import PreviewPanel
    from studio.ui.shell.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
CORPUS = Path(os.environ.get("OSC_STUDIO_CORPUS", ROOT.parent / "shared" / "corpus"))
DEPLOY = "package/kafka-2.5.0"
METADATA, LIFECYCLE = f"{DEPLOY}/metadata.yaml", f"{DEPLOY}/lifecycle.yaml"
CLUSTER_CSD = f"{DEPLOY}/manifests/kafkacluster_csd.yaml"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)
LONGEST_PAUSE = 1500
"""Milliseconds of the longest pause after which the window goes on by itself."""
PATIENCE = 30.0
"""Seconds after which a picture is given up."""


class StandingClock(datetime):
    """It is always noon of one day."""

    @classmethod
    def now(cls, tz: timezone | None = None) -> datetime:  # type: ignore[override]
        """Ignores the time of day."""
        return NOON.astimezone(tz)


class StepClock(StandingClock):
    """Every look at it is a little later than the one before."""

    looks = 0

    @classmethod
    def now(cls, tz: timezone | None = None) -> datetime:  # type: ignore[override]
        """Ignores the time of day."""
        cls.looks += 1
        return super().now(tz) + timedelta(seconds=20 * cls.looks)


@contextmanager
def standing_still(home: Path) -> Generator[None]:
    """Let nothing that is drawn depend on the day or on who draws it."""
    StepClock.looks = 0
    with (
        patch.dict(os.environ, {"HOME": str(home)}),
        patch("studio.model.history.datetime", StandingClock),
        patch("studio.model.undohistory.datetime", StepClock),
        patch("studio.services.jobs.datetime", StepClock),
        patch("studio.services.recent.datetime", StandingClock),
        patch("studio.ui.welcome.recentmodel.datetime", StandingClock),
    ):
        yield


class Stage:
    """A studio of its own with a copy of the sample, in one language and size."""

    def __init__(
        self, app: QApplication, home: Path, language: LanguageSetting, size: tuple[int, int]
    ) -> None:
        self.app = app
        self.home = home
        self.package = home / "packages" / "kafka"
        shutil.copytree(SAMPLES / "kafka", self.package)
        self.studio = Studio(
            app, home / "settings.ini", home / "state", theme="light", language=language
        )
        self.studio.services.themes.set_motion(on=False)
        settings = self.studio.services.settings
        settings.set_value(FOLDERS, {"export": "~/deliveries"})
        settings.set_value(RECENT, list(self._recent()))
        self.window = self.studio.new_window()
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def open(self, package: Path | None = None) -> MainWindow:
        """Show a package, by default the sample, with nothing done to it yet."""
        self.window.package_commands.show(open_package(package or self.package))
        self.settle()
        return self.window

    def write(self, path: str, old: str, new: str) -> TextPage:
        """Type `new` in place of the first `old` of a file, as one step."""
        page = self.text_page(path)
        start = page.view.binding.text.index(old)
        page.view.select(start, start + len(old))
        page.view.edit.insertPlainText(new)
        self.document.end_merging()
        self.settle()
        return page

    def text_page(self, path: str) -> TextPage:
        """The tab with the text of a file, in front."""
        page = self.window.editors.open(path)
        assert isinstance(page, TextPage)
        page.setFocus()
        return page

    @property
    def document(self) -> Document:
        """What the window edits."""
        assert self.window.workbench is not None
        return self.window.workbench.document

    def settle(self) -> None:
        """Wait until nothing works in the background, no pause runs and everything is drawn."""
        deadline = time.monotonic() + PATIENCE
        self.app.processEvents()
        while self._is_busy():
            if time.monotonic() > deadline:
                raise TimeoutError("The window does not come to rest.")
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            QThread.msleep(2)
        self.app.processEvents()

    def close(self) -> None:
        """Let go of the window and of what it worked with, the translators included."""
        self.studio.services.languages.set_setting("en")
        self.window.close()
        self.studio.services.jobs.shut_down()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _is_busy(self) -> bool:
        if self.studio.services.jobs.running:
            return True
        timers = self.window.findChildren(QTimer)
        return any(timer.isActive() and timer.interval() <= LONGEST_PAUSE for timer in timers)

    def _recent(self) -> Iterator[dict[str, str]]:
        """What was opened lately: packages of each kind, one of them no longer there."""
        packages = self.home / "packages"
        entries = (
            (packages / "etcd-keeper", "operator", "etcd-keeper", "0.9.4", timedelta(hours=2)),
            (packages / "cache-1.4.0.tgz", "helm", "cache", "1.4.0", timedelta(days=1)),
            (packages / "kafka", "osc", "kafka", "2.5.0", timedelta(days=3)),
            (packages / "kafka-2.4.1.zip", "osc", "kafka", "2.4.1", timedelta(days=24)),
        )
        shutil.copytree(SAMPLES / "etcd-operator", packages / "etcd-keeper")
        (packages / "cache-1.4.0.tgz").touch()
        for path, kind, name, version, ago in entries:
            yield {
                "path": str(path),
                "kind": kind,
                "name": name,
                "version": version,
                "when": (NOON - ago).isoformat(),
            }


# The states. Each begins with the welcome page and ends as the picture shall show it.


def welcome(stage: Stage) -> None:
    """No package is open."""
    stage.window.welcome.setFocus()


def overview(stage: Stage) -> None:
    """The package as a whole, as it opens."""
    stage.open()
    stage.window.editors.open(OVERVIEW)


def main_window(stage: Stage) -> None:
    """A file in front that has problems, and two more tabs."""
    stage.open()
    stage.text_page(LIFECYCLE)
    stage.text_page(CLUSTER_CSD)
    spoil(stage)


def spoil(stage: Stage) -> None:
    """Make problems in the metadata, and put the caret at one of them."""
    stage.write(METADATA, 'version: "2.5.0"', "version: 2.5")
    page = stage.write(METADATA, "  - aarch64", "  - arm64")
    page.view.go_to(2)


def fix(stage: Stage) -> None:
    """What can be mended at the caret."""
    main_window(stage)
    stage.settle()
    page = stage.text_page(METADATA)
    page.view.go_to(3, 10)
    stage.window.problem_commands.offer_fixes()


def problems(stage: Stage) -> None:
    """Problems below their rules, in a dock with room for them."""
    main_window(stage)
    stage.settle()
    panel = stage.window.problems
    stage.window.resizeDocks([stage.window.problems_dock], [300], Qt.Orientation.Vertical)
    QTest.mouseClick(panel.tools.grouping.buttons()[2], Qt.MouseButton.LeftButton)
    panel.view.setCurrentIndex(panel.view.model().index(0, 0))


def rule(stage: Stage) -> None:
    """The page of a rule that is broken here."""
    main_window(stage)
    stage.settle()
    broken = next(p for p in stage.document.findings.standing() if p.rule == "OSC-09")
    stage.window.problem_commands.explain(broken)


def jobs(stage: Stage) -> None:
    """A job that failed, with its log."""
    stage.open()
    jobs = stage.studio.services.jobs

    def fail(_progress: object) -> None:
        raise StudioError("{name} cannot be written: {reason}", name="kafka.zip", reason="no space")

    jobs.run(message("Exporting {name}", name="kafka"), lambda _progress: None)
    stage.settle()
    jobs.run(message("Exporting {name}", name="kafka"), fail)
    stage.settle()
    stage.window.registry.run("view.jobs")
    stage.settle()
    panel = stage.window.findChild(JobsPanel)
    assert isinstance(panel, JobsPanel)
    panel.view.setCurrentIndex(panel.view.jobs.index(0))


def history(stage: Stage) -> None:
    """Steps in several files, the last two undone, with what one of them changed."""
    stage.open()
    stage.write(METADATA, 'appVersion: "2.5.0"', 'appVersion: "2.5.1"')
    spoil(stage)
    for problem in [p for p in stage.document.findings.standing() if p.fix is not None][:1]:
        stage.window.edit_commands.fix(problem)
    stage.write(LIFECYCLE, "update, patch]", "patch]")
    stage.write(CLUSTER_CSD, "displayName: Kafka", "displayName: Apache Kafka")
    stage.window.edit_commands.undo()
    stage.window.toast.hide()
    dock = stage.window.history_dock
    dock.bring_to_front()
    stage.window.resizeDocks([dock], [240], Qt.Orientation.Vertical)
    stage.settle()
    view = stage.window.history.view
    view.setCurrentIndex(view.model().index(3, 0))


def quick_open(stage: Stage) -> None:
    """Files that match a few letters."""
    main_window(stage)
    stage.window.locator.open()
    QTest.keyClicks(stage.window.locator.field, "csd")


def palette(stage: Stage) -> None:
    """Commands that match a word, in the language of the window."""
    main_window(stage)
    stage.window.locator.open(">")
    is_chinese = stage.studio.services.languages.language == "zh"
    stage.window.locator.field.insert("行" if is_chinese else "line")


def find(stage: Stage) -> None:
    """A word found in a file."""
    stage.open()
    page = stage.text_page(METADATA)
    page.view.find_bar.open()
    QTest.keyClicks(page.view.find_bar.field, "kafka")


def replace(stage: Stage) -> None:
    """Hits in the whole package and what they would become."""
    stage.open()
    stage.text_page(METADATA)
    stage.window.search_commands.replace()
    fields = stage.window.search.fields
    fields.text.setText("riverstone")
    fields.template.setText("clearbrook")
    stage.window.search.start()


def outside(stage: Stage) -> None:
    """A file that was changed here and by another program."""
    stage.open()
    stage.write(METADATA, "Kafka 消息队列\n", "Kafka 消息服务\n")
    file = stage.package / METADATA
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("source: ISV", "source: OpenSource"), encoding="utf-8")
    assert stage.window.workbench is not None
    stage.window.workbench.watcher.look_now()


def export(stage: Stage) -> None:
    """The export dialog of a package without errors."""
    stage.open()
    stage.text_page(METADATA)
    stage.window.package_commands.export()


def export_refused(stage: Stage) -> None:
    """The export dialog while errors remain."""
    main_window(stage)
    stage.settle()
    stage.window.package_commands.export()


def preview(stage: Stage) -> None:
    """The deploy form with a group and a list open and a value that is not valid."""
    stage.open()
    stage.text_page(CLUSTER_CSD)
    panel = previewed(stage)
    panel.model.open_to(("listeners", 0))
    panel.model.open_to(("storage", "size"))
    panel.model.set_value(("replicas",), "many")


def preview_instance(stage: Stage) -> None:
    """The page of an instance that runs."""
    stage.open()
    previewed(stage).tools.pages.buttons()[1].click()


def previewed(stage: Stage) -> PreviewPanel:
    """The preview of what is open."""
    stage.window.registry.run("view.preview")
    panel = stage.window.previewing.panel
    assert panel is not None
    return panel


STATES: dict[str, Callable[[Stage], None]] = {
    "welcome": welcome,
    "overview": overview,
    "main": main_window,
    "fix": fix,
    "problems": problems,
    "rule": rule,
    "jobs": jobs,
    "history": history,
    "quick-open": quick_open,
    "palette": palette,
    "find": find,
    "replace": replace,
    "outside": outside,
    "export": export,
    "export-refused": export_refused,
    "preview": preview,
    "preview-instance": preview_instance,
}


def corpus_states() -> dict[str, Callable[[Stage], None]]:
    """The window with large real packages, where they are present."""
    places = {
        "datadog-operator": CORPUS / "operators" / "datadog-operator",
        "redis-chart": CORPUS / "charts" / "redis" / "23.1.1",
    }

    def opener(package: Path) -> Callable[[Stage], None]:
        def state(stage: Stage) -> None:
            bench = stage.open(package).workbench
            assert bench is not None
            files = bench.document.snapshot.files.items()
            sizes = {path: len(file.text) for path, file in files if isinstance(file, FileText)}
            stage.text_page(max(sizes, key=sizes.__getitem__))

        return state

    return {name: opener(path) for name, path in places.items() if path.is_dir()}
