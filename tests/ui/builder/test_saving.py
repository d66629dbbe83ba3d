"""Images into the package and out of it, with a real engine and a real registry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog

from studio.formats.imagerefs import parse_reference
from studio.package.builds.naming import saved_path
from studio.services.builds.buildparts import State
from studio.services.engine import images
from studio.services.engine.connecting import connect
from studio.services.engine.endpoints import endpoint_at
from studio.ui.builder.asking import PickDialog, PushDialog
from studio.ui.builder.savedialog import SaveDialog
from tests.daemons import PASSWORD, USER

pytestmark = pytest.mark.engine
LONG = 60_000
MAPPING = "images/mapping.yaml"


@pytest.fixture
def built(qtbot, with_docker):
    """The page with an image that was built."""
    window, page = with_docker
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: run.state is State.DONE, timeout=LONG)
    page.refresh()
    return window, page


def dialog(window, kind):
    """The dialog of that kind that is open."""
    [found] = [each for each in window.findChildren(QDialog) if isinstance(each, kind)]
    return found


def tar_of(page):
    reference = parse_reference("etcd:1.10")
    return saved_path(reference, page.desk.engines.current.info.platform)


def settled(qtbot, window):
    """Wait until no engine works any more and the watcher has looked."""
    qtbot.waitUntil(lambda: not window.services.jobs.running, timeout=LONG)


def test_saving_is_one_step_with_tar_mapping_and_tags(qtbot, built, package):
    window, page = built
    document = window.workbench.document
    qtbot.mouseClick(page.result.save_button, Qt.MouseButton.LeftButton)
    asked = dialog(window, SaveDialog)
    assert [(row.box.words(), row.below.text()) for row in asked.rows] == [
        ("values.yaml: image", "1.9 → 1.10"), ("Chart.yaml: version", "1.0.0 → 1.10"),
    ][: len(asked.rows)]  # fmt: skip
    asked.rows[0].box.setChecked(True)
    steps = document.history.count
    qtbot.mouseClick(asked.take, Qt.MouseButton.LeftButton)
    path = tar_of(page)
    qtbot.waitUntil(lambda: path in document.snapshot, timeout=LONG)
    settled(qtbot, window)
    assert (package / path).is_file()
    assert path.rpartition("/")[2] in document.snapshot.text(MAPPING).text
    assert "image: etcd:1.10" in document.snapshot.text("package/etcd/values.yaml").text
    assert document.history.count == steps + 1
    assert window.workbench.watcher.conflicts == ()
    qtbot.waitUntil(lambda: path in page.head.sentence.text())
    window.registry.run("edit.undo")
    assert path not in document.snapshot
    assert "etcd:1.9" in document.snapshot.text("package/etcd/values.yaml").text


def test_a_tar_that_was_replaced_comes_back(qtbot, built, package):
    """The image is built anew under the same tag, saved over the older tar, and taken back."""
    window, page = built
    document = window.workbench.document
    path = tar_of(page)
    older = saved_bytes(qtbot, window, page, package / path)
    (package / "build/Dockerfile").write_text("FROM busybox:1\nRUN echo again\n")
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: run.state is State.DONE, timeout=LONG)
    newer = saved_bytes(qtbot, window, page, package / path)
    assert newer != older
    assert document.snapshot.files[path].read() == newer
    window.registry.run("edit.undo")
    assert document.snapshot.files[path].read() == older
    assert path in document.dirty_paths
    save_package(qtbot, window)
    assert (package / path).read_bytes() == older
    window.registry.run("edit.redo")
    save_package(qtbot, window)
    assert (package / path).read_bytes() == newer
    assert window.workbench.watcher.conflicts == ()


def saved_bytes(qtbot, window, page, target):
    """Save what was built into the package; the bytes of its tar."""
    count = window.workbench.document.history.count
    window.building.images.save_run(page.run, ask=False)
    qtbot.waitUntil(lambda: window.workbench.document.history.count > count, timeout=LONG)
    settled(qtbot, window)
    return target.read_bytes()


def save_package(qtbot, window):
    window.registry.run("file.save")
    qtbot.waitUntil(lambda: not window.workbench.document.is_dirty, timeout=LONG)
    settled(qtbot, window)


def test_two_architectures_are_built_and_saved_together(qtbot, with_docker):
    window, page = with_docker
    (page.desk.folder / "build/Dockerfile").write_text("FROM scratch\nCOPY Dockerfile /\n")
    page.edit("platforms", ["linux/amd64", "linux/arm64"])
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: run.state.is_over, timeout=LONG)
    assert run.state is State.DONE
    qtbot.waitUntil(
        lambda: [fact[:5] for _, fact in page.result.platforms.rows()] == ["done,", "done,"]
    )
    window.building.images.save_run(run, ask=False)
    document = window.workbench.document
    wanted = {"images/etcd-1.10-x86_64.tar", "images/etcd-1.10-aarch64.tar"}
    qtbot.waitUntil(lambda: wanted <= set(document.snapshot), timeout=LONG)
    settled(qtbot, window)
    mapping = document.snapshot.text(MAPPING).text
    assert "x86_64: etcd-1.10-x86_64.tar" in mapping
    assert "aarch64: etcd-1.10-aarch64.tar" in mapping


def test_what_is_ticked_while_it_builds_is_saved_when_it_is_done(qtbot, with_docker, package):
    window, page = with_docker
    window.registry.run("build.run")
    tick(qtbot, page.result.saves)
    document = window.workbench.document
    qtbot.waitUntil(lambda: tar_of(page) in document.snapshot, timeout=LONG)
    settled(qtbot, window)
    assert "etcd:1.9" in document.snapshot.text("package/etcd/values.yaml").text
    window.building.images._follow_tags(parse_reference("etcd:1.10"))
    assert "etcd:1.10" in document.snapshot.text("package/etcd/values.yaml").text


def test_a_local_image_is_found_by_name_and_saved(qtbot, with_docker):
    window, page = with_docker
    window.registry.run("build.save_local")
    qtbot.waitUntil(lambda: bool(window.findChildren(PickDialog)), timeout=LONG)
    picking = dialog(window, PickDialog)
    assert picking.focusWidget() is picking.search
    qtbot.keyClicks(picking.focusWidget(), "busybox:1")
    platform = page.desk.engines.current.info.platform
    assert picking.list.rows()[0].below.startswith(f"{platform} · ")
    qtbot.keyClick(picking.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(SaveDialog)), timeout=LONG)
    dialog(window, SaveDialog).accept()
    document = window.workbench.document
    path = saved_path(parse_reference("busybox:1"), platform)
    qtbot.waitUntil(lambda: path in document.snapshot, timeout=LONG)
    settled(qtbot, window)
    assert document.dirty_paths == {MAPPING}


def test_a_tar_of_the_package_is_loaded(qtbot, built, dockerd):
    window, page = built
    window.building.images.save_run(page.run, ask=False)
    path = tar_of(page)
    document = window.workbench.document
    qtbot.waitUntil(lambda: path in document.snapshot, timeout=LONG)
    settled(qtbot, window)
    with connect(endpoint_at(dockerd.url)) as engine:
        images.remove(engine, "etcd:1.10")
    window.registry.run("build.load")
    picking = dialog(window, PickDialog)
    assert [row.title for row in picking.list.rows()] == [path.rpartition("/")[2]]
    assert picking.list.rows()[0].below.startswith("etcd:1.10 for ")
    qtbot.mouseClick(picking.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "The engine has etcd:1.10" in window.toast.sentence(), timeout=LONG)
    with connect(endpoint_at(dockerd.url)) as engine:
        assert images.inspect(engine, "etcd:1.10").names


def test_a_push_asks_for_a_name_where_one_is_needed(qtbot, built, daemons):
    window, page = built
    registry = daemons.registry(closed=True)
    qtbot.mouseClick(page.result.push_button, Qt.MouseButton.LeftButton)
    first = dialog(window, PushDialog)
    first.registry.setText(f"{registry.address}/team")
    first.accept()
    qtbot.waitUntil(
        lambda: any(each.name_row.problem() for each in window.findChildren(PushDialog)),
        timeout=LONG,
    )
    second = next(each for each in window.findChildren(PushDialog) if each.name_row.problem())
    assert second.registry.text() == f"{registry.address}/team"
    qtbot.keyClicks(second.username, USER)
    qtbot.keyClicks(second.password, "wrong")
    second.accept()
    qtbot.waitUntil(
        lambda: any(each.password_row.problem() for each in window.findChildren(PushDialog)),
        timeout=LONG,
    )
    third = next(each for each in window.findChildren(PushDialog) if each.password_row.problem())
    assert "does not accept this user name and password" in third.password_row.problem()
    assert third.username.text() == USER
    assert third.row.problem() == ""
    qtbot.waitUntil(lambda: third.focusWidget() is third.password)
    qtbot.keyClicks(third.password, PASSWORD)
    third.accept()
    qtbot.waitUntil(lambda: "Pushed as" in window.toast.sentence(), timeout=LONG)
    assert f"{registry.address}/team/etcd:1.10" in window.toast.sentence()


def test_mapped_images_are_pulled_at_once(
    qtbot, open_builds, package, docker_engine, daemons, dockerd
):
    registry = daemons.registry()
    repository = f"{registry.address}/team/remote"
    images.tag(docker_engine, "busybox:1", repository, "1.0")
    from studio.services.engine.transfer import push

    push(docker_engine, parse_reference(f"{repository}:1.0"))
    images.remove(docker_engine, f"{repository}:1.0")
    architecture = docker_engine.info.platform.osc_architecture
    for path, text in {
        "package/etcd/values.yaml": f'image:\n  repository: {repository}\n  tag: "1.0"\n',
        "package/etcd/templates/d.yaml": "image: {{ .Values.image.repository }}\n",
        MAPPING: f"""\
