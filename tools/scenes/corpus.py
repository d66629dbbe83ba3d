"""The window with large real packages, where they are present."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from studio.package.content import FileText

from .forms import designed, previewed
from .images import images_of
from .stage import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stage import Stage

CORPUS = Path(os.environ.get("OSC_STUDIO_CORPUS", ROOT.parent / "shared" / "corpus"))
OPERATOR = CORPUS / "operators" / "datadog-operator"
CHART = CORPUS / "charts" / "redis" / "23.1.1"


def operator(stage: Stage) -> None:
    """The largest file of a large operator."""
    _longest(stage, OPERATOR)


def operator_designer(stage: Stage) -> None:
    """The form of its largest resource."""
    stage.open(OPERATOR)
    designed(stage)


def chart(stage: Stage) -> None:
    """The largest file of a chart that is used everywhere, beside its form."""
    _longest(stage, CHART)
    previewed(stage)


def chart_images(stage: Stage) -> None:
    """The images that its values name."""
    stage.open(CHART)
    images_of(stage)


def _longest(stage: Stage, package: Path) -> None:
    files = stage.open(package).snapshot.files.items()
    sizes = {path: len(file.text) for path, file in files if isinstance(file, FileText)}
    stage.text_page(max(sizes, key=sizes.__getitem__))


_OF = {
    OPERATOR: {"datadog-operator": operator, "datadog-operator-designer": operator_designer},
    CHART: {"redis-chart": chart, "redis-chart-images": chart_images},
}
STATES: dict[str, Callable[[Stage], None]] = {
    name: state
    for package, states in _OF.items()
    if package.is_dir()
    for name, state in states.items()
}
