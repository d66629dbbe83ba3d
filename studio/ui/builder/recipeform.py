"""The form of a recipe: each change is one step of the document."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.ui.builder import recipevalues as values
from studio.ui.builder.labelled import Labelled
from studio.ui.builder.recipetable import RecipeTable, TableKey
from studio.ui.builder.stagemenu import StageMenu
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.switch import Switch
from studio.ui.controls.textfield import TextField
from studio.ui.forms.row import tab_stops
from studio.ui.forms.surface import Surface

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe
    from studio.ui.theme.switcher import ThemeService

_TEXTS = ("name", "tag", "image", "context", "dockerfile", "target")
_FLAGS = ("pull", "no_cache")
_MARGIN, _GAP, _COLUMN_GAP, _WIDEST = 20, 14, 16, 640


class RecipeForm(QScrollArea):
    """Shows a recipe; `edited` carries a key with its new value, `left` comes after each field.

    `browse_wanted` carries "context" or "dockerfile".
    """

    edited = Signal(str, object)
    left = Signal()
    browse_wanted = Signal(str)

    def __init__(self, themes: ThemeService, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._recipe: Recipe | None = None
        self._showing = False
        self._own = False
        self._surface = Surface(themes, language)
        self.fields = {key: TextField() for key in _TEXTS}
        self.flags = {key: Switch(themes) for key in _FLAGS}
        self.browse = {key: ToolButton(themes, "folder-open") for key in ("context", "dockerfile")}
        self.stages = StageMenu(themes)
        self.rows: dict[str, Labelled] = {}
        self.tables = {key: RecipeTable(self._surface, key) for key in get_args(TableKey)}
        self.boxes: list[QCheckBox] = []
        self._platforms: list[Platform] = []
        self._page, self._boxes = QWidget(), QWidget()
        self._boxes_row = QHBoxLayout(self._boxes)
        self._boxes_row.setContentsMargins(0, 0, 0, 0)
        self._build()
        self._connect()
        self._retranslate()

    def show_recipe(
        self, recipe: Recipe, problems: Mapping[str, str], stages: Sequence[str] = ()
    ) -> None:
        """Show a recipe, with what is wrong by key; what is being typed into stays as it is.

        `stages` are the names that the Dockerfile gives to its stages.
        """
        old, self._recipe = self._recipe, recipe
        self.stages.set_stages(stages)
        if not self._own:
            is_other = old is None or (old.index, old.name) != (recipe.index, recipe.name)
            self._showing = True
            for key, field in self.fields.items():
                text = getattr(recipe, key)
                if field.text().strip() != text:
                    field.setText(text)
            for key, flag in self.flags.items():
                flag.setChecked(getattr(recipe, key))
            self._show_platforms(recipe)
            for table in self.tables.values():
                table.show_recipe(recipe, is_other=is_other)
            self._showing = False
            if is_other:
                self.verticalScrollBar().setValue(0)
        for key, row in self.rows.items():
            row.say(problems.get(key, ""))

    def show_key(self, key: str) -> None:
        """Scroll to the control of a key, for none to the first."""
        shown = self.rows.get(key or "name") or self.flags.get(key)
        if shown is not None:
            self.ensureWidgetVisible(shown)

    def focus_name(self) -> None:
        """Let the name be typed."""
        self.verticalScrollBar().setValue(0)
        self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields["name"].selectAll()

    def set_language(self, language: str) -> None:
        """Word the tables in another language."""
        self._surface.language = language

    def _follow_focus(self, old: QWidget | None, _now: QWidget | None) -> None:
        """Tell when a control is left, so that the next change is a step of its own."""
        if old is not None and self.isAncestorOf(old):
            self.left.emit()

    def _edit(self, key: str, value: Any) -> None:
        if self._showing:
            return
        self._own = True
        self.edited.emit(key, value)
        self._own = False

    def _edit_text(self, key: str, text: str) -> None:
        self._edit(key, text.strip())  # spaces around it are not read

    def _take_stage(self, name: str) -> None:
        self.fields["target"].setText(name)
        self._edit("target", name)
        self.left.emit()

    def _edit_platforms(self) -> None:
        ticked = (box.isChecked() for box in self.boxes)
        self._edit("platforms", values.chosen_platforms(self._platforms, ticked))

    def _edit_table(self, key: str) -> None:
        self._edit(key, self.tables[key].value())

    def _show_platforms(self, recipe: Recipe) -> None:
        offered = values.offered_platforms(recipe)
        if offered != self._platforms:
            for box in self.boxes:
                self._boxes_row.removeWidget(box)
                box.hide()
                box.deleteLater()
            self._platforms = offered
            self.boxes = [QCheckBox(str(platform)) for platform in offered]
            for number, box in enumerate(self.boxes):
                self._boxes_row.insertWidget(number, box)
                box.clicked.connect(self._edit_platforms)
            self._order_tabs()
        for platform, box in zip(offered, self.boxes, strict=True):
            box.setChecked(platform in recipe.platforms)

    def _build(self) -> None:
        px = self._themes.px
        self._boxes_row.setSpacing(px(_COLUMN_GAP))
        self._boxes_row.addStretch(1)
        controls: dict[str, QWidget] = {
            **self.fields, "platforms": self._boxes, **self.tables,
        }  # fmt: skip
        self.rows = {key: Labelled(self._themes, each) for key, each in controls.items()}
        page = self._page
        page.setProperty("ground", "editor")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        content = QWidget()
        content.setMaximumWidth(px(_WIDEST))
        column = QVBoxLayout(content)
        column.setContentsMargins(px(_MARGIN), px(_MARGIN), px(_MARGIN), px(_MARGIN))
        column.setSpacing(px(_GAP))
        for keys in (("name", "tag"), ("image",), ("context", "dockerfile"), ("target",),
                     ("platforms",), ("args",), ("labels",), ("secrets",)):  # fmt: skip
            column.addLayout(self._line(keys))
        for flag in self.flags.values():
            column.addWidget(flag)
        column.addStretch(1)
        sides = QHBoxLayout(page)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(content, 1000)
        sides.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.fields["name"])
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go from top to bottom, through what was added last, too."""
        for before, after in pairwise(tab_stops(self._page)):
            QWidget.setTabOrder(before, after)

    def _line(self, keys: tuple[str, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._themes.px(_COLUMN_GAP))
        for key in keys:
            line.addWidget(self.rows[key], 1, Qt.AlignmentFlag.AlignTop)
            if key in self.browse:
                self._put_inside(key, self.browse[key])
        if "target" in keys:
            self._put_inside("target", self.stages)
        return line

    def _put_inside(self, key: str, button: ToolButton) -> None:
        """Let a button stand at the end of a field."""
        inside = QHBoxLayout(self.fields[key])
        inside.setContentsMargins(0, 0, 2, 0)
        inside.addStretch(1)
        inside.addWidget(button)
        button.setProperty("compact", True)
        self.fields[key].setTextMargins(0, 0, self._themes.px(28), 0)

    def _connect(self) -> None:
        for key, field in self.fields.items():
            field.textEdited.connect(partial(self._edit_text, key))
        self.stages.chosen.connect(self._take_stage)
        for key, flag in self.flags.items():
            flag.toggled.connect(partial(self._edit, key))
        for key, table in self.tables.items():
            table.changed.connect(partial(self._edit_table, key))
            table.resized.connect(self._order_tabs)
        for key, button in self.browse.items():
            button.clicked.connect(partial(self.browse_wanted.emit, key))
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101
        app.focusChanged.connect(self._follow_focus)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        words = {
            "name": (self.tr("Name"), ""),
            "tag": (self.tr("Tag"), ""),
            "image": (
                self.tr("Image"),
                self.tr("With its registry and folder; the name where it is empty"),
            ),
            "context": (self.tr("Folder that is sent"), ""),
            "dockerfile": (self.tr("Dockerfile"), ""),
            "target": (self.tr("Stage to build"), self.tr("The last one where it is empty")),
            "platforms": (self.tr("Platforms"), self.tr("None chosen: the engine's own platform")),
            "args": (
                self.tr("Build arguments"),
                self.tr("An empty value is taken from the environment"),
            ),
            "labels": (self.tr("Labels"), ""),
            "secrets": (
                self.tr("Secrets"),
                self.tr("Only where the secret is found; it is never written down nor shown"),
            ),
        }
        for key, (label, hint) in words.items():
            self.rows[key].word(label, hint)
        for table, key in ((self.tables[key], key) for key in self.tables):
            table.name(words[key][0])
        self.flags["pull"].setText(self.tr("Pull newer base images"))
        self.flags["no_cache"].setText(self.tr("Build without cache"))
        self.browse["context"].set_label(self.tr("Choose the folder…"))
        self.browse["dockerfile"].set_label(self.tr("Choose the Dockerfile…"))
        self.fields["context"].setPlaceholderText(".")
        self.fields["dockerfile"].setPlaceholderText("Dockerfile")
        self.fields["tag"].setPlaceholderText("latest")
