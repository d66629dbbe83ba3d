"""Recipes as they are written, and edited without touching anything else."""

from __future__ import annotations

import pytest

from studio.package.builds.operatorimage import scaffold_operator_image
from studio.package.builds.platforms import Platform
from studio.package.builds.recipeedits import add_recipe, remove_recipe, set_field, starting_fields
from studio.package.builds.recipes import Secret, recipes_of
from studio.package.changes import apply
from studio.package.content import FileText
from studio.package.snapshot import Snapshot

FULL = """\
builds:  # ours
- name: etcd
  image: swr.example.com/team/etcd
  tag: 1.10
  context: build
  target: runtime
  args: {WORD: hello, NUMBER: 3, TOKEN: }
  labels: {a: b}
  platforms: [linux/amd64, linux/arm64/v8, linux/amd64]
  secrets: [{id: token, env: TOKEN}, {id: key, file: ../key}]
  pull: true
"""


def snapshot(text):
    return Snapshot({"studio.yaml": FileText(text)})


def text_after(before, change):
    file = apply(before, change.operations).text("studio.yaml")
    return None if file is None else file.text


def test_everything_that_a_recipe_says():
    read = recipes_of(snapshot(FULL))
    assert not read.defects
    recipe = read.named("etcd")
    assert recipe.address == "swr.example.com/team/etcd:1.10"
    assert recipe.reference.name == "etcd"
    assert recipe.args == {"WORD": "hello", "NUMBER": "3", "TOKEN": None}
    assert recipe.platforms == (Platform("linux", "amd64"), Platform("linux", "arm64"))
    assert recipe.secrets == (Secret("token", env="TOKEN"), Secret("key", file="../key"))
    assert (recipe.pull, recipe.no_cache) == (True, False)
    assert recipe.dockerfile_path == "build/Dockerfile"


def test_what_is_left_out():
    recipe = recipes_of(snapshot("builds: [{name: a, context: ../src}]")).recipes[0]
    assert (recipe.address, recipe.dockerfile) == ("a:latest", "Dockerfile")
    assert recipe.dockerfile_path is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("builds: 3", ()),
        ("builds: [3]", (0,)),
        ("builds: [{tag: 1}]", (0,)),
        ("builds: [{name: a, platfrom: x}]", (0, "platfrom")),
        ("builds: [{name: A}]", (0, "name")),
        ("builds: [{name: a, image: 'x y'}]", (0, "image")),
        ("builds: [{name: a, tag: 'x y'}]", (0, "tag")),
        ("builds: [{name: a, context: /src}]", (0, "context")),
        ("builds: [{name: a}, {name: a}]", (1, "name")),
        ("builds: [{name: a, pull: maybe}]", (0, "pull")),
        ("builds: [{name: a, platforms: linux}]", (0, "platforms")),
        ("builds: [{name: a, platforms: [arm64]}]", (0, "platforms", 0)),
        ("builds: [{name: a, secrets: [{id: t}]}]", (0, "secrets", 0)),
        ("builds: [{name: a, secrets: [{id: t, env: T, value: x}]}]", (0, "secrets", 0)),
        ("builds: [{name: a, args: [x]}]", (0, "args")),
        ("builds: [{name: a, target: [x]}]", (0, "target")),
    ],
)
def test_defects_have_their_place(text, place):
    read = recipes_of(snapshot(text))
    assert [defect.pointer for defect in read.defects] == [("builds", *place)]
    for recipe in read.recipes:
        assert bool(read.defects_of(recipe)) is (place[:1] == (recipe.index,))


@pytest.mark.parametrize("text", ["", "a: [", "builds:", "builds: []"])
def test_no_recipes(text):
    assert recipes_of(snapshot(text)).recipes == ()
    assert recipes_of(Snapshot({})).recipes == ()


def test_one_field_is_edited_and_nothing_else():
    before = snapshot(FULL)
    recipe = recipes_of(before).recipes[0]
    change = set_field(before, recipe, "target", "builder")
    assert text_after(before, change) == FULL.replace("runtime", "builder")
    assert change.merge_key == set_field(before, recipe, "target", "x").merge_key
    assert text_after(before, set_field(before, recipe, "pull", value=False)) == FULL.replace(
        "  pull: true\n", ""
    )
    assert set_field(before, recipe, "dockerfile", "").operations == ()
    after = text_after(before, set_field(before, recipe, "dockerfile", "Dockerfile.arm"))
    assert "  context: build\n  dockerfile: Dockerfile.arm\n  target" in after


