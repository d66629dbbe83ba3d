"""The toolbar: what is used all the time, in three groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolBar, QWidget

from studio.package.problems import Severity
from studio.ui.commands.command import without_mnemonic
from studio.ui.controls.buttons import Button, ToolButton
from studio.ui.shell.counts import CountsButton
from studio.ui.shell.searchbutton import SearchButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.package.problems import Findings
    from studio.ui.commands.registry import CommandRegistry
    from studio.ui.theme.switcher import ThemeService

HEIGHT = 42


class MainToolBar(QToolBar):
    """Commands at the left, theme, language and the one filled button at the right."""

    def __init__(
        self, themes: ThemeService, registry: CommandRegistry, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._registry = registry
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.counts = CountsButton(themes)
        self.counts.clicked.connect(lambda: registry.run("view.problems"))
        self._language = ToolButton(
            themes, action=registry.action("view.toggle_language"), words=True, scale="large"
        )
        self._theme = ToolButton(themes, action=registry.action("view.toggle_theme"), scale="large")
        self._export = Button(themes, kind="primary", icon="export")
        self._export.follow(registry.action("package.export"))
        self._search = SearchButton(themes, registry)
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(8, 0, 8, 0)
        self._row.setSpacing(0)
        self._fill()
        self.addWidget(content)
        themes.changed.connect(self._dress)
        self._dress()

    def show_findings(self, findings: Findings | None) -> None:
        """Show the counts of errors and warnings, or nothing where no package is open."""
        self.counts.setVisible(findings is not None)
        if findings is not None:
            counts = findings.counts
            self.counts.set_counts(counts[Severity.ERROR], counts[Severity.WARNING])

    def set_package_open(self, is_open: bool) -> None:
        """Show or hide what makes sense only with a package."""
        for part in (*self._package_parts, self._search, self._export):
            part.setVisible(is_open)

    def changeEvent(self, event: QEvent) -> None:
        """Say the language in itself."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._dress()

    def _fill(self) -> None:
        validate = self._button("package.validate", words=True)
        self._package_parts: list[QWidget] = [self._line(), validate, self.counts]
        left: list[QWidget] = [
            self._button("file.new"),
            self._button("file.open"),
            self._button("file.save"),
            self._line(),
            self._button("edit.undo"),
            self._button("edit.redo"),
            *self._package_parts,
        ]
        # Equal stretch on both sides keeps the search box in the middle of the window.
        self._row.addWidget(_group(left), 1, Qt.AlignmentFlag.AlignLeft)
        self._row.addWidget(self._search)
        right = [self._theme, self._language, self._export]
        self._row.addWidget(_group(right, gap=6), 1, Qt.AlignmentFlag.AlignRight)

    def _button(self, command_id: str, *, words: bool = False) -> ToolButton:
        action = self._registry.action(command_id)
        return ToolButton(self._themes, action=action, words=words, scale="large")

    def _line(self) -> QFrame:
        line = QFrame()
        line.setProperty("kind", "toolbar-line")
        return line

    def _dress(self) -> None:
        self.setFixedHeight(self._themes.px(HEIGHT))
        icon = "sun" if self._themes.theme.dark else "moon"
        self._theme.setIcon(self._themes.icons.icon(icon))
        self._language.setText(self.tr("EN", "the language spoken now"))
        self._export.setText(without_mnemonic(self._registry.action("package.export").text()))


def _group(parts: Sequence[QWidget], gap: int = 2) -> QWidget:
    """Widgets side by side."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part)
    return group
