"""How builds are said: rows, times, sentences that must stay whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from studio.package.builds.platforms import Platform
from studio.package.builds.recipes import Recipe
from studio.services.builds.buildrun import BuildRun
from studio.services.engine.history import BuildRecord, KeptStep
from studio.services.engine.pastbuilds import PastBuild, grouped
from studio.services.engine.steprows import State, StepRow
from studio.ui.builder.fittinglabel import FittingLabel
from studio.ui.builder.layerbars import layer_name
from studio.ui.builder.looks import clock_text, duration_text
from studio.ui.builder.rows import history_rows, recipe_rows
from studio.ui.builder.showing import run_sentences
from studio.ui.builder.twolines import TwoLines, TwoLinesList, fitting_facts
from studio.ui.controls.clamped import ClampedLabel

AMD = BuildRecord(
    "2026-03-02T10:00:00+00:00", "/p", "etcd", "linux/amd64", "example.com/etcd:1.10", "done",
    88.0, size=50_000_000, image="sha256:1", run="r",
)  # fmt: skip
ARM = replace(AMD, platform="linux/arm64", seconds=75.0, size=37_000_000)


def row(*records):
    [made] = history_rows(grouped(records[::-1]), "en")
    return made


def test_two_platforms_are_one_row():
    made = row(AMD, ARM)
    assert (made.title, made.detail) == ("etcd", "1.10")
    assert made.below == "x86_64, aarch64 · 2:43 · 83 MB"
    assert "sha256:1" in made.hint


def test_rows_say_what_became_of_a_build():
    step = KeptStep("RUN x", 1.0, cached=False, state="failed")
    failed = replace(AMD, outcome="failed", steps=(step, *[KeptStep("USER 1", 0.0, False)] * 6))
    assert row(failed).below == "Failed at step 1 of 7"
    assert row(replace(failed, steps=())).below == "Failed"
    assert row(replace(AMD, outcome="cancelled")).below == "Cancelled"
    saved = row(replace(AMD, saved=("images/etcd.tar",)))
    assert saved.below == "Saved into the package"
    assert "x86_64 · 1 min 28 s" in saved.hint
    assert "images/etcd.tar" in saved.hint


def test_recipes_keep_their_sign_and_time_after_a_restart():
    recipe = Recipe(0, "etcd", tag="1.10")
    past = PastBuild((AMD, ARM))
    [made] = recipe_rows([recipe], lambda _name: None, {"etcd": past}.get)
    assert (made.icon[0], made.aside) == ("check-circle-fill", "2:43")
    [idle] = recipe_rows([recipe], lambda _name: None, lambda _name: None)
    assert (idle.icon[0], idle.aside) == ("wrench", "")


@pytest.mark.parametrize(
    ("seconds", "clock", "duration", "chinese"),
    [
        (4.14, "4.1 s", "4.1 s", "4.1 秒"),
        (37.6, "37 s", "37 s", "37 秒"),
        (88.0, "1:28", "1 min 28 s", "1 分 28 秒"),
        (7510.0, "2:05:10", "2 h 05 min", "2 小时 05 分"),
    ],
)
def test_times_in_both_languages(services, seconds, clock, duration, chinese):
    assert (clock_text(seconds), duration_text(seconds)) == (clock, duration)
    services.languages.set_setting("zh")
    assert duration_text(seconds) == chinese
    assert not clock_text(seconds).endswith("s")


def test_a_time_that_ticks_has_no_tenths():
    assert clock_text(3.9, ticking=True) == duration_text(3.9, ticking=True) == "3 s"


def test_chinese_rows_have_chinese_commas(services):
    services.languages.set_setting("zh")
    assert row(AMD, ARM).below == "x86_64，aarch64 · 2:43 · 83 MB"


class Drawn(QPainter):
    """Notes what is written."""

    def __init__(self, device):
        super().__init__(device)
        self.texts = []

    def drawText(self, *args):
        self.texts.append(args[-1])
        super().drawText(*args)


def drawn(qtbot, themes, made, width):
    view = TwoLinesList(themes)
    qtbot.addWidget(view)
    view.set_rows([made])
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 50)
    option.state = QStyle.StateFlag.State_Enabled
    picture = QPixmap(width, 50)
    painter = Drawn(picture)
    view.itemDelegate().paint(painter, option, view.model().index(0))
    painter.end()
    assert isinstance(view, QListView)
    return painter.texts


@pytest.mark.parametrize("width", [190, 210, 226, 236])
def test_the_version_is_never_cut(qtbot, themes, width):
    made = TwoLines("1", ("wrench", "dim"), "kafka-operator-with-a-long-name", "2.5.0-rc.1",
                    aside="12:30")  # fmt: skip
    texts = drawn(qtbot, themes, made, width)
    assert "2.5.0-rc.1" in texts
    assert any(text.endswith("…") for text in texts)


def test_facts_go_one_by_one(themes, qapp):
    metrics = QFontMetrics(themes.font("help"))
    text = "x86_64, aarch64 · 2:43 · 83 MB"
    wide = metrics.horizontalAdvance(text)
    assert fitting_facts(text, metrics, wide) == text
    assert fitting_facts(text, metrics, wide - 1) == "x86_64, aarch64 · 2:43"
    assert fitting_facts(text, metrics, 30).endswith("…")


REASON = "The build failed at line 7: exit code 1: " + "go build " * 40


def test_of_a_long_error_the_end_is_left_out(qtbot, themes):
    label = ClampedLabel(2)
    qtbot.addWidget(label)
    label.setText(REASON)
    label.resize(400, 40)
    assert label.shown_text().startswith("The build failed at line 7: exit code 1: go build")
    assert label.shown_text().endswith("…")
    assert REASON.startswith(label.shown_text()[:-1])
    assert len(label.shown_text()) > 80
    assert label.sizeHint().height() == 2 * label.fontMetrics().height()
    label.setText("Short")
    assert label.shown_text() == "Short"
    assert label.sizeHint().height() == label.fontMetrics().height()


def test_a_sentence_is_said_in_fewer_words_where_there_is_no_room(qtbot):
    label = FittingLabel()
    qtbot.addWidget(label)
    label.say("Step 5 of 7, 1 min 42 s. Last time it took 3 min 05 s.", "Step 5 of 7, 1:42")
    label.resize(label.sizeHint())
    assert label.shown_text() == label.text()
    label.resize(label.width() - 10, label.height())
    assert label.shown_text() == "Step 5 of 7, 1:42"


def test_a_running_build_says_less_and_less(qapp):
    parent = QObject()
    run = BuildRun(Recipe(0, "etcd", platforms=(Platform("linux", "amd64"),)), parent)
    assert run_sentences(run, "en") == ["Waiting for the build before it", "Waiting"]
    run.state, run.parts[0].state = State.RUNNING, State.RUNNING
    run.parts[0].steps = [StepRow(1, "FROM a", 1, State.RUNNING), StepRow(2, "RUN b", 2)]
    said = run_sentences(run, "en", last=185.0)
    assert all(text.startswith("Step 1 of 2, ") for text in said)
    assert said[0].endswith("Last time it took 3 min 05 s.")
    assert said[1].endswith(" of about 3:05")
    assert sorted(map(len, said), reverse=True) == list(map(len, said))
    parent.deleteLater()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("FROM --platform=linux/arm64 example.com/a/base:1 AS b", "base:1"),
        ("RUN --mount=type=cache,target=/c apt-get  install", "apt-get install"),
        ("COPY --from=build /out/operator /out/tool /bin/", "operator, tool"),
        ("COPY . .", "COPY . ."),
        ('COPY ["a b", "/c"]', 'COPY ["a b", "/c"]'),
        ("WORKDIR /src", "WORKDIR /src"),
        ("", ""),
    ],
)
def test_layers_in_few_words(command, name):
    assert layer_name(command)[0] == name


def test_roles_of_rows_tell_all(qtbot, themes):
    view = TwoLinesList(themes)
    qtbot.addWidget(view)
    view.set_rows([row(AMD)])
    spoken = view.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("etcd, 1.10, x86_64 · 1:28 · 47 MB")
