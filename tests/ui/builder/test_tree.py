"""Recipes and missing images in the package tree, and where they lead."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from studio.model.treeroles import EntryRole
from studio.package.entries import EntryKind
from studio.ui.shell.page import BUILDS

LONG = 60_000
TAR = "images/etcd-1.10-{}.tar"


def find(tree, title, parent=None):
    """The first row of that title."""
    model = tree.model()
    parent = parent or QModelIndex()
    if model.canFetchMore(parent):
        model.fetchMore(parent)
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        if index.data() == title:
            return index
        if index.data(EntryRole).kind is not EntryKind.FILE and (below := find(tree, title, index)):
            return below
    return None


def click_link(qtbot, tree, index):
    """Click the words at the right of a row."""
    tree.scrollTo(index)
    rect = tree.itemDelegate().link_rect(tree.visualRect(index), index)
    assert not rect.isEmpty()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_a_recipe_of_the_tree_opens_on_the_page(qtbot, open_builds):
    window, page = open_builds()
    window.registry.run("build.duplicate")
    page.choose(0)
    window.editors.close_all()
    tree = window.tree
    recipes = find(tree, "recipes")
    tree.expand(recipes)
    second = tree.model().index(1, 0, recipes)
    tree.setCurrentIndex(second)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert window.editors.current.key == BUILDS
    assert window.building.recipe.index == 1


def test_a_missing_dockerfile_is_made_in_the_tree(qtbot, open_builds, package):
    (package / "build" / "Dockerfile").unlink()
    window, _ = open_builds()
    tree = window.tree
    missing = find(tree, "Dockerfile")
    assert missing.data(EntryRole).kind is EntryKind.MISSING
    tree.expand(missing.parent())
    tree.setCurrentIndex(missing)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert "build/Dockerfile" in window.workbench.document.snapshot
    assert find(tree, "Dockerfile").data(EntryRole).kind is EntryKind.FILE


def test_a_missing_image_leads_to_its_recipe(qtbot, open_builds):
    window, page = open_builds()
    page.edit("platforms", ["linux/amd64"])
    qtbot.waitUntil(lambda: find(window.tree, "etcd-1.10-x86_64.tar") is not None)
    window.editors.close_all()
    missing = find(window.tree, "etcd-1.10-x86_64.tar")
    assert missing.data(EntryRole).kind is EntryKind.MISSING
    click_link(qtbot, window.tree, missing)
    assert window.editors.current.key == BUILDS
    assert window.building.recipe.name == "etcd"


@pytest.mark.engine
def test_a_missing_image_shows_that_it_is_built(qtbot, with_docker):
    window, page = with_docker
    dockerfile = page.desk.folder / "build/Dockerfile"
    dockerfile.write_text("FROM busybox:1\nRUN sleep 300\n", encoding="utf-8")
    page.edit("platforms", ["linux/amd64"])
    qtbot.waitUntil(lambda: find(window.tree, "etcd-1.10-x86_64.tar") is not None)
    tree = window.tree
    delegate = tree.itemDelegate()
    assert delegate.link_text(find(tree, "etcd-1.10-x86_64.tar")) == "Build…"
    window.registry.run("build.run")
    assert delegate.link_text(find(tree, "etcd-1.10-x86_64.tar")) == ""
    window.registry.run("build.cancel")
    qtbot.waitUntil(lambda: page.run.state.is_over, timeout=LONG)
    assert delegate.link_text(find(tree, "etcd-1.10-x86_64.tar")) == "Build…"


@pytest.mark.engine
def test_a_missing_image_that_nothing_names_is_said(qtbot, open_builds, package, dockerd):
    (package / "images").mkdir()
    entry = '- {image: unknown, tag: "1", package: {x86_64: unknown.tar}}'
    (package / "images/mapping.yaml").write_text(f"instance:\n{entry}\n", encoding="utf-8")
    window, _ = open_builds(dockerd.url)
    click_link(qtbot, window.tree, find(window.tree, "unknown.tar"))
    qtbot.waitUntil(lambda: "unknown.tar" in window.toast.sentence(), timeout=LONG)
