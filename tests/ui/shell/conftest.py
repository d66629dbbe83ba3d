"""Windows for the tests of the shell."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from studio.package.opening import open_package
from studio.resources import resource_path
from studio.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.services import Services


@pytest.fixture
def open_window(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> Iterator[Callable[..., MainWindow]]:
    """Open a copy of a sample, or any path, in a window that is shown and checked."""
    windows: list[MainWindow] = []

    def make(source: str | Path | None = "kafka") -> MainWindow:
        window = MainWindow(services)
        windows.append(window)
        window.resize(1280, 800)
        if source is not None:
            path = resource_path("samples", source) if isinstance(source, str) else source
            target = tmp_path / f"copy-{len(windows)}" / path.name
            if path.is_dir():
                shutil.copytree(path, target)
                for item in (target, *target.rglob("*")):
                    item.chmod(item.stat().st_mode | 0o200)
            else:
                target = path
            window.package_commands.show(open_package(target))
        window.show()
        qtbot.waitExposed(window)
        window.settle()
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
