"""Builds of the window with a real engine: steps, log, queue, cancellation and failure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shiboken6 import isValid

from studio.model.buildlog import Span, spans
from studio.model.document import Document
from studio.package.builds.recipes import recipes_of
from studio.package.changes import ChangeSet, CreateFile, ReplaceFile
from studio.package.content import FileText
from studio.package.opening import open_package
from studio.services.builds.buildparts import State
from studio.services.builds.desk import BuildDesk, CannotBuild
from studio.services.builds.enginechoice import EngineChoice
from studio.services.engine.connecting import connect
from studio.services.engine.endpoints import endpoint_at
from studio.services.engine.finding import probe
from studio.services.engine.images import remove
from studio.services.jobs import Outcome
from studio.services.settings import Settings
from studio.wording import message

WORKSPACE = "builds:\n- {name: one, context: build}\n- {name: two, context: build}\n"


@pytest.fixture
def engines(qapp, jobs, tmp_path):
    """A choice that has asked nobody yet."""
    choice = EngineChoice(Settings(tmp_path / "settings.ini"), jobs, jobs)
    yield choice
    choice.stop()


@pytest.fixture
def desk(qapp, jobs, engines, tmp_path):
    """The desk of a small service package with two recipes."""
    root = tmp_path / "service"
    for path, text in {
        "package/etcd/Chart.yaml": "apiVersion: v2\nname: etcd\nversion: 1.0.0\n",
        "studio.yaml": WORKSPACE,
        "build/Dockerfile": "FROM busybox:1\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    opened = open_package(root)
    document = Document(opened.snapshot)
    made = BuildDesk(document, lambda: opened.origin, engines, jobs, tmp_path / "state", document)
    yield made
    if isValid(made):
        made.works.cancel_all()


@pytest.fixture
def with_docker(desk, engines, dockerd):
    """The same with an engine that answers."""
    engines.probes = (probe(endpoint_at(dockerd.url)),)
    return desk


def write(desk, text):
    """Write the Dockerfile as another program would, but told to the document."""
    (desk.folder / "build/Dockerfile").write_text(text, encoding="utf-8")


def recipe(desk, name="one"):
    found = recipes_of(desk.document.snapshot).named(name)
    assert found is not None
    return found


def log_of(run):
    return [line.text for line in run.lines]


def test_steps_and_log_are_told(qtbot, with_docker):
    write(with_docker, "FROM busybox:1\nRUN echo told\nUSER 1001\n")
    run = with_docker.build(recipe(with_docker))
    with qtbot.waitSignal(run.ended, timeout=60_000):
        assert run.state is State.RUNNING
    assert run.state is State.DONE
    assert run.fraction == 1.0
    [part] = run.parts
    assert [row.text for row in part.steps] == ["FROM busybox:1", "RUN echo told", "USER 1001"]
    assert all(row.seconds is not None for row in part.steps)
    assert [row.line for row in part.steps] == [1, 2, 3]
    assert "told" in log_of(run)
    assert run.built[0].image.id.startswith("sha256:")
    qtbot.waitUntil(lambda: [each.outcome for each in with_docker.archive.records] == ["done"])


def test_one_build_waits_for_the_other(qtbot, with_docker):
    write(with_docker, "FROM busybox:1\nRUN echo first\n")
    one, two = (with_docker.build(recipe(with_docker, name)) for name in ("one", "two"))
    assert (one.state, two.state) == (State.RUNNING, State.WAITING)
    with qtbot.waitSignal(two.ended, timeout=60_000):
        pass
    assert (one.state, two.state) == (State.DONE, State.DONE)
    assert two.parts[0].steps[1].state is State.CACHED


def test_what_waits_does_not_begin_once_it_is_cancelled(qtbot, with_docker):
    write(with_docker, "FROM busybox:1\nRUN echo first; sleep 300\n")
    one, two = (with_docker.build(recipe(with_docker, name)) for name in ("one", "two"))
    two.cancel()
    assert two.state is State.CANCELLED
    qtbot.waitUntil(lambda: "first" in log_of(one), timeout=60_000)
    with qtbot.waitSignal(one.ended, timeout=30_000):
        one.cancel()
    assert one.parts[0].steps[1].state is State.CANCELLED
    assert with_docker.works.works == ()


def test_a_step_that_fails_tells_its_line(qtbot, with_docker):
    write(with_docker, "FROM busybox:1\n\nRUN echo broken; false\nUSER 1001\n")
    run = with_docker.build(recipe(with_docker))
    with qtbot.waitSignal(run.ended, timeout=60_000):
        pass
    assert run.state is State.FAILED
    assert run.error.line == 3
    assert log_of(run)[-3:-1] == ["$ echo broken; false", "broken"]
    assert run.error.reason in log_of(run)[-1]
    assert [row.state for row in run.parts[0].steps] == [
        State.DONE, State.FAILED, State.WAITING,
    ]  # fmt: skip


def test_an_earlier_build_is_shown_as_it_was(qtbot, with_docker, monkeypatch):
    """With its log, in which nobody sees a secret, and with its images as long as there are any."""
    monkeypatch.setenv("WORD", "secretword")
    write(with_docker, "FROM busybox:1\nARG WORD\nRUN echo said $WORD; false\n")
    asked = replace(recipe(with_docker), args={"WORD": None})
    run = with_docker.build(asked)
    with qtbot.waitSignal(run.ended, timeout=60_000):
        pass
    archive = with_docker.archive
    qtbot.waitUntil(lambda: len(archive.builds) == 1)
    [past] = archive.builds
    assert past.key == run.key
    assert (past.state, past.end) == (State.FAILED, (3, 3))
    again = archive.run_of(past, asked)
    qtbot.waitUntil(lambda: bool(again.lines))
    assert log_of(again) == log_of(run)
    assert "said ●●●●●●" in log_of(again)
    assert "secretword" not in "".join(log_of(again))
    assert [row.state for row in again.parts[0].steps] == [row.state for row in run.parts[0].steps]
    archive.remove(past)
    qtbot.waitUntil(lambda: archive.builds == [])


def test_images_of_an_earlier_build_that_the_engine_lost(qtbot, with_docker, dockerd):
    write(with_docker, "FROM busybox:1\nRUN echo lost\n")
    run = with_docker.build(recipe(with_docker))
    with qtbot.waitSignal(run.ended, timeout=60_000):
        pass
    run.saved = ("images/one.tar",)
    archive = with_docker.archive
    qtbot.waitUntil(lambda: bool(archive.builds) and bool(archive.builds[0].saved))
    with qtbot.waitSignal(archive.looked, timeout=30_000):
        again = archive.run_of(archive.builds[0], recipe(with_docker))
    assert again.saved == ("images/one.tar",)
    assert [each.image.id for each in again.built] == [run.built[0].image.id]
    with connect(endpoint_at(dockerd.url)) as engine:
        remove(engine, run.recipe.address)
    with qtbot.waitSignal(archive.looked, timeout=30_000):
        archive.look()
    assert again.built == ()
    assert again.size == run.size > 0


def test_layers_are_named_by_the_dockerfile(qtbot, with_docker):
    write(with_docker, "FROM busybox:1 AS a\nRUN echo a > /a\nFROM a\nCOPY Dockerfile /d\nUSER 1\n")
    run = with_docker.build(recipe(with_docker))
    with qtbot.waitSignal(run.ended, timeout=60_000):
        pass
    assert [layer.command for layer in run.built[0].layers] == [
        "FROM busybox:1 AS a", "RUN echo a > /a", "COPY Dockerfile /d",
    ]  # fmt: skip


def test_what_will_be_sent_is_told_before(qtbot, with_docker):
    write(with_docker, "FROM busybox:1\nRUN echo hello\n")
    (with_docker.folder / "build/large.bin").write_bytes(b"x" * 5000)
    with qtbot.waitSignal(with_docker.foreseen, timeout=30_000) as told:
        with_docker.foresee(recipe(with_docker))
    asked, found = told.args
    assert asked.name == "one"
    assert [entry.path for entry in found.context.largest(1)] == ["large.bin"]
    assert found.concerns == ()


def test_a_missing_folder_is_told_before(qtbot, with_docker):
    (with_docker.folder / "build/Dockerfile").unlink()
    with qtbot.waitSignal(with_docker.foreseen, timeout=30_000) as told:
        with_docker.foresee(recipe(with_docker))
    assert "Dockerfile" in str(told.args[1])


def test_a_secret_that_is_missing_hides_nothing_else(qtbot, with_docker, jobs):
    text = "builds:\n- {name: one, context: build, secrets: [{id: a, env: NOBODY_SETS_THIS}]}\n"
    (with_docker.folder / "studio.yaml").write_text(text, encoding="utf-8")
    found = recipes_of(open_package(with_docker.folder).snapshot).recipes[0]
    with qtbot.waitSignal(with_docker.foreseen, timeout=30_000) as told:
        with_docker.foresee(found)
    [(_, concern)] = told.args[1].concerns
    assert "NOBODY_SETS_THIS" in str(concern.sentence)
    assert concern.prevents
    assert told.args[1].context.file_count == 1
    assert [job for job in jobs.past if job.outcome is Outcome.FAILED] == []


def test_what_was_never_saved_is_sent(qtbot, with_docker):
    """A scaffold makes a folder that is not on the disk yet."""
    text = "builds:\n- {name: new, context: docker}\n"
    dockerfile = "FROM busybox:1\nRUN echo hello\n"
    files = {"studio.yaml": text, "docker/Dockerfile": dockerfile}
    for path, content in files.items():
        old = with_docker.document.snapshot.files.get(path)
        new = FileText(content)
        step = CreateFile(path, new) if old is None else ReplaceFile(path, old, new)
        with_docker.document.commit(ChangeSet(message("Change {path}", path=path), (step,)))
    wanted = recipes_of(with_docker.document.snapshot).recipes[0]
    with qtbot.waitSignal(with_docker.foreseen, timeout=30_000) as told:
        with_docker.foresee(wanted)
    assert [entry.path for entry in told.args[1].context.entries] == ["Dockerfile"]
    run = with_docker.build(wanted)
    with qtbot.waitSignal(run.ended, timeout=60_000):
        pass
    assert run.state is State.DONE


def test_without_an_engine_nothing_is_built(desk, engines):
    engines.probes = (probe(endpoint_at("unix:///nowhere.sock")),)
    with pytest.raises(CannotBuild, match="start Docker or Podman"):
        desk.build(recipe(desk))
    assert desk.runs == []


def test_an_engine_of_the_environment_is_not_replaced(qtbot, engines, monkeypatch, dockerd):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    monkeypatch.setenv("CONTAINER_HOST", dockerd.url)
    engines.look()
    qtbot.waitUntil(lambda: engines.probes is not None, timeout=30_000)
    assert engines.endpoint is None
    assert engines.current.endpoint.url == "unix:///nowhere.sock"
    engines.choose(dockerd.url)
    qtbot.waitUntil(lambda: not engines.is_looking, timeout=30_000)
    assert engines.endpoint.url == dockerd.url


def test_lines_keep_their_colours():
    assert spans("plain") == (Span("plain", ""),)
    assert spans("\x1b[1;31mred\x1b[0m, \x1b[92mgreen") == (
        Span("red", "error"), Span(", ", ""), Span("green", "ok"),
    )  # fmt: skip
    assert spans("10%\r20%\rdone\r\n") == (Span("done", ""),)
    assert spans("\x1b[2K\x1b]0;title\x07text") == (Span("text", ""),)
    assert spans("\x1b[38;5;31mtext") == (Span("text", ""),)
    assert spans("warning: old") == (Span("warning: old", "warning"),)
    assert spans("main.c:1: error: no") == (Span("main.c:1: error: no", "error"),)


def test_a_package_that_is_closed_ends_its_builds(qtbot, jobs, with_docker):
    write(with_docker, "FROM busybox:1\nRUN echo going; sleep 300\n")
    run = with_docker.build(recipe(with_docker))
    qtbot.waitUntil(lambda: "going" in log_of(run), timeout=60_000)
    with_docker.close()
    qtbot.waitUntil(lambda: jobs.running == (), timeout=30_000)
