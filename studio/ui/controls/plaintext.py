"""Text without its marks, for places that show no markdown."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

_PICTURE = "\ufffc"
# Tags stay as they are typed: what stands between < and > is more often a name to fill in.
_FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


def plain_text(markdown: str) -> str:
    """The words of a markdown text in one line, without headings, emphasis, links and pictures."""
    document = QTextDocument()
    document.setMarkdown(markdown, _FEATURES)
    return " ".join(document.toPlainText().replace(_PICTURE, " ").split())
