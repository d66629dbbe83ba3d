"""Example instances, which CSDs and CSVs hold as JSON text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.formats.shapes import items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator


class JsonFault(NamedTuple):
    """What is wrong with a JSON text; `offset` in code points, `line` and `column` from 1."""

    reason: str
    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Examples:
    """The value of the text; None with a `fault` where it is no JSON."""

    value: Any
    fault: JsonFault | None = None

    def instances(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each object with its index: the only one, or those of a list."""
        given = items(self.value) or [self.value]
        for index, each in enumerate(given):
            if isinstance(each, dict):
                yield index, mapping(each)

    def find(self, group: str, version: str, kind: str) -> tuple[int, dict[str, Any]] | None:
        """The first instance of the kind: of this version, else of another one of the group."""
        same = [each for each in self.instances() if _is_of(each[1], group, kind)]
        wanted = f"{group}/{version}" if group else version
        exact = [each for each in same if each[1].get("apiVersion") == wanted]
        return next(iter(exact or same), None)


def read_examples(text: str | None) -> Examples:
    """Read the JSON text; an empty or missing one holds nothing."""
    if text is None or not text.strip():
        return Examples(None)
    try:
        return Examples(json.loads(text))
    except json.JSONDecodeError as error:
        return Examples(None, JsonFault(error.msg, error.pos, error.lineno, error.colno))
    except RecursionError:
        return Examples(None, JsonFault("too many levels", 0, 1, 1))


def _is_of(instance: dict[str, Any], group: str, kind: str) -> bool:
    api_version = instance.get("apiVersion")
    same_group = isinstance(api_version, str) and api_version.rpartition("/")[0] == group
    return instance.get("kind") == kind and same_group
