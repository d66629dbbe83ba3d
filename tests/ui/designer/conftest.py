"""Windows with the designer in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication

from tests.ui.shell.conftest import open_window

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.designer.designerpage import DesignerPage
    from studio.ui.shell.window import MainWindow

__all__ = ["open_window"]

CSD = "package/kafka-2.5.0/manifests/kafkacluster_csd.yaml"


@pytest.fixture
def designer(open_window: Callable[..., MainWindow]) -> Callable[..., DesignerPage]:
    """Open a package and look at the designer."""

    def make(source: object = "kafka") -> DesignerPage:
        window = open_window(source)
        window.resize(1440, 900)
        window.registry.run("preview.close")
        window.registry.run("view.designer")
        settle()
        page = window.editors.current
        assert page is not None
        assert page.key == ":form"
        return page  # type: ignore[return-value]

    return make


def settle() -> None:
    """Let pauses of no length run out."""
    for _ in range(4):
        QCoreApplication.processEvents()


def text_of(page: DesignerPage, path: str = CSD) -> str:
    """The text of a file as it is now."""
    document = page.design.document
    assert document is not None
    content = document.snapshot.text(path)
    assert content is not None
    return content.text


def last_label(page: DesignerPage) -> str:
    """What the last step of the history is called."""
    document = page.design.document
    assert document is not None
    step = document.history.step(document.history.index - 1)
    assert step is not None
    return step.change_set.label.text()


def undo(page: DesignerPage) -> None:
    """Take the last step back, as the window does."""
    page.window().registry.run("edit.undo")  # type: ignore[attr-defined]
    settle()
