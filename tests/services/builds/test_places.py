"""Builds keep their recipes through edits of studio.yaml."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from studio.package.builds.recipes import Recipe
from studio.package.content import FileText
from studio.package.snapshot import Snapshot
from studio.services.builds.places import RecipePlaces


def package(*names):
    text = "builds:\n" + "".join(f"- {{name: {name}}}\n" for name in names)
    return Snapshot({"studio.yaml": FileText(text)})


def run(name, index):
    return SimpleNamespace(recipe=Recipe(index, name), key=f"{name} {index}")


@pytest.mark.parametrize(
    ("edits", "number"),
    [
        ([("x", "b", "c")], 1),
        ([("b", "c")], 0),
        ([("a", "new", "b", "c")], 2),
        ([("a", "other", "c")], 1),
        ([("a", "a", "c"), ("a", "ab", "c")], 1),
        ([("a", "c"), ("a", "b", "c")], 1),
        ([("a", "other", "c"), ("a", "c"), ("a", "other", "c")], 1),
        ([("c", "b", "a")], 1),
        ([("b", "a", "c")], 0),
        ([("a", "c")], None),
        ([()], None),
    ],
)
def test_a_recipe_is_followed(edits, number):
    places = RecipePlaces(package("a", "b", "c"))
    build = run("b", 1)
    places.add(build)
    for names in edits:
        places.follow(package(*names))
    assert places.number_of(build) == number


def test_what_cannot_be_read_changes_nothing():
    places = RecipePlaces(package("a", "b"))
    build = run("b", 1)
    places.add(build)
    places.follow(Snapshot({"studio.yaml": FileText("builds: [")}))
    places.follow(package("b"))
    assert places.number_of(build) == 0
    places.follow(Snapshot({}))
    assert places.number_of(build) is None


def test_an_earlier_build_that_is_built_again_has_the_recipe_of_its_name():
    places = RecipePlaces(package("a", "b"))
    known, unknown = run("b", -1), run("c", -1)
    places.add(known)
    places.add(unknown)
    assert places.number_of(known) == 1
    assert places.number_of(unknown) is None
