"""Secrets and arguments that a recipe only refers to, and their absence from every log."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from studio.package.builds.recipes import Recipe

HIDDEN = "●●●●●●"
_SHORTEST = 3  # what is shorter stands everywhere by chance
_LARGEST_FILE = 1 << 20


class MissingSecret(StudioError):
    """What a secret refers to is not there."""


@dataclass(frozen=True, slots=True, repr=False)
class Resolved:
    """The arguments of a build with their values, and all values that nobody may see."""

    args: Mapping[str, str]
    hidden: tuple[str, ...]

    @property
    def mask(self) -> Callable[[str], str]:
        """A function that hides the values in a text."""
        return masking(self.hidden)


def resolve(recipe: Recipe, folder: Path, environment: Mapping[str, str] | None = None) -> Resolved:
    """Look up what a recipe, whose studio.yaml lies in `folder`, refers to.

    Arguments that nobody sets are left to the Dockerfile's default. Raises `MissingSecret`.
    """
    env = os.environ if environment is None else environment
    hidden: list[str] = []
    for secret in recipe.secrets:
        if secret.env:
            if secret.env not in env:
                raise MissingSecret(
                    "The secret {id} is to come from the variable {name}, which is not set.",
                    id=secret.id,
                    name=secret.env,
                )
            hidden.append(env[secret.env])
        else:
            hidden.append(_file_text(folder / secret.file, secret.id))
    args: dict[str, str] = {}
    for name, value in recipe.args.items():
        if value is not None:
            args[name] = value
        elif name in env:
            args[name] = env[name]
            hidden.append(env[name])
    return Resolved(args, tuple(hidden))


def masking(hidden: tuple[str, ...]) -> Callable[[str], str]:
    """A function that replaces each of the values, and each of their lines, in a text."""
    lines = {line.strip() for value in hidden for line in [value, *value.splitlines()]}
    words = sorted((line for line in lines if len(line) >= _SHORTEST), key=len, reverse=True)

    def mask(text: str) -> str:
        for word in words:
            text = text.replace(word, HIDDEN)
        return text

    return mask


def _file_text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST_FILE).decode("utf-8", "replace")
    except OSError as error:
        raise MissingSecret(
            "The secret {id} is to come from the file {path}, which cannot be read ({reason}).",
            id=name,
            path=path,
            reason=error.strerror or error,
        ) from error
