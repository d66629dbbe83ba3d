"""One place of a package that names an image."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.snapshot import Place
    from studio.yamltext.pointers import Pointer

FULL, REGISTRY, REPOSITORY, TAG, DIGEST = "full", "registry", "repository", "tag", "digest"
"""The parts of an address that a field may hold; `full` is all of it."""


class How(str, Enum):
    """In which way a place names an image."""

    CONTAINER = "container"
    INIT_CONTAINER = "initContainer"
    EPHEMERAL_CONTAINER = "ephemeralContainer"
    ENV = "env"
    ARGS = "args"
    VALUES = "values"
    EXAMPLE = "example"
    ANNOTATION = "annotation"
    RELATED = "relatedImage"
    CONFIG = "config"
    TEMPLATE = "template"


HOW_NAMES = {
    How.CONTAINER: message("container"),
    How.INIT_CONTAINER: message("init container"),
    How.EPHEMERAL_CONTAINER: message("ephemeral container"),
    How.ENV: message("environment variable"),
    How.ARGS: message("argument"),
    How.VALUES: message("value"),
    How.EXAMPLE: message("example of an instance"),
    How.ANNOTATION: message("annotation"),
    How.RELATED: message("list of related images"),
    How.CONFIG: message("configuration"),
    How.TEMPLATE: message("template"),
}
"""What people call them."""


CONTAINERS: Mapping[str, How] = {
    "containers": How.CONTAINER,
    "initContainers": How.INIT_CONTAINER,
    "ephemeralContainers": How.EPHEMERAL_CONTAINER,
}
"""How each list of a pod names images."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value that holds an address or a part of it.

    `inner` leads on inside the JSON text at `place`, None where the value itself is meant.
    `address` is the dot path by which a mapping names the field, "" where none can. `exists` is
    false for a field of a sub-chart that the values of the chart do not set.
    """

    part: str
    place: Place
    text: str
    inner: Pointer | None = None
    address: str = ""
    exists: bool = True


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names an image; `reference` is the address that its fields make up.

    `rewritten` tells whether OSC writes the place, `guess` that a text only looks like an image.
    `start` is the code point in the file's text where fields do not tell the place (templates).
    `name` is that of the container, variable or key, for people.
    """

    reference: str
    how: How
    fields: tuple[Field, ...]
    rewritten: bool
    guess: bool = False
    start: int | None = None
    name: str = ""

    @property
    def main(self) -> Field:
        """The field by which people know the image: the whole address, or the repository."""
        return self.field(FULL) or self.field(REPOSITORY) or self.fields[0]

    @property
    def place(self) -> Place:
        """Where the use stands."""
        return self.main.place

    def field(self, part: str) -> Field | None:
        """The field that holds a part of the address."""
        return next((field for field in self.fields if field.part == part), None)
