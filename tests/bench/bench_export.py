"""Export of a service package with 1 GB of image tars, against `zip -6` of the same tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.measure import ROOT, Row, not_measured, within

GIGABYTE = 1_000_000_000
TARS = 2
RUNS = 3

EXPORT = """
import resource, sys, time
from pathlib import Path
from studio.package.export import export
from studio.package.opening import open_package

start = time.perf_counter()
report = export(open_package(Path(sys.argv[1])).snapshot, Path(sys.argv[2]), allow_errors=True)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(seconds, report.size, peak)
"""


def run() -> list[Row]:
    """The median of some exports, and one run of zip, which takes long enough to even out."""
    if shutil.which("zip") is None:
        return [not_measured("export of 1 GB of image tars", "zip is not installed")]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as folder:
        service = Path(folder, "etcd")
        make_package(service)
        exports = [exported(service, Path(folder, f"dist-{number}")) for number in range(RUNS)]
        seconds = median(each[0] for each in exports)
        zipped = Path(folder, "zip.zip")
        start = time.perf_counter()
        subprocess.run(["zip", "-q", "-6", "-r", zipped, "etcd"], cwd=folder, check=True)
        zip_seconds = time.perf_counter() - start
        ratio = exports[0][1] / zipped.stat().st_size
    faster = zip_seconds / seconds
    return [
        Row("zip -6 of 1 GB of image tars", zip_seconds, "s"),
        Row("export of the same, with verification", seconds, "s"),
        Row("times faster than zip -6", faster, "×", 8, faster >= 8),
        within("size, × that of zip -6", ratio, "×", 1.2),
        within("memory of the export", max(each[2] for each in exports) / 1e6, "MB", 250),
    ]


def exported(service: Path, target: Path) -> tuple[float, float, float]:
    """Seconds, bytes of the archive and bytes of memory of one export in a process of its own."""
    os.sync()  # else the first to synchronise its archive pays for writing the tars
    result = subprocess.run(
        [sys.executable, "-c", EXPORT, service, target],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, size, peak = (float(word) for word in result.stdout.split())
    return seconds, size, peak


def make_package(service: Path) -> None:
    """A service package whose images are tars of this machine's programs and libraries."""
    deploy, images = service / "package" / "etcd", service / "images"
    deploy.mkdir(parents=True)
    images.mkdir()
    (deploy / "metadata.yaml").write_text('name: etcd\nversion: "0.9.4"\n', encoding="utf-8")
    (deploy / "lifecycle.yaml").write_text("install: {strategy: deployment}\n", encoding="utf-8")
    files = (path for root in roots() for path in sorted(root.rglob("*")))
    for number in range(TARS):
        with tarfile.open(images / f"image-{number}.tar", "w") as tar:
            while tar.offset < GIGABYTE // TARS:
                path = next(files)
                if path.is_file() and not path.is_symlink():
                    tar.add(path)


def roots() -> list[Path]:
    """What images are made of: compiled code, libraries, scripts."""
    return [Path("/usr/lib"), Path(sys.prefix), Path("/usr/bin"), Path("/usr/share")]
