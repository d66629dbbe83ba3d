"""The images that a chart really uses with its values, as `helm template` renders it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.package.helm import call
from studio.package.images.inventory import identity, inventory_of
from studio.package.images.resolving import chart_root
from studio.package.images.workloads import Source, pod_uses
from studio.package.interchange import write_out
from studio.package.layout import layout_of
from studio.wording import Message, message
from studio.yamltext.nodes import parse
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.snapshot import Snapshot

_KUBERNETES = "1.30.0"
"""The version that charts are rendered for: Helm's own default is older than many accept."""


def rendered_images(
    snapshot: Snapshot, helm: str, keep_going: Callable[[], None] = lambda: None
) -> tuple[str, ...] | Message:
    """The images of the pods that Helm renders with the chart's own values, or why it cannot.

    Takes a second; images of parts that the values switch off are not among them.
    """
    # Imported late: inventories are made without Helm.
    import subprocess
    import tempfile

    root = chart_root(layout_of(snapshot))
    if root is None:
        return message("The package is no chart.")
    with tempfile.TemporaryDirectory(prefix="osc-studio-") as temporary:
        chart = Path(temporary, "chart")
        try:
            write_out(snapshot, _top(snapshot, root), chart)
            command = [helm, "template", "release", str(chart), "--kube-version", _KUBERNETES]
            answer = call(command, keep_going)
        except (OSError, subprocess.SubprocessError) as error:
            return message("helm could not be run: {error}", error=error)
    if answer.code:
        text = answer.complaints.strip().partition("\n")[0]
        return message("helm template: {text}", text=text)
    return tuple(dict.fromkeys(_references(answer.output)))


def not_in_inventory(snapshot: Snapshot, rendered: tuple[str, ...]) -> tuple[str, ...]:
    """The rendered images that the inventory does not have."""
    known = {identity(image.reference) for image in inventory_of(snapshot).images}
    return tuple(reference for reference in rendered if identity(reference) not in known)


def _top(snapshot: Snapshot, root: str) -> list[str]:
    """The files and folders directly in the chart's folder."""
    start = len(root) + 1 if root else 0
    names = {path[start:].partition("/")[0] for path in snapshot.below(root)}
    return [f"{root}/{name}" if root else name for name in sorted(names) if name]


def _references(output: str) -> Iterator[str]:
    tree = parse(output)
    for document in tree.documents:
        value = to_python(document.root)
        yield from (use.reference for use in pod_uses(Source(""), value, ()) if not use.guess)
