"""Files are renamed, moved, copied and deleted, and what refers to them follows."""

from __future__ import annotations

import pytest

from studio.package.changes import apply
from studio.package.content import FileText, Folder
from studio.package.refactoring import (
    BadName,
    bring_in,
    create_folder,
    delete,
    duplicate,
    free_name,
    move,
    rename,
    rename_resource,
)
from studio.package.references import definition_of, file_references, is_definition
from studio.package.snapshot import Place, Snapshot

DEPLOY = "package/kafka-2.5.0"
CSD = f"{DEPLOY}/manifests/kafka_csd.yaml"
CRD = f"{DEPLOY}/manifests/kafka_crd.yaml"
LOG = f"{DEPLOY}/manifests/vendor/log_config.yaml"
TAR = "images/kafka-2.5.0-x86_64.tar"
FILES = {
    f"{DEPLOY}/metadata.yaml": 'name: kafka\nversion: "2.5.0"\n',
    CRD: (
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
        "metadata:\n  name: kafkas.example.com  # plural.group\n"
    ),
    CSD: (
        "apiVersion: osc.io/v1beta1\nkind: CustomServiceDefinition\nmetadata: {name: c}\nspec:\n"
        "  CRDRef: {apiVersion: v1, kind: CustomResourceDefinition, name: kafkas.example.com}\n"
        "  capabilityRequirements:\n"
        "  - kind: LogConfig\n"
        "    defaultPath: vendor/log_config.yaml  # logs\n"
    ),
    LOG: "apiVersion: osc.io/v1\nkind: LogConfig\n",
    "images/mapping.yaml": (
        f"instance:\n- image: kafka\n  package:\n    x86_64: {TAR.removeprefix('images/')}\n"
    ),
    TAR: "stands for a tar",
}


@pytest.fixture
def package() -> Snapshot:
    return Snapshot({path: FileText(text) for path, text in FILES.items()})


def text(snapshot: Snapshot, path: str) -> str:
    content = snapshot.text(path)
    assert content is not None
    return content.text


def test_references_are_found(package: Snapshot) -> None:
    assert {reference.target for reference in file_references(package)} == {LOG, TAR}
    name = Place(CSD, ("spec", "CRDRef", "name"))
    assert definition_of(package, name) == Place(CRD, ("metadata", "name"))
    path = Place(CSD, ("spec", "capabilityRequirements", 0, "defaultPath"))
    assert definition_of(package, path) == Place(LOG)
    assert is_definition(package, Place(CRD, ("metadata", "name")))


def test_renaming_a_file_takes_its_references_along(package: Snapshot) -> None:
    change = rename(package, LOG, "logs.yaml")
    after = apply(package, change.operations)
    assert LOG not in after
    assert "defaultPath: vendor/logs.yaml  # logs\n" in text(after, CSD)
    assert str(change.label) == "Rename log_config.yaml to logs.yaml"
    assert apply(after, change.inverse().operations).same_content(package)


def test_renaming_a_tar_changes_the_mapping(package: Snapshot) -> None:
    after = apply(package, rename(package, TAR, "kafka-amd64.tar").operations)
    assert "x86_64: kafka-amd64.tar\n" in text(after, "images/mapping.yaml")


def test_renaming_a_folder_around_both_ends_leaves_relative_paths_alone(
    package: Snapshot,
) -> None:
    after = apply(package, rename(package, DEPLOY, "kafka-3.0.0").operations)
    moved = CSD.replace("2.5.0", "3.0.0", 1)
    assert text(after, moved) == text(package, CSD)
    assert all(not path.startswith(DEPLOY) for path in after)


def test_moving_the_referrer_rewrites_the_relative_path(package: Snapshot) -> None:
    change_set = move(package, [CSD], DEPLOY)
    assert change_set.label.text("en") == f"Move kafka_csd.yaml to {DEPLOY}"
    after = apply(package, change_set.operations)
    assert "defaultPath: manifests/vendor/log_config.yaml  # logs\n" in text(
        after, f"{DEPLOY}/kafka_csd.yaml"
    )


