"""Recipes and earlier builds as rows of lists."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from studio.package.builds.platforms import parse_platform
from studio.services.engine.steprows import State
from studio.sizes import size_text
from studio.ui.builder.looks import (
    STATE_ICONS,
    clock_text,
    duration_text,
    facts,
    listed,
    state_word,
)
from studio.ui.builder.twolines import TwoLines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio.package.builds.recipes import Recipe
    from studio.services.builds.buildrun import BuildRun
    from studio.services.engine.pastbuilds import PastBuild

_WITH_TENTHS = re.compile(r"(\d\d)\.\d")
_IDLE = ("wrench", "dim")
_WEEK = 7


def recipe_rows(
    recipes: Iterable[Recipe],
    run_of: Callable[[Recipe], BuildRun | None],
    last_of: Callable[[str], PastBuild | None],
) -> list[TwoLines]:
    """One row for each recipe, with its build, or that of an earlier day, where it has one.

    A build that no engine has taken on is no result, once it is over.
    """
    translate = QCoreApplication.translate
    rows: list[TwoLines] = []
    for recipe in recipes:
        run = run_of(recipe)
        if run is None or (run.state.is_over and not run.has_begun):
            run = last_of(recipe.name)
        architectures = listed(each.osc_architecture for each in recipe.platforms)
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


def loose_rows(runs: Iterable[BuildRun]) -> list[TwoLines]:
    """One row for each build whose recipe was taken out while it runs; its key is the build's."""
    below = QCoreApplication.translate("builds", "Its recipe was removed")
    return [
        TwoLines(
            run.key,
            STATE_ICONS[run.state],
            run.recipe.name,
            run.recipe.tag,
            below,
            _aside(run),
            run.recipe.address,
        )
        for run in runs
    ]


def history_rows(builds: Iterable[PastBuild], language: str) -> list[TwoLines]:
    """One row for each build, the newest first."""
    return [_history_row(past, language) for past in builds]


def ended_early(state: State, end: tuple[int, int]) -> str:
    """How a build that was not done ended, with the step from 1 and their count where known."""
    translate = QCoreApplication.translate
    if state is State.CANCELLED:
        return translate("builds", "Cancelled")
    if not end[0]:
        return translate("builds", "Failed")
    text = translate("builds", "Failed at step {number} of {count}")
    return text.format(number=end[0], count=end[1])


def _history_row(past: PastBuild, language: str) -> TwoLines:
    translate = QCoreApplication.translate
    name, _, tag = past.first.address.rpartition("/")[2].partition(":")
    platforms = list(map(parse_platform, past.platforms))
    architectures = listed(each.osc_architecture for each in platforms if each is not None)
    state = past.state
    size = _WITH_TENTHS.sub(r"\1", size_text(past.size)) if past.size else ""
    told = [architectures, clock_text(past.seconds), size]
    if state is not State.DONE:
        below = ended_early(state, past.end)
    elif past.saved:
        below = translate("builds", "Saved into the package")
    else:
        below = facts(told)
    took = facts([architectures, duration_text(past.seconds), size])
    hint = [past.first.address, "" if below == facts(told) else below, took, *past.saved]
    return TwoLines(
        past.key,
        STATE_ICONS[state],
        name,
        tag,
        below,
        _when(past.first.at, language),
        "\n".join(filter(None, [*hint, *past.digests])),
    )


def _when(at: str, language: str) -> str:
    """The time of a build of today, the day of one of this week, else the date."""
    now = datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(at).astimezone(now.tzinfo)
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


def _aside(run: BuildRun | PastBuild | None) -> str:
    if run is None:
        return ""
    if run.state is State.WAITING:
        return state_word(run.state)
    return clock_text(run.elapsed, ticking=run.state is State.RUNNING)
