"""States of the page of builds. No engine is asked: what one would answer is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import MagicMock, patch

from studio.model.buildlog import LogLine, spans
from studio.package.builds.context import Context
from studio.package.builds.platforms import Platform
from studio.package.builds.recipes import recipes_of
from studio.services.builds.buildparts import Part, State, StepRow
from studio.services.builds.buildrun import BuildRun
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.building import Built, Order
from studio.services.engine.connection import EngineInfo
from studio.services.engine.endpoints import Endpoint, Source
from studio.services.engine.finding import Probe
from studio.services.engine.history import DONE, FAILED, HISTORY_FILE, BuildHistory, BuildRecord
from studio.services.engine.images import BuiltLayer, LocalImage
from studio.services.engine.secrets import Resolved

from .stage import NOON, StandingClock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from .stage import Stage

AMD, ARM = Platform("linux", "amd64"), Platform("linux", "arm64")
ENDPOINT = Endpoint("Docker", "unix:///var/run/docker.sock", Source.SOCKET)
INFO = EngineInfo("Docker", "27.3.1", "1.47", AMD)
NAME = "swr.cn-east-3.myhuaweicloud.com/osc-sample/kafka-operator"
DOCKERFILE = """\
FROM golang:1.23 AS build
ARG VERSION=dev
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags "-X main.version=${VERSION}" -o /operator ./cmd/operator

FROM gcr.io/distroless/static:nonroot
COPY --from=build /operator /operator
USER 65532:65532
ENTRYPOINT ["/operator"]
"""
RECIPES = f"""\
# How the images of this package are built. Never exported.
builds:
  - name: kafka-operator
    image: {NAME}
    tag: "2.5.0"
    context: build
    args:
      VERSION: "2.5.0"
    platforms: [linux/amd64, linux/arm64]
    secrets:
      - {{id: netrc, env: NETRC_FILE}}
  - name: kafka-exporter
    tag: "1.3.0"
    context: build
    platforms: [linux/amd64]
