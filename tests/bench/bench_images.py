"""The images of real packages, and what a saved image of 2 GB holds."""

from __future__ import annotations

import io
import tarfile
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from studio.formats.imagetar import describe_tar
from studio.package.changes import TextEdit, apply
from studio.package.images.inventory import inventory_of
from studio.package.opening import open_package
from studio.package.rules.imagetars import saved
from tests.bench.measure import CORPUS, Row, not_measured, within

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYER = 2 << 30
RUNS = 5


def run() -> list[Row]:
    """The slowest package of the corpus, cold and after one edit; a tar that is mostly one hole."""
    rows = [within("describe a saved image of 2 GB", described() * 1000, "ms", 300)]
    if not CORPUS.is_dir():
        return [*rows, not_measured("inventory of images", "the corpus is absent")]
    cold, warm = zip(*map(inventories, packages()), strict=True)
    return [
        *rows,
        within("inventory of images, slowest package, cold", max(cold) * 1000, "ms", 300),
        within("inventory of images, slowest package, after an edit", max(warm) * 1000, "ms", 50),
    ]


def packages() -> Iterator[Path]:
    """Every package of the corpus; operators with several versions are one."""
    for operator in sorted((CORPUS / "operators").iterdir()):
        yield from [operator] if list(operator.glob("*.package.yaml")) else operator.iterdir()
    yield from (CORPUS / "charts").glob("*/*")


def inventories(path: Path) -> tuple[float, float]:
    """The median seconds of an inventory: of a package just opened, and after an edit of it.

    The edited file is the largest that names an image; what an edit costs every view of the
    package, parsing and layout, counts as well.
    """
    cold: list[float] = []
    warm: list[float] = []
    for _ in range(RUNS):
        snapshot = open_package(path).snapshot
        start = time.perf_counter()
        inventory = inventory_of(snapshot)
        cold.append(time.perf_counter() - start)
        edited = {use.place.path for image in inventory.images for use in image.uses}
        if not edited:
            return median(cold), 0.0
        largest = max(edited, key=lambda name: snapshot.files[name].size)
        changed = apply(snapshot, [TextEdit(largest, 0, "", "# edited\n")])
        start = time.perf_counter()
        inventory_of(changed)
        warm.append(time.perf_counter() - start)
    return median(cold), median(warm)


def described() -> float:
    """The median seconds for a tar whose one layer of 2 GB comes before what describes it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "large.tar")
        with path.open("wb") as stream:
            layer = tarfile.TarInfo("layer.tar")
            layer.size = LAYER
            stream.write(layer.tobuf(tarfile.GNU_FORMAT))
            stream.seek(LAYER, io.SEEK_CUR)
            stream.write(saved())
        times: list[float] = []
        for _ in range(RUNS):
            start = time.perf_counter()
            found = describe_tar(lambda: path.open("rb"))
            times.append(time.perf_counter() - start)
            if found.defect is not None:
                raise ValueError(found.defect)
    return median(times)
