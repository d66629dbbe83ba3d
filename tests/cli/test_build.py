"""`osc-studio build` with a real engine, and what it says where there is none."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from functools import partial
from pathlib import Path

import pytest

from studio.cli import program
from studio.services.engine.buildxplugin import has_buildx
from studio.services.engine.history import BuildHistory
from tests.daemons import sleepers

CHART = {
    "package/etcd/Chart.yaml": "apiVersion: v2\nname: etcd\nversion: 1.0.0\n",
    "package/etcd/values.yaml": 'image:\n  repository: quay.io/x/etcd\n  tag: "3.4.6"\n',
    "package/etcd/templates/d.yaml": "image: {{ .Values.image.repository }}\n",
    "studio.yaml": "builds:\n- {name: etcd, tag: 3.4.7, context: build, args: {WORD: hello}}\n",
    "build/Dockerfile": "FROM busybox:1\nARG WORD\nRUN echo said $WORD\nCOPY file /file\n",
    "build/file": "content\n",
}


@pytest.fixture
def service(tmp_path):
    """A service package with a recipe; its files can be given."""

    def make(**files: str) -> Path:
        root = tmp_path / "service"
        for path, text in {**CHART, **files}.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return root

    return make


def test_build_and_save(run, service, dockerd):
    root = service()
    code, out, err = run("build", root, "--engine", dockerd.url, "--save")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "etcd:3.4.7 for linux/amd64: 1 KB to send, files: 2, left out: 0"
    assert "said hello" in lines
    assert "RUN echo said $WORD" in lines
    assert any(line.startswith("Built etcd:3.4.7 for linux/amd64") for line in lines)
    tar = root / "images/etcd-3.4.7-x86_64.tar"
    assert f"({tar.stat().st_size} B)" in out
    assert lines[-1] == "package/etcd/values.yaml still says 3.4.6; the new image is 3.4.7."
    assert "x86_64: etcd-3.4.7-x86_64.tar" in (root / "images/mapping.yaml").read_text("utf-8")
    (record,) = BuildHistory().of(root)
    assert record.outcome == "done"


def test_colours_of_the_build_stay_out_of_pipes(run, service, dockerd):
    text = "FROM busybox:1\nRUN printf '\\033[32mgreen\\033[0m\\n'\n"
    code, out, _ = run("build", service(**{"build/Dockerfile": text}), "--engine", dockerd.url)
    assert code == 0
    assert "green" in out.splitlines()
    assert "\x1b" not in out


def test_names_of_recipes_may_follow_options(run, service):
    code, _out, err = run("build", service(), "--save", "other", "etcd")
    assert code == 2
    assert "no recipe other" in err


def test_an_interrupt_ends_the_engine_s_work(service, dockerd):
    if has_buildx():
        pytest.skip("buildx is installed, and a process of its own would use it")
    require_end_by_interrupt(service, dockerd, f"302.{os.getpid()}")


def test_an_interrupt_ends_the_work_of_buildx(service, bridged_dockerd, buildx):
    require_end_by_interrupt(service, bridged_dockerd, f"306.{os.getpid()}")


def require_end_by_interrupt(service, daemon, seconds):
    """`seconds` tells the test's program from all others of the machine."""
    root = service(**{"build/Dockerfile": f"FROM busybox:1\nRUN sleep {seconds}\n"})
    command = [sys.executable, "-m", "studio", "build", root, "--engine", daemon.url]
    # What runs in the background of a shell ignores interrupts, and so would what it starts.
    listen = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, preexec_fn=listen) as process:  # noqa: PLW1509 - nothing else can
        try:
            while not sleepers(seconds):
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            _out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 130
    assert b"Traceback" not in err
    deadline = time.monotonic() + 30
    while sleepers(seconds):
        assert time.monotonic() < deadline


def test_what_was_saved_is_exported(run, service, dockerd, tmp_path):
    root = service()
    assert run("build", root, "etcd", "--engine", dockerd.url, "--save")[0] == 0
    code, out, _err = run("export", root, "-o", tmp_path / "dist", "--allow-errors")
    assert code == 0
    with zipfile.ZipFile(out.splitlines()[0]) as archive:
        names = archive.namelist()
        tar = next(name for name in names if name.endswith("images/etcd-3.4.7-x86_64.tar"))
        saved = (root / "images/etcd-3.4.7-x86_64.tar").read_bytes()
        assert archive.read(tar) == saved
        assert not any("build/" in name or "studio.yaml" in name for name in names)


