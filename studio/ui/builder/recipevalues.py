"""What the fields of a recipe's form say, as the recipe writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.builds.platforms import parse_platform

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe

OFFERED = ("linux/amd64", "linux/arm64")
_VARIABLE, _FILE = "env", "file"
_EMPTY = '""'
"""How the table writes a value of no characters; nothing at all means the environment."""

Line = tuple[str, ...]
Kinds = tuple[str, str]
"""What the page calls a variable of the environment, and a file, that hold a secret."""


def arg_lines(recipe: Recipe) -> list[Line]:
    """The build arguments as lines of a table."""
    return [(name, "" if value is None else value or _EMPTY) for name, value in recipe.args.items()]


def args_of(lines: Iterable[Line]) -> dict[str, str | None]:
    """The build arguments that the lines mean; those without a name are not there yet."""
    given = {name.strip(): value.strip() for name, value in lines if name.strip()}
    return {name: "" if value == _EMPTY else value or None for name, value in given.items()}


def label_lines(recipe: Recipe) -> list[Line]:
    """The labels as lines of a table."""
    return list(recipe.labels.items())


def labels_of(lines: Iterable[Line]) -> dict[str, str]:
    """The labels that the lines mean."""
    return {name.strip(): value.strip() for name, value in lines if name.strip()}


def secret_lines(recipe: Recipe, kinds: Kinds) -> list[Line]:
    """The references to secrets as lines of a table."""
    variable, file = kinds
    return [
        (secret.id, variable if secret.env else file, secret.env or secret.file)
        for secret in recipe.secrets
    ]


def secrets_of(lines: Iterable[Line], kinds: Kinds) -> list[dict[str, str]]:
    """The references that the lines mean; incomplete ones are not there yet."""
    return [
        {"id": name.strip(), _FILE if kind == kinds[1] else _VARIABLE: place.strip()}
        for name, kind, place in lines
        if name.strip() and place.strip()
    ]


def offered_platforms(recipe: Recipe) -> list[Platform]:
    """The platforms of OSC, and those others that the recipe names."""
    usual = [platform for text in OFFERED if (platform := parse_platform(text)) is not None]
    return list(dict.fromkeys([*usual, *recipe.platforms]))


def chosen_platforms(platforms: Sequence[Platform], chosen: Iterable[bool]) -> list[str]:
    """Those that are ticked, as the recipe writes them."""
    return [str(each) for each, is_chosen in zip(platforms, chosen, strict=True) if is_chosen]
