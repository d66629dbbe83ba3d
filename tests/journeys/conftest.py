"""An author at the real window, with packages of their own to work on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from studio.resources import resource_path
from studio.ui.shell.window import MainWindow
from tests.journeys.author import Author
from tests.ui.conftest import no_leaked_windows, services, themes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.services import Services

__all__ = ["no_leaked_windows", "services", "themes"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen screen say what it lacks; every other message of Qt fails its test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture
def copied(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Copies a sample, or `corpus/…`, to where it may be changed."""

    def copy(name: str) -> Path:
        if name.startswith("corpus/"):
            source = request.getfixturevalue("corpus") / name.removeprefix("corpus/")
        else:
            source = resource_path("samples", name)
        target = tmp_path / "work" / source.name
        shutil.copytree(source, target)
        for item in (target, *target.rglob("*")):
            item.chmod(item.stat().st_mode | 0o200)
        return target

    return copy


@pytest.fixture
def new_window(qtbot: QtBot, services: Services) -> Iterator[Callable[[], Author]]:
    """Opens windows without a package, each with an author before it."""
    windows: list[MainWindow] = []

    def make() -> Author:
        window = MainWindow(services)
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        return Author(qtbot, window)

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def author(new_window: Callable[[], Author]) -> Author:
    """An author before a window without a package."""
    return new_window()
