"""Shows the studio at work on the bundled sample: in a window, or headless into build/demo."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "kafka"
OUTPUT = ROOT / "build" / "demo"
X11_FIRST_PORT = 6000


def main() -> int:
    """Open the window where there is a display; 0 on success."""
    if has_display():
        return subprocess.call([sys.executable, "-m", "studio", str(SAMPLE)], cwd=ROOT)
    return work_headless()


def has_display() -> bool:
    """Whether a window can be shown; a stale DISPLAY counts as none."""
    if not sys.platform.startswith("linux"):
        return True
    wayland = os.environ.get("WAYLAND_DISPLAY")
    if wayland and answers(Path(os.environ.get("XDG_RUNTIME_DIR", ""), wayland)):
        return True
    host, _, screen = os.environ.get("DISPLAY", "").rpartition(":")
    number = screen.partition(".")[0]
    if not number.isdigit():
        return False
    if host in {"", "unix"}:
        return answers(Path(f"/tmp/.X11-unix/X{number}"))
    try:
        socket.create_connection((host, X11_FIRST_PORT + int(number)), timeout=2).close()
    except OSError:
        return False
    return True


def answers(path: Path) -> bool:
    """Whether somebody listens at a local socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def work_headless() -> int:
    """Check the sample, draw the window and export the package; print the three paths."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for stale in OUTPUT.glob("*.zip"):
        stale.unlink()
    report = OUTPUT / "validation.json"
    with report.open("wb") as stream:
        checked = studio("validate", "--format", "json", stdout=stream)
    if checked:
        print(f"the sample does not pass its checks; see {report}", file=sys.stderr)
        return checked
    picture = draw_window()
    exported = studio("export", "-o", str(OUTPUT), stdout=subprocess.DEVNULL)
    if exported:
        return exported
    (archive,) = OUTPUT.glob("*.zip")
    for path in (report, picture, archive):
        print(path)
    return 0


def studio(command: str, *options: str, stdout: IO[bytes] | int) -> int:
    """Run one command of the command line on the sample; its exit code."""
    call = [sys.executable, "-m", "studio", command, str(SAMPLE), *options]
    return subprocess.call(call, cwd=ROOT, stdout=stdout)


def draw_window() -> Path:
    """Draw the window with the sample open, as it would appear on a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(ROOT))
    from studio.app import draw_window as draw

    picture = OUTPUT / "window.png"
    draw(SAMPLE, picture, size=(1440, 900), theme="light", language="en")
    return picture


if __name__ == "__main__":
    sys.exit(main())
