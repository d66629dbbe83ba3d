"""The program as a whole: commands, exit codes, languages, streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio import __version__
from studio.cli import rules
from studio.cli.commands import COMMANDS, is_command
from studio.cli.program import main
from studio.cli.terminal import Terminal, has_colours, language_of
from studio.errors import StudioError
from studio.wording import message

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "samples" / "kafka"


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studio", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
    )  # fmt: skip


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"osc-studio {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_an_example(capsys, command):
    assert main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"usage: osc-studio {command}")
    assert f"Example:\n  osc-studio {command} " in out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese_where_the_session_is(capsys, monkeypatch, command):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"用法：osc-studio {command}")
    assert "\n选项:\n  -h, --help" in out
    assert f"示例：\n  osc-studio {command} " in out


def test_the_help_of_the_program_lists_the_commands(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("    ")]
    assert set(COMMANDS) <= set(listed)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["validate"], "the following arguments are required: PATH"),
        (["validate", "x", "--format", "xml"], "argument --format: 'xml' is none of "),
        (["validate", "--nonsense", "x"], "unrecognized arguments: --nonsense"),
        (["nonsense"], "There is no command, file or folder named nonsense."),
    ],
)
def test_wrong_use_is_one_sentence(capsys, arguments, complaint):
    assert main(arguments) == 2
    streams = capsys.readouterr()
    assert complaint in streams.err
    assert streams.err.count("\n") == 1
    assert streams.out == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["validate"], "{names}缺少"),
        (["validate", "x", "--nonsense"], "不认识"),
        (["validate", "x", "--format", "xml"], "“格式”无效"),
        (["validate", "x", "--format"], "没有值"),
        (["validate", "x", "--strict=3"], "不带值"),
        (["set", "x", "f", "/p", "--string", "--json"], "不能并用"),
        (["validate", "x", "--pr", "osc"], "可能是"),
    ],
)
def test_wrong_use_is_said_in_chinese(capsys, monkeypatch, arguments, complaint):
    words = {
        "the following arguments are required: {names}": "{{names}}缺少",
        "unrecognized arguments: {names}": "不认识",
        "argument {name}: {value} is none of {choices}": "“格式”无效",
        "argument {name}: its value is missing": "没有值",
        "argument {name}: not allowed together with {other}": "不能并用",
        "argument {name}: takes no value, but was given {value}": "不带值",
        "{name} may mean any of {others}": "可能是",
    }
    monkeypatch.setattr("studio.wording.catalogue", lambda language: words)
    assert main(["--language", "zh", *arguments]) == 2
    assert complaint in capsys.readouterr().err


def test_the_language_may_stand_before_the_command(capsys):
    assert main(["--language", "zh", "rules", "OSC-07"]) == 0
    assert "版本不会被读作数字" in capsys.readouterr().out
    assert is_command("--language=zh")


def test_a_terminal_without_chinese_gets_escapes(tmp_path):
    arguments = ("--language", "zh", "rules", "OSC-07")
    text = process(*arguments, PYTHONIOENCODING="ascii")
    assert text.returncode == 0
    assert text.stdout.isascii()
    assert "\\u7248\\u672c" in text.stdout
    shape = process(*arguments, "--format", "json", PYTHONIOENCODING="latin-1")
    assert shape.stdout.isascii()
    assert json.loads(shape.stdout)[0]["title"] == "版本不会被读作数字"


def test_severities_speak_the_language(capsys, monkeypatch):
    monkeypatch.setattr("studio.wording.catalogue", lambda language: {"error": "错误"})
    assert main(["rules", "OSC-07", "--language", "zh"]) == 0
    assert capsys.readouterr().out.startswith("OSC-07 错误: ")


def test_what_cannot_be_opened_is_one_sentence(capsys, tmp_path):
    assert main(["validate", str(tmp_path / "nothing")]) == 2
    streams = capsys.readouterr()
    assert streams.err == f"osc-studio: {tmp_path / 'nothing'} does not exist.\n"
    assert streams.out == ""


def test_an_interrupted_command_says_nothing_more(monkeypatch, capsys):
    def interrupted(arguments, terminal):
        raise KeyboardInterrupt

    monkeypatch.setattr(rules, "run", interrupted)
    assert main(["rules"]) == 130
    assert capsys.readouterr().err == "\n"


def test_errors_speak_the_language_that_was_asked_for(monkeypatch, capsys):
    def failing(arguments, terminal):
        raise StudioError("It is {what}.", what="broken")

    monkeypatch.setattr(rules, "run", failing)
    monkeypatch.setattr(
        "studio.wording.catalogue",
        lambda language: {"It is {what}.": "坏了: {what}。"} if language == "zh" else {},
    )
    assert main(["rules", "--language", "zh"]) == 2
    assert capsys.readouterr().err == "osc-studio: 坏了: broken。\n"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(["rules"]) == 2
    assert "坏了" in capsys.readouterr().err
    assert main(["rules", "--language=en"]) == 2
    assert "It is broken." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
    ],
)
def test_the_session_chooses_the_language(environment, language):
    assert language_of(environment) == language


@pytest.mark.parametrize(
    ("environment", "is_terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colours_only_on_a_terminal_that_wants_them(
    monkeypatch, environment, is_terminal, coloured
):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal, raising=False)
    assert has_colours(sys.stdout, environment) == coloured


def test_progress_is_drawn_on_a_terminal_only(capsys, monkeypatch):
    with Terminal("en").progress() as progress:
        progress(0.5, message("Packing"))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Terminal("en").progress() as progress:
        progress(0.5, message("Packing"))
    drawn = capsys.readouterr().err
    assert "  50% Packing" in drawn
    assert drawn.endswith("\r\x1b[K")


def test_paths_are_for_the_window_and_commands_are_not():
    assert all(is_command(word) for word in [*COMMANDS, "--help", "-h", "--version"])
    assert not any(is_command(word) for word in ["./tree", "etcd", "--quit-after-paint"])


def test_no_qt_and_little_else_is_loaded(tmp_path):
    code = (
        "import sys; from studio.cli.program import main;"
        f"code = [main(['validate', {str(SAMPLE)!r}]), main(['tree', {str(SAMPLE)!r}]),"
        f" main(['rules']), main(['export', {str(SAMPLE)!r}, '-o', {str(tmp_path)!r}])];"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6', 'docker')];"
        "sys.exit(f'{code} {bad}' if bad or any(code) else 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_a_reader_that_has_enough_is_no_error():
    writer = subprocess.Popen(
        [sys.executable, "-m", "studio", "rules", "--format", "md"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.read(10)
    writer.stdout.close()
    complaints = writer.stderr.read()
    writer.stderr.close()
    assert writer.wait() == 0
    assert complaints == b""


def test_the_whole_process(tmp_path):
    result = process("validate", str(tmp_path / "nothing"))
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert process("--version").stdout == f"osc-studio {__version__}\n"
    wrong = process("--nonsense")
    assert wrong.returncode == 2
    assert "--nonsense" in wrong.stderr


def test_what_is_neither_command_nor_path_fails_before_the_window(tmp_path):
    code = (
        "import sys; from studio.__main__ import main; sys.argv = ['osc-studio', 'bogus'];"
        "code = main(); sys.exit(f'{code} window' if 'PySide6' in sys.modules else code)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert result.returncode == 2
    assert result.stderr == "osc-studio: There is no command, file or folder named bogus.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["--version"], ["rules", "--format", "md"], ["validate", str(SAMPLE)]]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_result_that_cannot_be_written_is_one_sentence(arguments, unbuffered):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(
            [sys.executable, "-m", "studio", *arguments],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert result.returncode == 2
    assert result.stderr.startswith("osc-studio: The result cannot be written: ")
    assert result.stderr.count("\n") == 1


def test_the_window_opens_for_a_path(monkeypatch, tmp_path):
    from studio import __main__ as entry

    opened = []

    class Window:
        @staticmethod
        def run_window(path, *, quit_after_paint):
            opened.append((path, quit_after_paint))
            return 0

    monkeypatch.setitem(sys.modules, "studio.app", Window)
    monkeypatch.chdir(tmp_path)
    for name in ("tree", "etcd"):
        Path(name).mkdir()
    for arguments in ([], ["./tree"], ["etcd", "--quit-after-paint"]):
        monkeypatch.setattr(sys, "argv", ["osc-studio", *arguments])
        assert entry.main() == 0
    assert opened == [(None, False), (Path("tree"), False), (Path("etcd"), True)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_commands_options_and_choices(capsys, shell):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for word in (*COMMANDS, "allow-errors", "operatorhub", "sarif", "deploy-only"):
        assert word in script


def test_bash_completes(tmp_path):
    script = process("completion", "bash").stdout
    (tmp_path / "script").write_text(script, encoding="utf-8")
    ask = (
        f". {tmp_path}/script; cd {tmp_path}\n"
        'complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=();'
        ' _osc_studio; echo "${COMPREPLY[*]}"; }\n'
        "complete_words osc-studio va\n"
        "complete_words osc-studio validate --str\n"
        "complete_words osc-studio validate x --format s\n"
        "complete_words osc-studio validate scr\n"
    )
    result = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    assert result.stdout.split("\n") == ["validate", "--strict", "sarif", "script", ""]
