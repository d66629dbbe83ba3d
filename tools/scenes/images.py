"""States of the page of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.ui.images.imagespage import ImagesPage
from studio.ui.shell.page import IMAGES

from .stage import LIFECYCLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stage import Stage

MAPPING = "images/mapping.yaml"


def all_images(stage: Stage) -> None:
    """Every image of the package, and what is known of the chosen one."""
    stage.open()
    stage.run("view.toggle_panes")
    page = images_of(stage)
    choose(page, "zookeeper")


def unmapped(stage: Stage) -> None:
    """An image with an entry that lacks its fields, and one that no entry names."""
    stage.open()
    stage.write(MAPPING, "    address:\n      fullAddress: spec.zookeeper.image\n", "")
    stage.write(LIFECYCLE, "kafka-operator:2.5.0", "kafka-operator:2.5.1")
    page = images_of(stage)
    choose(page, "kafka-operator")


def images_of(stage: Stage) -> ImagesPage:
    """The page of images of what is open."""
    page = stage.page(IMAGES)
    assert isinstance(page, ImagesPage)
    return page


def choose(page: ImagesPage, name: str) -> None:
    """Choose the first image whose address has `name` in it."""
    assert page.table is not None
    page.view.choose(next(row.key for row in page.table.rows if name in row.key))


STATES: dict[str, Callable[[Stage], None]] = {
    "images": all_images,
    "images-unmapped": unmapped,
}
