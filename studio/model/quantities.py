"""Quantities of Kubernetes: a number and its unit."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from studio.formats.values import as_text

CPU_UNITS = ("m", "")
BYTE_UNITS = ("Mi", "Gi", "Ti", "Ki", "M", "G", "T", "k", "")
_QUANTITY = re.compile(r"\s*([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)\s*([A-Za-z]*)\s*")


class Quantity(NamedTuple):
    """A number as it was written, and a unit such as "Mi", "m" or ""."""

    number: str = ""
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.number}{self.unit}" if self.number else ""


def read_quantity(value: Any) -> Quantity:
    """The parts of a quantity; text that is none counts as a number that will not be valid."""
    text = as_text(value)
    found = _QUANTITY.fullmatch(text)
    return Quantity(found[1], found[2]) if found else Quantity(text, "")


def unit_name(unit: str) -> str:
    """A unit as people write it: MiB, or m for thousandths of a core."""
    return unit if unit == CPU_UNITS[0] else f"{unit}B"
