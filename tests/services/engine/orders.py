"""Orders for builds from a few files."""

from __future__ import annotations

from studio.package.builds.context import survey
from studio.package.builds.platforms import parse_platform
from studio.package.builds.recipes import recipes_of
from studio.package.content import FileText
from studio.package.snapshot import Snapshot
from studio.services.engine.building import Order
from studio.services.engine.secrets import resolve


class Stopped(Exception):
    """What a test raises to cancel."""


def recipe_of(text="", name="etcd"):
    """The recipe of a studio.yaml whose context is `build`; `text` holds further lines of it."""
    lines = "".join(f"  {line}\n" for line in text.splitlines())
    workspace = f"builds:\n- name: {name}\n  context: build\n{lines}"
    read = recipes_of(Snapshot({"studio.yaml": FileText(workspace)}))
    assert not read.defects
    return read.recipes[0]


def order(folder, dockerfile, files=None, recipe="", platform="", name="etcd", environment=None):
    """The order to build `dockerfile` with `files` beside it."""
    for path, data in {"Dockerfile": dockerfile, **(files or {})}.items():
        target = folder / "build" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    found = recipe_of(recipe, name)
    return Order(
        folder,
        found,
        survey(folder, found),
        resolve(found, folder, environment),
        parse_platform(platform) if platform else None,
    )
