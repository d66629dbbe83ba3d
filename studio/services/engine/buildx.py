"""Build with docker's plugin buildx, where it is installed."""

from __future__ import annotations

import csv
import io
import queue
import re
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from studio.package.builds.platforms import parse_platform
from studio.services.engine.buildfailure import failure
from studio.services.engine.buildxlog import BuildxLog
from studio.services.engine.buildxplugin import has_buildx
from studio.services.engine.contextupload import ContextUpload
from studio.services.engine.dockercli import (
    docker_command,
    docker_environment,
    end_docker,
    start_docker,
)
from studio.services.engine.images import NoImage, inspect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.builds.platforms import Platform
    from studio.services.engine.buildevents import BuildEvent, Step
    from studio.services.engine.building import Order
    from studio.services.engine.connection import Engine
    from studio.services.engine.endpoints import Endpoint

_POLL = 0.05
_ANSWERS_WITHIN = 10.0
_JOINS_WITHIN = 5.0
_PLATFORMS = re.compile(r"^Platforms:(.*)$", re.MULTILINE)


def uses_buildx(engine: Engine) -> bool:
    """Whether builds with this engine go through buildx where nobody says otherwise."""
    return not engine.info.is_podman and has_buildx()


def builder_platforms(endpoint: Endpoint) -> frozenset[Platform]:
    """The platforms that the chosen builder of an engine can build for, all its nodes together.

    Those that a node emulates are among them. Empty where buildx does not tell, as of a builder
    that has not been started yet.
    """
    command = docker_command(endpoint, "buildx", "inspect")
    with (
        tempfile.TemporaryDirectory() as folder,
        start_docker(command, docker_environment(endpoint), Path(folder)) as process,
    ):
        try:
            said = process.communicate(timeout=_ANSWERS_WITHIN)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            return frozenset()
        finally:
            end_docker(process)
    # An asterisk marks those that whoever made the builder named.
    words = (
        each.strip().rstrip("*") for row in _PLATFORMS.findall(said) for each in row.split(",")
    )
    return frozenset(found for word in words if (found := parse_platform(word)) is not None)


def build_with_buildx(
    engine: Engine,
    order: Order,
    listen: Callable[[BuildEvent], None],
    keep_going: Callable[[], None],
) -> tuple[str, list[Step]]:
    """Build by `docker buildx build`; the id of the image and the steps.

    Builders of several nodes or in Kubernetes work because they are buildx's. Raises
    `BuildFailed`, and what `keep_going` raises once the build has been ended.
    """
    log = BuildxLog(order.dockerfile, order.resolved.mask)
    upload = ContextUpload(order.context, listen)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "image")
        # Attestations would make an index of an image for one platform, which tars are not for.
        environment = docker_environment(engine.endpoint) | {"BUILDX_NO_DEFAULT_ATTESTATIONS": "1"}
        command = docker_command(engine.endpoint, *_arguments(order, result))
        process = start_docker(command, environment, Path(folder))
        feeder, reader = _Feeder(process, upload), _Reader(process)
        feeder.start()
        reader.start()
        try:
            for line in _lines(reader, upload, keep_going):
                for event in log.read(line):
                    listen(event)
            code = process.wait()
        finally:
            end_docker(process)
            feeder.join(_JOINS_WITHIN)
            reader.join(_JOINS_WITHIN)
        if feeder.error is not None:
            raise feeder.error
        if code or not result.is_file():
            raise failure(log.failure or log.last, log.failed, order, log.tail)
        return _name(engine, order, result.read_text(encoding="utf-8").strip()), log.steps


def _arguments(order: Order, result: Path) -> list[str]:
    recipe = order.recipe
    command = ["buildx", "build", "--progress", "plain", "--load", "--iidfile", str(result)]
    command += ["--tag", recipe.address, "--file", order.context.dockerfile]
    if order.platform is not None:
        command += ["--platform", str(order.platform)]
    if recipe.target:
        command += ["--target", recipe.target]
    if recipe.pull:
        command.append("--pull")
    if recipe.no_cache:
        command.append("--no-cache")
    for name, value in recipe.args.items():
        # What stands in a command line, everybody on the machine can read: values that are only
        # referred to are left to docker to look up.
        command += ["--build-arg", name if value is None else f"{name}={value}"]
    for name, value in recipe.labels.items():
        command += ["--label", f"{name}={value}"]
    for secret in recipe.secrets:
        # The process works in another folder.
        path = (order.folder / secret.file).absolute()
        where = f"env={secret.env}" if secret.env else f"src={path}"
        command += ["--secret", _fields(f"id={secret.id}", where)]
    return [*command, "-"]


def _fields(*fields: str) -> str:
    """Fields as one value of an option, which docker reads as a line of CSV."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(fields)
    return line.getvalue()


def _name(engine: Engine, order: Order, identity: str) -> str:
    """What the engine knows the image by.

    WORKAROUND: with an engine that keeps its images in containerd, buildx writes down the digest
    of the configuration, by which that engine does not find them
    (https://github.com/docker/buildx/pull/3952).
    """
    try:
        return inspect(engine, identity).id
    except NoImage:
        return order.recipe.address


def _lines(reader: _Reader, upload: ContextUpload, keep_going: Callable[[], None]) -> Iterator[str]:
    """What the process says, line by line, while the context flows in."""
    while True:
        upload.tell()
        keep_going()
        with suppress(queue.Empty):
            line = reader.lines.get(timeout=_POLL)
            if line is None:
                return
            yield line


class _Reader(threading.Thread):
    """Reads what the process says; `lines` ends with None. Nobody else closes the pipe."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(name="log", daemon=True)
        assert process.stdout is not None  # noqa: S101
        self.lines: queue.Queue[str | None] = queue.Queue()
        self._stream = process.stdout

    def run(self) -> None:
        with self._stream:
            for line in self._stream:
                self.lines.put(line.decode("utf-8", "replace").rstrip("\r\n"))
        self.lines.put(None)


class _Feeder(threading.Thread):
    """Writes the context into the process; `error` is what kept it from it."""

    def __init__(self, process: subprocess.Popen[bytes], upload: ContextUpload) -> None:
        super().__init__(name="context", daemon=True)
        assert process.stdin is not None  # noqa: S101
        self.error: Exception | None = None
        self._stream = process.stdin
        self._upload = upload

    def run(self) -> None:
        try:
            # A process that needs no more closes its end.
            with suppress(BrokenPipeError), self._stream:
                for piece in self._upload.pieces():
                    self._stream.write(piece)
        except Exception as error:  # noqa: BLE001 - told to the thread that waits
            self.error = error