instance:
- image: remote
  tag: "1.0"
  address: {{repository: image.repository, tag: image.tag}}
  package: {{{architecture}: a.tar}}
""",
    }.items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(text, encoding="utf-8")
    window, _ = open_builds(dockerd.url)
    window.registry.run("build.pull")
    document = window.workbench.document
    name = f"remote-1.0-{architecture}.tar"
    qtbot.waitUntil(lambda: f"images/{name}" in document.snapshot, timeout=LONG)
    settled(qtbot, window)
    assert name in document.snapshot.text(MAPPING).text
    assert window.workbench.watcher.conflicts == ()


def test_what_is_ticked_while_it_builds_is_pushed_when_it_is_done(qtbot, with_docker, daemons):
    window, page = with_docker
    registry = daemons.registry()
    (page.desk.folder / "build/Dockerfile").write_text("FROM busybox:1\nRUN sleep 2\n")
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(page.result.pushes.isVisible, timeout=LONG)
    tick(qtbot, page.result.pushes)
    dialog(window, PushDialog).reject()
    qtbot.waitUntil(lambda: not page.result.pushes.isChecked(), timeout=LONG)
    tick(qtbot, page.result.pushes)
    asked = next(each for each in window.findChildren(PushDialog) if each.isVisible())
    asked.registry.setText(f"{registry.address}/team")
    asked.accept()
    assert run.pushes_when_done
    qtbot.waitUntil(lambda: run.state is State.DONE, timeout=LONG)
    qtbot.waitUntil(lambda: "Pushed as" in window.toast.sentence(), timeout=LONG)
    assert f"{registry.address}/team/etcd:1.10" in window.toast.sentence()


def tick(qtbot, box):
    """Click the square of a check box."""
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.rect().center().y()))
