"""The states of the window that are drawn, by name; each module has those of some views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import builds, corpus, editing, forms, images, problems, views

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stage import Stage

STATES: dict[str, Callable[[Stage], None]] = {
    **views.STATES,
    **editing.STATES,
    **problems.STATES,
    **forms.STATES,
    **images.STATES,
    **builds.STATES,
    **corpus.STATES,
}
"""Each begins with the welcome page and ends as the picture shall show it."""
