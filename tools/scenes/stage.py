"""A studio whose clocks stand still, to be brought into the states that are drawn."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QThread, QTimer

from studio.app import Studio
from studio.package.opening import open_package
from studio.services.settings import FOLDERS, RECENT
from studio.ui.shell.textpage import TextPage

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from contextlib import AbstractContextManager

    from PySide6.QtWidgets import QApplication  # noqa: TID251 - only its name

    from studio.model.document import Document
    from studio.services.language import LanguageSetting
    from studio.ui.shell.page import Page

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
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


FROZEN_TIME = SimpleNamespace(time=NOON.timestamp, time_ns=time.time_ns)
"""The clock of unsaved work, in place of the module."""


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
        patch("studio.services.recoveryslot.time", FROZEN_TIME),
    ):
        yield


class Stage:
    """A studio of its own with a copy of the sample, in one language and size."""

    def __init__(
        self, app: QApplication, home: Path, language: LanguageSetting, size: tuple[int, int]
    ) -> None:
        self.app = app
        self.home = home
        self._pretended = ExitStack()
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

    def pretend(self, what: AbstractContextManager[object]) -> None:
        """Let something be different until the stage is closed."""
        self._pretended.enter_context(what)

    def open(self, package: Path | None = None) -> Document:
        """Show a package, by default the sample, with nothing done to it yet."""
        self.window.package_commands.show(open_package(package or self.package))
        self.settle()
        return self.document

    def write(self, path: str, old: str, new: str) -> TextPage:
        """Type `new` in place of the first `old` of a file, as one step."""
        page = self.text_page(path)
        start = page.view.binding.text.index(old)
        page.view.select(start, start + len(old))
        page.view.edit.insertPlainText(new)
        self.document.end_merging()
        self.settle()
        return page

    def page(self, key: str) -> Page:
        """The tab of a file or a view, in front."""
        page = self.window.editors.open(key)
        assert page is not None
        page.setFocus()
        self.settle()
        return page

    def run(self, command: str) -> None:
        """Run a command of the window, and wait for what comes of it."""
        self.window.registry.run(command)
        self.settle()

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
        self._pretended.close()

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
