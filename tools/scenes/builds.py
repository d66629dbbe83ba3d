"""States of the page of builds. No engine is asked: what one would answer is written here."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import MagicMock, patch

from studio.model.buildlog import LogLine, Span, spans
from studio.package.builds.platforms import Platform
from studio.package.builds.recipes import recipes_of
from studio.package.images.absent import tars_of
from studio.services.builds.buildparts import Part
from studio.services.builds.buildrun import BuildRun
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.building import Built
from studio.services.engine.connection import EngineInfo
from studio.services.engine.endpoints import Endpoint, Source
from studio.services.engine.finding import Probe
from studio.services.engine.history import (
    CANCELLED,
    DONE,
    FAILED,
    HISTORY_FILE,
    BuildHistory,
    BuildRecord,
    KeptStep,
)
from studio.services.engine.images import BuiltLayer, LocalImage
from studio.services.engine.steprows import State, StepRow

from .stage import NOON, StandingClock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
FILES = (("go.mod", 900), ("go.sum", 48_200), ("cmd/operator/main.go", 12_400))
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


NOW = 1000.0
"""Seconds of the clock of builds, which stands still."""
KAFKA = """\
FROM eclipse-temurin:8u412-b08-jre-jammy
RUN apt-get install --yes libsnappy1v5 tini gosu
ADD kafka_2.12-2.5.0.tgz /opt/
COPY jmx_prometheus_javaagent-0.16.1.jar /opt/jmx/
RUN ./gradlew :connect-plugins:assemble --no-daemon
COPY docker-entrypoint.sh /usr/local/bin/
USER 1001
"""
KAFKA_RECIPES = """\
builds:
  - name: kafka
    tag: "2.5.0"
    context: build
    platforms: [linux/amd64, linux/arm64]
  - name: zookeeper
    tag: "3.5.8"
    context: build
    platforms: [linux/amd64, linux/arm64]
  - name: kafka-exporter
    tag: "1.2.0"
    context: build
    platforms: [linux/amd64]
