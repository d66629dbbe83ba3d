"""What a build tells while it runs, whichever builder does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from studio.wording import Message


@dataclass(slots=True)
class Step:
    """One instruction being built.

    `number` counts the instructions of the Dockerfile from 1 and `line` is where it stands there,
    both 0 where the builder does not tell. `seconds` is None until it has ended.
    """

    number: int
    text: str
    line: int
    began: float
    seconds: float | None = None
    cached: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class ContextSent:
    """So many bytes of the context have been sent."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StepBegan:
    """A step has begun."""

    step: Step


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step has ended; `step` says how."""

    step: Step


@dataclass(frozen=True, slots=True)
class Output:
    """A line of the log, with whatever colours it has; `step` is the step that wrote it."""

    text: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class LayerMoved:
    """A layer is pulled or pushed: its id, the engine's word for it, bytes done and in all."""

    layer: str
    status: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing that the builder itself does not say."""

    sentence: Message


BuildEvent: TypeAlias = ContextSent | StepBegan | StepEnded | Output | LayerMoved | Remark
