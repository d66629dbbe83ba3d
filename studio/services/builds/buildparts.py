"""How far a build is: its platforms, and their steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.services.engine.steprows import State, StepRow, current_step

if TYPE_CHECKING:
    from studio.package.builds.platforms import Platform
    from studio.services.engine.building import Built


@dataclass(slots=True)
class Part:
    """The build for one platform; None stands for that of the engine until it is known.

    `is_held` tells whether the engine has the image that was `built`.
    """

    platform: Platform | None
    state: State = State.WAITING
    steps: list[StepRow] = field(default_factory=list["StepRow"])
    sent: tuple[int, int] = (0, 0)
    built: Built | None = None
    moved: str = ""
    is_held: bool = True

    @property
    def architecture(self) -> str:
        """OSC's word for the architecture, "" until it is known."""
        return self.platform.osc_architecture if self.platform is not None else ""

    @property
    def current(self) -> int:
        """The place of the step that runs, or ran last, from 1; 0 before the first."""
        return current_step(self.steps)
