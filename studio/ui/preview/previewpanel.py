"""The preview: the form as the consumer meets it, and the YAML that it would create."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.model.formfollower import FormFollower
from studio.package.card import card_of
from studio.package.forms.generating import save_example
from studio.services.settings import Preference
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.links import Link
from studio.ui.forms.surface import Surface
from studio.ui.forms.view import FormView
from studio.ui.preview.choosers import PreviewChoosers
from studio.ui.preview.formtools import INSTANCE, FormTools
from studio.ui.preview.instancehead import InstanceHead
from studio.ui.preview.instancepage import InstancePage
from studio.ui.preview.pagecard import PageCard
from studio.ui.preview.rowmenu import RowMenu
from studio.ui.preview.yamlsection import YamlSection

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from studio.model.document import Document
    from studio.model.formrows import Row
    from studio.ui.shell.services import Services
    from studio.wording import Message

PAGE_LANGUAGE = Preference("preview/language", "")
YAML_OPEN = Preference("preview/yaml", True)


class PreviewPanel(QWidget):
    """Follows a document.

    `place_wanted` asks to show a place of it, `line_wanted` a line of a file that does not parse.
    `saved` tells that the instance became the example, `refused` why it did not.
    """

    place_wanted = Signal(object)
    line_wanted = Signal(str, int)
    refused = Signal(object)
    saved = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        themes = services.themes
        chosen = services.settings.value(PAGE_LANGUAGE)
        self.surface = Surface(themes, chosen or services.languages.language)
        self.follower = FormFollower(self)
        self.model = self.follower.model
        self.choosers = PreviewChoosers(themes)
        self.bar = InlineBar(themes)
        self.tools = FormTools(themes, self.model)
        self.head = InstanceHead(self.surface)
        self.view = FormView(self.surface, self.model, self.head)
        self.card = PageCard(themes, self.view)
        self.yaml = YamlSection(themes, self.model, services.languages.language)
        self.instance = InstancePage(self.surface, self.follower)
        self.empty = EmptyState(themes, "sliders-horizontal")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._arrange()
        self._connect()
        self.yaml.set_open(services.settings.value(YAML_OPEN))
        self.choosers.language.set_value(self.surface.language)
        self._retranslate()
        self.follower.set_active(self.isVisible())

    def show_document(self, document: Document | None) -> None:
        """Preview another package, or none."""
        self.follower.follow(document)

    def set_page_language(self, language: str) -> None:
        """Speak another language on the consumer's page."""
        self._services.settings.set_value(PAGE_LANGUAGE, language)
        self._speak(language)

    def _speak(self, language: str) -> None:
        self.tools.show_language(language)
        if language != self.surface.language:
            self.surface.language = language
            self.choosers.language.set_value(language)
            self.head.retranslate()
            self.instance.refresh()
            self.view.rebuild()

    def save_as_example(self) -> bool:
        """Make the instance the example of the package, as one step; False if that cannot be."""
        self.yaml.flush()
        form, document = self.follower.form, self.follower.document
        if form is None or document is None or self.model.read_only:
            return False
        try:
            document.commit(save_example(document.snapshot, form, self.model.instance))
        except StudioError as error:
            self.refused.emit(error.message)
            return False
        self.follower.refresh()
        self.model.reset()
        self.saved.emit()
        return True

    def show_row_place(self, row: Row, *, schema: bool = False) -> None:
        """Ask for the place where a field is written."""
        place = self.follower.place_of(row.field, schema=schema)
        if place is not None:
            self.place_wanted.emit(place)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self.follower.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self.follower.set_active(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _arrange(self) -> None:
        create = QWidget()
        column = QVBoxLayout(create)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(14, 0, 14, 6)
        framed.addWidget(self.card)
        column.addLayout(framed, 5)
        column.addWidget(self.yaml, 2)
        column.addItem(QSpacerItem(0, 0, vData=QSizePolicy.Policy.Expanding))
        nothing = QWidget()
        alone = QVBoxLayout(nothing)
        alone.setContentsMargins(2, 4, 2, 4)
        alone.addWidget(self.empty)
        alone.addStretch(1)
        self._pages = QStackedWidget()
        self._create = create
        self._pages.addWidget(create)
        self._pages.addWidget(self.instance)
        page = QWidget()
        pages = QVBoxLayout(page)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(0)
        pages.addWidget(self.tools)
        pages.addWidget(self._pages)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.choosers)
        whole.addWidget(self._stack, 1)
        self.setFocusProxy(self.head.name)

    def _connect(self) -> None:
        follower = self.follower
        follower.choices_changed.connect(self._follow_choices)
        follower.fault_changed.connect(self._follow_state)
        follower.refreshed.connect(self._follow_state)
        self.choosers.resource.chosen.connect(lambda n: follower.choose(follower.choices[n]))
        self.choosers.scene_chosen.connect(follower.set_scene)
        self.choosers.language_chosen.connect(self.set_page_language)
        self.head.edited.connect(self.model.set_metadata)
        self.model.checked.connect(self._follow_metadata)
        self.view.label_clicked.connect(self.show_row_place)
        self.view.menu_wanted.connect(lambda row, at: RowMenu(self, row).popup(at))
        self.tools.language_chosen.connect(self.set_page_language)
        self.tools.page_chosen.connect(self._show_page)
        self.yaml.save_requested.connect(self.save_as_example)
        self.yaml.problem_wanted.connect(self._show_problem)
        self.yaml.toggled.connect(lambda on: self._services.settings.set_value(YAML_OPEN, on))

    def _show_problem(self) -> None:
        """Scroll to the first field that is wrong."""
        place = self.model.verdict.first_place
        if place is not None:
            self.view.choose(place)

    def _show_page(self, page: str) -> None:
        self._pages.setCurrentWidget(self.instance if page == INSTANCE else self._create)
        self.instance.refresh()

    def _follow_choices(self) -> None:
        follower = self.follower
        self.choosers.resource.show_choices(follower.choices, follower.choice)

    def _follow_metadata(self) -> None:
        self.head.show_metadata(self.model.metadata)
        self.head.set_read_only(self.model.read_only)

    def _follow_state(self) -> None:
        """Show the form, or say what to do; say what hinders it."""
        form, document = self.follower.form, self.follower.document
        self._stack.setCurrentIndex(0 if form is not None else 1)
        self.choosers.setVisible(form is not None)
        if document is not None:
            self.head.show_card(card_of(document.snapshot))
        self.view.refresh_state()
        self._follow_metadata()
        fault = self.follower.fault
        if fault is not None:
            words = self.tr("{file}, line {line}: {reason}").format(
                file=fault.path.rpartition("/")[2],
                line=fault.line,
                reason=self._words(fault.message),
            )
            link = Link(self.tr("Mend it"), lambda: self.line_wanted.emit(fault.path, fault.line))
            self.bar.show_message("error", words, [link])
        elif form is not None and form.notes:
            self.bar.show_message("info", " ".join(self._words(note) for note in form.notes))
        else:
            self.bar.clear()

    def _words(self, message: Message) -> str:
        return message.text(self._services.languages.language)

    def _retranslate(self) -> None:
        language = self._services.languages.language
        self.yaml.language = language
        self._speak(self._services.settings.value(PAGE_LANGUAGE) or language)
        self.empty.set_content(self.tr("Add a CRD or a values.yaml to see its form."))
        self._follow_state()
