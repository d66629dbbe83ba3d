"""Makes a checkout ready to run: virtual environment, dependencies, system libraries of Qt.

`python3 tools/setup.py run` for what the studio needs, `… dev` for what its tests and checks
need too. Uses the standard library only, since it runs before anything is installed; `make`
calls it when its stamp `.venv/.ready-run` or `.venv/.ready-dev` is absent or out of date.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 10)

# The system libraries that Qt needs to draw at all, and the Debian package of each.
DRAWING_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# Those that it needs besides to show a window on X11 or Wayland.
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# The fonts that the studio is designed with; it gets on without them.
FONT_PACKAGES = ("fonts-inter", "fonts-jetbrains-mono", "fonts-noto-cjk")


class SetupError(Exception):
    """The set-up cannot go on; the text says what the user can do."""


def main() -> int:
    """Set up for the purpose named on the command line; 0 when all is ready."""
    purpose = sys.argv[1] if len(sys.argv) == 2 else ""
    if purpose not in {"run", "dev"}:
        print("usage: python3 tools/setup.py run|dev", file=sys.stderr)
        return 2
    try:
        check_python()
        if sys.platform.startswith("linux"):
            provide_system_packages()
        make_environment()
        install_dependencies(purpose)
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    for ready in ("run", "dev") if purpose == "dev" else ("run",):
        (VENV / f".ready-{ready}").touch()
    return 0


def say(step: str) -> None:
    """Tell what takes time."""
    print(f"set-up: {step}", flush=True)


def check_python() -> None:
    """Refuse a Python that is too old for the studio."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(
            f"Python {sys.version.split()[0]} is too old; Python 3.10 or newer is needed. "
            "Name one with make PYTHON=python3.12"
        )


def make_environment() -> None:
    """Create `.venv`, or keep the one that works."""
    if not environment_works():
        say("creating .venv")
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def environment_works() -> bool:
    """Whether `.venv` holds a Python that is new enough, and pip."""
    probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return (
            subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def install_dependencies(purpose: str) -> None:
    """Install the studio itself, editable, with what it depends on."""
    say("installing the dependencies, which takes a minute or two the first time")
    target = f"{ROOT}[dev]" if purpose == "dev" else str(ROOT)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--editable", target])


def provide_system_packages() -> None:
    """Install what the system lacks, or say all of it in one line.

    Raises SetupError where the studio cannot run without; a window on a screen and the fonts
    are wished for only, since the command line and the tests do without.
    """
    needed = absent(DRAWING_LIBRARIES)
    if importlib.util.find_spec("ensurepip") is None and not environment_works():
        # Debian keeps this part of the standard library in a package of its own.
        needed.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    wished = absent(WINDOW_LIBRARIES) + absent_fonts()
    line = f"sudo apt-get install -y {' '.join(needed + wished)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        if needed:
            install(needed)
        try:
            if wished:
                install(wished)
        except SetupError as error:
            print(f"set-up: going on all the same: {error}", file=sys.stderr)
    elif needed:
        raise SetupError(f"some packages of the system are missing; please run: {line}")
    elif wished:
        print(f"set-up: to see the window as it is meant, run: {line}", file=sys.stderr)


def absent(libraries: dict[str, str]) -> list[str]:
    """The packages of those libraries that the loader does not find."""
    return sorted(package for library, package in libraries.items() if not loads(library))


def loads(library: str) -> bool:
    """Whether the loader finds a library, wherever the system keeps it."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def absent_fonts() -> list[str]:
    """The font packages that a Debian system lacks; elsewhere nobody knows their names."""
    if not shutil.which("dpkg-query"):
        return []
    return [name for name in FONT_PACKAGES if not is_installed(name)]


def is_installed(package: str) -> bool:
    """Whether a Debian package is there; a removed one may have left its settings behind."""
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, check=False).stdout == b"installed"


def install(packages: list[str]) -> None:
    """Install Debian packages as root."""
    say(f"installing {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], quiet)
    run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages], quiet)


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a step; raise SetupError with the end of what it printed when it fails."""
    result = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        tail = "\n".join(result.stdout.splitlines()[-20:])
        raise SetupError(f"{' '.join(command)} failed:\n{tail}")


if __name__ == "__main__":
    sys.exit(main())