def test_a_crd_is_renamed_with_everything_that_names_it(package: Snapshot) -> None:
    definition = Place(CRD, ("metadata", "name"))
    after = apply(package, rename_resource(package, definition, "brokers.example.com").operations)
    assert "name: brokers.example.com  # plural.group\n" in text(after, CRD)
    assert "name: brokers.example.com}\n" in text(after, CSD)


@pytest.mark.parametrize("name", ["", "Brokers", "a b", "a..b", "-a", "a.", "é", "a\n", "a" * 254])
def test_names_that_kubernetes_refuses_are_refused(package: Snapshot, name: str) -> None:
    with pytest.raises(BadName):
        rename_resource(package, Place(CRD, ("metadata", "name")), name)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a:b", " a", "metadata.yaml", "METADATA.YAML"]
)
def test_names_that_cannot_be_are_refused(package: Snapshot, name: str) -> None:
    readme = apply(package, bring_in(package, {"README.md": FileText("")}, DEPLOY).operations)
    if name == "a/b":
        with pytest.raises(BadName):
            rename(readme, f"{DEPLOY}/README.md", "a:b")
        return
    with pytest.raises(BadName):
        rename(readme, f"{DEPLOY}/README.md", name)


def test_only_the_case_of_a_name_may_change(package: Snapshot) -> None:
    after = apply(package, rename(package, LOG, "LOG_config.yaml").operations)
    assert f"{DEPLOY}/manifests/vendor/LOG_config.yaml" in after


def test_a_folder_does_not_move_into_itself(package: Snapshot) -> None:
    with pytest.raises(BadName):
        move(package, [f"{DEPLOY}/manifests"], f"{DEPLOY}/manifests/vendor")


def test_duplicates_and_imports_take_free_names(package: Snapshot) -> None:
    once = apply(package, duplicate(package, CSD).operations)
    assert f"{DEPLOY}/manifests/kafka_csd-2.yaml" in once
    assert free_name(once, CSD) == f"{DEPLOY}/manifests/kafka_csd-3.yaml"
    folder = apply(package, duplicate(package, f"{DEPLOY}/manifests").operations)
    assert f"{DEPLOY}/manifests-2/vendor/log_config.yaml" in folder
    twice = apply(package, bring_in(package, {"mapping.yaml": FileText("")}, "images").operations)
    assert "images/mapping-2.yaml" in twice


def test_deleting_a_folder_and_a_file_inside_it_deletes_each_file_once(package: Snapshot) -> None:
    change = delete(package, [f"{DEPLOY}/manifests", CSD])
    after = apply(package, change.operations)
    assert sorted(after) == [TAR, "images/mapping.yaml", f"{DEPLOY}/metadata.yaml"]
    assert apply(after, change.inverse().operations).same_content(package)


def test_an_empty_folder_can_be_made_and_renamed(package: Snapshot) -> None:
    made = apply(package, create_folder(package, f"{DEPLOY}/raw").operations)
    assert f"{DEPLOY}/raw/" in made
    renamed = apply(made, rename(made, f"{DEPLOY}/raw", "chart").operations)
    assert f"{DEPLOY}/chart/" in renamed
    with pytest.raises(BadName):
        create_folder(made, f"{DEPLOY}/raw")


def test_what_is_brought_in_never_stands_where_something_else_does() -> None:
    here = Snapshot({"c": FileText("a file"), "d/x": FileText(""), "README.md": FileText("")})
    files = {
        "c/one": FileText("1"),
        "c/two": FileText("2"),
        "d": FileText("a file where a folder is"),
        "d/y": FileText(""),
        "readme.md": FileText("differs in case only"),
        "e/": Folder(),
        "c/": Folder(),
    }
    after = apply(here, bring_in(here, files, "").operations)
    assert sorted(after.files.keys() - here.files.keys()) == [
        "c-2/one", "c-2/two", "d-2", "d/y", "e/", "readme-2.md",
    ]  # fmt: skip
