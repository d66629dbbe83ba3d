"""Where docker's plugin buildx is looked for."""

from __future__ import annotations

import json

import pytest

from studio.services.engine.buildxplugin import has_buildx


def program(path):
    """A file that may be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with docker's command line, and docker's settings, in a folder of its own."""
    monkeypatch.setattr("studio.services.engine.buildxplugin._SUBFOLDERS", ("lib/plugins-of-test",))
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "settings"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    program(tmp_path / "bin/docker")
    return tmp_path


@pytest.mark.parametrize("folder", ["settings/cli-plugins", "lib/plugins-of-test"])
def test_a_plugin_is_found_as_soon_as_it_is_installed_and_no_longer(machine, folder):
    assert not has_buildx()
    plugin = program(machine / folder / "docker-buildx")
    assert has_buildx()
    plugin.unlink()
    assert not has_buildx()


def test_folders_that_docker_s_settings_name(machine):
    program(machine / "elsewhere/docker-buildx")
    (machine / "settings").mkdir()
    named = {"cliPluginsExtraDirs": [3, "", str(machine / "elsewhere")]}
    (machine / "settings/config.json").write_text(json.dumps(named), encoding="utf-8")
    assert has_buildx()


def test_what_cannot_be_run_or_lacks_docker_does_not_count(machine):
    plugin = program(machine / "settings/cli-plugins/docker-buildx")
    plugin.chmod(0o644)
    assert not has_buildx()
    plugin.chmod(0o755)
    assert has_buildx()
    (machine / "bin/docker").unlink()
    assert not has_buildx()
