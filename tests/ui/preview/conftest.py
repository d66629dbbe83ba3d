"""Windows with the preview beside a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.shell.conftest import open_window

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.preview.previewpanel import PreviewPanel
    from studio.ui.shell.window import MainWindow

__all__ = ["open_window"]


@pytest.fixture
def preview(open_window: Callable[..., MainWindow]) -> Callable[..., PreviewPanel]:
    """Open a package and look at its preview."""

    def make(source: object = "kafka") -> PreviewPanel:
        window = open_window(source)
        window.registry.run("view.preview")
        panel = window.previewing.panel
        assert panel is not None
        return panel

    return make
