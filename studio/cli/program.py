"""The program `osc-studio`: finds the command, runs it, and turns errors into exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast

from studio import __version__
from studio.cli.terminal import Terminal, language_of
from studio.errors import StudioError
from studio.wording import LANGUAGES, Message, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PROGRAM = "osc-studio"
COMMANDS = {
    "validate": "studio.cli.validate",
    "export": "studio.cli.export",
    "tree": "studio.cli.tree",
    "set": "studio.cli.set_value",
    "rules": "studio.cli.rules",
    "completion": "studio.cli.completion",
}
DONE, WRONG_USE, _INTERRUPTED = 0, 2, 130


class Command(Protocol):
    """What the module of a subcommand offers."""

    SUMMARY: Message
    EXAMPLE: str

    def add_arguments(self, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
        """Declare its arguments."""
        ...

    def run(self, arguments: argparse.Namespace, terminal: Terminal) -> int:
        """Do the work; the exit code."""
        ...


def is_command(argument: str) -> bool:
    """Whether the first argument of a call is for the command line and not a path."""
    return argument in COMMANDS or argument in {"-h", "--help", "--version"}


def main(arguments: Sequence[str]) -> int:
    """Run one command; never raises but for defects."""
    terminal = Terminal(_language(arguments))
    try:
        code = _run(arguments, terminal)
        terminal.out.flush()
    except StudioError as error:
        terminal.complain(f"{PROGRAM}: {error.message.text(terminal.language)}")
        return WRONG_USE
    except KeyboardInterrupt:
        terminal.complain("")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read has read enough; what Python would flush at exit goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _run(arguments: Sequence[str], terminal: Terminal) -> int:
    parser = build_parser(terminal)
    try:
        if arguments[:1] and arguments[0].startswith("-") and not is_command(arguments[0]):
            parser.error(f"unrecognized arguments: {arguments[0]}")
        parsed = parser.parse_args(arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else WRONG_USE
    command = cast("Command", import_module(COMMANDS[parsed.command]))
    return command.run(parsed, terminal)


def build_parser(terminal: Terminal) -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(
        terminal,
        prog=PROGRAM,
        usage=f"{PROGRAM} [PATH]\n       {PROGRAM} COMMAND …",
        description=terminal.say(
            message("Edit, check and export OSC service packages. Without a command: the window.")
        ),
        epilog=_examples(terminal, f"{PROGRAM} ./etcd", f"{PROGRAM} validate ./etcd --strict"),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"{PROGRAM} {__version__}",
        help=terminal.say(message("print the version")),
    )
    subparsers = parser.add_subparsers(
        dest="command",
        required=True,
        metavar="COMMAND",
        prog=PROGRAM,
        parser_class=cast("type[_Parser]", partial(_Parser, terminal)),
    )
    for name, module in COMMANDS.items():
        command = cast("Command", import_module(module))
        summary = terminal.say(command.SUMMARY)
        subparser = subparsers.add_parser(
            name,
            help=summary,
            description=terminal.say(
                message("{sentence}.", sentence=f"{summary[:1].upper()}{summary[1:]}")
            ),
            epilog=_examples(terminal, command.EXAMPLE),
        )
        command.add_arguments(subparser, terminal)
        subparser.add_argument(
            "--language",
            choices=LANGUAGES,
            help=terminal.say(message("language of sentences; by default that of the session")),
        )
    return parser


class _Parser(argparse.ArgumentParser):
    """Speaks the language of its terminal; says in one sentence what is wrong."""

    def __init__(self, terminal: Terminal, **options: Any) -> None:
        self._terminal = terminal
        super().__init__(
            add_help=False,
            formatter_class=_formatter(terminal.say(message("usage: "))),
            **options,
        )
        self._positionals.title = terminal.say(message("arguments"))
        self._optionals.title = terminal.say(message("options"))
        self.add_argument(
            "-h", "--help", action="help", help=terminal.say(message("print this help"))
        )

    def error(self, message: str) -> NoReturn:
        complaint = Message(
            "{program}: {problem} (see {program} --help)",
            {"program": self.prog, "problem": message},
        )
        self.exit(WRONG_USE, f"{self._terminal.say(complaint)}\n")


def _formatter(heading: str) -> type[argparse.HelpFormatter]:
    """What lays out help, with its own word for «usage: »."""

    class Formatter(argparse.RawDescriptionHelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[Any],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, heading if prefix is None else prefix)

    return Formatter


def _examples(terminal: Terminal, *calls: str) -> str:
    heading = terminal.say(message("Example:"))
    return "\n".join([heading, *(f"  {call}" for call in calls)])


def _language(arguments: Sequence[str]) -> str:
    """The language, before anything is parsed: help and complaints are in it too."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--language":
            value = value or "".join(arguments[index + 1 : index + 2])
            if value in LANGUAGES:
                return value
    return language_of(os.environ)
