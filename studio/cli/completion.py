"""`osc-studio completion`: let a shell complete commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from studio.wording import message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from studio.cli.terminal import Terminal

SUMMARY = message("print what makes a shell complete commands and options")
EXAMPLE = "osc-studio completion bash > ~/.local/share/bash-completion/completions/osc-studio"


class Completed(NamedTuple):
    """A subcommand: its options with their helps and choices, and the choices of its words."""

    name: str
    summary: str
    options: dict[str, tuple[str, list[str]]]
    words: list[str]


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "shell",
        choices=("bash", "zsh", "fish"),
        help=terminal.say(message("the shell that completes")),
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the script; 0."""
    from studio.cli.program import build_parser

    scripts: dict[str, Callable[[list[Completed]], Iterator[str]]] = {
        "bash": _bash, "zsh": _zsh, "fish": _fish,
    }  # fmt: skip
    for line in scripts[arguments.shell](list(_commands(build_parser(terminal)))):
        terminal.print(line)
    return 0


def _commands(parser: argparse.ArgumentParser) -> Iterator[Completed]:
    """The subcommands of a parser."""
    for action in _actions(parser):
        if isinstance(action.choices, dict):
            subparsers = cast("dict[str, argparse.ArgumentParser]", action.choices)
            for name, subparser in subparsers.items():
                yield _command(name, subparser)


def _command(name: str, parser: argparse.ArgumentParser) -> Completed:
    options: dict[str, tuple[str, list[str]]] = {}
    words: list[str] = []
    for action in _actions(parser):
        choices = [str(choice) for choice in action.choices or ()]
        if not action.option_strings:
            words += choices
        for option in action.option_strings:
            options[option] = (action.help or "", choices)
    return Completed(name, parser.description or "", options, words)


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What a parser accepts; argparse has no public name for it."""
    return vars(parser)["_actions"]


def _bash(commands: list[Completed]) -> Iterator[str]:
    yield "_osc_studio() {"
    yield '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"'
    yield '    if [ "$COMP_CWORD" -eq 1 ]; then'
    yield f'        COMPREPLY=($(compgen -f -W "{" ".join(c.name for c in commands)}" -- "$word"))'
    yield "        return"
    yield "    fi"
    yield '    case "${COMP_WORDS[1]} $before" in'
    for command in commands:
        for option, (_help, choices) in command.options.items():
            if choices:
                reply = f'COMPREPLY=($(compgen -W "{" ".join(choices)}" -- "$word")); return'
                yield f'        "{command.name} {option}") {reply};;'
    yield "    esac"
    yield '    case "${COMP_WORDS[1]}" in'
    for command in commands:
        words = " ".join([*command.options, *command.words])
        reply = f'COMPREPLY=($(compgen -f -W "{words}" -- "$word"))'
        yield f"        {command.name}) {reply};;"
    yield "    esac"
    yield "}"
    yield "complete -o filenames -F _osc_studio osc-studio"


def _zsh(commands: list[Completed]) -> Iterator[str]:
    yield "#compdef osc-studio"
    yield "_osc_studio() {"
    yield "    if (( CURRENT == 2 )); then"
    named = " ".join(_quoted(f"{c.name}:{c.summary}") for c in commands)
    yield f"        local -a commands=({named})"
    yield "        _describe command commands"
    yield "        _files"
    yield "        return"
    yield "    fi"
    yield '    case "$words[2]" in'
    for command in commands:
        specs = [
            _quoted(f"{option}[{_bare(text)}]{_zsh_values(choices)}")
            for option, (text, choices) in command.options.items()
        ]
        rest = f"*:word:({' '.join(command.words)})" if command.words else "*:file:_files"
        yield f"        {command.name}) shift words; (( CURRENT-- ))"
        yield f"            _arguments {' '.join([*specs, _quoted(rest)])};;"
    yield "    esac"
    yield "}"
    yield '_osc_studio "$@"'


def _zsh_values(choices: list[str]) -> str:
    return f":value:({' '.join(choices)})" if choices else ""


def _fish(commands: list[Completed]) -> Iterator[str]:
    for command in commands:
        yield (
            "complete -c osc-studio -n __fish_use_subcommand"
            f" -a {command.name} -d {_quoted(command.summary)}"
        )
    for command in commands:
        seen = f"-n '__fish_seen_subcommand_from {command.name}'"
        for option, (text, choices) in command.options.items():
            kind = "-l" if option.startswith("--") else "-s"
            values = f" -xa {_quoted(' '.join(choices))}" if choices else ""
            name = option.lstrip("-")
            yield f"complete -c osc-studio {seen} {kind} {name} -d {_quoted(text)}{values}"
        if command.words:
            yield f"complete -c osc-studio {seen} -f -a {_quoted(' '.join(command.words))}"


def _quoted(text: str) -> str:
    """`text` as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def _bare(text: str) -> str:
    """`text` without what ends a description of zsh's `_arguments`."""
    return text.replace("[", "(").replace("]", ")").replace(":", ",")
