"""Building and saving through the studio, against docker's own command line and engine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from studio.package.builds.context import survey
from studio.package.builds.recipes import Recipe
from studio.package.progress import Meter
from studio.services.engine.building import Order, build
from studio.services.engine.connecting import connect
from studio.services.engine.endpoints import endpoint_at
from studio.services.engine.saving import save_image
from studio.services.engine.secrets import Resolved
from tests.bench.measure import Row, not_measured, within
from tests.daemons import Dockerd, NotStarted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from studio.services.engine.connection import Engine

FILES, FILE_SIZE = 400, 500_000
IMAGE_SIZE = 600_000_000
ROUNDS = 5


def run() -> list[Row]:
    """Medians of pairs that take turns, so that a busy moment hits both alike."""
    missing = [name for name in ("dockerd", "docker") if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        return [not_measured("building with an engine", "there is no engine that root may start")]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as folder:
        try:
            with (
                started(Path(folder, "engine")) as daemon,
                connect(endpoint_at(daemon.url)) as engine,
            ):
                return [*building(engine, Path(folder)), *saving(engine, Path(folder))]
        except NotStarted as error:
            return [not_measured("building with an engine", str(error).splitlines()[-1])]


@contextmanager
def started(folder: Path) -> Generator[Dockerd]:
    """An engine of our own with the driver that real machines use, where this one can."""
    with ExitStack() as stack:
        for driver in ("overlay2", "vfs"):
            own = folder / driver
            own.mkdir(parents=True)
            daemon = Dockerd(own, driver=driver)
            try:
                daemon.start()
            except NotStarted:
                if driver == "vfs":
                    raise
                continue
            stack.callback(daemon.stop)
            yield daemon
            return


def building(engine: Engine, folder: Path) -> list[Row]:
    """A context of 200 MB that is sent as a whole, of which one file gets into the image."""
    context = folder / "build"
    context.mkdir()
    noise = os.urandom(FILE_SIZE)
    for number in range(FILES):
        (context / f"file-{number}").write_bytes(noise)
    (context / "Dockerfile").write_text("FROM scratch\nCOPY file-0 /file\n", encoding="utf-8")
    recipe = Recipe(0, "bench", context="build", no_cache=True)

    def ours() -> None:
        build(engine, Order(folder, recipe, survey(folder, recipe), Resolved({}, ())))

    def docker() -> None:
        command(engine, "build", "--no-cache", "--quiet", "--tag", "bench", str(context))

    own, theirs = paired(ours, docker)
    return [
        Row("docker build of a context of 200 MB", theirs, "s"),
        within("the same by the studio, × that", own / theirs, "×", 1.1),
    ]


def saving(engine: Engine, folder: Path) -> list[Row]:
    """An image of 600 MB of noise, written to the same disk."""
    context = folder / "large"
    context.mkdir()
    with (context / "data").open("wb") as stream:
        for _ in range(IMAGE_SIZE // 1_000_000):
            stream.write(os.urandom(1_000_000))
    (context / "Dockerfile").write_text("FROM scratch\nCOPY data /data\n", encoding="utf-8")
    recipe = Recipe(0, "large", context="large")
    build(engine, Order(folder, recipe, survey(folder, recipe), Resolved({}, ())))
    target = folder / "large.tar"

    def ours() -> None:
        save_image(engine, "large:latest", target, Meter())

    def docker() -> None:
        command(engine, "save", "--output", str(target), "large:latest")

    own, theirs = paired(ours, docker)
    speed = theirs / own
    return [
        Row("docker save -o of an image of 600 MB", theirs, "s"),
        Row("speed of saving it by the studio, × that", speed, "×", 0.8, speed >= 0.8),
    ]


def paired(ours: Callable[[], None], theirs: Callable[[], None]) -> tuple[float, float]:
    """The median seconds of both; the first round warms the caches and is not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 1):
        for work, mine in zip((ours, theirs), times, strict=True):
            os.sync()  # else one pays for what the other left to be written
            start = time.perf_counter()
            work()
            if number:
                mine.append(time.perf_counter() - start)
    return median(times[0]), median(times[1])


def command(engine: Engine, *arguments: str) -> None:
    """Docker's command line with the same engine and the same builder."""
    subprocess.run(
        ["docker", "--host", engine.endpoint.url, *arguments],
        check=True, capture_output=True, env={**os.environ, "DOCKER_BUILDKIT": "0"},
    )  # fmt: skip
