"""The images that a chart really uses with its values, as `helm template` renders it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

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

TIME_LIMIT = 60
"""Seconds that `helm template` may take."""

_POLL = 0.05
_KUBERNETES = "1.30.0"
"""The version that charts are rendered for: Helm's own default is older than many accept."""


def helm_program() -> str | None:
    """Where Helm is, None where it is not installed."""
    return shutil.which("helm")


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
            output = _run(helm, chart, keep_going)
        except (OSError, subprocess.SubprocessError) as error:
            return message("helm could not be run: {error}", error=error)
    if isinstance(output, Message):
        return output
    return tuple(dict.fromkeys(_references(output)))


def not_in_inventory(snapshot: Snapshot, rendered: tuple[str, ...]) -> tuple[str, ...]:
    """The rendered images that the inventory does not have."""
    known = {identity(image.reference) for image in inventory_of(snapshot).images}
    return tuple(reference for reference in rendered if identity(reference) not in known)


def _top(snapshot: Snapshot, root: str) -> list[str]:
    """The files and folders directly in the chart's folder."""
    start = len(root) + 1 if root else 0
    names = {path[start:].partition("/")[0] for path in snapshot.below(root)}
    return [f"{root}/{name}" if root else name for name in sorted(names) if name]


def _run(helm: str, chart: Path, keep_going: Callable[[], None]) -> str | Message:
    """What `helm template` prints, or what it complains about."""
    import subprocess
    import tempfile

    command = [helm, "template", "release", str(chart), "--kube-version", _KUBERNETES]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=complaints
        )
        deadline = time.monotonic() + TIME_LIMIT
        try:
            while process.poll() is None:
                keep_going()
                if time.monotonic() > deadline:
                    raise subprocess.TimeoutExpired(command, TIME_LIMIT)
                time.sleep(_POLL)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
        output.seek(0)
        complaints.seek(0)
        if process.returncode:
            text = complaints.read().decode(errors="replace").strip()
            return message("helm template: {text}", text=text.partition("\n")[0])
        return output.read().decode(errors="replace")


def _references(output: str) -> Iterator[str]:
    tree = parse(output)
    for document in tree.documents:
        value = to_python(document.root)
        yield from (use.reference for use in pod_uses(Source(""), value, ()) if not use.guess)
