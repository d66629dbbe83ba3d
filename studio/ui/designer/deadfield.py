"""What is shown for a descriptor that leads to no field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.package.forms.mending import fix_of
from studio.ui.controls.buttons import Button, LinkButton
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.statusicon import StatusIcon

if TYPE_CHECKING:
    from studio.formats.descriptors import Descriptor
    from studio.model.design import Design
    from studio.package.problems import Fix
    from studio.ui.shell.services import Services

_MARGIN = 16


class DeadField(QWidget):
    """Says that the consumer sees nothing of it, and offers the path that was probably meant."""

    def __init__(self, services: Services, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._languages = services.languages
        self._design = design
        self._entry: Descriptor | None = None
        self._fix: Fix | None = None
        themes = services.themes
        self.path = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        keep_font(self.path, themes, "heading")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        icon = StatusIcon(themes)
        icon.set_tone("error")
        self.mend = Button(themes)
        self.remove = LinkButton()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(themes.px(_MARGIN),) * 4)
        column.setSpacing(themes.px(12))
        column.addWidget(self.path)
        column.addLayout(row)
        column.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.mend.clicked.connect(self._mend)
        self.remove.clicked.connect(self._remove)

    def show_entry(self, entry: Descriptor) -> None:
        """Speak of a descriptor."""
        self._entry, form = entry, self._design.form
        left = (
            next((e for e in form.left_out if e.descriptor == entry.index), None) if form else None
        )
        self._fix = fix_of(form, left) if form is not None and left is not None else None
        language = self._languages.language
        self.path.setText(entry.path)
        self.sentence.setText(left.message.text(language).replace("`", "") if left else "")
        self.mend.setVisible(self._fix is not None)
        self.mend.setText(self._fix.label.text(language) if self._fix else "")
        self.remove.setText(self.tr("Remove the description"))
        for part in (self.mend, self.remove):
            part.setEnabled(self._design.can_edit)

    def _mend(self) -> None:
        entry, fix = self._entry, self._fix
        if entry is None or fix is None:
            return
        self._design.run(lambda snapshot, _form: fix.make(snapshot))
        entries = self._design.form.root.context.descriptors.entries if self._design.form else ()
        if entry.index < len(entries):
            self._design.choose(entries[entry.index].tokens)

    def _remove(self) -> None:
        if self._entry is not None:
            self._design.remove(self._entry.tokens)
