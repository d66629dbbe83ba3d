"""What the cells of the table of images say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagemap import OPERATOR
from studio.model.imagerows import Group, templates
from studio.model.imagetars import Fit
from studio.package.images.uses import HOW_NAMES, How
from studio.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.imagemap import MappingEntry
    from studio.model.imagerows import ImageRow, UseRow
    from studio.model.imagetars import TarFact

Words = Message | str

GROUP_NAMES = {
    Group.ATTENTION: message("Needs attention"),
    Group.MAPPED: message("Mapped"),
    Group.MENTIONED: message("Only mentioned"),
    Group.UNUSED: message("Saved images that no entry names"),
}

_LEAVES = {
    "fullAddress": message("the whole address"),
    "repository": message("repository"),
    "prefixAddress": message("registry"),
    "endpoint": message("registry"),
    "repo": message("repository"),
    "tag": message("tag"),
}


class Cell(NamedTuple):
    """Two lines, the second "" where there is one; `role` colours the first.

    `code` says that the first line stands in a file, and is shown in the font for code. `names`
    tells for each line whether it is a name, of which the end matters, rather than words.
    """

    first: Words
    second: Words = ""
    role: str = "text"
    code: bool = False
    names: tuple[bool, bool] = (False, False)

    def worded(self, language: str) -> Cell:
        """The same in a language."""
        first, second = spoken(self.first, language), spoken(self.second, language)
        names = isinstance(self.first, str), isinstance(self.second, str)
        return self._replace(first=first, second=second, names=names)


def spoken(words: Words, language: str) -> str:
    """In the language; what is no message stays as it is."""
    return words.text(language) if isinstance(words, Message) else words


def image_cell(row: ImageRow) -> Cell:
    """The image's name, then where it comes from."""
    parsed = row.image.parsed if row.image else None
    if row.path:
        return Cell(row.title, next(iter(row.verdict.reasons), ""))
    if parsed is None:
        return Cell(row.title, row.entries[0].tag if row.entries else "")
    tail = " : ".join(filter(None, (parsed.prefix, parsed.tag or parsed.digest[:19])))
    return Cell(row.title, tail)


def used_cell(row: ImageRow) -> Cell:
    """The file that names the image, then the lines."""
    main = [each for each in row.uses if each.use.how is not How.TEMPLATE]
    others = templates(row)
    if not main:
        main, others = list(others), ()
    if not main:
        return Cell("–", role="faint") if row.path else Cell(message("nowhere"), role="dim")
    files = list(dict.fromkeys(each.use.place.path for each in main))
    name = files[0].rpartition("/")[2]
    if len(files) > 1:
        more = message("and {count} more files", count=len(files) - 1)
        only_one = message("and one more file")
        return Cell(name, only_one if len(files) == 2 else more)
    lines = _lines(main)
    if not others:
        folder = files[0].rpartition("/")[0].rpartition("/")[2]
        is_template = main[0].use.how is How.TEMPLATE
        return Cell(name, message("{folder}, {lines}", folder=folder, lines=lines)
                    if is_template and folder else lines)  # fmt: skip
    count = len(others)
    used = message("{count} templates", count=count) if count > 1 else message("1 template")
    return Cell(name, message("{lines}, {used}", lines=lines, used=used))


def field_cell(row: ImageRow) -> Cell:
    """The field of the first entry, then its parts or the other entries."""
    if row.path:
        return Cell("–", role="faint")
    if not row.entries:
        if row.can_map:
            return Cell(message("no field chosen"), role="dim")
        if row.verdict.tone == "error":
            return Cell(_out_of_reach(row), role="error")
        return Cell("–", role="faint")
    paths = [path for path in map(entry_path, row.entries) if path]
    if not paths:
        first = row.entries[0]
        if first.section == OPERATOR:
            return Cell(container_words(first.type), message("OSC fills in the image"))
        return Cell(message("no field chosen"), role="dim")
    if len(paths) == 2:
        return Cell(paths[0], message("and {path}", path=paths[1]), code=True)
    if len(paths) > 2:
        return Cell(paths[0], message("and {count} more", count=len(paths) - 1), code=True)
    leaves = [_LEAVES[key] for key in row.entries[0].address if key in _LEAVES]
    return Cell(paths[0], _joined(leaves), code=True)


def tar_words(fact: TarFact) -> Words:
    """What a screen reader says of the tar for an architecture."""
    if fact.fit is Fit.UNASKED:
        return message("{architecture}: not needed", architecture=fact.architecture)
    if fact.fit is Fit.MISSING:
        return message("{architecture}: no tar", architecture=fact.architecture)
    if fact.inside is not None:
        return message("{name}: {reason}", name=fact.name, reason=fact.inside)
    return fact.name


def use_cells(each: UseRow) -> tuple[Cell, Cell, Cell, Cell]:
    """Name, file, field and verdict of one place."""
    use = each.use
    written = use.rewritten and each.entry is not None
    if use.how is How.TEMPLATE and use.rewritten:
        status = Cell(message("reads a value"), role="dim")
    elif written:
        status = Cell(message("written"), role="ok")
    elif use.guess:
        status = Cell(message("perhaps an image"), role="dim")
    elif use.rewritten:
        status = Cell(message("not mapped"), role="warning")
    else:
        status = Cell(message("not written"), role="dim")
    file = use.place.path.rpartition("/")[2]
    at = message("{file}, line {line}", file=file, line=each.line)
    field = use.main.address or "–"
    return (
        Cell(HOW_NAMES[use.how], role="dim"),
        Cell(at, role="dim"),
        Cell(field, role="dim", code=field != "–"),
        status,
    )


def entry_path(entry: MappingEntry) -> str:
    """What the fields of an entry have in common: `image` of `image.repository, image.tag`."""
    paths = [path.split(".") for path in entry.address.values() if path]
    if len(paths) < 2:
        return ".".join(paths[0]) if paths else ""
    common: list[str] = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        common.append(steps[0])
    return ".".join(common) or ".".join(paths[0])


def container_words(kind: str) -> Words:
    """Which list of a pod an operator entry of a `type` fills in."""
    names = {each.value: words for each, words in HOW_NAMES.items()}
    return names.get(kind or How.CONTAINER.value, kind)


def _lines(rows: Sequence[UseRow]) -> Message:
    lines = sorted({row.line for row in rows})
    if len(lines) == 1:
        return message("line {line}", line=lines[0])
    if len(lines) == 2:
        return message("lines {first} and {last}", first=lines[0], last=lines[1])
    return message("line {line} and {count} more", line=lines[0], count=len(lines) - 1)


def _out_of_reach(row: ImageRow) -> Message:
    if any(each.use.how is How.TEMPLATE for each in row.uses):
        return message("in the template itself")
    return message("in no field that OSC writes")


def _joined(words: Sequence[Message]) -> Words:
    """A list with commas."""
    found: Words = words[0] if words else ""
    for word in words[1:]:
        found = message("{list}, {word}", list=found, word=word)
    return found
