"""What OSC will write for an entry of the mapping, as lines or as addresses."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from studio.formats.imagemap import conventions
from studio.formats.imagerefs import ImageReference
from studio.package.images.preview import EXAMPLE_REGISTRY, Preview, preview, pushed_as
from studio.package.linediff import FileDiff, LineKind, line_diff
from studio.services.latest import Latest
from studio.services.settings import Preference
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.controls.textfield import TextField
from studio.ui.diff.diffview import DiffView
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.imagemap import MappingEntry
    from studio.package.images.joining import Image
    from studio.package.images.preview import RewrittenFile
    from studio.package.linediff import DiffLine
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Progress
    from studio.ui.shell.services import Services

REGISTRY = Preference("images/registry", EXAMPLE_REGISTRY)
LINES, ADDRESS = "lines", "address"
_CONTEXT, _LEAST_LINES, _MOST_LINES, _LINE, _KEY = 1, 3, 12, 18, 60
_ROUNDING = 2  # pixels; a line may be a fraction of one higher than its font says


class WritePreview(QWidget):
    """Before and after, for a registry that the user can type; it is remembered."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        themes = services.themes
        self._seen: tuple[Snapshot, MappingEntry, Image | None] | None = None
        self._latest = Latest(services.jobs, self)
        self._latest.finished.connect(self._take)
        self._latest.failed.connect(self._give_up)
        self._title, self._registry_label = QLabel(), QLabel()
        keep_font(self._title, themes, "section")
        keep_font(self._registry_label, themes, "label")
        self.segments = Segmented(themes, [Segment(LINES, ""), Segment(ADDRESS, "")])
        self.registry = TextField(own_undo=True)
        self.registry.setText(services.settings.value(REGISTRY))
        self.registry.setCursorPosition(0)
        self._registry_label.setBuddy(self.registry)
        self.lines = DiffView(themes, narrow=True)
        self.addresses = QWidget()
        self._grid = QGridLayout(self.addresses)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("tone", "dim")
        keep_font(self._note, themes, "help")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        self._stack.addWidget(self.addresses)
        self._arrange()
        self.segments.chosen.connect(self._choose)
        self.registry.editingFinished.connect(self._take_registry)
        self._retranslate()

    def show_entry(self, snapshot: Snapshot, entry: MappingEntry, image: Image | None) -> None:
        """Show another entry, or the same in another state of the package."""
        self._seen = (snapshot, entry, image)
        work = partial(_previewed, snapshot, entry, self.registry.text())
        self._latest.run(message("Looking at what OSC will write"), work)
        self._show_addresses()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.segments)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._registry_label)
        column.addWidget(self.registry)
        column.addWidget(self._stack)
        column.addWidget(self._note)
        column.addStretch(1)

    def _choose(self, view: str) -> None:
        self._stack.setCurrentWidget(self.lines if view == LINES else self.addresses)
        self._fit()

    def _take_registry(self) -> None:
        """Remember what was typed; nothing means the example again."""
        if not self.registry.text().strip():
            self.registry.setText(EXAMPLE_REGISTRY)
        self._services.settings.set_value(REGISTRY, self.registry.text().strip())
        if self._seen is not None:
            self.show_entry(*self._seen)

    def _take(self, found: Preview) -> None:
        files = (FileDiff(f.path, False, False, _lines(f)) for f in found.files)
        self.lines.show_differences([file for file in files if file.lines])
        self._say(found)
        self._fit()

    def _give_up(self, error: Exception) -> None:
        raise error

    def _say(self, found: Preview) -> None:
        """What stands in the way, or what is not certain."""
        language = self._services.languages.language
        sentences = [notice.text(language) for notice in found.notices]
        fields = [field for file in found.files for field in file.fields]
        if not fields and not sentences:
            sentences = [self.tr("OSC will write nothing: no field of the entry leads to a value.")]
        unsure = sorted({field.key for field in fields} & conventions().unconfirmed)
        if unsure:
            names = self.tr(" and ").join(unsure)
            sentences.append(
                self.tr("OSC does not document {keys}. This is how the studio reads them.").format(
                    keys=names
                )
            )
        self._note.setText(" ".join(sentences))
        self._note.setVisible(bool(sentences))

    def _show_addresses(self) -> None:
        """The image now, and as it is called afterwards."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._seen is None:
            return
        _snapshot, entry, image = self._seen
        pushed = pushed_as(entry, self.registry.text())
        words = str(pushed) if isinstance(pushed, ImageReference) else pushed.text(
            self._services.languages.language
        )  # fmt: skip
        now = image.reference if image is not None else "–"
        for row, (title, address) in enumerate(
            ((self.tr("Now"), now), (self.tr("Afterwards"), words))
        ):
            label = QLabel(title)
            label.setProperty("tone", "dim")
            keep_font(label, self._services.themes, "help")
            value = ElidedLabel(address, Qt.TextElideMode.ElideMiddle)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
            value.setToolTip(address)
            keep_font(value, self._services.themes, "code_small")
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(value, row, 1)
        self._grid.setColumnMinimumWidth(0, self._services.themes.px(_KEY))
        self._grid.setColumnStretch(1, 1)

    def _fit(self) -> None:
        """As high as the lines, up to a limit beyond which they scroll."""
        if self.segments.value() == LINES:
            count = min(max(self.lines.blockCount(), _LEAST_LINES), _MOST_LINES)
            lines = count * self.lines.fontMetrics().lineSpacing()
            margins = 2 * round(self.lines.document().documentMargin())
            bar = self.lines.horizontalScrollBar().sizeHint().height()
            frame = 2 * self.lines.frameWidth() + _ROUNDING
            self._stack.setFixedHeight(lines + margins + bar + frame)
        else:
            self._stack.setFixedHeight(self._services.themes.px(3 * _LINE))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("What OSC will write"))
        self._registry_label.setText(self.tr("Registry, for example"))
        self.registry.setAccessibleName(self.tr("Registry that OSC pushes to, for example"))
        self.segments.set_text(LINES, self.tr("Lines"))
        self.segments.set_text(ADDRESS, self.tr("Address"))
        self._show_addresses()


def _lines(file: RewrittenFile) -> tuple[DiffLine, ...]:
    """What differs with a line around it, moved to the left edge; gaps only between."""
    lines = list(line_diff(file.before, file.after, _CONTEXT))
    while lines and lines[-1].kind is LineKind.GAP:
        lines.pop()
    first = next((at for at, line in enumerate(lines) if line.kind is not LineKind.GAP), 0)
    texts = [line.text for line in lines if line.text.strip()]
    indent = min((len(text) - len(text.lstrip()) for text in texts), default=0)
    return tuple(replace(line, text=line.text[indent:]) for line in lines[first:])


def _previewed(
    snapshot: Snapshot, entry: MappingEntry, registry: str, _progress: Progress
) -> Preview:
    return preview(snapshot, registry, [entry])
