"""`osc-studio set`: change one value of one file, and nothing else of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from studio.cli.package_argument import add_package, opened
from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    import argparse

    from studio.cli.terminal import Terminal
    from studio.package.content import FileText
    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Tree
    from studio.yamltext.splices import Splice

SUMMARY = message("change one value of one file, and nothing else of it")
EXAMPLE = "osc-studio set ./etcd metadata.yaml /version 1.2.0 --string"

_STRUCTURED = (".yaml", ".yml", ".json", ".lock")


class WrongValue(StudioError):
    """The arguments do not say what to write, or where."""


def add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Declare the arguments."""
    add_package(parser, terminal)
    parser.add_argument(
        "file",
        metavar="FILE",
        help=terminal.say(message("a YAML or JSON file, relative to the package")),
    )
    parser.add_argument(
        "pointer",
        metavar="POINTER",
        help=terminal.say(message("a JSON pointer, such as /spec/replicas; - appends to a list")),
    )
    parser.add_argument(
        "value",
        metavar="VALUE",
        nargs="?",
        help=terminal.say(message("the new value, read as YAML: 3 is a number, true is true")),
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--string",
        action="store_true",
        help=terminal.say(message("the value is a text, whatever it looks like")),
    )
    how.add_argument(
        "--json",
        action="store_true",
        help=terminal.say(message("the value is JSON: a list, an object or a scalar")),
    )
    how.add_argument(
        "--delete",
        action="store_true",
        help=terminal.say(message("remove the key or item instead")),
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Edit, save and print what changed; 0."""
    from studio.package.changes import TextEdit, apply
    from studio.package.saving import save
    from studio.services.paths import kept_folder

    package = opened(arguments.path, terminal)
    path, content = _file(package.snapshot, arguments.file)
    tree = content.json_tree if path.endswith(".json") else content.yaml_tree
    splice = _edit(tree, arguments)
    old = content.text[splice.start : splice.end]
    changed = apply(package.snapshot, [TextEdit(path, splice.start, old, splice.text)])
    if changed is package.snapshot:
        terminal.print(terminal.say(message("{path} says so already.", path=path)))
        return 0
    save(package.origin, package.snapshot, changed, keep_in=kept_folder())
    terminal.print(_difference(path, content.text, splice))
    return 0


def _file(snapshot: Snapshot, name: str) -> tuple[str, FileText]:
    """A YAML or JSON file, named from the root of the package or of its deploy package."""
    from studio.package.layout import layout_of

    for path in (name.removeprefix("./"), layout_of(snapshot).in_deploy(name.removeprefix("./"))):
        content = snapshot.text(path)
        if content is not None:
            if not path.lower().endswith(_STRUCTURED):
                raise WrongValue("{path} is neither YAML nor JSON.", path=path)
            return path, content
    if name in snapshot:
        raise WrongValue("{path} is not a text file.", path=name)
    raise WrongValue("{path} is not in this package.", path=name)


def _edit(tree: Tree, arguments: argparse.Namespace) -> Splice:
    from studio.yamltext import edits
    from studio.yamltext.pointers import parse_pointer

    if arguments.pointer and not arguments.pointer.startswith("/"):
        raise WrongValue("A pointer begins with /.")
    pointer = parse_pointer(arguments.pointer)
    if arguments.delete:
        if arguments.value is not None:
            raise WrongValue("With --delete there is no VALUE.")
        return edits.remove(tree, pointer)
    if arguments.value is None:
        raise WrongValue("VALUE is missing.")
    return edits.set_value(tree, pointer, _value(arguments))


def _value(arguments: argparse.Namespace) -> Any:
    """What the author wants to have written; raises `WrongValue`."""
    from studio.yamltext.nodes import Scalar, parse
    from studio.yamltext.scalars import resolve

    text: str = arguments.value
    if arguments.string:
        return text
    if arguments.json:
        return _json_value(text)
    tree = parse(text)
    if tree.error is None and isinstance(tree.root, Scalar):
        return resolve(tree.root)
    if not text.strip():
        return None
    raise WrongValue("VALUE is no YAML scalar; give --string for a text, --json for the rest.")


def _json_value(text: str) -> Any:
    """The value of JSON that a file can hold; raises `WrongValue`."""
    from studio.yamltext.nodes import MAX_DEPTH

    try:
        value = json.loads(text, parse_constant=_refused)
    except ValueError as error:
        raise WrongValue("VALUE is not JSON: {reason}.", reason=error) from error
    except RecursionError:
        value, is_too_deep = None, True
    else:
        is_too_deep = _depth(value) > MAX_DEPTH
    if is_too_deep:
        raise WrongValue("VALUE nests more than {limit} levels deep.", limit=MAX_DEPTH)
    return value


def _refused(word: str) -> None:
    """Python's JSON knows NaN and Infinity, the standard does not."""
    raise ValueError(word)


def _depth(value: Any) -> int:
    """How many collections lie inside each other, without recursion."""
    depth, level = -1, [value]
    while level:
        depth += 1
        level = [child for item in level for child in _children(item)]
    return depth


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    return cast("list[Any]", value) if isinstance(value, list) else []


def _difference(path: str, text: str, splice: Splice) -> str:
    """The first changed line before and after, as `path:line: old → new`."""
    start = text.rfind("\n", 0, splice.start) + 1
    line = text.count("\n", 0, start) + 1
    after = text[: splice.start] + splice.text + text[splice.end :]
    old = _lines(text, start, splice.end)
    new = _lines(after, start, splice.start + len(splice.text))
    while old and new and old[0] == new[0]:
        line, old, new = line + 1, old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return f"{path}:{line}: {_shown(old)} → {_shown(new)}"


def _lines(text: str, start: int, end: int) -> list[str]:
    """The whole lines of which something lies between two offsets."""
    stop = text.find("\n", end)
    return text[start : stop if stop >= 0 else len(text)].split("\n")


def _shown(lines: list[str]) -> str:
    if not lines:
        return "∅"
    return lines[0].strip() + (f" … (+{len(lines) - 1})" if len(lines) > 1 else "")
