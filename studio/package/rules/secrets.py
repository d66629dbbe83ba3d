"""Keys and tokens that were left in a package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.problems import Problem
    from studio.package.rules.views import File

RULES = RuleSet()

_EXAMPLE_KEY = "-----BEGIN RSA PRIVATE KEY-----\n  " + "MIIEpAIBAAKCAQEA" * 6 + "\n"
_PATTERNS = (
    (
        # The body tells a key from the placeholders of documentation.
        re.compile(
            r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\\n|\s|\\)*[A-Za-z0-9+/=]{40}", re.ASCII
        ),
        message("A private key stands here in clear text."),
    ),
    (
        re.compile(r"\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\b", re.ASCII),
        message("An access key of a cloud account stands here in clear text."),
    ),
    (
        re.compile(
            r"\b(?:gh[ps]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20}"
            r"|xox[bp]-\d{8,}-[\w-]{10,}|AIza[\w-]{35})(?![\w-])",
            re.ASCII,
        ),
        message("A token stands here in clear text."),
    ),
    (
        re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}", re.ASCII),
        message("A signed token stands here in clear text."),
    ),
)
# Looking for these first is much faster than the patterns, and nearly always enough.
_SIGNS = (
    "PRIVATE KEY-----", "AKIA", "ASIA", "ghp_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-",
    "AIza", "eyJ",
)  # fmt: skip


@RULES.file(
    id="PKGS-04",
    severity=Severity.WARNING,
    title=message("No keys or tokens stand in clear text"),
    kinds="N H O",
    triggers=Example("-----BEGIN RSA PRIVATE KEY-----", {"key.yaml": f"key: |\n  {_EXAMPLE_KEY}"}),
    passes=Example(
        "key: <your private key>", {"key.yaml": "key: -----BEGIN RSA PRIVATE KEY-----\n"}
    ),
    source="https://owasp.org/www-project-top-10-ci-cd-security-risks/",
)
def clear_text_secrets(file: File) -> Iterator[Problem]:
    """Only what is certainly one: recognised by its form, not by the name of its field."""
    text = file.text.text if file.text else ""
    if not any(sign in text for sign in _SIGNS):
        return
    for pattern, sentence in _PATTERNS:
        for match in pattern.finditer(text):
            yield file.problem(sentence, span=match.span())