PLAIN = """\
builds:
- name: etcd   # the operator
  tag: 'v1'    # as in the chart
  platforms: [linux/amd64]
"""


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("name", ["etcd: x", "etcd"]),
        ("tag", ["", "v1"]),
        ("tag", ["", "1.10", "v1"]),
        ("target", ["r", ""]),
        ("platforms", [["linux/amd64", "linux/arm64"], [], ["linux/amd64"]]),
    ],
)
def test_an_edit_back_to_what_was_gives_its_text_back(key, values):
    before = now = snapshot(PLAIN)
    for value in values:
        recipe = recipes_of(now).recipes[0]
        now = apply(now, set_field(now, recipe, key, value, before).operations)
        assert (now.text("studio.yaml").text == PLAIN) is (value == values[-1])
    assert now.text("studio.yaml").text == PLAIN


def test_what_is_typed_in_between_leaves_no_trace():
    before = snapshot(PLAIN)
    recipe = recipes_of(before).recipes[0]
    quoted = apply(before, set_field(before, recipe, "name", "etcd: x", before).operations)
    assert "name: 'etcd: x'   # the operator" in quoted.text("studio.yaml").text
    change = set_field(quoted, recipe, "name", "kafka", before)
    assert text_after(quoted, change) == PLAIN.replace("name: etcd", "name: kafka")


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        ("", {"tag": "0.9.4"}),
        ("architecture: [aarch64]\n", {"tag": "0.9.4", "platforms": ["linux/arm64"]}),
        (
            "architecture: [aarch64, x86_64]\n",
            {"tag": "0.9.4", "platforms": ["linux/amd64", "linux/arm64"]},
        ),
    ],
)
def test_a_new_recipe_is_for_what_the_package_promises(promise, expected):
    metadata = FileText(f"name: etcd\nversion: 0.9.4\n{promise}")
    package = Snapshot({
        "package/etcd/metadata.yaml": metadata,
        "package/etcd/lifecycle.yaml": FileText("install: {strategy: deployment}\n"),
    })  # fmt: skip
    assert starting_fields(package) == expected


def test_recipes_come_and_go():
    empty = Snapshot({})
    first = apply(empty, add_recipe(empty, {"name": "a", "context": "x"}).operations)
    assert first.text("studio.yaml").text == "builds:\n  - name: a\n    context: x\n"
    second = apply(first, add_recipe(first, {"name": "a"}).operations)
    assert [recipe.name for recipe in recipes_of(second).recipes] == ["a", "a-2"]
    third = apply(second, remove_recipe(second, recipes_of(second).recipes[1]).operations)
    assert third.text("studio.yaml").text == first.text("studio.yaml").text
    assert "studio.yaml" not in apply(
        third, remove_recipe(third, recipes_of(third).recipes[0]).operations
    )


def test_the_last_recipe_leaves_what_else_is_written():
    before = snapshot(f"rules: {{off: [A]}}\n{FULL}")
    change = remove_recipe(before, recipes_of(before).recipes[0])
    assert text_after(before, change) == "rules: {off: [A]}\n"


def test_a_first_dockerfile_for_an_operator():
    before = Snapshot({
        "package/etcd/metadata.yaml": FileText(
            "name: etcd\nversion: 0.9.4\narchitecture: [x86_64, aarch64]\n"
        ),
        "package/etcd/lifecycle.yaml": FileText("install: {strategy: deployment}\n"),
    })  # fmt: skip
    after = apply(before, scaffold_operator_image(before).operations)
    recipe = recipes_of(after).recipes[0]
    assert (recipe.address, len(recipe.platforms)) == ("etcd-operator:0.9.4", 2)
    assert "operator of etcd." in after.text(recipe.dockerfile_path).text
    assert "build/.dockerignore" in after
    again = apply(after, scaffold_operator_image(after).operations)
    assert [each.name for each in recipes_of(again).recipes] == ["etcd-operator", "etcd-operator-2"]


def test_the_first_recipe_makes_the_image_that_the_operator_is_deployed_with():
    lifecycle = (
        "install:\n  strategy: deployment\n  deployments:\n  - name: a\n    spec:\n"
        "      template:\n        spec:\n          containers:\n"
        "          - {name: a, image: 'quay.io/strimzi/operator:0.40.0'}\n"
    )
    before = Snapshot({
        "package/k/metadata.yaml": FileText("name: strimzi-kafka-operator\nversion: 1.0.0\n"),
        "package/k/lifecycle.yaml": FileText(lifecycle),
    })  # fmt: skip
    after = apply(before, scaffold_operator_image(before).operations)
    (recipe,) = recipes_of(after).recipes
    assert (recipe.name, recipe.address) == ("operator", "quay.io/strimzi/operator:0.40.0")
