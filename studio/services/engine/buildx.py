"""Build with docker's plugin buildx, where it is installed."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio.package.builds.contexttar import tar_chunks
from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.buildfailure import failure
from studio.services.engine.buildxlog import BuildxLog
from studio.services.engine.endpoints import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.services.engine.buildevents import BuildEvent, Step
    from studio.services.engine.building import Order
    from studio.services.engine.connection import Engine
    from studio.services.engine.endpoints import Endpoint

_POLL = 0.05
_PATIENCE = 10.0


@cache
def has_buildx() -> bool:
    """Whether docker's command line and its plugin buildx are installed; asked once."""
    docker = shutil.which("docker")
    if docker is None:
        return False
    command = [docker, "buildx", "version"]
    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(command, capture_output=True, timeout=10, check=False).returncode == 0
    return False


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
    log = BuildxLog(read_dockerfile(order.context.dockerfile_text), order.resolved.mask)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "image")
        process = subprocess.Popen(
            _command(engine.endpoint, order, result),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **_environment(engine.endpoint)},
            cwd=folder,
        )
        try:
            for line in _lines(process, order, keep_going):
                for event in log.read(line):
                    listen(event)
            code = process.wait()
        finally:
            _end(process)
        if code or not result.is_file():
            raise failure(log.failure or log.last, log.failed, order, log.tail)
        return result.read_text(encoding="utf-8").strip(), log.steps


def _command(endpoint: Endpoint, order: Order, result: Path) -> list[str]:
    recipe = order.recipe
    command = ["docker"]
    if endpoint.source is Source.CONTEXT:
        command += ["--context", endpoint.name]
    command += ["buildx", "build", "--progress", "plain", "--load", "--iidfile", str(result)]
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
        where = f"env={secret.env}" if secret.env else f"src={order.folder / secret.file}"
        command += ["--secret", f"id={secret.id},{where}"]
    return [*command, "-"]


def _environment(endpoint: Endpoint) -> dict[str, str]:
    """Which engine docker's command line talks to."""
    if endpoint.source is Source.CONTEXT:
        return {}
    found = {"DOCKER_HOST": endpoint.url}
    if endpoint.tls is not None and endpoint.tls.ca is not None:
        found["DOCKER_CERT_PATH"] = str(endpoint.tls.ca.parent)
        found["DOCKER_TLS_VERIFY"] = "1" if endpoint.tls.verify else ""
    return found


def _lines(
    process: subprocess.Popen[bytes], order: Order, keep_going: Callable[[], None]
) -> Iterator[str]:
    """What the process says, line by line, while the context flows in."""
    lines: queue.Queue[str | None] = queue.Queue()
    assert process.stdin is not None  # noqa: S101
    assert process.stdout is not None  # noqa: S101
    feeder = _Feeder(process.stdin, order)
    reader = threading.Thread(target=_read, args=(process.stdout, lines), daemon=True)
    feeder.start()
    reader.start()
    while True:
        keep_going()
        with suppress(queue.Empty):
            line = lines.get(timeout=_POLL)
            if line is None:
                break
            yield line
    feeder.join()
    if feeder.error is not None:
        raise feeder.error


def _read(stream: IO[bytes], lines: queue.Queue[str | None]) -> None:
    for line in stream:
        lines.put(line.decode("utf-8", "replace").rstrip("\n"))
    lines.put(None)


class _Feeder(threading.Thread):
    """Writes the context into the process; `error` is what kept it from it."""

    def __init__(self, stream: IO[bytes], order: Order) -> None:
        super().__init__(name="context", daemon=True)
        self.error: Exception | None = None
        self._stream = stream
        self._order = order

    def run(self) -> None:
        try:
            # A process that needs no more closes its end.
            with suppress(BrokenPipeError), self._stream:
                for piece in tar_chunks(self._order.context):
                    self._stream.write(piece)
        except Exception as error:  # noqa: BLE001 - told to the thread that waits
            self.error = error


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a process that still runs end its build in the engine, and wait until it has."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream is not None:
                stream.close()
