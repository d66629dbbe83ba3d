"""Daemons for tests: each with folders, sockets and ports of its own, and gone afterwards."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import tarfile
import time
from contextlib import suppress
from pathlib import Path

from studio.services.engine.connecting import EngineUnreachable, connect
from studio.services.engine.endpoints import endpoint_at

STARTS_WITHIN = 40  # seconds
ENDS_WITHIN = 20
POLL = 0.02
APPLETS = ("sh", "echo", "cat", "sleep", "true", "false", "touch", "dd", "test", "uname")
USER, PASSWORD = "tester", "right"
# htpasswd -Bbn tester right
HTPASSWD = "tester:$2y$05$9whM029Xeuap3FeIQhljHeTAt4oxx4uJvMlcXVin4q7OKSrJUeIhO\n"


class NotStarted(Exception):
    """The daemon does not come up on this machine; says why."""


class Daemon:
    """A process that is ready once `is_ready` says so; its folder is removed with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def is_ready(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.is_ready():
            if self.wait(POLL) or time.monotonic() > deadline:
                self.stop()
                raise NotStarted(self.log.read_text("utf-8", "replace").strip()[-400:])

    def wait(self, seconds: float) -> bool:
        """Whether the process has ended, or does within so many seconds."""
        assert self.process is not None
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            if not self.wait(ENDS_WITHIN):
                self.kill()
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        unmount(self.folder)

    def processes(self) -> list[int]:
        """What the daemon started and left behind: its folder is in their command lines."""
        own = str(self.folder).encode()
        found = []
        for process in Path("/proc").iterdir():
            with suppress(OSError):
                if process.name.isdigit() and own in (process / "cmdline").read_bytes():
                    found.append(int(process.name))
        return found


class Dockerd(Daemon):
    """Docker's engine, without network of its own; `extra` are further options."""

    def __init__(self, folder: Path, extra: tuple[str, ...] = (), driver: str = "vfs") -> None:
        super().__init__(folder)
        self.url = f"unix://{folder}/s"
        self.extra = extra
        self.driver = driver

    def command(self) -> list[str]:
        folder = self.folder
        return [
            "dockerd", "--data-root", f"{folder}/data", "--exec-root", f"{folder}/exec",
            "--pidfile", f"{folder}/pid", "--config-file", f"{folder}/daemon.json",
            "--host", self.url, "--iptables=false", "--ip6tables=false", "--bridge=none",
            f"--storage-driver={self.driver}", *self.extra,
        ]  # fmt: skip

    def start(self) -> None:
        (self.folder / "daemon.json").write_text("{}", encoding="utf-8")
        # After a kill these name processes that are gone.
        for stale in ("pid", "exec/containerd/containerd.pid"):
            (self.folder / stale).unlink(missing_ok=True)
        super().start()

    def is_ready(self) -> bool:
        return answers(self.url)


class Podman(Daemon):
    """Podman's service, which speaks docker's language."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.url = f"unix://{folder}/s"

    def command(self) -> list[str]:
        folder = self.folder
        return [
            "podman", "--root", f"{folder}/root", "--runroot", f"{folder}/run",
            "--tmpdir", f"{folder}/tmp", "--cgroup-manager=cgroupfs", "--storage-driver=vfs",
            "--events-backend=file", "system", "service", "--time=0", self.url,
        ]  # fmt: skip

    def is_ready(self) -> bool:
        return answers(self.url)


class Registry(Daemon):
    """A registry on a port of this machine; `closed` lets only those in who give a password."""

    def __init__(self, folder: Path, *, closed: bool = False) -> None:
        super().__init__(folder)
        self.port = free_port()
        self.address = f"localhost:{self.port}"
        lines = [
            "version: 0.1",
            "log: {accesslog: {disabled: true}}",
            f"storage: {{filesystem: {{rootdirectory: {folder}/images}}}}",
            f"http: {{addr: '127.0.0.1:{self.port}'}}",
        ]
        if closed:
            (folder / "htpasswd").write_text(HTPASSWD, encoding="utf-8")
            lines.append(f"auth: {{htpasswd: {{realm: tests, path: {folder}/htpasswd}}}}")
        (folder / "config.yml").write_text("\n".join(lines), encoding="utf-8")

    def command(self) -> list[str]:
        return ["docker-registry", "serve", str(self.folder / "config.yml")]

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False


def answers(url: str) -> bool:
    """Whether an engine answers."""
    try:
        connect(endpoint_at(url)).close()
    except EngineUnreachable:
        return False
    return True


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def busybox_tar() -> bytes:
    """A root file system with a shell, to import as a base image: nothing can be pulled here."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        for name in ("bin", "tmp", "etc", "proc", "sys", "dev"):
            folder = tarfile.TarInfo(name)
            folder.type, folder.mode = tarfile.DIRTYPE, 0o755
            tar.addfile(folder)
        binary = shutil.which("busybox")
        assert binary is not None
        tar.add(Path(binary).resolve(), "bin/busybox")
        for name in APPLETS:
            link = tarfile.TarInfo(f"bin/{name}")
            link.type, link.linkname = tarfile.SYMTYPE, "busybox"
            tar.addfile(link)
    return stream.getvalue()


def unmount(folder: Path) -> None:
    """Take away the mounts that a daemon leaves when it is killed, innermost first."""
    mounts = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    below = [line.split()[1] for line in mounts if line.split()[1].startswith(f"{folder}/")]
    for mount in sorted(below, reverse=True):
        subprocess.run(["umount", "--lazy", mount], check=False, capture_output=True)


def sleepers(seconds):
    """Whether a program that sleeps for exactly so long runs, in whatever container."""
    wanted = f"sleep\0{seconds}\0".encode()
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit() and (process / "cmdline").read_bytes() == wanted:
                return True
    return False
