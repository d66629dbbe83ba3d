"""The packages that come with the studio to try things with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind
from studio.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """A package below `resources/samples`, described here so that the start need not open it."""

    folder: str
    kind: Kind
    name: str
    version: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return resource_path("samples", self.folder)


SAMPLES = (
    Sample("kafka", Kind.OSC, "kafka", "2.5.0"),
    Sample("redis-chart", Kind.HELM, "cache", "1.4.0"),
    Sample("etcd-operator", Kind.OPERATOR, "etcd-keeper", "0.9.4"),
)