def test_a_failing_step_exits_with_one_and_says_the_line(run, service, dockerd):
    root = service(**{"build/Dockerfile": "FROM busybox:1\n\nRUN false\n"})
    code, _out, err = run("build", root, "--engine", dockerd.url, "--save")
    assert code == 1
    assert "osc-studio: etcd: the build failed at build/Dockerfile:3: exit code 1: false" in err
    assert not (root / "images").exists()
    (record,) = BuildHistory().of(root)
    assert record.outcome == "failed"


def test_recipes_after_one_that_fails_are_said_not_to_be_built(run, service, dockerd):
    recipes = "builds:\n" + "".join(
        f"- {{name: {name}, context: {folder}}}\n"
        for name, folder in (("good", "build"), ("bad", "bad"), ("miss", "build"), ("far", "build"))
    )
    root = service(**{"studio.yaml": recipes, "bad/Dockerfile": "FROM busybox:1\nRUN false\n"})
    code, _out, err = run("build", root, "--engine", dockerd.url)
    assert code == 1
    assert "osc-studio: bad: the build failed at bad/Dockerfile:2: " in err
    assert err.splitlines()[-1] == "Not built: miss, far"


def test_warnings_name_the_dockerfile_by_its_path(run, service, dockerd):
    root = service(**{"build/Dockerfile": "FROM busybox:1\nRUN true\n"})
    code, _out, err = run("build", root, "--platform", "linux/s390x", "--engine", dockerd.url)
    assert code == 1
    assert any(line.startswith("build/Dockerfile:") for line in err.splitlines())


def test_what_cannot_succeed_is_said_before(run, service, dockerd):
    root = service(**{"build/Dockerfile": "FROM scratch\nLABEL a=b\nCOPY file /file\n"})
    code, out, err = run("build", root, "--platform", "linux/s390x", "--engine", dockerd.url)
    assert code == 1
    assert "FROM scratch" in err
    assert "LABEL" not in out


def test_two_platforms(run, service, dockerd):
    root = service(**{"build/Dockerfile": "FROM scratch\nCOPY file /file\n"})
    both = ["--platform", "linux/amd64", "--platform", "linux/arm64"]
    code, _out, err = run("build", root, *both, "--engine", dockerd.url, "--save")
    assert (code, err) == (0, "")
    assert sorted(path.name for path in (root / "images").iterdir()) == [
        "etcd-3.4.7-aarch64.tar", "etcd-3.4.7-x86_64.tar", "mapping.yaml",
    ]  # fmt: skip
    code, out, _err = run("images", root)
    assert code == 0
    assert "etcd-3.4.7-aarch64.tar" in out


def test_push(run, service, dockerd, daemons):
    registry = daemons.registry()
    code, out, err = run("build", service(), "--engine", dockerd.url, "--push", registry.address)
    assert (code, err) == (0, "")
    name, digest = out.splitlines()[-1].split()
    assert name == f"{registry.address}/etcd:3.4.7"
    assert digest.startswith("sha256:")


def test_buildx_builds_saves_and_pushes(run, service, bridged_dockerd, buildx, daemons):
    registry = daemons.registry()
    root = service()
    where = ["--engine", bridged_dockerd.url, "--push", registry.address]
    code, out, err = run("build", root, *where, "--save")
    assert (code, err) == (0, "")
    assert "said hello" in out.splitlines()
    assert (root / "images/etcd-3.4.7-x86_64.tar").is_file()
    assert f"{registry.address}/etcd:3.4.7 sha256:" in out


def test_two_platforms_are_pushed_under_one_name(run, service, dockerd, daemons):
    registry = daemons.registry()
    root = service(**{"build/Dockerfile": "FROM scratch\nCOPY file /file\n"})
    both = ["--platform", "linux/amd64", "--platform", "linux/arm64"]
    code, out, err = run("build", root, *both, "--engine", dockerd.url, "--push", registry.address)
    assert (code, err) == (0, "")
    pushed = [line.split()[0] for line in out.splitlines() if line.startswith(registry.address)]
    name = f"{registry.address}/etcd:3.4.7"
    assert pushed == [f"{name}-x86_64", f"{name}-aarch64", name]


