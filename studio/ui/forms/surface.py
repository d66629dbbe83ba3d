"""What all controls of one form share: the theme, and the language of the consumer's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService
    from studio.wording import Message


@dataclass(slots=True)
class Surface:
    """The page that a form is drawn on.

    Its `language` ("en" or "zh") is the consumer's and need not be that of the window, which is
    why its words are messages.
    """

    themes: ThemeService
    language: str = "en"

    def say(self, words: Message) -> str:
        """Words in the language of the page."""
        return words.text(self.language)
