"""Differences are told by ground, sign and numbers, in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio.package.content import FileText
from studio.package.linediff import LineKind, differences
from studio.package.snapshot import Snapshot
from studio.ui.diff.diffview import DiffView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from studio.ui.theme.switcher import ThemeService


@pytest.fixture
def view(qtbot: QtBot, themes: ThemeService) -> Iterator[DiffView]:
    view = DiffView(themes)
    old, new = "same\nold\nend\n", "same\nnew\nend\n"
    view.show_differences(
        differences(Snapshot({"a": FileText(old)}), Snapshot({"a": FileText(new)}))
    )
    view.resize(400, 200)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.close()
    view.deleteLater()


def colours(picture: QImage, x: int) -> list[str]:
    """The colours down a column, each once."""
    found = (picture.pixelColor(x, y).name() for y in range(picture.height()))
    return list(dict.fromkeys(found))


def test_rows_say_what_became_of_lines(view: DiffView) -> None:
    assert [view.row(number) for number in range(5)] == [
        ("", None),
        ("   1    1", LineKind.SAME),
        ("   2     ", LineKind.REMOVED),
        ("        2", LineKind.ADDED),
        ("   3    3", LineKind.SAME),
    ]
    assert view.toPlainText() == "a\nsame\nold\nnew\nend"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_grounds_reach_from_edge_to_edge(view: DiffView, themes: ThemeService, theme: str) -> None:
    themes.set_setting(theme)  # type: ignore[arg-type]
    picture = view.grab().toImage()
    expected = [themes.theme.hex(role).lower() for role in ("error_soft", "ok_soft")]
    for x in (3, picture.width() - 30):
        assert [name for name in colours(picture, x) if name in expected] == expected
