"""Recipes by mouse and keys: each gesture one small edit of studio.yaml, which undo takes back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from studio.package.layout import WORKSPACE_FILE
from tests.ui.builder.conftest import WORKSPACE


def written(window):
    return window.workbench.document.snapshot.text(WORKSPACE_FILE).text


def label(window):
    history = window.workbench.document.history
    return str(history.step(history.index - 1).change_set.label)


def type_over(qtbot, field, text):
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_typing_changes_only_the_value(qtbot, open_builds):
    window, page = open_builds()
    type_over(qtbot, page.form.fields["tag"], "1.20")
    assert written(window) == WORKSPACE.replace('"1.10"', '"1.20"')
    assert label(window) == "Change tag of recipe etcd"
    assert page.head.title.text() == "etcd:1.20"
    window.registry.run("edit.undo")
    assert written(window) == WORKSPACE
    assert page.form.fields["tag"].text() == "1.10"


def test_fields_that_follow_each_other_are_steps_of_their_own(qtbot, open_builds):
    window, page = open_builds()
    type_over(qtbot, page.form.fields["tag"], "2")
    type_over(qtbot, page.form.fields["target"], "run")
    window.registry.run("edit.undo")
    assert 'tag: "2"' in written(window)
    assert "target" not in written(window)


def test_platforms_arguments_and_flags(qtbot, open_builds):
    window, page = open_builds()
    for box in page.form.boxes:
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.form.flags["no_cache"], Qt.MouseButton.LeftButton)
    args = page.form.tables["args"]
    args.add_link.click()
    qtbot.keyClicks(args.cell(0, 0), "WORD")
    qtbot.keyClicks(args.cell(0, 1), "hello")
    text = written(window)
    assert text.startswith(WORKSPACE)
    assert "- linux/amd64" in text
    assert "- linux/arm64" in text
    assert "no_cache: true" in text
    assert page.recipe.args == {"WORD": "hello"}
    assert str(page.recipe.platforms[1]) == "linux/arm64"


def test_a_secret_is_only_referred_to(qtbot, open_builds):
    window, page = open_builds()
    table = page.form.tables["secrets"]
    table.add_link.click()
    qtbot.keyClicks(table.cell(0, 0), "token")
    assert "secrets" not in written(window)
    qtbot.keyClicks(table.cell(0, 2), "TOKEN")
    assert page.recipe.secrets[0].env == "TOKEN"


def test_what_is_wrong_stands_at_its_field(qtbot, open_builds):
    _, page = open_builds()
    type_over(qtbot, page.form.fields["name"], "Not A Name")
    assert page.form.rows["name"].problem()
    type_over(qtbot, page.form.fields["name"], "fine")
    assert not page.form.rows["name"].problem()


def test_recipes_are_added_doubled_and_removed(open_builds):
    window, page = open_builds()
    window.registry.run("build.add")
    assert [row.title for row in page.sidebar.recipes.rows()] == ["etcd", "etcd-2"]
    assert page.recipe.name == "etcd-2"
    window.registry.run("build.duplicate")
    assert page.recipe.name == "etcd-2-2"
    window.registry.run("build.remove")
    window.registry.run("build.remove")
    assert written(window) == WORKSPACE
    window.registry.run("build.remove")
    assert WORKSPACE_FILE not in window.workbench.document.snapshot
    assert page.recipe is None
    assert page.nothing.isVisible()
    window.registry.run("edit.undo")
    assert written(window) == WORKSPACE


def test_what_will_be_sent_is_shown_before(qtbot, open_builds, package):
    (package / "build" / "large.bin").write_bytes(b"x" * 5000)
    _, page = open_builds()
    qtbot.waitUntil(lambda: bool(page.foresight.largest.rows()), timeout=10_000)
    assert page.foresight.largest.rows()[0] == ("large.bin", "5 KB")
    assert "2 file" in page.foresight.summary.text()


def test_a_missing_dockerfile_is_told(qtbot, open_builds, package):
    (package / "build" / "Dockerfile").unlink()
    _, page = open_builds()
    qtbot.waitUntil(lambda: "Dockerfile" in page.foresight.summary.text(), timeout=10_000)


def test_a_missing_dockerfile_is_made_from_the_panel(qtbot, open_builds, package):
    (package / "build" / "Dockerfile").unlink()
    window, page = open_builds()
    checks = page.foresight.checks

    def offered():
        return [row for row in checks.rows() if row.action == "Create build/Dockerfile"]

    qtbot.waitUntil(lambda: bool(offered()), timeout=10_000)
    link = checks.link_rect(checks.rows().index(offered()[0]))
    qtbot.mouseClick(checks.viewport(), Qt.MouseButton.LeftButton, pos=link.center())
    snapshot = window.workbench.document.snapshot
    assert "\nFROM " in snapshot.text("build/Dockerfile").text
    qtbot.waitUntil(lambda: not offered(), timeout=10_000)
    window.registry.run("edit.undo")
    assert "build/Dockerfile" not in window.workbench.document.snapshot


def test_without_an_engine_one_sentence_says_what_to_do(qtbot, open_builds):
    window, page = open_builds()
    window.registry.run("build.run")
    qtbot.waitUntil(lambda: "start Docker or Podman" in window.toast.sentence(), timeout=30_000)
    assert page.desk.runs == []


def test_a_stage_is_chosen_from_those_of_the_dockerfile(qtbot, open_builds, package):
    text = "FROM busybox:1 AS tools\nFROM scratch AS small\n"
    (package / "build/Dockerfile").write_text(text, encoding="utf-8")
    window, page = open_builds()
    menu = page.form.stages.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.text()] == [
        "The last one", "tools", "small",
    ]  # fmt: skip
    menu.actions()[2].trigger()
    assert page.recipe.target == "tools"
    assert page.form.fields["target"].text() == "tools"
    window.registry.run("edit.undo")
    assert page.recipe.target == ""


def test_no_stage_is_offered_where_none_has_a_name(open_builds):
    _, page = open_builds()
    assert page.form.stages.isHidden()
