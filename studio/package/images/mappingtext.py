"""The text of mapping.yaml after edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.formats.imagemap import MAPPING_PATH, conventions
from studio.package.changes import CreateFile
from studio.package.content import FileText
from studio.package.images.writing import text_edit
from studio.yamltext import edits
from studio.yamltext.nodes import Mapping, Sequence, parse
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio.package.changes import Operation
    from studio.package.images.proposing import Proposal
    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Tree
    from studio.yamltext.splices import Splice


class CannotMap(StudioError):
    """The mapping or the images cannot be changed like that."""


def as_mapping(proposals: Iterable[Proposal]) -> str:
    """The text of a mapping that has nothing but the proposed entries."""
    text = ""
    for proposal in proposals:
        text = edits.apply(text, adding(proposal)(parse(text)))
    return text


def adding(proposal: Proposal) -> Callable[[Tree], Splice]:
    """The step that puts a proposed entry below the last of its section."""
    spellings = [
        name for name, section in conventions().sections.items() if section == proposal.section
    ]

    def add(tree: Tree) -> Splice:
        present = {name: find(tree.root, (name,)) for name in spellings}
        lists = (name for name, node in present.items() if isinstance(node, Sequence))
        used = (name for name, node in present.items() if node is not None)
        section = next(lists, None) or next(used, spellings[0])
        node = present[section]
        if isinstance(node, Mapping) and not node.entries:
            return edits.set_value(tree, (section,), [proposal.as_value()])
        if node is not None and not isinstance(node, Sequence) and to_python(node) is not None:
            raise CannotMap("`{section}` of the mapping must be a list.", section=section)
        return edits.set_value(tree, (section, "-"), proposal.as_value())

    return add


def mapping_steps(snapshot: Snapshot, steps: Iterable[Callable[[Tree], Splice]]) -> list[Operation]:
    """The mapping after several edits, each made in what the one before it left."""
    content = snapshot.text(MAPPING_PATH)
    old = text = content.text if content else ""
    for step in steps:
        text = edits.apply(text, step(parse(text)))
    if content is None:
        return [CreateFile(MAPPING_PATH, FileText(text))] if text else []
    edit = text_edit(MAPPING_PATH, old, text)
    return [edit] if edit else []
