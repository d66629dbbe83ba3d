"""Words of a link together with what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Link:
    """A link that a bar, a toast or an empty state offers; `text` is already translated."""

    text: str
    run: Callable[[], object]
