"""Makes a checkout ready to run: virtual environment, dependencies, system libraries of Qt.

`python3 tools/setup.py run` for what the studio needs, `… dev` for what its tests and checks
need too. Uses the standard library only, since it runs before anything is installed; `make`
calls it when its stamp `.venv/.ready-run` or `.venv/.ready-dev` is absent or out of date.
"""

from __future__ import annotations

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

FONT_PACKAGES = ("fonts-inter", "fonts-jetbrains-mono", "fonts-noto-cjk")

# The Debian package of each system library that Qt's widgets and platform plugins link to.
LIBRARY_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
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
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


class SetupError(Exception):
    """The set-up cannot go on; the text says what the user can do."""


def main() -> int:
    """Set up for the purpose named on the command line; 0 when all is ready."""
    purpose = sys.argv[1] if len(sys.argv) == 2 else ""
    if purpose not in {"run", "dev"}:
        print("usage: python3 tools/setup.py run|dev", file=sys.stderr)
        return 2
    try:
        make_environment()
        install_dependencies(purpose)
        if sys.platform.startswith("linux"):
            provide_system_libraries()
            provide_fonts()
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    for ready in ("run", "dev") if purpose == "dev" else ("run",):
        (VENV / f".ready-{ready}").touch()
    return 0


def say(step: str) -> None:
    """Tell what takes time."""
    print(f"set-up: {step}", flush=True)


def make_environment() -> None:
    """Create `.venv`, or keep the one that works."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(
            f"Python {sys.version.split()[0]} is too old; Python 3.10 or newer is needed. "
            "Name one with make PYTHON=python3.12"
        )
    probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    if PYTHON.exists() and succeeds([str(PYTHON), "-c", probe]):
        return
    if importlib.util.find_spec("ensurepip") is None:
        # Debian keeps this part of the standard library in a package of its own.
        provide([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    say("creating .venv")
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_dependencies(purpose: str) -> None:
    """Install the studio itself, editable, with what it depends on."""
    say("installing the dependencies, which takes a minute or two the first time")
    target = f"{ROOT}[dev]" if purpose == "dev" else str(ROOT)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--editable", target])


def provide_system_libraries() -> None:
    """Make sure that Qt finds the system's libraries that its wheels do not bring along.

    Raises SetupError where it could draw nothing at all; a library that only a window on a
    screen needs is asked for and does no harm to the command line and the tests.
    """
    missing = missing_libraries()
    if not missing:
        return
    try:
        provide(sorted({LIBRARY_PACKAGES.get(name, name) for name in missing}))
    except SetupError as error:
        if missing_libraries(on_screen=False):
            raise
        print(f"set-up: no window can be opened on this machine yet: {error}", file=sys.stderr)


def missing_libraries(*, on_screen: bool = True) -> set[str]:
    """The shared libraries that Qt's widgets link to and the loader does not find."""
    probe = "import PySide6; print(PySide6.__path__[0])"
    found = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=True)
    package = Path(found.stdout.strip())
    binaries = [package / "QtWidgets.abi3.so", package / "Qt/plugins/platforms/libqoffscreen.so"]
    if on_screen:
        binaries += (package / "Qt/plugins/platforms").glob("libq[xw]*.so")
    listing = subprocess.run(["ldd", *binaries], capture_output=True, text=True, check=False)
    lines = listing.stdout.splitlines()
    return {line.split()[0] for line in lines if line.rstrip().endswith("=> not found")}


def provide_fonts() -> None:
    """Install the fonts that the studio is designed with, where that takes no password."""
    if not shutil.which("dpkg-query") or not may_install():
        return
    missing = [name for name in FONT_PACKAGES if not is_installed(name)]
    try:
        if missing:
            provide(missing)
    except SetupError as error:
        print(f"set-up: going on with the system's own fonts: {error}", file=sys.stderr)


def provide(packages: list[str]) -> None:
    """Install Debian packages as root; raise SetupError with the line to run otherwise."""
    if not may_install():
        raise SetupError(f"please run: sudo apt-get install -y {' '.join(packages)}")
    say(f"installing {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], quiet)
    run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages], quiet)


def may_install() -> bool:
    """Whether packages can be installed without a password."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def is_installed(package: str) -> bool:
    """Whether a Debian package is there; a removed one may have left its settings behind."""
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, check=False).stdout == b"installed"


def succeeds(command: list[str]) -> bool:
    """Whether a program exists and exits with 0."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


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
