"""`osc-studio images`: the images of a package, and the mapping that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.cli.package_argument import add_format, add_package, opened
from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    import argparse

    from studio.cli.terminal import Terminal
    from studio.package.changes import ChangeSet
    from studio.package.images.joining import Image
    from studio.package.images.proposing import Proposal
    from studio.package.images.uses import Use
    from studio.package.opening import Opened
    from studio.package.problems import Findings
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

SUMMARY = message("print the images of a package, and write the mapping that they need")
EXAMPLE = "osc-studio images ./etcd --propose --write"

_COLOURS = {"mapped": "good", "incomplete": "warning", "unmapped": "warning", "outside": "error"}
_STATUSES = {
    "mapped": message("mapped"), "unmapped": message("unmapped"),
    "outside": message("outside of what OSC rewrites"), "incomplete": message("incomplete"),
}  # fmt: skip
_FAMILIES = ("IMG-", "ARC-")
_OTHERS = frozenset({"OSC-29", "OSC-30", "OSC-31", "OSC-34"})


class NothingToPropose(StudioError):
    """`--write` goes with `--propose`."""


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    add_package(parser, terminal)
    add_format(parser, terminal, "json")
    parser.add_argument(
        "--propose",
        action="store_true",
        help=terminal.say(message("print entries of mapping.yaml for images that have none")),
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help=terminal.say(message("with --propose: add the entries to mapping.yaml")),
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print, and write if asked to; 1 when images have errors."""
    from studio.package.changes import apply
    from studio.package.checks import check
    from studio.package.problems import Severity
    from studio.package.rules import RULES
    from studio.package.workspace import workspace_of

    if arguments.write and not arguments.propose:
        raise NothingToPropose("--write goes with --propose.")
    package = opened(arguments.path, terminal)
    snapshot = package.snapshot
    proposed: tuple[Proposal, ...] | None = None
    if arguments.propose:
        from studio.package.images.proposing import proposals

        proposed = proposals(snapshot)
        if arguments.write and proposed:
            change = _write(package, proposed)
            snapshot = apply(snapshot, change.operations)
    rules = [each for each in RULES if each.id.startswith(_FAMILIES) or each.id in _OTHERS]
    findings = check(snapshot, workspace_of(snapshot).options, rules=rules).findings
    if arguments.format == "json":
        terminal.print_json(_as_json(snapshot, findings, proposed, terminal.language))
    else:
        _print(snapshot, findings, proposed, terminal, written=arguments.write)
    return 1 if findings.counts[Severity.ERROR] else 0


def _write(package: Opened, proposed: tuple[Proposal, ...]) -> ChangeSet:
    """Add the entries and save; raises StudioError."""
    from studio.package.changes import apply
    from studio.package.images.editing import add_entries
    from studio.package.saving import save
    from studio.services.paths import kept_folder

    change = add_entries(package.snapshot, proposed)
    changed = apply(package.snapshot, change.operations)
    save(package.origin, package.snapshot, changed, keep_in=kept_folder())
    return change


def _as_json(
    snapshot: Snapshot,
    findings: Findings,
    proposed: tuple[Proposal, ...] | None,
    language: str,
) -> dict[str, Any]:
    """The shape of cli.md, with the proposed entries where they were asked for."""
    from studio.package.images.inventory import inventory_of
    from studio.package.report import findings_as_json

    inventory = inventory_of(snapshot)
    rendered = _rendered(snapshot)
    shape: dict[str, Any] = {
        "images": [_image_as_json(snapshot, image) for image in inventory.images],
        "missing_charts": list(inventory.missing_charts),
        "rendered": list(rendered) if isinstance(rendered, tuple) else None,
        "problems": findings_as_json(findings, snapshot, language)["problems"],
    }
    if proposed is not None:
        shape["proposed"] = [
            {"section": each.section, "reference": each.reference, "entry": each.as_value()}
            for each in proposed
        ]
    return shape


def _rendered(snapshot: Snapshot) -> tuple[str, ...] | Message | None:
    """What Helm renders, or its complaint; None where there is no chart or no Helm."""
    from studio.package.helm import helm_program
    from studio.package.images.rendering import rendered_images
    from studio.package.images.resolving import chart_root
    from studio.package.layout import layout_of

    helm = helm_program()
    if helm is None or chart_root(layout_of(snapshot)) is None:
        return None
    return rendered_images(snapshot, helm)


