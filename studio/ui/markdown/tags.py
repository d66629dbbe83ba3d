"""Turns the HTML that markdown files are mixed with into markdown, as far as it means something."""

from __future__ import annotations

import re
from html import unescape

_NAMES = (
    "a|abbr|b|big|br|caption|center|code|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|"
    "h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|s|samp|section|small|source|span|strike|"
    "strong|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video"
)
_PIECE = re.compile(
    # Code stays as it is: fenced, or between backticks within a paragraph.
    r"^ {0,3}(?P<fence>`{3,}(?!`)|~{3,}(?!~))[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*)"
    r"|(?<!`)(?P<ticks>`{1,9})(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|<!--(?:.*?-->|.*)"
    r"|(?P<bare>!\[\](?=\())"
    rf"|<(?P<end>/?)(?P<name>{_NAMES})(?P<attributes>\s[^<>]*)?/?>",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NO_TEXT = "\N{NO-BREAK SPACE}"
"""Qt drops pictures without a text."""
_MARKS = {
    "b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`", "samp": "`",
    "s": "~~", "del": "~~", "strike": "~~", "br": "  \n", "hr": "\n\n---\n\n",
    "p": "\n\n", "div": "\n\n", "center": "\n\n", "details": "\n\n", "summary": "\n\n",
    "tr": "\n\n", "table": "\n\n", "ul": "\n\n", "ol": "\n\n", "td": " ", "th": " ",
}  # fmt: skip


def without_tags(text: str) -> str:
    """The markdown `text` with pictures, links and marks of HTML as markdown, and no other tags.

    Qt takes an `<img>` for the begin of something that is never closed, and drops what follows.
    What is no tag of HTML, such as `<release>`, stays.
    """
    links: list[str] = []

    def written(piece: re.Match[str]) -> str:
        name = (piece["name"] or "").lower()
        if piece["bare"]:
            return f"![{_NO_TEXT}]"
        if not name:
            return "" if piece[0].startswith("<!--") else piece[0]
        given = _attributes(piece["attributes"] or "")
        if name == "img":
            return f"![{given.get('alt') or _NO_TEXT}](<{given.get('src', '')}>)"
        if name == "a":
            return _link(links, given.get("href", ""), ends=bool(piece["end"]))
        if name[0] == "h" and name[1:].isdigit():
            return "\n\n" if piece["end"] else f"\n\n{'#' * int(name[1:])} "
        if name == "li":
            return "" if piece["end"] else "\n- "
        return _MARKS.get(name, "")

    return _PIECE.sub(written, text)


def _link(open_links: list[str], target: str, *, ends: bool) -> str:
    if ends:
        target = open_links.pop() if open_links else ""
        return f"](<{target}>)" if target else ""
    open_links.append(target)
    return "[" if target else ""


def _attributes(text: str) -> dict[str, str]:
    return {
        each[1].lower(): unescape(each[2] or each[3] or each[4] or "")
        for each in _ATTRIBUTE.finditer(text)
    }