def test_a_registry_that_lets_nobody_in(run, service, dockerd, daemons):
    registry = daemons.registry(closed=True)
    code, _out, err = run("build", service(), "--engine", dockerd.url, "--push", registry.address)
    assert code == 2
    assert registry.address in err
    assert len(err.splitlines()) == 1


def test_no_engine(run, service, tmp_path):
    code, out, err = run("build", service(), "--engine", f"unix://{tmp_path}/s")
    assert (code, out) == (2, "")
    assert "No engine answers" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["other"], "only etcd"),
        (["--platform", "arm"], "no platform"),
        (["--platform", "linux/amd46"], "unknown platform linux/amd46"),
        (["--platform", "linus/amd64"], "unknown platform linus/amd64"),
        (["--engine", "nonsense"], "neither the address"),
    ],
)
def test_wrong_use(run, service, arguments, said):
    code, out, err = run("build", service(), *arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("workspace", "said"),
    [
        ("rules: {}\n", "no build recipes"),
        ("builds: [{context: x}]\n", "needs a name"),
        ("builds: [{name: a, context: x, platforms: [3]}]\n", "no platform"),
    ],
)
def test_recipes_that_cannot_be_built(run, service, workspace, said):
    code, _out, err = run("build", service(**{"studio.yaml": workspace}))
    assert code == 2
    assert said in err


def test_a_registry_that_is_none(run, service, dockerd):
    code, out, err = run("build", service(), "--engine", dockerd.url, "--push", "not one")
    assert (code, out) == (2, "")
    assert "cannot be pushed" in err


def test_a_missing_folder(run, service, dockerd):
    root = service(**{"studio.yaml": "builds: [{name: a, context: nowhere}]\n"})
    code, _out, err = run("build", root, "--engine", dockerd.url)
    assert code == 2
    assert "nowhere" in err


def test_archives_and_bare_charts(run, service, tmp_path):
    root = service()
    archive = tmp_path / "etcd.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in root.rglob("*"):
            packed.write(path, Path("etcd", path.relative_to(root)))
    code, _out, err = run("build", archive)
    assert code == 2
    assert "unpack it first" in err
    bare = root / "package/etcd"
    (bare / "studio.yaml").write_text(CHART["studio.yaml"], encoding="utf-8")
    code, _out, err = run("build", bare, "--save")
    assert code == 2
    assert "service package" in err


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_on_a_terminal_a_bar_moves_and_the_log_comes_only_with_a_failure(
    run, service, dockerd, monkeypatch
):
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    code, out, _err = run("build", service(), "--engine", dockerd.url)
    assert code == 0
    assert "said hello" not in out
    assert "RUN echo said $WORD" in out
    assert "100%" in screen.getvalue()
    text = "FROM busybox:1\nRUN echo the reason; false\n"
    code, out, _err = run("build", service(**{"build/Dockerfile": text}), "--engine", dockerd.url)
    assert code == 1
    assert "\nthe reason\n" in screen.getvalue()
    # What is printed takes the line of the bar, which must be gone by then.
    assert screen.getvalue().split("\nthe reason\n")[0].splitlines()[-1].count("█") == 0


def test_the_bar_of_buildx_ends_with_the_last_step(
    run, service, bridged_dockerd, buildx, monkeypatch
):
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    text = "FROM busybox:1\nARG WORD\nRUN echo said $WORD\nENV A=b\nCMD true\n"
    root = service(**{"build/Dockerfile": text})
    code, _out, _err = run("build", root, "--engine", bridged_dockerd.url)
    assert code == 0
    drawn = screen.getvalue()
    assert "Step 3 of 5: RUN" in drawn
    assert "100% Step 5 of 5: CMD" in drawn


def test_the_help_needs_no_sdk():
    text = (
        "import sys; from studio.cli.program import main; main(['build', '--help']);"
        "sys.exit(bool({'docker', 'requests', 'PySide6'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", text], check=False, capture_output=True,
                          cwd=Path(program.__file__).parents[2]).returncode == 0  # fmt: skip