def _image_as_json(snapshot: Snapshot, image: Image) -> dict[str, Any]:
    mapping = [{"section": each.section, "index": each.index} for each in image.entries]
    return {
        "reference": image.reference,
        "uses": [_use_as_json(snapshot, use) for use in image.uses],
        "mapping": mapping[0] if mapping else None,
        "mappings": mapping,
        "tars": dict(image.tars),
        "status": image.status.value,
    }


def _use_as_json(snapshot: Snapshot, use: Use) -> dict[str, Any]:
    from studio.package.images.marking import position_of
    from studio.yamltext.pointers import format_pointer

    shape: dict[str, Any] = {
        "file": use.place.path,
        "line": position_of(snapshot, use).line,
        "pointer": format_pointer(use.place.pointer),
        "how": use.how.value,
        "rewritten": use.rewritten,
        "guess": use.guess,
    }
    if use.main.inner is not None:
        shape["inner_pointer"] = format_pointer(use.main.inner)
    return shape


def _print(
    snapshot: Snapshot,
    findings: Findings,
    proposed: tuple[Proposal, ...] | None,
    terminal: Terminal,
    *,
    written: bool,
) -> None:
    from studio.cli.checking import lines
    from studio.package.images.inventory import inventory_of

    inventory = inventory_of(snapshot)
    if proposed is not None and not written:
        _print_proposed(proposed, terminal)
        return
    if not inventory.images:
        terminal.print(terminal.say(message("The package names no image.")))
    for image in inventory.images:
        _print_image(snapshot, image, terminal)
    for name in inventory.missing_charts:
        text = message("The chart {name} is not packed; its images are not known.", name=name)
        terminal.print(terminal.coloured(terminal.say(text), "faint"))
    _print_rendered(snapshot, terminal)
    for line in lines(findings, snapshot, terminal):
        terminal.print(line)
    if written:
        count = len(proposed or ())
        text = message("Entries added to the mapping: {count}.", count=count)
        terminal.print(terminal.coloured(terminal.say(text), "good"))


def _print_rendered(snapshot: Snapshot, terminal: Terminal) -> None:
    """Whether Helm confirms the list; nothing where there is no Helm."""
    from studio.package.images.rendering import not_in_inventory

    rendered = _rendered(snapshot)
    if rendered is None:
        return
    if isinstance(rendered, tuple):
        text = message("helm template uses {count} of these images.", count=len(rendered))
        for reference in not_in_inventory(snapshot, rendered):
            unknown = message("helm template also uses {image}.", image=reference)
            terminal.print(terminal.coloured(terminal.say(unknown), "warning"))
    else:
        text = rendered
    terminal.print(terminal.coloured(terminal.say(text), "faint"))


def _print_image(snapshot: Snapshot, image: Image, terminal: Terminal) -> None:
    from studio.package.images.marking import position_of
    from studio.package.images.uses import HOW_NAMES

    status = image.status.value
    words = terminal.coloured(terminal.say(_STATUSES[status]), _COLOURS[status])
    terminal.print(f"{terminal.coloured(image.reference, 'strong')}  {words}")
    for use in image.uses:
        line = position_of(snapshot, use).line
        guess = f" ({terminal.say(message('a guess'))})" if use.guess else ""
        how = terminal.say(HOW_NAMES[use.how])
        terminal.print(f"  {use.place.path}:{line}: {how} {use.name}".rstrip() + guess)
    for architecture, name in image.tars.items():
        terminal.print(f"  {architecture}: {name}")
    for reason in image.reasons:
        terminal.print(terminal.coloured(f"  {terminal.say(reason)}", "faint"))


def _print_proposed(proposed: tuple[Proposal, ...], terminal: Terminal) -> None:
    """The entries as YAML, ready to be pasted."""
    from studio.package.images.mappingtext import as_mapping

    if proposed:
        terminal.print(as_mapping(proposed).removesuffix("\n"))
    else:
        terminal.complain(terminal.say(message("Every image that OSC can write has an entry.")))
