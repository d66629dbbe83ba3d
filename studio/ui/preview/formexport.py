"""The form as a file: a picture, or a web page for reviewers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.model.formpage import web_page
from studio.package.card import card_of
from studio.services.settings import FOLDERS
from studio.ui.forms.view import FormView
from studio.ui.preview.instancehead import InstanceHead
from studio.ui.preview.pagecard import PageCard
from studio.wording import message

if TYPE_CHECKING:
    from studio.model.form import FormModel
    from studio.package.card import CatalogueCard
    from studio.ui.forms.surface import Surface
    from studio.ui.preview.previewpanel import PreviewPanel
    from studio.ui.shell.window import MainWindow

PURPOSE = "form"
WIDTH = 560
MOST_HEIGHT = 16_000
"""Pixels after which a picture is cut: no viewer shows more."""
_MARGIN = 20
_ROUNDS = 6


def form_picture(
    surface: Surface, model: FormModel, card: CatalogueCard | None, ratio: float = 2.0
) -> QImage:
    """The whole form, as it is open now, on the ground of the design."""
    head = InstanceHead(surface)
    head.show_card(card)
    head.show_metadata(model.metadata)
    view = FormView(surface, model, head)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page = PageCard(surface.themes, view)
    try:
        page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        page.show()
        for _round in range(_ROUNDS):
            height = min(page.sizeHint().height(), MOST_HEIGHT)
            if page.height() == height and page.width() == WIDTH:
                break
            page.setMaximumHeight(height)
            page.resize(WIDTH, height)
            page.ensurePolished()
        return _photographed(page, surface, ratio)
    finally:
        page.hide()
        page.deleteLater()


def _photographed(page: QWidget, surface: Surface, ratio: float) -> QImage:
    size = QSize(page.width() + 2 * _MARGIN, page.height() + 2 * _MARGIN)
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.fill(surface.themes.colour("sunken"))
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    page.render(painter, QPoint(_MARGIN, _MARGIN))
    painter.end()
    return image


def save_picture(window: MainWindow, panel: PreviewPanel) -> None:
    """Ask for a file and write the picture there."""
    kinds = QCoreApplication.translate("formexport", "Picture (*.png)")
    file = _asked(window, panel, kinds, "png")
    document = panel.follower.document
    if file is not None and document is not None:
        picture = form_picture(panel.surface, panel.model, card_of(document.snapshot))
        if not picture.save(str(file)):
            window.warn(message("{file} cannot be written.", file=file.name))


def save_page(window: MainWindow, panel: PreviewPanel) -> None:
    """Ask for a file and write the web page there."""
    kinds = QCoreApplication.translate("formexport", "Web page (*.html)")
    file = _asked(window, panel, kinds, "html")
    document = panel.follower.document
    if file is not None and document is not None:
        text = web_page(panel.model, card_of(document.snapshot), panel.surface.language)
        try:
            file.write_text(text, encoding="utf-8")
        except OSError:
            window.warn(message("{file} cannot be written.", file=file.name))


def _asked(window: MainWindow, panel: PreviewPanel, kinds: str, suffix: str) -> Path | None:
    """The file that the user chose, whose folder is remembered."""
    panel.yaml.flush()
    form, settings = panel.follower.form, window.services.settings
    if form is None:
        return None
    folders = settings.value(FOLDERS)
    folder = Path(folders.get(PURPOSE, "~")).expanduser()
    proposed = str(folder / f"{form.source.kind}-{form.version}.{suffix}")
    title = QCoreApplication.translate("formexport", "Save the form")
    name, _kind = QFileDialog.getSaveFileName(window, title, proposed, kinds)
    if not name:
        return None
    file = Path(name)
    settings.set_value(FOLDERS, {**folders, PURPOSE: str(file.parent)})
    return file if file.suffix else file.with_suffix(f".{suffix}")
