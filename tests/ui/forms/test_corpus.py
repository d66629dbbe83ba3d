"""Every form of the corpus is drawn, opened and filled in without a crash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from studio.model.form import FormModel
from studio.model.formpage import web_page
from studio.model.formrows import RowKind
from studio.package.card import card_of
from studio.package.forms import build, resources
from studio.package.opening import open_package
from studio.ui.forms.surface import Surface
from studio.ui.forms.view import FormView

CORPUS = Path(
    os.environ.get("OSC_STUDIO_CORPUS", Path(__file__).parents[3].parent / "shared/corpus")
)
PACKAGES = [
    *sorted(CORPUS.glob("operators/*")),
    *sorted(CORPUS.glob("charts/*/*")),
]
MOST_ROWS = 400


@pytest.mark.skipif(not PACKAGES, reason="the corpus is absent")
@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_form_is_drawn_and_opened(qtbot, themes, package):
    snapshot = open_package(package).snapshot
    model = FormModel()
    view = FormView(Surface(themes), model)
    qtbot.addWidget(view)
    view.resize(384, 700)
    view.show()
    for source in resources(snapshot):
        form = build(snapshot, source)
        model.show_form(form)
        for _level in range(2):
            for row in [each for each in model.rows if each.kind is RowKind.GROUP]:
                if not row.is_open and len(model.rows) < MOST_ROWS:
                    model.toggle(row)
        view.grab()
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        view.grab()
        model.check()
        assert form.left_out or model.rows or not form.root.fields
        assert form.source.is_chart or f"kind: {source.kind}" in model.text
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "</html>" in web_page(model, card_of(snapshot), "zh") or model.form is None
