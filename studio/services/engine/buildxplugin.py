"""Whether docker's plugin buildx is installed, by where docker looks for its plugins."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studio.formats.shapes import items, text
from studio.services.engine.endpoints import docker_folder, docker_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLUGIN = "docker-buildx"
_SUBFOLDERS = ("lib/docker/cli-plugins", "libexec/docker/cli-plugins")


def has_buildx() -> bool:
    """Whether docker's command line and its plugin buildx are installed.

    Looks at files only, so that it may be asked before each build: somebody may install the plugin
    while the studio is open. The folders are those of docker's command line
    (github.com/docker/cli, cli-plugins/manager), and those beside the program itself, where
    packagers put them.
    """
    docker = shutil.which("docker")
    if docker is None:
        return False
    folders = os.pathsep.join(map(str, _plugin_folders(Path(docker).resolve())))
    return shutil.which(_PLUGIN, path=folders) is not None


def _plugin_folders(docker: Path) -> Iterator[Path]:
    extra = map(text, items(docker_settings(os.environ).get("cliPluginsExtraDirs")))
    yield from (Path(each) for each in extra if each)
    yield docker_folder(os.environ) / "cli-plugins"
    if sys.platform == "win32":
        for name in ("ProgramData", "ProgramFiles"):
            if base := os.environ.get(name):
                yield Path(base, "Docker", "cli-plugins")
    else:
        yield from (Path(base, each) for base in ("/usr/local", "/usr") for each in _SUBFOLDERS)
    yield from (docker.parent.parent / each for each in _SUBFOLDERS)
