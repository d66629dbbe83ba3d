"""Random work on a package, on a real disk."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.model.document import Document
from studio.package.changes import ChangeSet, CreateFile, ReplaceFile, TextEdit
from studio.package.content import FileText, Folder
from studio.package.difference import operations_between
from studio.package.interchange import gather
from studio.package.opening import open_again, open_package
from studio.package.outside import changed_outside
from studio.package.refactoring import (
    BadName,
    bring_in,
    copy_into,
    create_folder,
    delete,
    duplicate,
    move,
    rename,
)
from studio.package.saving import save, save_as
from studio.wording import message
from studio.yamltext.edits import CannotEdit, Splice, remove, set_value
from tests.yamltext.views import places

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio.package.origin import Origin
    from studio.package.snapshot import Snapshot

FORMS = ("", ".zip", ".tgz")
LARGE = 40_000
"""Texts above are not edited: the walks are about many steps, not about long files."""

WORDS = ("x", "é ", "中文: 值\n", "😀", "\n", "  - a\n", "# c\n", "\u2028", "a: 'b'\n", '"')
VALUES = ("kafka", "on", "1.10", "it's", 5, True, None, [1, "two"], {"a": {"b": "c"}}, "a\nb\n")
NAMES = ("a.yaml", "b.yaml", "c", "d", "C", "manifests", "values.yaml", "Ä.md", "中文.txt", "x.tar")
TEXTS = (
    b"a: 1\r\nb: 2\r\n",
    b"\xef\xbb\xbfa: 1\n",
    b"a: 1\r\nb: 2\nc: 3\r",
    b"old: mac\r",
    b"no: end",
    b"",
    b"\xff\xfe\0binary\0",
    b"\0" * 3000,
)


def bytes_of(snapshot: Snapshot) -> dict[str, bytes]:
    """What must lie on disk: every file, and the folders that hold none."""
    found: dict[str, bytes] = {}
    for path, content in snapshot.files.items():
        if isinstance(content, Folder):
            if not any(True for other in snapshot.below(path) if other != path):
                found[path] = b""
        else:
            found[path] = content.encoded() if isinstance(content, FileText) else content.read()
    return found


def bytes_in(root: Path) -> dict[str, bytes]:
    """What lies in a folder, in the same form."""
    found: dict[str, bytes] = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


@dataclass(frozen=True)
class Walked:
    """What the files of a package held at the turning points of a walk, path to bytes.

    `steps` is how many the history had at the end of the work.
    """

    start: dict[str, bytes]
    last: dict[str, bytes]
    undone: dict[str, bytes]
    done_again: dict[str, bytes]
    saved_elsewhere: dict[str, bytes]
    steps: int


class Walk:
    """One author with one package; after each action `check` compares with what was before."""

    def __init__(self, source: Path, folder: Path, seed: int) -> None:
        self.rng = random.Random(f"{source.name} {seed}")
        self.folder = folder
        self.now = 0.0
        root = folder / "walked"
        shutil.copytree(source, root)
        for number, data in enumerate(TEXTS[:4]):
            (root / f"awkward-{number}.yaml").write_bytes(data)
        opened = open_package(root)
        self.start = bytes_of(opened.snapshot)
        if form := FORMS[seed % len(FORMS)]:
            target = folder / f"walked{form}"
            save_as(opened.origin, opened.snapshot, target, keep_in=folder / "kept")
            opened = open_package(target)
        self.origin: Origin = opened.origin
        self.document = Document(opened.snapshot, clock=lambda: self.now)
        self.states = [opened.snapshot]
        self.actions: list[Callable[[], None]] = [
            *[self.type_words] * 5,
            *[self.edit_field] * 5,
            *[self.undo_or_redo] * 4,
            self.create,
            self.create_folder,
            self.rename,
            self.move,
            self.copy,
            self.duplicate,
            self.delete,
            self.import_files,
            self.exchange,
            self.work_on_several,
            self.break_off,
            self.travel,
            self.save,
            self.save,
            self.change_outside,
            self.change_outside,
        ]

    def step(self) -> None:
        """Do something, unless the package does not allow it."""
        self.now += self.rng.choice((0.1, 2.0))
        action = self.rng.choice(self.actions)
        with suppress(BadName, CannotEdit):
            action()
        self.check()

    def check(self) -> None:
        """The state is the one that was remembered for it, and the dirty state does not lie."""
        history, snapshot = self.document.history, self.document.snapshot
        assert snapshot.same_content(self.states[history.index])
        saved = self.document.saved
        assert self.document.dirty_paths == {
            path
            for path in {*snapshot, *saved}
            if snapshot.files.get(path) != saved.files.get(path)
        }

    def end(self) -> Walked:
        """Go to both ends of the history, save and open there; tells what lay at each."""
        last = bytes_of(self.document.snapshot)
        history = self.document.history
        index, steps = history.index, history.count
        self.document.travel_to(0)
        self.check()
        undone = bytes_of(self.document.snapshot)
        self.save()
        self.document.travel_to(index)
        self.check()
        done_again = bytes_of(self.document.snapshot)
        self.save()
        copy = self.folder / "copy.zip"
        other = save_as(self.origin, self.document.snapshot, copy, keep_in=self.folder / "kept")
        elsewhere = bytes_of(open_again(other).snapshot)
        return Walked(self.start, last, undone, done_again, elsewhere, steps)

    # Actions

    def type_words(self) -> None:
        path, content = self.some_text()
        at = self.rng.randint(0, len(content.text))
        for _ in range(self.rng.randint(1, 4)):
            text = self.text_at(path).text
            gone = text[at : at + self.rng.choice((0, 0, 0, 3))]
            word = self.rng.choice(WORDS)
            edit = TextEdit(path, at, gone, word)
            self.commit(ChangeSet(message("Type"), (edit,), f"typing:{path}"))
            at += len(word)
            self.now += 0.1

    def edit_field(self) -> None:
        path, content = self.some_text()
        if content.mixed_line_ends:
            return
        splice = self.some_splice(self.document.snapshot, path)
        if splice is not None:
            self.commit(ChangeSet(message("Edit"), (self.as_edit(path, splice),), f"field:{path}"))

    def undo_or_redo(self) -> None:
        self.rng.choice((self.document.undo, self.document.undo, self.document.redo))()

    def travel(self) -> None:
        self.document.travel_to(self.rng.randint(0, self.document.history.count))

    def create(self) -> None:
        data = self.rng.choice(TEXTS[:6]).decode()
        eol = self.rng.choice(("\n", "\r\n", "\r"))
        text = data.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        content = FileText(text, eol, bom=self.rng.random() < 0.3)
        path = self.below_some_folder(f"new-{self.rng.randint(0, 10**6)}.yaml")
        self.commit(ChangeSet(message("Create"), (CreateFile(path, content),)))

    def create_folder(self) -> None:
        path = self.below_some_folder(self.rng.choice(NAMES))
        self.commit(create_folder(self.document.snapshot, path))

    def rename(self) -> None:
        self.commit(rename(self.document.snapshot, self.some_path(), self.rng.choice(NAMES)))

    def move(self) -> None:
        paths = {self.some_path() for _ in range(self.rng.randint(1, 3))}
        self.commit(move(self.document.snapshot, paths, self.some_folder()))

    def copy(self) -> None:
        self.commit(copy_into(self.document.snapshot, [self.some_path()], self.some_folder()))

    def duplicate(self) -> None:
        self.commit(duplicate(self.document.snapshot, self.some_path()))

    def delete(self) -> None:
        if len(self.document.snapshot) > 4:
            self.commit(delete(self.document.snapshot, [self.some_path()]))

    def import_files(self) -> None:
        outside = self.folder / f"outside-{self.rng.randint(0, 10**6)}"
        names = self.rng.sample(NAMES, 2)
        for name in names:
            file = outside / name / self.rng.choice(NAMES) if name == "c" else outside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(self.rng.choice(TEXTS))
        gathered = gather([outside / name for name in names])
        self.commit(bring_in(self.document.snapshot, gathered.files, self.some_folder()))

    def exchange(self) -> None:
        path, old = self.some_text()
        text = old.text.replace("\r\n", "\n").replace("\r", "\n")
        new = FileText(text, self.rng.choice(("\n", "\r\n")), bom=not old.bom)
        self.commit(ChangeSet(message("Exchange"), (ReplaceFile(path, old, new),)))

    def work_on_several(self) -> None:
        with self.remembered(), self.document.transaction(message("Several")) as step:
            for _ in range(3):
                path, _ = self.some_text(step.snapshot)
                step.apply(TextEdit(path, 0, "", self.rng.choice(WORDS)))
                with suppress(BadName):
                    target = rename(step.snapshot, path, self.rng.choice(NAMES))
                    step.apply(*target.operations)

    def break_off(self) -> None:
        before = self.document.snapshot
        path, _ = self.some_text()
        with suppress(KeyError), self.document.transaction(message("Break")) as step:
            step.apply(TextEdit(path, 0, "", "lost"))
            raise KeyError
        assert self.document.snapshot is before

    def save(self) -> None:
        snapshot = self.document.snapshot
        written = save(self.origin, self.document.saved, snapshot, keep_in=self.folder / "kept")
        self.document.mark_saved(written)
        assert not self.document.is_dirty
        expected = bytes_of(snapshot)
        assert bytes_of(open_again(self.origin).snapshot) == expected
        if self.origin.path.is_dir():
            assert bytes_in(self.origin.path) == expected

    def change_outside(self) -> None:
        """Another program writes, deletes and adds files; what is clean here is taken over."""
        if not self.origin.path.is_dir():
            return
        # Not those kept by reference: what others overwrite there is gone.
        saved = self.document.saved
        files = [self.origin.path / path for path in saved if saved.text(path) is not None]
        for file in self.rng.sample(files, min(len(files), 2)):
            if self.rng.random() < 0.3 and len(files) > 4:
                file.unlink()
            else:
                file.write_bytes(self.rng.choice((b"", file.read_bytes())) + b"outside: 1\n")
        outside = changed_outside(self.origin, self.document.saved)
        outside.accept(self.origin)
        dirty = self.document.dirty_paths
        theirs = {path: outside.snapshot.files.get(path) for path in outside.changes}
        ours = {path: content for path, content in theirs.items() if path in dirty}
        if ours:
            self.document.mark_saved(self.document.saved.replaced(ours))
        clean = theirs.keys() - ours.keys()
        operations = operations_between(
            {path: saved.files[path] for path in clean if path in saved},
            {path: outside.snapshot.files[path] for path in clean if path in outside.snapshot},
        )
        with self.remembered():
            self.document.take_over(ChangeSet(message("Take over"), operations))
        assert not self.document.dirty_paths & clean

    # Choices

    def commit(self, change_set: ChangeSet) -> None:
        with self.remembered():
            self.document.commit(change_set)

    def remembered(self) -> Remembered:
        return Remembered(self)

    def some_text(self, snapshot: Snapshot | None = None) -> tuple[str, FileText]:
        files = (snapshot or self.document.snapshot).files
        texts = [
            (path, content)
            for path, content in files.items()
            if isinstance(content, FileText) and len(content.text) < LARGE
        ]
        if not texts:
            raise BadName("There is no text.")
        return self.rng.choice(texts)

    def text_at(self, path: str) -> FileText:
        content = self.document.snapshot.text(path)
        assert content is not None
        return content

    def some_splice(self, snapshot: Snapshot, path: str) -> Splice | None:
        tree = snapshot.tree(path)
        if tree is None or tree.error is not None or not tree.documents:
            return None
        number = self.rng.randrange(len(tree.documents))
        found = [pointer for pointer, _ in places(tree.documents[number].root) if pointer]
        pointer = self.rng.choice(found) if found else ("new",)
        roll = self.rng.random()
        if roll < 0.2 and found:
            return remove(tree, pointer, document=number)
        if roll < 0.4:
            pointer = (*pointer[:-1], f"key{self.rng.randint(0, 99)}", "deeper")
        return set_value(tree, pointer, self.rng.choice(VALUES), document=number)

    def as_edit(self, path: str, splice: Splice) -> TextEdit:
        old = self.text_at(path).text[splice.start : splice.end]
        return TextEdit(path, splice.start, old, splice.text)

    def some_path(self) -> str:
        """A file, or a folder with all it holds."""
        path = self.rng.choice([*self.document.snapshot]).rstrip("/")
        parts = path.split("/")
        return "/".join(parts[: self.rng.randint(1, len(parts))])

    def some_folder(self) -> str:
        folders = {path.rpartition("/")[0] for path in self.document.snapshot}
        return self.rng.choice(sorted(folders))

    def below_some_folder(self, name: str) -> str:
        folder = self.some_folder()
        return f"{folder}/{name}" if folder else name


class Remembered:
    """Keeps the state that a step leads to in the list of the walk's states."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk

    def __enter__(self) -> None:
        self._before = self._walk.document.snapshot

    def __exit__(self, *_: object) -> None:
        walk, document = self._walk, self._walk.document
        if document.snapshot is not self._before:
            walk.states[document.history.index :] = [document.snapshot]
