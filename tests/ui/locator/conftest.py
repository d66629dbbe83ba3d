"""A window with the Kafka sample, for tests of the locator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio.package.opening import open_package
from studio.resources import resource_path
from studio.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.services import Services


@pytest.fixture
def window(qtbot: QtBot, services: Services) -> Iterator[MainWindow]:
    window = MainWindow(services)
    window.resize(1280, 800)
    window.package_commands.show(open_package(resource_path("samples", "kafka")))
    window.show()
    qtbot.waitActive(window)
    window.settle()
    window.editors.open("package/kafka-2.5.0/metadata.yaml")
    yield window
    window.close()
    window.deleteLater()
