"""The deploy form: first paint, keystroke to updated preview, scrolling, memory."""

from __future__ import annotations

import os
import resource
import time
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tests.bench.measure import CORPUS, Row, not_measured, within

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from studio.model.form import FormModel
    from studio.package.snapshot import Snapshot
    from studio.ui.forms.view import FormView
    from studio.ui.theme.switcher import ThemeService

LIBERTY = CORPUS / "operators/open-liberty-certified"
DATADOG = CORPUS / "operators/datadog-operator"
REDIS = CORPUS / "charts/redis/23.1.1"
FIELDS = 2000
KEYS = 60
OPENINGS = 5
SMALL_CSV = 300_000


def run() -> list[Row]:
    """Draw large forms, type into large CSVs, scroll."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not (LIBERTY.is_dir() and DATADOG.is_dir()):
        return [not_measured("the deploy form", "the corpus is absent")]
    from PySide6.QtWidgets import QApplication

    from studio.ui.theme.switcher import ThemeService

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    themes = ThemeService(app, "light")
    rows = [first_paint(app, themes, path) for path in (LIBERTY, DATADOG, REDIS)]
    return [*rows, *typing(app), scrolling(app, themes), memory(app, themes)]


def first_paint(app: QApplication, themes: ThemeService, package: Path) -> Row:
    """From the read files of the package to the painted form of its largest schema."""
    from studio.package.forms import resources
    from studio.package.opening import open_package

    times: list[float] = []
    for _ in range(OPENINGS):
        snapshot = open_package(package).snapshot
        resources(snapshot)
        start = time.perf_counter()
        view, _model = draw(themes, snapshot)
        view.grab()
        times.append(time.perf_counter() - start)
        view.deleteLater()
        app.processEvents()
    name = f"first paint of the form of {package.parent.name}/{package.name}"
    return within(name, median(times) * 1000, "ms", 300)


def draw(themes: ThemeService, snapshot: Snapshot) -> tuple[FormView, FormModel]:
    """The form with the largest schema, in a window of the preview's size."""
    from studio.model.form import FormModel
    from studio.package.forms import build, resources
    from studio.ui.forms.surface import Surface
    from studio.ui.forms.view import FormView

    def size(number: int) -> int:
        schema = sources[number].schema
        content = snapshot.text(schema.path) if schema else None
        return len(content.text) if content else 0

    sources = resources(snapshot)
    largest = max(range(len(sources)), key=size)
    model = FormModel()
    view = FormView(Surface(themes), model)
    view.resize(384, 700)
    model.show_form(build(snapshot, sources[largest]))
    view.show()
    return view, model


def typing(app: QApplication) -> list[Row]:
    """Letters typed into descriptors of CSVs, each timed until the preview is painted."""
    csvs = sorted(CORPUS.glob("operators/**/*clusterserviceversion*"), key=_size)
    small = [path for path in csvs if _size(path) <= SMALL_CSV and _describes(path)]
    large = [path for path in csvs if _describes(path)]
    named = [(small[-1], 100), (large[-1], 250)]
    return [_typed(app, csv, budget) for csv, budget in dict(reversed(named)).items()]


def _typed(app: QApplication, csv: Path, budget: float) -> Row:
    from studio.model.document import Document
    from studio.package.changes import ChangeSet, TextEdit
    from studio.package.opening import open_package
    from studio.ui.preview.previewpanel import PreviewPanel
    from studio.wording import message
    from tests.bench.formservices import bench_services

    root = CORPUS / "operators" / csv.relative_to(CORPUS / "operators").parts[0]
    document = Document(open_package(root).snapshot)
    path = csv.relative_to(root).as_posix()
    with bench_services(app) as services:
        panel = PreviewPanel(services)
        panel.resize(384, 800)
        panel.show()
        panel.show_document(document)
        panel.grab()
        text = document.snapshot.text(path)
        assert text is not None
        at = text.text.index("displayName:", text.text.index("specDescriptors")) + 13

        def press() -> None:
            change = TextEdit(path, at, "", "x")
            document.commit(ChangeSet(message("Type"), (change,)))
            app.processEvents()

        times = [elapsed(press) for _ in range(KEYS)]
        panel.deleteLater()
    name = f"keystroke to updated preview, CSV of {_size(csv) // 1000} KB, 95 %"
    return within(name, quantiles(times, n=20)[-1] * 1000, "ms", budget)


def _size(path: Path) -> int:
    return path.stat().st_size


def _describes(path: Path) -> bool:
    return "specDescriptors" in path.read_text(encoding="utf-8")


def scrolling(app: QApplication, themes: ThemeService) -> Row:
    """A wheel notch over a form of 2,000 fields, until it is painted."""
    from tests.ui.forms.conftest import package

    schema = {f"field{number}": {"type": "string"} for number in range(FIELDS)}
    view, _model = draw(themes, package(schema, []))
    view.grab()
    bar = view.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(bar.value() + 3 * bar.singleStep())
        app.processEvents()

    times = [elapsed(scroll) for _ in range(300)]
    view.deleteLater()
    return within(f"scrolling a form of {FIELDS} fields, a frame", median(times) * 1000, "ms", 16)


def memory(app: QApplication, themes: ThemeService) -> Row:
    """What the largest form adds when every group of the first two levels is open."""
    from studio.model.formrows import RowKind
    from studio.package.opening import open_package

    snapshot = open_package(DATADOG).snapshot
    before = resident()
    view, model = draw(themes, snapshot)
    for _level in range(2):
        for row in [row for row in model.rows if row.kind is RowKind.GROUP and not row.is_open]:
            model.toggle(row)
    view.grab()
    app.processEvents()
    used = (resident() - before) / 1e6
    view.deleteLater()
    return within("memory of the largest form, two levels open", used, "MB", 150)


def resident() -> int:
    """Bytes of memory that this process has now."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - not a real file
        return int(file.read().split()[1]) * resource.getpagesize()


def elapsed(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
