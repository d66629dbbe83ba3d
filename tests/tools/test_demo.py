"""The demo tells a display that answers from a variable that was left behind."""

from __future__ import annotations

import socket
import sys

import pytest

from tools import demo

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="displays of Linux")


@pytest.fixture(autouse=True)
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_named_is_no_display():
    assert not demo.has_display()


@pytest.mark.parametrize("name", [":4321", "unix:4321", "localhost:59000", "", "nonsense", ":"])
def test_a_display_that_nobody_serves_is_none(monkeypatch, name):
    monkeypatch.setenv("DISPLAY", name)
    assert not demo.has_display()


def test_a_display_over_tcp_answers(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(demo, "X11_FIRST_PORT", server.getsockname()[1] - 7)
        monkeypatch.setenv("DISPLAY", "127.0.0.1:7.0")
        assert demo.has_display()


def test_a_wayland_compositor_answers(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert not demo.has_display()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        assert demo.has_display()
