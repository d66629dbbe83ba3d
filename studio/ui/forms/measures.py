"""Where the parts of a form's row stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studio.ui.forms.surface import Surface

INDENT = 14
STAR = 10
PADDING = 5
CONTROL = 30
HEAD = 34
INNER_HEAD = 30
LINE = 16
GAP = 8
TOOL = 24
_LEAST_CONTROL = 90
_LEAST_LABEL, _MOST_LABEL, _SHARE = 100, 124, 0.3
_INNER_LABEL = 86


class Columns(NamedTuple):
    """Pixels from the left edge of a row: where its label begins, its control, and its end."""

    label: int
    control: int
    end: int

    @property
    def label_width(self) -> int:
        """Room for the label beside its control."""
        return self.control - self.label

    @property
    def control_width(self) -> int:
        """Room for the control."""
        return self.end - self.control


def columns(surface: Surface, width: int, depth: int, *, tools: bool = False) -> Columns:
    """The columns of a row `width` pixels wide; `tools` stand at the end of items."""
    px = surface.themes.px
    label = px(INDENT) * depth + px(STAR)
    share = min(max(round(width * _SHARE), px(_LEAST_LABEL)), px(_MOST_LABEL))
    control = max(px(STAR) + share, label + px(_INNER_LABEL))
    end = width - (px(TOOL) if tools else 0)
    return Columns(label, min(control, end - px(_LEAST_CONTROL)), end)
