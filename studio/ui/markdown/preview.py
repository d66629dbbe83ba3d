"""Shows a markdown file as its readers see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from studio.ui.markdown.dressing import dress, replace_missing_pictures
from studio.ui.markdown.resources import PackageDocument, PackageResources
from studio.ui.markdown.tags import without_tags

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.model.document import Document
    from studio.ui.theme.switcher import ThemeService

_MOST_CHARACTERS = 100_000
"""Longer texts are shown up to here: Qt needs a second for 300,000 characters."""
_OUTSIDE = frozenset(("http", "https", "mailto"))
_NO_SLUG = re.compile(r"[^\w\- ]")
_MARGIN, _INDENT, _POINTS = 16, 20, 12


class MarkdownPreview(QTextBrowser):
    """Renders the markdown at a path of the document.

    Nothing is fetched from anywhere: pictures come from the package, links open in the browser
    only when clicked. `file_requested` carries the path of the package that a link leads to.
    """

    file_requested = Signal(str)

    def __init__(
        self, document: Document, themes: ThemeService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._themes = themes
        self._path = ""
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._explain)
        themes.changed.connect(self._show_again)

    def show_file(self, path: str) -> None:
        """Render the text that the document now has at `path`, at the same scroll position."""
        content = self._document.snapshot.text(path)
        if content is None:
            return
        self._path = path
        resources = PackageResources(self._document.snapshot, path)
        page = PackageDocument(resources, self)
        # Qt takes two thirds of the points of this font for the space around paragraphs, and none
        # of a font that is measured in pixels.
        page.setDefaultFont(QFont("", self._themes.px(_POINTS)))
        page.setIndentWidth(self._themes.px(_INDENT))
        page.setDocumentMargin(self._themes.px(_MARGIN))
        page.setMarkdown(
            without_tags(self._shown(content.text)),
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub
            | QTextDocument.MarkdownFeature.MarkdownNoHTML,
        )
        page.setDefaultFont(self._themes.font("paragraph", text=content.text))
        page.setUndoRedoEnabled(False)
        # One block of edits: Qt would lay the text out anew after each.
        edits = QTextCursor(page)
        edits.beginEditBlock()
        dress(page, self._themes)
        replace_missing_pictures(page, self._themes, self._words)
        edits.endEditBlock()
        top, old = self.verticalScrollBar().value(), self.document()
        self.setDocument(page)
        if isinstance(old, PackageDocument):
            old.deleteLater()
        self.verticalScrollBar().setValue(top)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_again()

    def _show_again(self) -> None:
        if self._path:
            self.show_file(self._path)

    def _shown(self, text: str) -> str:
        """The text, or what is shown of one that is too long."""
        if len(text) <= _MOST_CHARACTERS:
            return text
        end = text.rfind("\n", 0, _MOST_CHARACTERS) + 1 or _MOST_CHARACTERS
        sentence = self.tr("The preview ends here, the text goes on.")
        return f"{text[:end]}\n\n---\n\n*{sentence}*"

    def _words(self, text: str) -> str:
        named = self.tr("[picture: {text}]").format(text=text)
        return named if text.strip() else self.tr("[picture]")

    def _follow(self, url: QUrl) -> None:
        """Go where a link leads."""
        resources = PackageResources(self._document.snapshot, self._path)
        target = resources.target(url.toString())
        if target:
            self.file_requested.emit(target)
        elif url.scheme().lower() in _OUTSIDE:
            QDesktopServices.openUrl(url)
        elif url.hasFragment() and not url.path():
            self._scroll_to(url.fragment(QUrl.ComponentFormattingOption.FullyDecoded))

    def _explain(self, url: QUrl) -> None:
        """Say where the link under the mouse leads."""
        self.viewport().setToolTip(url.toString())

    def _scroll_to(self, fragment: str) -> None:
        """Show the heading that GitHub would give this name."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _slug(block.text()) == fragment.lower():
                self.setTextCursor(QTextCursor(block))
                rect = self.document().documentLayout().blockBoundingRect(block)
                self.verticalScrollBar().setValue(round(rect.top()))
                return
            block = block.next()


def _slug(heading: str) -> str:
    return _NO_SLUG.sub("", heading.strip().lower()).replace(" ", "-")
