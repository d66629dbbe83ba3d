"""Which control draws the chosen field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel

from studio.formats.controls import Control
from studio.formats.offering import first_options, offers
from studio.formats.urns import capability, object_kinds
from studio.formats.values import as_text
from studio.ui.controls.buttons import LinkButton
from studio.ui.designer.gallery import Gallery
from studio.ui.designer.section import Section
from studio.ui.forms.combo import Combo

if TYPE_CHECKING:
    from studio.formats.descriptors import Descriptor
    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec
    from studio.formats.offering import Offer
    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService

_OBJECT = "k8sObject"


class ControlSection(Section):
    """The gallery of controls; those of OpenShift come by a link. An object has its kind below."""

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__(themes, design)
        self.gallery = Gallery(themes)
        self.more = LinkButton()
        self.kind = Combo(themes)
        self.kind_label = QLabel()
        self._all = False
        self._path: FieldPath = ()
        self.line.addWidget(self.more)
        self.column.addWidget(self.gallery)
        row = QHBoxLayout()
        row.addWidget(self.kind_label)
        row.addWidget(self.kind, 1)
        self.column.addLayout(row)
        self.gallery.chosen.connect(self._write)
        self.more.clicked.connect(self._show_all)
        self.kind.activated.connect(self._write_kind)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Offer what fits the field; OpenShift's too once they were asked for or are in use."""
        del entry
        if field.path != self._path:
            self._path, self._all = field.path, False
        found = offers(field)
        foreign = [offer for offer in found if not offer.is_osc]
        in_use = any(offer.control is field.control for offer in foreign)
        shown = found if self._all or in_use else [offer for offer in found if offer.is_osc]
        options = field.options or ()
        self.gallery.show_offers(shown, field.control, as_text(options[0]) if options else "")
        hidden = len(found) - len(shown)
        self.more.setText(self.tr("{n} more, OpenShift only").format(n=hidden))
        self.more.setVisible(hidden > 0)
        self._show_kind(field)

    def retranslate(self) -> None:
        """Speak the language of the window."""
        self.heading.setText(self.tr("Control"))
        self.kind_label.setText(self.tr("Kind"))
        self.kind.setAccessibleName(self.tr("Kind of the object"))

    def _show_kind(self, field: FieldSpec) -> None:
        is_object = field.control is Control.K8S_OBJECT
        self.kind.setVisible(is_object)
        self.kind_label.setVisible(is_object)
        if not is_object:
            return
        present = next((urn.argument for urn in field.urns if urn.id == _OBJECT), "")
        known = capability(_OBJECT).osc_arguments
        rest = sorted(kind for kind in object_kinds() if kind not in known)
        self.kind.set_texts(tuple(dict.fromkeys((*known, *rest, present))))
        self.kind.setCurrentText(present)

    def _show_all(self) -> None:
        self._all = True
        field = self.design.field
        if field is not None:
            self.show_field(field, self.design.entry)
            self.gallery.tiles[-1].setFocus()

    def _write(self, offer: Offer) -> None:
        field = self.design.field
        if field is None:
            return
        path = field.path
        if offer.control is Control.SELECT and offer.capability:
            options = first_options(field)
            self.design.apply(lambda edits: edits.set_options(path, options))
        else:
            known = capability(offer.capability) if offer.capability else None
            argument = known.osc_arguments[0] if known and known.osc_arguments else ""
            self.design.apply(lambda edits: edits.set_control(path, offer.capability, argument))
        if self.design.field is not None:
            # A control that the field had already keeps its tile.
            self.show_field(self.design.field, self.design.entry)

    def _write_kind(self) -> None:
        path, kind = self._path, self.kind.currentText()
        self.design.apply(lambda edits: edits.set_control(path, _OBJECT, kind))
