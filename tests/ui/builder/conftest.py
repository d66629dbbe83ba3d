"""Windows with a package that builds images, and a real engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from studio.package.opening import open_package
from studio.services.engine.endpoints import endpoint_at
from studio.services.engine.finding import probe
from studio.services.settings import ENGINE
from studio.ui.shell.window import MainWindow

WORKSPACE = """\
# How our images are made.
builds:
- name: etcd      # the operator
  tag: "1.10"
  context: build
"""
DOCKERFILE = "FROM busybox:1\nRUN echo hello\n"


@pytest.fixture
def package(tmp_path):
    """The folder of a service package with one recipe."""
    root = tmp_path / "service"
    for path, text in {
        "package/etcd/Chart.yaml": "apiVersion: v2\nname: etcd\nversion: 1.0.0\n",
        "package/etcd/values.yaml": "image: etcd:1.9\n",
        "studio.yaml": WORKSPACE,
        "build/Dockerfile": DOCKERFILE,
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def open_builds(qtbot, services, package, monkeypatch):
    """Open the page of builds of the package, with the engine at an address or with none."""
    windows = []
    monkeypatch.setattr(
        "studio.services.builds.enginechoice.endpoints",
        lambda: [endpoint_at("unix:///nowhere.sock")],
    )

    def make(url=""):
        if url:
            services.settings.set_value(ENGINE, url)
        window = MainWindow(services)
        windows.append(window)
        window.resize(1440, 900)
        window.package_commands.show(open_package(package))
        window.show()
        qtbot.waitExposed(window)
        window.settle()
        page = window.building.show()
        qtbot.waitUntil(lambda: page.desk.engines.probes is not None, timeout=30_000)
        return window, page

    yield make
    for window in windows:
        if window.workbench is not None:
            window.building.desk.works.cancel_all()
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def with_docker(open_builds, dockerd):
    """The page with an engine that answers."""
    assert probe(endpoint_at(dockerd.url)).info is not None
    return open_builds(dockerd.url)
