"""The tab that explains one rule: what it demands, what trips it, what passes."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.formats.kinds import Kind
from studio.package.requirements import State
from studio.package.rules import RULES
from studio.package.rules.sources import references
from studio.ui.controls.chip import Chip
from studio.ui.controls.keptfont import keep_font
from studio.ui.publishing.checklist import Checklist
from studio.ui.publishing.checkrows import problem_row, state_word
from studio.ui.shell.page import RULE, Page

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.package.problems import Problem
    from studio.package.rules.catalogue import Rule
    from studio.services.language import LanguageService
    from studio.ui.controls.chip import ChipTone
    from studio.ui.publishing.checkrows import CheckRow
    from studio.ui.theme.switcher import ThemeService

_WIDEST, _MARGIN, _GAP = 760, 32, 24
_MOST_LINES = 8
_TONES: dict[str, ChipTone] = {"error": "error", "warning": "warning", "info": "info"}


def rule_of(key: str) -> Rule | None:
    """The rule that the page of that key explains."""
    name = key.removeprefix(RULE)
    return next((rule for rule in RULES if rule.id == name), None)


class RulePage(Page):
    """Title, severity, both examples and the source of a rule, and where it is broken here.

    `show_requested` and `fix_requested` carry a problem of the package.
    """

    show_requested = Signal(object)
    fix_requested = Signal(object)

    def __init__(
        self,
        rule: Rule,
        document: Document,
        themes: ThemeService,
        languages: LanguageService,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"{RULE}{rule.id}", "info", parent)
        self._themes = themes
        self._rule = rule
        self._document = document
        self._languages = languages
        self._severity = Chip(themes, tone=_TONES[rule.severity.value])
        self._id, self._sentence = QLabel(rule.id), QLabel()
        self._headings = {name: QLabel() for name in ("wrong", "right", "facts", "here")}
        self.examples = {name: ExampleView(themes, name) for name in ("wrong", "right")}
        self._facts = {name: (QLabel(), QLabel()) for name in ("kinds", "fixable", "source")}
        self.here = Checklist(themes, fitted=True, lines=_MOST_LINES)
        self._build(themes)
        self.here.show_requested.connect(self.show_requested)
        self.here.fix_requested.connect(self.fix_requested)
        document.problems_changed.connect(self._show_problems)
        languages.changed.connect(self._retranslate)
        # The numbers of pages have a colour of the theme.
        themes.changed.connect(self._retranslate)
        self._retranslate()

    def title(self) -> str:
        """What the tab says."""
        return self._rule.id

    def _retranslate(self) -> None:
        rule, language = self._rule, self._languages.language
        self._severity.set_text(
            {"error": state_word(State.ERROR), "warning": state_word(State.WARNING)}.get(
                rule.severity.value, self.tr("Note")
            )
        )
        self._sentence.setText(rule.title.text(language).replace("`", ""))
        self._headings["wrong"].setText(self.tr("Wrong"))
        self._headings["right"].setText(self.tr("Right"))
        self._headings["facts"].setText(self.tr("About this rule"))
        self._headings["here"].setText(self.tr("In this package"))
        self.examples["wrong"].setText(rule.triggers.text(language))
        self.examples["right"].setText(rule.passes.text(language))
        kinds = {
            Kind.OSC: self.tr("OSC packages"),
            Kind.HELM: self.tr("Helm charts"),
            Kind.OPERATOR: self.tr("operator packages"),
        }
        comma = "、" if language == "zh" else ", "
        words = {
            "kinds": (
                self.tr("For"),
                comma.join(kinds[kind] for kind in Kind if kind in rule.kinds),
            ),
            "fixable": (
                self.tr("Can be fixed"),
                self.tr("By the studio") if rule.fixable else self.tr("By hand"),
            ),
            "source": (self.tr("Source"), self._sources()),
        }
        for name, (label, value) in words.items():
            for widget, text in zip(self._facts[name], (label, value), strict=True):
                widget.setText(text)
                widget.setVisible(bool(value))
        self._show_problems()

    def _sources(self) -> str:
        """The pages that the rule comes from, to be clicked; their numbers behind them."""
        dim, lines = self._themes.theme.hex("dim"), []
        for each in references(self._rule.source):
            words = escape(each.text(self._languages.language))
            link = f'<a href="{escape(each.address)}">{words}</a>' if each.address else words
            number = f'&nbsp; <span style="color: {dim}">{each.page}</span>' if each.page else ""
            lines.append(link + number)
        return "<br>".join(lines)

    def _show_problems(self) -> None:
        """List where the rule is broken in the package, the accepted places left out."""
        found = [p for p in self._document.findings.standing() if p.rule == self._rule.id]
        self.here.set_rows([self._row(problem) for problem in found])
        for widget in (self._headings["here"], self.here):
            widget.setVisible(bool(found))

    def _row(self, problem: Problem) -> CheckRow:
        """A problem and what can be done; one without a place leads nowhere but here."""
        row = problem_row(problem, self._document.snapshot, self._languages.language)
        return row if problem.place.path or row.mends else replace(row, action="")

    def _build(self, themes: ThemeService) -> None:
        keep_font(self._id, themes, "label")
        keep_font(self._sentence, themes, "dialog")
        self._id.setProperty("tone", "dim")
        self._sentence.setWordWrap(True)
        for heading in self._headings.values():
            keep_font(heading, themes, "section")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._id)
        head.addWidget(self._severity)
        head.addStretch(1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._sentence)
        for name, example in self.examples.items():
            column.addSpacing(8)
            column.addWidget(self._headings[name])
            column.addWidget(example)
        column.addSpacing(8)
        column.addWidget(self._headings["facts"])
        column.addLayout(self._fact_grid())
        column.addSpacing(8)
        column.addWidget(self._headings["here"])
        column.addWidget(self.here)
        column.addStretch(1)
        content.setMaximumWidth(themes.px(_WIDEST))
        self._scrolled(content)

    def _fact_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(self._facts.values()):
            label.setProperty("tone", "dim")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
            value.setOpenExternalLinks(True)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        return grid

    def _scrolled(self, content: QWidget) -> None:
        page = QWidget()
        page.setProperty("ground", "editor")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sides = QHBoxLayout(page)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(content, 1000)
        sides.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.setFocusProxy(scroll)


class ExampleView(QLabel):
    """Lines of an example that can be selected, with an edge in the colour of its verdict."""

    def __init__(self, themes: ThemeService, verdict: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._role = "error" if verdict == "wrong" else "ok"
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        keep_font(self, themes, "code_small")
        themes.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        theme = self._themes.theme
        self.setStyleSheet(
            f"ExampleView {{ background: {theme.hex('sunken')}; padding: 10px 14px;"
            f" border: 0; border-left: 3px solid {theme.hex(self._role)} }}"
        )
