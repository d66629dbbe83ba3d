"""Says above the designer what keeps the form from being shaped, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from studio.package.forms.generating import describe_fields, generate_schema
from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.links import Link

if TYPE_CHECKING:
    from studio.model.design import Design
    from studio.package.forms import Form
    from studio.ui.shell.services import Services


class ObstacleBar(InlineBar):
    """Shows the most pressing obstacle of a design, or nothing.

    In this order: a file that does not parse, nobody who describes the resource, types that are
    guessed, a resource without any descriptor. `line_wanted` asks for a line of a file.
    """

    line_wanted = Signal(str, int)

    def __init__(self, services: Services, design: Design) -> None:
        super().__init__(services.themes)
        self._languages = services.languages
        self._design = design

    def refresh(self) -> None:
        """Look again."""
        form, fault = self._design.form, self._design.follower.fault
        if fault is not None:
            words = self.tr("{file}, line {line}: {reason}").format(
                file=fault.path.rpartition("/")[2],
                line=fault.line,
                reason=fault.message.text(self._languages.language),
            )
            mend = Link(self.tr("Mend it"), lambda: self.line_wanted.emit(fault.path, fault.line))
            self.show_message("error", words, [mend])
        elif form is None or not self._show_lack(form):
            self.clear()

    def _show_lack(self, form: Form) -> bool:
        """Say what the form lacks; False where it lacks nothing."""
        run = self._design.run
        if form.source.is_chart:
            self.show_message(
                "info",
                self.tr("A chart has no descriptors: convert it to an OSC package to shape this."),
            )
        elif form.owner is None:
            words = self.tr("Nothing describes {kind} yet.").format(kind=form.source.kind)
            describe = Link(self.tr("Describe it"), self._design.describe_resource)
            self.show_message("info", words, [describe])
        elif form.notes:
            words = " ".join(note.text(self._languages.language) for note in form.notes)
            lacks_schema = form.crd_version is not None and form.crd_version.pointer is None
            make = Link(self.tr("Generate the schema"), lambda: run(generate_schema))
            self.show_message("info", words, [make] if lacks_schema else [])
        elif not form.owner.spec.entries:
            words = self.tr("No field has a label, a help or a control of its own yet.")
            describe = Link(self.tr("Describe the fields"), lambda: run(describe_fields))
            self.show_message("info", words, [describe])
        else:
            return False
        return True
