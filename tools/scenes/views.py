"""States of the window as a whole: its pages, its dialogs, and what it shows of a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from studio.errors import StudioError
from studio.services.settings import FOLDERS
from studio.ui.jobs.jobspanel import JobsPanel
from studio.ui.settings.settingsdialog import SettingsDialog
from studio.ui.shell.page import OVERVIEW
from studio.ui.shell.previewpage import PreviewPage
from studio.wording import message

from .problems import spoil
from .stage import CLUSTER_CSD, DEPLOY, LIFECYCLE, METADATA, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stage import Stage

TAR = "images/kafka-2.5.0-x86_64.tar"


def welcome(stage: Stage) -> None:
    """No package is open."""
    stage.window.welcome.setFocus()


def new_package(stage: Stage) -> None:
    """What a new package shall be."""
    settings = stage.studio.services.settings
    settings.set_value(FOLDERS, {**settings.value(FOLDERS), "open": "/home/author/packages"})
    stage.run("file.new")


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


def split(stage: Stage) -> None:
    """Two files side by side."""
    stage.open()
    stage.run("preview.close")
    stage.text_page(METADATA)
    stage.text_page(LIFECYCLE)
    stage.window.editors.open_beside(CLUSTER_CSD)


def tab_menu(stage: Stage) -> None:
    """What can be done with a tab."""
    stage.open()
    stage.text_page(METADATA)
    stage.text_page(LIFECYCLE)
    tabs = stage.window.editors.tabs
    stage.window.editors.menu_requested.emit(tabs.mapToGlobal(QPoint(280, tabs.height())))


def markdown(stage: Stage) -> None:
    """A README beside its preview."""
    stage.open()
    page = stage.page(f"{DEPLOY}/README.md")
    assert isinstance(page, PreviewPage)
    page.set_mode("split")


def picture(stage: Stage) -> None:
    """A picture of the package."""
    stage.open(SAMPLES / "redis-chart")
    stage.page("logo.png")


def image_tar(stage: Stage) -> None:
    """What is inside a saved image."""
    stage.open()
    stage.page(TAR)


def settings(stage: Stage) -> None:
    """Theme, language and size."""
    stage.open()
    stage.text_page(METADATA)
    stage.run("file.settings")


def shortcuts(stage: Stage) -> None:
    """The keys of some commands, of which one can be changed."""
    stage.open()
    stage.text_page(METADATA)
    stage.run("file.shortcuts")
    dialog = stage.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    QTest.keyClicks(dialog.keys.filter_field, "Ctrl+K")


def jobs(stage: Stage) -> None:
    """A job that failed, with its log."""
    stage.open()
    running = stage.studio.services.jobs

    def fail(_progress: object) -> None:
        raise StudioError("{name} cannot be written: {reason}", name="kafka.zip", reason="no space")

    running.run(message("Exporting {name}", name="kafka"), lambda _progress: None)
    stage.settle()
    running.run(message("Exporting {name}", name="kafka"), fail)
    stage.settle()
    stage.run("view.jobs")
    panel = stage.window.findChild(JobsPanel)
    assert isinstance(panel, JobsPanel)
    panel.view.setCurrentIndex(panel.view.jobs.index(0))


def outside(stage: Stage) -> None:
    """A file that was changed here and by another program."""
    stage.open()
    stage.write(METADATA, "Kafka 消息队列\n", "Kafka 消息服务\n")
    file = stage.package / METADATA
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("source: ISV", "source: OpenSource"), encoding="utf-8")
    assert stage.window.workbench is not None
    stage.window.workbench.watcher.look_now()


def recovery(stage: Stage) -> None:
    """Work that was never saved is offered when the package is opened again."""
    stage.open()
    stage.write(METADATA, "Kafka 消息队列\n", "Kafka 消息服务\n")
    stage.write(LIFECYCLE, "update, patch]", "patch]")
    assert stage.window.workbench is not None
    stage.window.workbench.recovery.write_now()
    stage.settle()
    stage.window.close_workbench()
    stage.open()


def restore(stage: Stage) -> None:
    """What of that work shall come back."""
    recovery(stage)
    stage.window.bar.links()[1].click()


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


STATES: dict[str, Callable[[Stage], None]] = {
    "welcome": welcome,
    "new-package": new_package,
    "overview": overview,
    "main": main_window,
    "split": split,
    "tab-menu": tab_menu,
    "markdown": markdown,
    "picture": picture,
    "image-tar": image_tar,
    "settings": settings,
    "shortcuts": shortcuts,
    "jobs": jobs,
    "outside": outside,
    "recovery": recovery,
    "restore": restore,
    "export": export,
    "export-refused": export_refused,
}
