"""`osc-studio form`: the deploy form that consumers get, and the instance that it writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.package_argument import add_format, add_package, opened
from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    import argparse

    from studio.cli.terminal import Terminal
    from studio.package.forms import Form, FormSource
    from studio.package.snapshot import Snapshot

SUMMARY = message("print the deploy form of a resource, and the instance that it writes")
EXAMPLE = "osc-studio form ./etcd --resource EtcdCluster --values mine.yaml"
SCENES = ("CCE", "UCS")


class NoForm(StudioError):
    """There is no such form, or nothing that could be filled in."""


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    add_package(parser, terminal)
    parser.add_argument(
        "--resource",
        metavar="KIND",
        help=terminal.say(message("the kind of the resource; by default the first service")),
    )
    parser.add_argument(
        "--version",
        metavar="V",
        help=terminal.say(message("the version of the resource's CRD")),
    )
    parser.add_argument(
        "--scene",
        choices=SCENES,
        default=SCENES[0],
        help=terminal.say(message("where the service is deployed; CCE by default")),
    )
    parser.add_argument(
        "--values",
        metavar="FILE",
        type=Path,
        help=terminal.say(message("YAML or JSON to fill in over the example, and to check")),
    )
    add_format(parser, terminal, "json")
    parser.add_argument(
        "--screenshot",
        metavar="FILE.png",
        type=Path,
        help=terminal.say(message("draw the form into this picture; needs the window's libraries")),
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the form; 1 when the instance breaks the schema."""
    from studio.package.forms import build
    from studio.package.forms.report import form_as_json

    snapshot = opened(arguments.path, terminal).snapshot
    source = _source(snapshot, arguments.resource)
    form = build(snapshot, source, _version(source, arguments.version), arguments.scene)
    instance = _instance(form, arguments.values)
    shape = form_as_json(form, instance, terminal.language)
    if arguments.screenshot is not None:
        _draw(snapshot, form, instance, arguments.screenshot, terminal.language)
    if arguments.format == "json":
        terminal.print_json(shape)
    else:
        _Printer(terminal).print_form(shape)
    return 1 if any(each["severity"] == "error" for each in shape["problems"]) else 0


def _source(snapshot: Snapshot, kind: str | None) -> FormSource:
    """The resource of this kind, or else the first one; raises `NoForm`."""
    from studio.package.forms import resources

    found = resources(snapshot)
    if not found:
        raise NoForm("The package has no resource that consumers could fill in a form for.")
    if kind is None:
        return found[0]
    named = [each for each in found if kind.lower() in {each.kind.lower(), each.name.lower()}]
    if not named:
        kinds = ", ".join(dict.fromkeys(each.kind for each in found))
        raise NoForm("There is no {kind}; there are: {kinds}.", kind=kind, kinds=kinds)
    return named[0]


def _version(source: FormSource, version: str | None) -> str:
    if version is None or version in source.versions:
        return version or ""
    known = ", ".join(source.versions)
    raise NoForm(
        "{kind} has no version {version}; it has: {known}.",
        kind=source.kind,
        version=version,
        known=known,
    )


def _instance(form: Form, path: Path | None) -> dict[str, Any]:
    """What the form begins with, and over it what the file gives; raises `NoForm`.

    A file that is no whole resource holds what belongs below `spec`.
    """
    from studio.formats.instancetext import from_yaml
    from studio.package.forms.instances import merged

    start = form.start.instance
    if path is None:
        return start
    try:
        read = from_yaml(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError) as error:
        raise NoForm("{path} cannot be read: {reason}.", path=path, reason=error) from error
    if read.fault is not None:
        raise NoForm("{path}:{line}: {fault}", path=path, line=read.line, fault=read.fault)
    is_whole = form.source.is_chart or bool({"apiVersion", "kind", "spec"} & read.value.keys())
    return merged(start, read.value if is_whole else {"spec": read.value})


def _draw(
    snapshot: Snapshot, form: Form, instance: dict[str, Any], png: Path, language: str
) -> None:
    """Draw the form; raises `NoForm` where there is no Qt or the file cannot be written."""
    try:
        from studio.app import draw_form
    except ImportError as error:
        raise NoForm("The form cannot be drawn here: {reason}.", reason=error) from error
    from studio.package.card import card_of

    if not draw_form(form, instance, card_of(snapshot), png, language=language):
        raise NoForm("{path} cannot be written.", path=png)


class _Printer:
    """Prints a form for people."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def print_form(self, shape: dict[str, Any]) -> None:
        """The fields in the order shown, what is left out, the instance and its problems."""
        resource = shape["resource"]
        title = f"{resource['kind']} {resource['group']}/{resource['version']}"
        self._terminal.print(self._terminal.coloured(title, "strong"))
        self._terminal.print(self._faint(f"{shape['source']}, {shape['scene']}"))
        for note in shape["notes"]:
            self._terminal.print(self._faint(note))
        self._print_fields(shape["fields"], "")
        if shape["left_out"]:
            self._heading(message("Not shown to the consumer"))
        for each in shape["left_out"]:
            self._terminal.print(f"{each['path']}  {self._faint(each['message'])}".strip())
        self._heading(message("Instance"))
        self._terminal.print(shape["instance"].removesuffix("\n"))
        if shape["problems"]:
            self._heading(message("Problems"))
        for each in shape["problems"]:
            severity = self._terminal.severity(each["severity"])
            self._terminal.print(f"{each['pointer'] or '/'}: {severity}: {each['message']}")

    def _print_fields(self, fields: list[dict[str, Any]], indent: str) -> None:
        for field in fields:
            label = field["label"] + (" *" if field["required"] else "")
            facts = [field["control"]]
            if field["advanced"]:
                facts.append(self._terminal.say(message("advanced")))
            if not field["visible"]:
                waits = field["depends_on"]
                facts.append(
                    self._terminal.say(
                        message(
                            "only if {path} is {value}", path=waits["path"], value=waits["value"]
                        )
                    )
                )
            if not isinstance(field["value"], (dict, list)) and field["value"] is not None:
                facts.append(f"= {_scalar(field['value'])}")
            elif field["value"] is None and field["default"] is not None:
                facts.append(
                    self._terminal.say(
                        message("by default {value}", value=_scalar(field["default"]))
                    )
                )
            self._terminal.print(f"{indent}{label}  {self._faint(', '.join(facts))}")
            self._print_fields(field["fields"], f"{indent}  ")

    def _heading(self, title: Any) -> None:
        self._terminal.print()
        self._terminal.print(self._terminal.coloured(self._terminal.say(title), "strong"))

    def _faint(self, text: str) -> str:
        return self._terminal.coloured(text, "faint")


def _scalar(value: Any) -> str:
    """A value as YAML writes it, lists and mappings in a line."""
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