"""
KAFKA_FILES = (
    ("kafka_2.12-2.5.0.tgz", 80),
    ("jmx_prometheus_javaagent-0.16.1.jar", 60),
    ("docker-entrypoint.sh", 40),
)
KAFKA_LAYERS = (
    BuiltLayer("FROM eclipse-temurin:8u412-b08-jre-jammy", 82_400_000),
    BuiltLayer("RUN apt-get install --yes libsnappy1v5 tini gosu", 12_700_000),
    BuiltLayer("ADD kafka_2.12-2.5.0.tgz /opt/", 91_600_000),
    BuiltLayer("COPY jmx_prometheus_javaagent-0.16.1.jar /opt/jmx/", 520_000),
    BuiltLayer("RUN ./gradlew :connect-plugins:assemble --no-daemon", 35_900_000),
    BuiltLayer("COPY docker-entrypoint.sh /usr/local/bin/", 4_000),
)
KAFKA_TIMES = (1.1, 0.0, 8.4, 0.3)
GRADLE = (
    (0.0, "$ ./gradlew :connect-plugins:assemble --no-daemon"),
    (1.912, "Starting a Gradle Daemon (subsequent builds will be faster)"),
    (3.48, "Welcome to Gradle 6.3!"),
    (9.716, "Downloading dependencies for :clients"),
    (14.3, "> Configure project :connect-plugins"),
    (14.31, "Building project with Scala version 2.12.10"),
    (31.07, "> Task :clients:compileJava"),
    (44.82, "warning: [deprecation] getUnchecked() in ConfigDef has been deprecated"),
    (44.82, '  .define(config.getUnchecked("sasl.jaas.config"), Type.PASSWORD)'),
    (58.15, "> Task :clients:jar"),
    (58.61, "> Task :connect:api:compileJava"),
    (61.27, "> Task :connect:api:jar"),
    (62.03, "> Task :connect:json:compileJava"),
    (63.94, "> Task :connect:json:jar"),
    (66.2, "> Task :connect:transforms:compileJava"),
    (69.05, "> Task :connect:transforms:jar"),
    (70.11, "> Task :connect-plugins:processResources"),
    (71.93, "> Task :connect-plugins:compileJava"),
    (78.02, "> Task :connect-plugins:classes"),
    (80.44, "Note: Some input files use unchecked or unsafe operations."),
    (81.9, "> Task :connect-plugins:jar"),
)


def recipe(stage: Stage) -> None:
    """A recipe as a form, with what would be sent and what was built before."""
    _open(stage)


def built(stage: Stage) -> None:
    """A build for two platforms that is done."""
    _open(stage)
    run = _run(stage, LOG)
    run.parts = [_part(run, platform) for platform in (AMD, ARM)]
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
    reason = (
        'process "/bin/sh -c CGO_ENABLED=0 go build -o /operator ./cmd/operator" did not complete'
        " successfully: exit code: 1"
    )
    run.error = BuildFailed(reason, line=7)
    run.lines.append(LogLine(12.7, (Span(reason, "error"),), 0, 7))
    _end(stage, run, State.FAILED, 32.0)


def building(stage: Stage) -> None:
    """A build whose first platform is done, while the second is in the middle."""
    clock = SimpleNamespace(monotonic=lambda: NOW)
    for module in ("ui.builder.shownsteps", "services.builds.buildrun"):
        stage.pretend(patch(f"studio.{module}.time", clock))
    # A second would not let the window come to rest.
    stage.pretend(patch("studio.ui.builder.buildspage._TICK_MS", 60_000))
    _remember_kafka(stage)
    _open(stage, KAFKA_RECIPES, KAFKA, KAFKA_FILES)
    desk = stage.window.building.desk
    recipes = recipes_of(stage.document.snapshot).recipes
    for other, seconds in zip(recipes[1:], (128.0, 37.0), strict=True):
        done = BuildRun(other, desk)
        done.state, done.seconds = State.DONE, seconds
        desk.add(done)
    run = BuildRun(recipes[0], desk)
    run.parts = [_kafka_done(run), Part(ARM, State.RUNNING, _kafka_steps(State.RUNNING))]
    run.lines.extend(
        LogLine(seconds, spans(text), part, 5) for part in (0, 1) for seconds, text in GRADLE
    )
    run.state, run.began, run.fraction = State.RUNNING, NOW - 102.0, 0.55
    run.saves_when_done = True
    desk.add(run)
    page = stage.window.building.show()
    page.show_run(run)
    page.run_view.panel.choose(1)
    stage.window.tree.show_coming(frozenset(tars_of(recipes[0])))


def _kafka_steps(state: State) -> list[StepRow]:
    """Steps of which the fifth is in that state."""
    rows = [StepRow(n, text, n) for n, text in enumerate(KAFKA.splitlines(), 1)]
    for row, seconds in zip(rows, KAFKA_TIMES, strict=False):
        row.state, row.seconds = State.DONE if seconds else State.CACHED, seconds
    rows[4].state, rows[4].began = state, NOW - 82.0
    return rows


def _kafka_done(run: BuildRun) -> Part:
    size = sum(layer.size for layer in KAFKA_LAYERS)
    image = LocalImage("sha256:" + "81ce" * 16, (run.recipe.address,), AMD, size)
    steps = _kafka_steps(State.DONE)
    for row, seconds in zip(steps[4:], (82.0, 0.1, 0.1), strict=True):
        row.state, row.seconds = State.DONE, seconds
    return Part(AMD, State.DONE, steps, built=Built(image, 92.0, layers=KAFKA_LAYERS))


def _remember_kafka(stage: Stage) -> None:
    """Write the history of earlier builds of one recipe."""
    history = BuildHistory(stage.home / "state" / HISTORY_FILE)
    failed = tuple(
        KeptStep(row.text, row.seconds or 0.0, cached=False, state=row.state.value)
        for row in _kafka_steps(State.FAILED)
    )
    for run, ago, tag, outcome, steps, parts in (
        ("a", timedelta(days=4), "2.4.1", DONE, (), ((AMD, 94.0), (ARM, 91.0))),
        ("b", timedelta(minutes=48), "2.5.0", CANCELLED, (), ((AMD, 12.0),)),
        ("c", timedelta(minutes=40), "2.5.0", FAILED, failed, ((AMD, 61.0),)),
    ):
        for platform, seconds in parts:
            history.add(
                BuildRecord(
                    at=(NOON - ago).isoformat(),
                    package=str(stage.package.resolve()),
                    recipe="kafka",
                    platform=str(platform),
                    address=f"kafka:{tag}",
                    outcome=outcome,
                    seconds=seconds,
                    size=213_000_000 if outcome == DONE else 0,
                    steps=steps,
                    run=run,
                )
            )
    history.note_saved("a", ["images/kafka-2.4.1-x86_64.tar", "images/kafka-2.4.1-aarch64.tar"])


def _open(
    stage: Stage,
    recipes: str = RECIPES,
    dockerfile: str = DOCKERFILE,
    files: Sequence[tuple[str, int]] = FILES,
) -> None:
    """Show the page of builds of the sample with these recipes and files to build from."""
    source = stage.package / "build"
    (source / "cmd" / "operator").mkdir(parents=True)
    (source / "Dockerfile").write_text(dockerfile, encoding="utf-8")
    (source / ".dockerignore").write_text("*.md\n.git\n", encoding="utf-8")
    for name, size in files:
        (source / name).write_bytes(b"\n" * size)
    (stage.package / "studio.yaml").write_text(recipes, encoding="utf-8")
    _pretend_engine(stage)
    if recipes is RECIPES:
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
    for day, tag, outcome, parts in (
        (26, "2.4.1", DONE, ((AMD, 81.0), (ARM, 82.0))),
        (27, "2.5.0", FAILED, ((AMD, 14.2),)),
        (28, "2.5.0", DONE, ((AMD, 88.4),)),
    ):
        size = sum(layer.size for layer in LAYERS) if outcome == DONE else 0
        for platform, seconds in parts:
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
                    run=str(day),
                )
            )


def _run(stage: Stage, log: Sequence[str]) -> BuildRun:
    """A build of the first recipe that has written a log."""
    desk = stage.window.building.desk
    first = recipes_of(stage.document.snapshot).recipes[0]
    run = BuildRun(first, desk)
    run.lines.extend(LogLine(1.4 + 2.3 * n, spans(line), 0, 7) for n, line in enumerate(log))
    desk.add(run)
    return run


def _part(run: BuildRun, platform: Platform) -> Part:
    """The end of a build for one platform."""
    steps = [StepRow(number, text, number, state, 0.0, took) for number, text, state, took in STEPS]
    size = sum(layer.size for layer in LAYERS)
    image = LocalImage("sha256:" + "5d0c" * 16, (run.recipe.address,), platform, size)
    return Part(platform, State.DONE, steps, built=Built(image, 81.0, layers=LAYERS))


def _end(stage: Stage, run: BuildRun, state: State, seconds: float) -> None:
    """Show the build as it ended."""
    run.state, run.seconds = state, seconds
    stage.window.building.show().show_run(run)


STATES: dict[str, Callable[[Stage], None]] = {
    "recipe": recipe,
    "building": building,
    "built": built,
    "build-failed": failed,
}
