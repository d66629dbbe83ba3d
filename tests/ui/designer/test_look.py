"""Everything that can be drawn has a name, an icon and a drawing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from studio.formats.controls import Control
from studio.formats.leftout import Reason
from studio.formats.offering import Offer
from studio.model.leftoutlist import REASONS
from studio.ui.designer.fieldlook import control_icon, control_name
from studio.ui.designer.gallery import ControlTile
from studio.ui.designer.leftoutdelegate import REASON_ICONS


@pytest.mark.parametrize("control", Control)
def test_every_control_has_a_name_an_icon_and_a_drawing_of_its_own_size(themes, qtbot, control):
    tile = ControlTile(themes, Offer(control, "", is_osc=True), "a")
    qtbot.addWidget(tile)
    tile.resize(tile.sizeHint())
    assert control_name(control)
    assert control_icon(control) in themes.icons.names
    image = tile.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(image.width() // 2, 4)
    area = [image.pixel(x, y) for y in range(8, 30) for x in range(8, image.width() - 8)]
    assert any(pixel != ground for pixel in area)


def test_every_reason_has_a_word_and_an_icon(themes):
    assert set(REASONS) == set(REASON_ICONS) == set(Reason)
    assert all(icon in themes.icons.names for icon, _role in REASON_ICONS.values())
