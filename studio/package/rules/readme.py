"""README.md as OSC shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.formats.kinds import Role
from studio.formats.marketplace import marketplace
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.fixes import text_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File

RULES = RuleSet()

_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*<?([^()\s>]+)>?(?:\s+[\"'][^)]*)?\)")
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1[^\n]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$|^(\S.*)\n(?:=+|-+)\s*$", re.MULTILINE)


@RULES.file(
    Role.README,
    id="OSC-36",
    severity=Severity.WARNING,
    title=message("README.md has the usual headings and links to no other file"),
    kinds="N H O",
    triggers=Example(
        "![](img/a.png)", {"README.md": Swap("## 介绍\n", "## 介绍\n![Plan](img/a.png)\n")}
    ),
    passes=Example("[etcd](https://etcd.io)"),
    source="osc_ss_0004",
    fixable=True,
)
def readme(file: File) -> Iterator[Problem]:
    """Only the README of the deploy package itself; links inside code do not count."""
    if file.deploy_path != "README.md" or file.text is None:
        return
    prose = _blanked(file.text.text)
    for link in _LINK.finditer(prose):
        if _ELSEWHERE.match(link[3]):
            continue
        place = Place(file.path)
        yield file.problem(
            message("OSC does not show the file `{target}` that this links to.", target=link[3]),
            span=link.span(),
            fix=text_fix(
                message("Keep the text without the link"), place, link.start(), link[0], link[2]
            ),
        )
    found = {(match[1] or match[2]).strip().casefold() for match in _HEADING.finditer(prose)}
    expected = marketplace().readme_headings
    missing = [names[0] for names in expected if found.isdisjoint(names)]
    if missing:
        yield file.problem(
            message("The usual headings {headings} are missing.", headings=", ".join(missing))
        )


def _blanked(text: str) -> str:
    """The text with code replaced by spaces, so that offsets stay."""
    for pattern in (_FENCE, _CODE):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text
