"""The model of deploy forms: the first one of the largest CRD, and the next one while typing."""

from __future__ import annotations

import time
from statistics import median, quantiles
from typing import TYPE_CHECKING

from studio.package.changes import TextEdit, apply
from studio.package.content import FileText
from studio.package.forms import build, check, resources
from studio.package.opening import open_package
from studio.package.snapshot import Snapshot
from tests.bench.measure import CORPUS, Row, not_measured, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.forms import Form

LIBERTY = CORPUS / "operators/open-liberty-certified"
CRD = "1.6.2/manifests/apps.openliberty.io_openlibertyapplications.yaml"
POSTGRES = CORPUS / "operators/cloud-native-postgresql"
CSV = "1.30.0/manifests/cloud-native-postgresql.clusterserviceversion.yaml"
RUNS = 9
KEYSTROKES = 40


def run() -> Iterator[Row]:
    """Milliseconds; each first form is made from a text that nobody has parsed."""
    if not LIBERTY.is_dir():
        yield not_measured("deploy forms", "the corpus is absent")
        return
    packages = open_package(LIBERTY).snapshot
    one = Snapshot({"manifests/crd.yaml": packages.files[CRD]})
    first = [timed_form(fresh(one)) for _ in range(RUNS)]
    yield within("first form of a CRD of 1.17 MB, parsing it too", median(first), "ms", 150)
    whole = [timed_form(fresh(packages)) for _ in range(RUNS)]
    yield Row("first form of its package, parsing all four CRDs", median(whole), "ms")
    times = list(typing())
    yield within("keystroke in a CSV of 274 KB to form, 95 %", p95(times), "ms", 100)
    form = cluster(open_package(POSTGRES).snapshot)
    start = time.perf_counter()
    count = sum(1 for _ in form.root.shown())
    yield Row(f"unfolding all {count} fields of its Cluster", elapsed(start), "ms")
    check(form, form.start.instance)
    start = time.perf_counter()
    check(form, form.start.instance)
    yield within("checking an instance", elapsed(start), "ms", 50)


def fresh(snapshot: Snapshot) -> Snapshot:
    """The same texts, without anything that was computed from them."""
    files = snapshot.files.items()
    return Snapshot(
        {p: FileText(c.text, c.eol, bom=c.bom) if isinstance(c, FileText) else c for p, c in files}
    )


def timed_form(snapshot: Snapshot) -> float:
    """Milliseconds from the texts to the fields at the top of the first form."""
    start = time.perf_counter()
    form = build(snapshot, resources(snapshot)[0])
    assert form.fields
    return elapsed(start)


def cluster(snapshot: Snapshot) -> Form:
    """The form with the most descriptors."""
    source = next(each for each in resources(snapshot) if each.kind == "Cluster")
    return build(snapshot, source)


def typing() -> Iterator[float]:
    """Milliseconds from a keystroke in a label to the fields with what they say."""
    snapshot = open_package(POSTGRES).snapshot
    said(cluster(snapshot))
    for number in range(KEYSTROKES):
        text = snapshot.text(CSV)
        assert text is not None
        at = text.text.index("displayName: ") + len("displayName: ")
        start = time.perf_counter()
        snapshot = apply(snapshot, [TextEdit(CSV, at, "", "abc"[number % 3])])
        said(cluster(snapshot))
        yield elapsed(start)


def said(form: Form) -> list[tuple[str, str]]:
    """What the fields at the top show."""
    return [(field.label, field.control.value) for field in form.fields]


def elapsed(start: float) -> float:
    """Milliseconds since `start`."""
    return (time.perf_counter() - start) * 1000


def p95(times: list[float]) -> float:
    """The time that one in twenty exceeds."""
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    for row in run():
        print(*row)
