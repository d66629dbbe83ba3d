"""Recipes and earlier builds as rows of lists."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from studio.services.builds.buildparts import State
from studio.services.engine.history import CANCELLED, DONE, FAILED
from studio.ui.builder.looks import STATE_ICONS, clock_text, duration_text, state_word
from studio.ui.builder.twolines import TwoLines
from studio.ui.shell.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio.package.builds.recipes import Recipe
    from studio.services.builds.buildrun import BuildRun
    from studio.services.engine.history import BuildRecord

OUTCOMES = {DONE: State.DONE, FAILED: State.FAILED, CANCELLED: State.CANCELLED}
_IDLE = ("wrench", "dim")
_WEEK = 7


def recipe_rows(
    recipes: Iterable[Recipe], run_of: Callable[[str], BuildRun | None]
) -> list[TwoLines]:
    """One row for each recipe, with its build where it has one."""
    translate = QCoreApplication.translate
    rows: list[TwoLines] = []
    for recipe in recipes:
        run = run_of(recipe.name)
        architectures = ", ".join(each.osc_architecture for each in recipe.platforms)
        rows.append(
            TwoLines(
                str(recipe.index),
                STATE_ICONS[run.state] if run is not None else _IDLE,
                recipe.name or translate("builds", "without a name"),
                recipe.tag,
                architectures or translate("builds", "for the engine's platform"),
                _aside(run),
                recipe.address,
            )
        )
    return rows


def history_rows(records: Iterable[BuildRecord], language: str) -> list[TwoLines]:
    """One row for each build, the newest first."""
    return [_history_row(str(number), record, language) for number, record in enumerate(records)]


def record_sentence(record: BuildRecord) -> str:
    """How a build went, in one line."""
    translate = QCoreApplication.translate
    state = OUTCOMES.get(record.outcome, State.FAILED)
    took = duration_text(record.seconds)
    if state is State.DONE:
        text = translate("builds", "Built for {platform} in {time}, {size}")
        return text.format(platform=record.platform, time=took, size=size_text(record.size))
    text = translate("builds", "{state} after {time}, for {platform}")
    words = {
        State.FAILED: translate("builds", "Failed"),
        State.CANCELLED: translate("builds", "Cancelled"),
    }
    return text.format(state=words[state], time=took, platform=record.platform)


def _history_row(key: str, record: BuildRecord, language: str) -> TwoLines:
    state = OUTCOMES.get(record.outcome, State.FAILED)
    name, _, tag = record.address.rpartition("/")[2].partition(":")
    architecture = record.platform.partition("/")[2]
    fact = size_text(record.size) if record.size else state_word(state)
    below = ", ".join(filter(None, (architecture, clock_text(record.seconds), fact)))
    hint = "\n".join(filter(None, (record.address, record_sentence(record), record.digest)))
    return TwoLines(key, STATE_ICONS[state], name, tag, below, _when(record, language), hint)


def _when(record: BuildRecord, language: str) -> str:
    """The time of a build of today, the day of one of this week, else the date."""
    now = datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(record.at).astimezone(now.tzinfo)
    except ValueError:
        return ""
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"{moment:%H:%M}"
    locale = QLocale(QLocale.Language.Chinese if language == "zh" else QLocale.Language.English)
    if days < _WEEK:
        return locale.dayName(moment.isoweekday(), QLocale.FormatType.ShortFormat)
    date = QDate(moment.year, moment.month, moment.day)
    return locale.toString(date, "M月d日" if language == "zh" else "d MMM")


def _aside(run: BuildRun | None) -> str:
    if run is None:
        return ""
    return state_word(run.state) if run.state is State.WAITING else clock_text(run.elapsed)
