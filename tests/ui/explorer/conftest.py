"""A window with a copy of the Kafka sample, for tests of its tree."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from studio.package.opening import open_package
from studio.resources import resource_path
from studio.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.services import Services


@pytest.fixture
def kafka(tmp_path: Path) -> Path:
    folder = tmp_path / "kafka"
    shutil.copytree(resource_path("samples", "kafka"), folder)
    return folder


@pytest.fixture
def window(qtbot: QtBot, services: Services, kafka: Path) -> Iterator[MainWindow]:
    window = MainWindow(services)
    window.resize(1280, 900)
    window.package_commands.show(open_package(kafka))
    window.show()
    qtbot.waitActive(window)
    window.tree.setFocus()
    yield window
    window.close()
    window.deleteLater()
