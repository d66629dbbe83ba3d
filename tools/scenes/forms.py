"""States of the deploy form: as consumers meet it, and as it is shaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studio.ui.designer.designerpage import DesignerPage
from studio.ui.shell.page import DESIGNER

from .stage import CLUSTER_CSD, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.preview.previewpanel import PreviewPanel

    from .stage import Stage


def preview(stage: Stage) -> None:
    """The form with a group and a list open and a value that is not valid."""
    stage.open()
    stage.run("view.toggle_panes")
    stage.text_page(CLUSTER_CSD)
    panel = previewed(stage)
    panel.model.open_to(("listeners", 0))
    panel.model.open_to(("storage", "size"))
    panel.model.set_value(("replicas",), "many")


def preview_instance(stage: Stage) -> None:
    """The page of an instance that runs."""
    stage.open()
    previewed(stage).tools.pages.buttons()[1].click()


def preview_chart(stage: Stage) -> None:
    """The form of a chart's values."""
    stage.open(SAMPLES / "redis-chart")
    stage.text_page("values.yaml")
    previewed(stage)


def previewed(stage: Stage) -> PreviewPanel:
    """The preview of what is open."""
    stage.run("view.preview")
    panel = stage.window.previewing.panel
    assert panel is not None
    return panel


def designer(stage: Stage) -> None:
    """The form while it is shaped, with a field chosen."""
    stage.open()
    stage.run("view.toggle_panes")
    designed(stage).design.choose(("storage", "class"))


def designer_split(stage: Stage) -> None:
    """The form beside the text of its descriptors."""
    stage.open()
    stage.run("view.toggle_panes")
    page = designed(stage)
    page.design.choose(("storage", "class"))
    page.show_text()


def not_shown(stage: Stage) -> None:
    """The fields that consumers do not see, and why."""
    stage.open()
    designed(stage)
    stage.run("view.not_shown")
    docks = [stage.window.problems_dock]
    stage.window.resizeDocks(docks, [240], Qt.Orientation.Vertical)


def designed(stage: Stage) -> DesignerPage:
    """The designer of what is open."""
    page = stage.page(DESIGNER)
    assert isinstance(page, DesignerPage)
    return page


STATES: dict[str, Callable[[Stage], None]] = {
    "preview": preview,
    "preview-instance": preview_instance,
    "preview-chart": preview_chart,
    "designer": designer,
    "designer-split": designer_split,
    "not-shown": not_shown,
}
