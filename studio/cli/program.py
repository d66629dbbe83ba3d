"""The program `osc-studio`: finds the command, runs it, and turns errors into exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast

from studio import __version__
from studio.cli.commands import COMMANDS, is_command, is_nothing
from studio.cli.terminal import CannotPrint, Terminal, language_of
from studio.errors import StudioError
from studio.wording import LANGUAGES, Message, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from _typeshed import SupportsWrite

PROGRAM = "osc-studio"
DONE, WRONG_USE, _INTERRUPTED = 0, 2, 130


class UnknownCommand(StudioError):
    """The first argument is neither a command nor a path."""


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


def main(arguments: Sequence[str]) -> int:
    """Run one command; never raises but for defects."""
    terminal = Terminal(_language(arguments))
    try:
        return _explained(arguments, terminal)
    except BrokenPipeError:
        # Whoever read has read enough.
        terminal.discard()
        return DONE
    except CannotPrint as error:
        terminal.discard()
        terminal.complain(f"{PROGRAM}: {terminal.say(error.message)}")
        return WRONG_USE


def _explained(arguments: Sequence[str], terminal: Terminal) -> int:
    """Run, and say what went wrong; raises only what concerns the streams themselves."""
    try:
        code = _run(arguments, terminal)
        terminal.flush()
    except CannotPrint:
        raise
    except StudioError as error:
        terminal.complain(f"{PROGRAM}: {terminal.say(error.message)}")
        return WRONG_USE
    except KeyboardInterrupt:
        terminal.complain("")
        return _INTERRUPTED
    return code


def _run(arguments: Sequence[str], terminal: Terminal) -> int:
    first = arguments[0] if arguments else ""
    if not first.startswith("-") and is_nothing(first):
        raise UnknownCommand("There is no command, file or folder named {name}.", name=first)
    parser = build_parser(terminal)
    try:
        if first.startswith("-") and not is_command(first):
            parser.error(f"unrecognized arguments: {first}")
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
    _add_language(parser, terminal)
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
        _add_language(subparser, terminal)
    return parser


def _add_language(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare what `_language` has looked for already."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        help=terminal.say(message("language of sentences; by default that of the session")),
    )


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

    def parse_known_args(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        found, rest = super().parse_known_args(args, namespace)
        # argparse takes last words that may be left out as left out where an option comes first.
        words = rest[1:] if rest[:1] == ["--"] else rest
        for action in self._actions:
            is_left_out = action.nargs in {"?", "*"} and not getattr(found, action.dest, None)
            if is_left_out and not action.option_strings and words and not _is_option(words[0]):
                if action.nargs == "*":
                    setattr(found, action.dest, [word for word in words if not _is_option(word)])
                    return found, [word for word in words if _is_option(word)]
                setattr(found, action.dest, words[0])
                return found, words[1:]
        return found, rest

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # argparse passes over help that cannot be written as if it had been.
        if file is sys.stdout:
            self._terminal.print(message.removesuffix("\n"))
        else:
            super()._print_message(message, file)

    def error(self, message: str) -> NoReturn:
        from studio.cli.wronguse import worded

        complaint = Message(
            "{program}: {problem} (see {program} --help)",
            {"program": self.prog, "problem": worded(message)},
        )
        self.exit(WRONG_USE, f"{self._terminal.say(complaint)}\n")


def _is_option(word: str) -> bool:
    return word.startswith("-") and not word[1:2].isdigit()


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
