"""The values that OSC's marketplace knows (`resources/rules/marketplace.json`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from studio.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Marketplace:
    """The vocabulary of the marketplace.

    `choices` holds the allowed values by key ("source", "architecture", "devices", "scenes",
    "categories"), `annotations` the keys that charts and operators must carry, `readme_headings`
    the spellings of each expected heading.
    """

    choices: Mapping[str, tuple[str, ...]]
    other_category: str
    also_known_as: Mapping[str, str]
    annotations: Mapping[str, tuple[str, ...]]
    annotation_defaults: Mapping[str, str]
    readme_headings: tuple[tuple[str, ...], ...]

    def meant(self, key: str, text: str) -> str | None:
        """The allowed value that `text` most probably means, None where nothing is like it."""
        choices = self.choices[key]
        folded = _folded(text)
        known = {_folded(choice): choice for choice in choices}
        known |= {_folded(a): b for a, b in self.also_known_as.items() if b in choices}
        if folded in known:
            return known[folded]
        words = set(folded.split())
        holding = {value for text, value in known.items() if words <= set(text.split())}
        if len(holding) == 1:
            return holding.pop()
        close = get_close_matches(folded, known, n=1, cutoff=0.8)
        return known[close[0]] if close else None


@cache
def marketplace() -> Marketplace:
    """The vocabulary, read once."""
    path = resource_path("rules", "marketplace.json")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Marketplace(
        choices={
            "source": tuple(data["sources"]),
            "architecture": tuple(data["architectures"]),
            "devices": tuple(data["devices"]),
            "scenes": tuple(data["scenes"]),
            "categories": tuple(data["categories"]),
        },
        other_category=data["other_category"],
        also_known_as=data["also_known_as"],
        annotations={kind: tuple(keys) for kind, keys in data["annotations"].items()},
        annotation_defaults=data["annotation_defaults"],
        readme_headings=tuple(map(tuple, data["readme_headings"])),
    )


def nearest(text: str, choices: Iterable[str]) -> str | None:
    """The choice that `text` most probably means, None where none is like it."""
    known = {_folded(choice): choice for choice in choices}
    close = get_close_matches(_folded(text), known, n=1, cutoff=0.6)
    return known[close[0]] if close else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
