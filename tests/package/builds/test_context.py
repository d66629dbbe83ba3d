"""What is sent to the engine, and what `.dockerignore` leaves out of it."""

from __future__ import annotations

import io
import os
import tarfile

import pytest

from studio.package.builds.context import BadContext, edited_files, survey
from studio.package.builds.contexttar import tar_chunks
from studio.package.builds.ignoring import Ignored
from studio.package.builds.recipes import Recipe
from studio.package.content import FileText
from studio.package.snapshot import Snapshot

RECIPE = Recipe(0, "a", context="build")


@pytest.fixture
def folder(tmp_path):
    """Writes files below the context."""

    def make(files):
        for path, text in {"Dockerfile": "FROM scratch\n", **files}.items():
            target = tmp_path / "build" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("rules", "left_out", "sent"),
    [
        ("*.md", ["a.md"], ["b/a.md", "a.mdx"]),
        ("**/*.md", ["a.md", "b/c/a.md"], ["a"]),
        ("/b/", ["b", "b/c/d"], ["c/b"]),
        ("*\n!keep", ["a", "b/c"], ["keep"]),
        ("b\n!b/keep", ["b", "b/x"], ["b/keep", "b/keep/y"]),
        ("# comment\n\n!x", [], ["# comment", "x"]),
        ("b/*/c", ["b/x/c", "b/x/c/d"], ["b/c", "b/x/y/c"]),
        ("a?c\n[xy]z\n[^q]r", ["abc", "xz", "zr"], ["ac", "zz", "qr"]),
        ("./a/../b", ["b"], ["a"]),
        ("a\\*", ["a*"], ["ab"]),
        ("[", [], ["["]),
        ("a**c", ["abxc", "a/b/c"], ["ab"]),
        ("*\n!a\na/x", ["a/x", "b"], ["a", "a/y"]),
    ],
)
def test_patterns(rules, left_out, sent):
    ignored = Ignored(rules)
    assert [path for path in left_out if path not in ignored] == []
    assert [path for path in sent if path in ignored] == []


def test_folders_that_are_left_out_are_entered_only_for_what_is_taken_back():
    ignored = Ignored("a\nb\n!a/x/y\n!**/z")
    assert ignored.may_hold("a")
    assert ignored.may_hold("b")
    assert not Ignored("a\nb\n!a/x").may_hold("b")


def test_what_is_sent_and_how_large_it_is(folder):
    root = folder({
        ".dockerignore": "*\n!app\nDockerfile\n", "app/run": "12345", "other": "x", "app/b": "1",
    })  # fmt: skip
    (root / "build/app/link").symlink_to("run")
    os.mkfifo(root / "build/app/pipe")
    context = survey(root, RECIPE)
    assert sorted(entry.path for entry in context.entries) == [
        ".dockerignore", "Dockerfile", "app", "app/b", "app/link", "app/run",
    ]  # fmt: skip
    assert context.file_count == 5
    assert context.size == 6 + len("FROM scratch\n") + len("*\n!app\nDockerfile\n")
    assert context.largest(1)[0].path == ".dockerignore"
    assert context.ignored == 1


def test_the_tar_holds_it(folder):
    root = folder({"run.sh": "x", "large": "y" * 700_000})
    (root / "build/run.sh").chmod(0o755)
    (root / "build/link").symlink_to("run.sh")
    chunks = list(tar_chunks(survey(root, RECIPE)))
    assert max(map(len, chunks)) <= 1 << 19
    with tarfile.open(fileobj=io.BytesIO(b"".join(chunks))) as tar:
        found = {member.name: member for member in tar.getmembers()}
        assert tar.extractfile("large").read() == b"y" * 700_000
    assert (found["run.sh"].mode, found["run.sh"].uid) == (0o755, 0)
    assert found["link"].linkname == "run.sh"


def test_unsaved_edits_are_sent_instead(folder):
    root = folder({"a": "on disk", ".dockerignore": "b"})
    unsaved = {
        "build/Dockerfile": b"FROM edited\n", "build/a": b"edited", "build/b": b"ignored",
        "build/new": b"new", "beside": b"elsewhere",
    }  # fmt: skip
    context = survey(root, RECIPE, unsaved=unsaved)
    assert context.dockerfile_text == "FROM edited\n"
    with tarfile.open(fileobj=io.BytesIO(b"".join(tar_chunks(context)))) as tar:
        assert set(tar.getnames()) == {".dockerignore", "Dockerfile", "a", "new"}
        assert tar.extractfile("a").read() == b"edited"
    before = Snapshot({"a": FileText("1"), "b": FileText("2")})
    after = Snapshot({"a": FileText("1"), "b": FileText("3"), "c": FileText("4")})
    assert edited_files(after, before) == {"b": b"3", "c": b"4"}


def test_a_dockerfile_outside_the_context(folder):
    root = folder({"a": "x"})
    (root / "Dockerfile.other").write_text("FROM other\n", encoding="utf-8")
    context = survey(root, Recipe(0, "a", context="build", dockerfile="../Dockerfile.other"))
    with tarfile.open(fileobj=io.BytesIO(b"".join(tar_chunks(context)))) as tar:
        assert tar.extractfile(context.dockerfile).read() == b"FROM other\n"


def test_what_cannot_be_sent(folder):
    root = folder({"a": "xyz"})
    with pytest.raises(BadContext, match="nowhere"):
        survey(root, Recipe(0, "a", context="nowhere"))
    with pytest.raises(BadContext, match="Other"):
        survey(root, Recipe(0, "a", context="build", dockerfile="Other"))
    context = survey(root, RECIPE)
    (root / "build/a").write_text("x", encoding="utf-8")
    with pytest.raises(BadContext, match="changed"):
        list(tar_chunks(context))
    (root / "build/a").unlink()
    with pytest.raises(BadContext, match="cannot be read"):
        list(tar_chunks(context))


def test_surveying_can_be_stopped(folder):
    def keep_going():
        raise KeyError

    with pytest.raises(KeyError):
        survey(folder({"a": "x"}), RECIPE, keep_going=keep_going)
