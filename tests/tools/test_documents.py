"""The documents lead somewhere, and show every picture that is kept for them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")


def links(document: Path) -> list[tuple[Path, str]]:
    """The files that a document links, each with its anchor or ""."""
    found = LINK.findall(document.read_text(encoding="utf-8"))
    return [(document.parent / path if path else document, anchor) for path, anchor in found]


def anchors(document: Path) -> set[str]:
    """What the headings are called in links, as GitHub makes it."""
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target, anchor in links(document):
        assert target.exists()
        assert not anchor or anchor in anchors(target)


def test_every_picture_is_shown() -> None:
    shown = {target.resolve() for document in DOCUMENTS for target, _ in links(document)}
    assert set((ROOT / "docs" / "screenshots").resolve().iterdir()) <= shown
