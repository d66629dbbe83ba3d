"""Draws the states of the window, in both themes and languages and in two sizes.

All go into build/screenshots; the few that the documents show also go into docs/screenshots.
The pictures are the same on every run: clocks stand still, and paths begin at a home of their own.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, qRgb
from scenes import STATES
from scenes.stage import ROOT, Stage, standing_still

from studio.app import make_application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication  # noqa: TID251 - only its name

    from studio.services.language import LanguageSetting
    from studio.ui.theme.switcher import ThemeSetting

ALL, CHOSEN = ROOT / "build" / "screenshots", ROOT / "docs" / "screenshots"
SIZES = ((1280, 800), (1920, 1080))
THEMES: tuple[ThemeSetting, ...] = ("light", "dark")
LANGUAGES: tuple[LanguageSetting, ...] = ("en", "zh")
MOST_COLOURS = 256
LEAST_DIFFERENCE = 15

SHOWN = (
    "main", "welcome", "overview", "split", "preview", "designer", "images", "building",
    "history", "fix", "problems", "rule", "quick-open", "replace", "outside", "export",
)  # fmt: skip
"""The states that the documents show, in light and in the language of the document."""
IN_DOCUMENTS = {"main-dark-zh": "main-dark-zh-1280x800"} | {
    f"{state}-light{end}": f"{state}-light-{language}-1280x800"
    for state, (language, end) in product(SHOWN, (("en", ""), ("zh", "-zh")))
}


def draw(app: QApplication, name: str, state: Callable[[Stage], None]) -> Iterator[Path]:
    """Draw one state in every language, size and theme."""
    for language, size in product(LANGUAGES, SIZES):
        with tempfile.TemporaryDirectory() as folder, standing_still(Path(folder)):
            stage = Stage(app, Path(folder), language, size)
            state(stage)
            themes = stage.studio.services.themes
            for theme in THEMES:
                if themes.setting != theme:
                    themes.set_setting(theme)
                stage.settle()
                path = ALL / f"{name}-{theme}-{language}-{size[0]}x{size[1]}.png"
                photograph(stage).save(str(path))
                yield path
            stage.close()


def photograph(stage: Stage) -> QImage:
    """The window, with its dialogs and menus where a screen would show them."""
    picture = stage.window.grab()
    painter = QPainter(picture)
    for widget in stage.app.topLevelWidgets():
        if widget is not stage.window and widget.isVisible():
            at = stage.window.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(at, widget.grab())
            if widget.windowType() == Qt.WindowType.Dialog:
                # A window manager would frame it.
                painter.setPen(stage.studio.services.themes.colour("faint"))
                painter.drawRect(QRect(at, widget.size()).adjusted(-1, -1, 0, 0))
    painter.end()
    return picture.toImage()


def use_large_screen(folder: Path) -> None:
    """Let Qt believe in a screen that all windows fit on; its own has 800 pixels."""
    width, height = SIZES[-1]
    screen = {"name": "large", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def choose(source: Path, target: Path) -> None:
    """Copy a picture with at most 256 colours, which people can hardly tell from all."""
    image = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    reduced = image.convertToFormat(QImage.Format.Format_Indexed8, palette_of(image), flags)
    reduced.save(str(target), quality=0)


def palette_of(image: QImage) -> list[int]:
    """The most frequent colours that differ from each other enough to be seen."""
    chosen: list[tuple[int, int, int]] = []
    for colour, _count in Counter(memoryview(image.constBits()).cast("I")).most_common():
        red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
        if all(
            abs(red - r) + abs(green - g) + abs(blue - b) > LEAST_DIFFERENCE for r, g, b in chosen
        ):
            chosen.append((red, green, blue))
            if len(chosen) == MOST_COLOURS:
                break
    return [qRgb(*colour) for colour in chosen]


def main(wanted: list[str]) -> int:
    """Draw all states, or those named; then copy what the documents show."""
    if unknown := set(wanted) - set(STATES):
        print(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(STATES)}")
        return 2
    for folder in (ALL, CHOSEN):
        folder.mkdir(parents=True, exist_ok=True)
    use_large_screen(ALL)
    os.environ["TZ"] = "UTC"
    time.tzset()
    app = make_application(["osc-studio"])
    app.setCursorFlashTime(0)
    for name in wanted or STATES:
        drawn = {path.stem for path in draw(app, name, STATES[name])}
        for target, source in IN_DOCUMENTS.items():
            if source in drawn:
                choose(ALL / f"{source}.png", CHOSEN / f"{target}.png")
        print(f"{name}: {len(drawn)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
