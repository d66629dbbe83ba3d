"""`osc-studio rules`: the catalogue of rules, with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.cli.package_argument import add_format
from studio.cli.terminal import SEVERITIES
from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from studio.cli.terminal import Terminal
    from studio.package.rules.catalogue import Rule

SUMMARY = message("print the rules that packages are checked by")
EXAMPLE = "osc-studio rules OSC-07"


class UnknownRule(StudioError):
    """No rule has this id."""


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "id",
        metavar="ID",
        nargs="?",
        help=terminal.say(message("one rule, or all whose ids begin like this, such as OSC")),
    )
    add_format(parser, terminal, "json", "md")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the rules; 0."""
    from studio.package.rules import RULES

    rules = _chosen(RULES, arguments.id)
    if arguments.format == "json":
        shapes = [_as_json(rule, terminal.language) for rule in rules]
        terminal.print_json(shapes)
    elif arguments.format == "md":
        _print_markdown(rules, terminal)
    elif len(rules) == 1:
        _print_one(rules[0], terminal)
    else:
        width = max(len(rule.id) for rule in rules)
        for rule in rules:
            severity = terminal.severity(rule.severity.value, width=8)
            terminal.print(f"{rule.id:<{width}}  {severity} {terminal.say(rule.title)}")
    return 0


def _chosen(rules: Sequence[Rule], wanted: str | None) -> Sequence[Rule]:
    """The rule with this id, else those whose ids begin so; raises `UnknownRule`."""
    if not wanted:
        return rules
    word = wanted.upper()
    exact = [rule for rule in rules if rule.id.upper() == word]
    found = exact or [rule for rule in rules if rule.id.upper().startswith(word)]
    if not found:
        raise UnknownRule("There is no rule {id}; `osc-studio rules` prints all.", id=wanted)
    return found


def _as_json(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "title": rule.title.text(language),
        "kinds": _kinds(rule),
        "fixable": rule.fixable,
        "source": rule.source,
        "triggers": rule.triggers.text(language),
        "passes": rule.passes.text(language),
    }


def _kinds(rule: Rule) -> list[str]:
    from studio.formats.kinds import Kind

    return [kind.value for kind in Kind if kind in rule.kinds]


def _facts(rule: Rule, terminal: Terminal) -> list[tuple[str, str]]:
    """What is said about a rule below its title, each with its heading."""
    yes, no = terminal.say(message("yes")), terminal.say(message("no"))
    facts = [
        (terminal.say(message("For")), ", ".join(_kinds(rule))),
        (terminal.say(message("Can be fixed")), yes if rule.fixable else no),
        (terminal.say(message("Source")), ", ".join(_sources(rule, terminal.language))),
    ]
    return [(heading, text) for heading, text in facts if text]


def _sources(rule: Rule, language: str) -> list[str]:
    """The pages that a rule comes from, each with its address."""
    from studio.package.rules.sources import references

    return [
        f"{each.text(language)} ({each.address})" if each.page else each.address or each.text()
        for each in references(rule.source)
    ]


def _examples(rule: Rule, terminal: Terminal) -> list[tuple[str, str]]:
    return [
        (terminal.say(message("Wrong")), rule.triggers.text(terminal.language)),
        (terminal.say(message("Right")), rule.passes.text(terminal.language)),
    ]


def _print_one(rule: Rule, terminal: Terminal) -> None:
    severity = terminal.severity(rule.severity.value)
    terminal.print(f"{terminal.coloured(rule.id, 'strong')} {severity}: {terminal.say(rule.title)}")
    for heading, text in _facts(rule, terminal):
        terminal.print(terminal.say(message("{heading}: {text}", heading=heading, text=text)))
    for heading, shown in _examples(rule, terminal):
        terminal.print(terminal.say(message("{heading}:", heading=heading)))
        for line in shown.splitlines():
            terminal.print(f"    {line}")


def _print_markdown(rules: Sequence[Rule], terminal: Terminal) -> None:
    for rule in rules:
        severity = terminal.say(SEVERITIES[rule.severity.value])
        terminal.print(f"### {rule.id} · {severity}\n")
        terminal.print(f"{terminal.say(rule.title)}\n")
        for heading, text in _facts(rule, terminal):
            fact = message("{heading}: {text}", heading=heading, text=text)
            terminal.print(f"- {terminal.say(fact)}")
        for heading, shown in _examples(rule, terminal):
            head = terminal.say(message("{heading}:", heading=heading))
            terminal.print(f"\n{head}\n```yaml\n{shown}\n```")
        terminal.print()
