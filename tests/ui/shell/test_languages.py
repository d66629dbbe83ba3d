"""A window that is switched to Chinese says nothing in English any more, and back again."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as WaitError

from studio.package.refactoring import delete
from studio.package.snapshot import Place
from studio.resources import resource_path
from studio.ui.commands.command import without_mnemonic
from studio.ui.controls.states import VERBATIM
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.window import MainWindow

HAN = re.compile("[\u4e00-\u9fff]")
TEXTS = ET.parse(resource_path("i18n", "studio_zh.ts"))
SOURCES = {without_mnemonic(source.text or "") for source in TEXTS.iter("source")}
TRANSLATIONS = {
    without_mnemonic(translation.text or "")
    for translation in TEXTS.iter("translation")
    if HAN.search(translation.text or "")
} - {"中文"}
# Names of formats and keys are the same in both languages, and so are those of files.
TERMS = re.compile(
    r"[A-Z]{2,5}s?|Helm|Chart|Operator|English|Markdown|Dockerfile|v?\d[\w.-]*"
    r"|((Ctrl|Shift|Alt)\+)*(Ctrl|Shift|Alt|F?\d+|Del|Esc|Enter|Return|Up|Down|Left|Right|Tab|\W)"
    r"|[\w.-]*[./_][\w./-]*"
)
# What the sample packages bring along.
NAMES = frozenset(
    {"kafka", "redis", "cache", "etcd", "Keeper", "etcd-keeper", "etcd-operator", "Riverstone"}
    | {"Data", "Streaming", "Messaging", "Big", "Database", "Full", "Lifecycle", "aarch64"}
)

LIFECYCLE = "package/kafka-2.5.0/lifecycle.yaml"

OpenWindow = "Callable[..., MainWindow]"


def spoken(window: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that is shown or said, with who says it."""
    for widget in (window, *window.findChildren(QWidget)):
        if widget.property(VERBATIM):
            continue
        if isinstance(widget, QMenu) or widget.isVisibleTo(window):
            who = f"{type(widget).__name__} {widget.objectName()}".strip()
            yield f"{who}, tooltip", plain(widget.toolTip())
            yield f"{who}, accessible name", widget.accessibleName()
            yield from ((who, text) for text in texts_of(widget))
    for action in window.findChildren(QAction):
        who = f"action {action.objectName()}".strip()
        yield who, without_mnemonic(action.text())
        yield f"{who}, tooltip", plain(action.toolTip())


def texts_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield plain(widget.text())
    elif isinstance(widget, QAbstractButton):
        yield without_mnemonic(widget.text())
    elif isinstance(widget, QMenu):
        yield without_mnemonic(widget.title())
    elif isinstance(widget, QDockWidget):
        yield widget.windowTitle()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(index) for index in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
        yield widget.placeholderText()


def plain(text: str) -> str:
    """`text` without its markup."""
    if "<" not in text:
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def is_english(text: str) -> bool:
    """Whether a text is one of the studio's own, or words that no translator has seen."""
    if text in SOURCES:
        return not TERMS.fullmatch(text)
    if HAN.search(text):
        return False
    words = re.findall(r"[^\W\d_][^\s,;:()“”]*", text)
    return any(word not in NAMES and not TERMS.fullmatch(word) for word in words)


def english(window: QWidget) -> set[tuple[str, str]]:
    """What is still English, but for the names and values of the packages."""
    return {(who, text) for who, text in spoken(window) if is_english(text)}


def chinese(window: QWidget) -> set[tuple[str, str]]:
    """What is still in the words of our Chinese."""
    return {(who, text) for who, text in spoken(window) if text in TRANSLATIONS}


def expect_chinese(qtbot: QtBot, window: MainWindow) -> None:
    """Wait for what is refreshed when its author pauses, and name what stays English."""
    with suppress(WaitError):
        qtbot.waitUntil(lambda: not english(window), timeout=2000)
    assert english(window) == set()


@pytest.mark.parametrize("source", [None, "kafka", "redis-chart", "etcd-operator"])
def test_a_shown_window_changes_its_language(qtbot: QtBot, open_window: OpenWindow, source) -> None:
    window = open_window(source)
    assert english(window)
    window.services.languages.set_setting("zh")
    expect_chinese(qtbot, window)
    window.services.languages.set_setting("en")
    qtbot.waitUntil(lambda: not chinese(window), timeout=2000)


@pytest.mark.parametrize(
    "file",
    [
        "package/kafka-2.5.0/metadata.yaml",
        "package/kafka-2.5.0/README.md",
        "images/kafka-2.5.0-x86_64.tar",
    ],
)
def test_open_pages_change_their_language(qtbot: QtBot, open_window: OpenWindow, file) -> None:
    window = open_window()
    window.show_place(Place(file))
    window.services.languages.set_setting("zh")
    expect_chinese(qtbot, window)


def test_panels_change_their_language(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    for command in ("view.history", "view.problems", "edit.find_in_package"):
        window.registry.run(command)
        window.services.languages.set_setting("zh")
        expect_chinese(qtbot, window)
        window.services.languages.set_setting("en")


def test_problems_and_steps_are_worded_anew(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    bench = window.workbench
    with qtbot.waitSignal(bench.document.problems_changed):
        bench.document.commit(
            delete(bench.document.snapshot, ["package/kafka-2.5.0/lifecycle.yaml"])
        )
    window.settle()
    window.services.languages.set_setting("zh")
    for model in (bench.problems, bench.history):
        shown = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert shown
        assert [text for text in shown if not HAN.search(text)] == []


def test_the_export_dialog_and_the_palette_speak_chinese(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    window.services.languages.set_setting("zh")
    for command in ("package.export", "go.command"):
        window.registry.run(command)
        expect_chinese(qtbot, window)


def test_a_text_without_translation_is_shown_in_english(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    window.services.languages.set_setting("zh")
    window.status.say(window.words(message("Nobody has translated this.")))
    assert window.status.currentMessage() == "Nobody has translated this."