"""
STEPS = (
    (1, "FROM golang:1.23 AS build", State.CACHED, 0.0),
    (2, "ARG VERSION=dev", State.CACHED, 0.0),
    (3, "WORKDIR /src", State.CACHED, 0.0),
    (4, "COPY go.mod go.sum ./", State.DONE, 0.2),
    (5, "RUN go mod download", State.DONE, 18.4),
    (6, "COPY . .", State.DONE, 0.6),
    (7, "RUN CGO_ENABLED=0 go build -o /operator ./cmd/operator", State.DONE, 61.3),
    (9, "FROM gcr.io/distroless/static:nonroot", State.CACHED, 0.0),
    (10, "COPY --from=build /operator /operator", State.DONE, 0.4),
    (11, "USER 65532:65532", State.DONE, 0.1),
    (12, 'ENTRYPOINT ["/operator"]', State.DONE, 0.1),
)
LAYERS = (
    BuiltLayer("FROM gcr.io/distroless/static:nonroot", 2_180_000),
    BuiltLayer("COPY --from=build /operator /operator", 41_300_000),
)
LOG = (
    "go: downloading k8s.io/apimachinery v0.31.2",
    "go: downloading k8s.io/client-go v0.31.2",
    "go: downloading sigs.k8s.io/controller-runtime v0.19.1",
    "\x1b[32mok\x1b[0m  all modules verified",
    "build: cmd/operator",
)


def recipe(stage: Stage) -> None:
    """A recipe as a form, with what would be sent and what was built before."""
    _open(stage)


def built(stage: Stage) -> None:
    """A build for two platforms that is done."""
    _open(stage)
    run = _run(stage, LOG)
    run.parts = [_part(run, stage.package, platform) for platform in (AMD, ARM)]
    _end(stage, run, State.DONE, 163.0)


def failed(stage: Stage) -> None:
    """A build that a line of the Dockerfile ended."""
    _open(stage)
    says = "cmd/operator/main.go:41:9: undefined: \x1b[31mreconcile\x1b[0m"
    run = _run(stage, (*LOG, says))
    steps = [StepRow(number, text, number) for number, text, _, _ in STEPS]
    for step, (_, _, state, seconds) in zip(steps[:6], STEPS, strict=False):
        step.state, step.seconds = state, seconds
    steps[6].state, steps[6].seconds = State.FAILED, 12.7
    run.parts = [Part(AMD, State.FAILED, steps), Part(ARM)]
    run.error = BuildFailed("go build ended with 1", line=7)
    _end(stage, run, State.FAILED, 32.0)


def _open(stage: Stage) -> None:
    """Show the page of builds of the sample with two recipes."""
    source = stage.package / "build"
    (source / "cmd" / "operator").mkdir(parents=True)
    (source / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    (source / ".dockerignore").write_text("*.md\n.git\n", encoding="utf-8")
    for name, size in (("go.mod", 900), ("go.sum", 48_200), ("cmd/operator/main.go", 12_400)):
        (source / name).write_bytes(b"\n" * size)
    (stage.package / "studio.yaml").write_text(RECIPES, encoding="utf-8")
    _pretend_engine(stage)
    _remember_builds(stage)
    stage.open()
    stage.run("view.toggle_panes")
    stage.run("view.builds")


def _pretend_engine(stage: Stage) -> None:
    """Let a Docker answer that is none."""
    connect = MagicMock()
    connect.return_value.__enter__.return_value.info = INFO
    answers: dict[str, object] = {
        "services.builds.enginechoice.endpoints": lambda: [ENDPOINT],
        "services.builds.works.connect": connect,
        "services.builds.works.concerns": MagicMock(return_value=()),
        "services.builds.works.resolve": MagicMock(),
        "services.engine.finding.probe": MagicMock(return_value=Probe(ENDPOINT, INFO)),
        "services.engine.buildx.has_buildx": lambda: True,
        "ui.builder.rows.datetime": StandingClock,
    }
    for name, answer in answers.items():
        stage.pretend(patch(f"studio.{name}", answer))


def _remember_builds(stage: Stage) -> None:
    """Write the history of earlier builds."""
    history = BuildHistory(stage.home / "state" / HISTORY_FILE)
    for day, tag, platform, outcome, seconds in (
        (26, "2.4.1", ARM, DONE, 201.0),
        (27, "2.5.0", AMD, FAILED, 14.2),
        (28, "2.5.0", AMD, DONE, 88.4),
    ):
        size = sum(layer.size for layer in LAYERS) if outcome == DONE else 0
        history.add(
            BuildRecord(
                at=NOON.replace(month=2, day=day).isoformat(),
                package=str(stage.package.resolve()),
                recipe="kafka-operator",
                platform=str(platform),
                address=f"{NAME}:{tag}",
                outcome=outcome,
                seconds=seconds,
                size=size,
                image="sha256:" + "5d0c" * 16 if size else "",
                layers=LAYERS if size else (),
            )
        )


def _run(stage: Stage, log: Sequence[str]) -> BuildRun:
    """A build of the first recipe that has written a log."""
    desk = stage.window.building.desk
    first = recipes_of(stage.document.snapshot).recipes[0]
    run = BuildRun(first, desk)
    run.lines.extend(LogLine(1.4 + 2.3 * n, spans(line), 0) for n, line in enumerate(log))
    desk.runs.append(run)
    return run


def _part(run: BuildRun, folder: Path, platform: Platform) -> Part:
    """The end of a build for one platform."""
    steps = [StepRow(number, text, number, state, 0.0, took) for number, text, state, took in STEPS]
    size = sum(layer.size for layer in LAYERS)
    image = LocalImage("sha256:" + "5d0c" * 16, (run.recipe.address,), platform, size)
    context = Context(folder / "build", (), "Dockerfile", DOCKERFILE)
    order = Order(folder, run.recipe, context, Resolved({}, ()), platform)
    return Part(platform, State.DONE, steps, built=Built(order, image, 81.0, layers=LAYERS))


def _end(stage: Stage, run: BuildRun, state: State, seconds: float) -> None:
    """Show the build as it ended."""
    run.state, run.seconds = state, seconds
    stage.window.building.show().show_run(run)


STATES: dict[str, Callable[[Stage], None]] = {
    "recipe": recipe,
    "built": built,
    "build-failed": failed,
}
