"""Sentences for people that the Qt-free packages speak, in English and Chinese."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from studio.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named gaps, worded when somebody reads it.

    `template` is the English sentence in `str.format` style and at the same time the key of its
    translation; `args` fill the gaps. Two messages are equal when both are.
    """

    template: str
    args: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def text(self, language: str = "en") -> str:
        """The sentence in `language` ("en" or "zh"); English where no translation exists."""
        template = catalogue(language).get(self.template) or self.template
        args = {
            name: value.text(language) if isinstance(value, Message) else value
            for name, value in self.args.items()
        }
        return template.format(**args)

    def __str__(self) -> str:
        return self.text()

    def __hash__(self) -> int:
        return hash((self.template, tuple(sorted((k, str(v)) for k, v in self.args.items()))))


def message(template: str, /, **args: object) -> Message:
    """Make a `Message`; the template is a literal, so that a test can find every sentence."""
    return Message(template, args)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The translations of `language` by English template; empty for English."""
    if language == "en":
        return {}
    path = resource_path("i18n") / f"messages.{language}.json"
    if not path.is_file():
        return {}
    return json.loads(path.read_text(encoding="utf-8"))
