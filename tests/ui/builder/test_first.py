"""What the page of builds offers while there is no recipe."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt

from studio.package.builds.recipes import recipes_of
from studio.ui.controls.buttons import LinkButton

LIFECYCLE = """\
install:
  strategy: deployment
  deployments:
  - name: a
    spec:
      template:
        spec:
          containers:
          - {name: a, image: "quay.io/team/operator:1.2"}
"""


@pytest.fixture
def without_recipes(package):
    """The package without its recipe and its Dockerfile."""
    shutil.rmtree(package / "build")
    (package / "studio.yaml").unlink()
    return package


@pytest.fixture
def operator(without_recipes):
    """The same with an operator in place of the chart."""
    deploy = without_recipes / "package/etcd"
    shutil.rmtree(deploy)
    deploy.mkdir()
    (deploy / "metadata.yaml").write_text("name: etcd\nversion: 1.0.0\n", encoding="utf-8")
    (deploy / "lifecycle.yaml").write_text(LIFECYCLE, encoding="utf-8")
    return without_recipes


def links(page):
    """The links of the page, by what they say."""
    shown = [each for each in page.nothing.findChildren(LinkButton) if each.isVisible()]
    return {each.text(): each for each in shown}


def test_an_operator_is_offered_a_dockerfile(operator, open_builds):
    window, page = open_builds()
    assert list(links(page)) == ["Add a recipe", "Add a Dockerfile for the operator"]
    links(page)["Add a Dockerfile for the operator"].click()
    snapshot = window.workbench.document.snapshot
    (recipe,) = recipes_of(snapshot).recipes
    assert recipe.address == "quay.io/team/operator:1.2"
    assert recipe.dockerfile_path in snapshot
    assert page.recipe == recipe
    window.registry.run("edit.undo")
    assert not recipes_of(window.workbench.document.snapshot).recipes
    assert recipe.dockerfile_path not in window.workbench.document.snapshot


def test_a_chart_is_not(without_recipes, open_builds):
    window, page = open_builds()
    assert without_recipes
    assert list(links(page)) == ["Add a recipe"]
    assert not window.registry.is_enabled("build.scaffold")


def test_the_first_recipe_is_added_by_enter(qtbot, without_recipes, open_builds):
    _, page = open_builds()
    assert without_recipes
    add = links(page)["Add a recipe"]
    add.setFocus()
    qtbot.keyClick(add, Qt.Key.Key_Return)
    assert page.recipe is not None
