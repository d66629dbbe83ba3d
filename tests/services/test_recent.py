"""The list of recent packages outlives the studio, damage included."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from studio.services.recent import MOST, RecentPackages
from studio.services.settings import RECENT, Settings

START = datetime(2026, 5, 12, 9, 30, tzinfo=timezone.utc)


@pytest.fixture
def settings(qapp, tmp_path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def recent(settings: Settings) -> RecentPackages:
    moments = (START + timedelta(minutes=count) for count in range(1000))
    return RecentPackages(settings, lambda: next(moments))


def names(recent: RecentPackages) -> list[str]:
    return [entry.name for entry in recent.entries()]


def test_the_latest_comes_first_and_every_path_once(recent, settings):
    recent.add(Path("/a"), "osc", "a", "1.0.0")
    recent.add(Path("/b"), "helm", "b", "2.0.0")
    recent.add(Path("/a"), "osc", "a", "1.0.1")
    entries = RecentPackages(settings).entries()
    assert [(entry.path, entry.version) for entry in entries] == [
        (Path("/a"), "1.0.1"),
        (Path("/b"), "2.0.0"),
    ]
    assert entries[0].when == START + timedelta(minutes=2)


def test_only_the_latest_are_kept(recent):
    for number in range(MOST + 5):
        recent.add(Path(f"/{number}"), "", str(number), "")
    assert names(recent) == [str(number) for number in range(MOST + 4, 4, -1)]


def test_a_package_can_be_forgotten(recent):
    recent.add(Path("/a"), "", "a", "")
    recent.add(Path("/b"), "", "b", "")
    recent.remove(Path("/a"))
    recent.remove(Path("/never"))
    assert names(recent) == ["b"]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"path": "/x", "kind": "", "name": "x", "version": "", "when": "yesterday"},
        {"path": 3, "kind": "", "name": "x", "version": "", "when": START.isoformat()},
        {"path": "", "kind": "", "name": "x", "version": "", "when": START.isoformat()},
        "nonsense",
    ],
)
def test_entries_that_cannot_be_read_are_left_out(recent, settings, broken):
    recent.add(Path("/a"), "", "a", "")
    settings.set_value(RECENT, [broken, *settings.value(RECENT)])
    assert names(recent) == ["a"]


def test_a_moment_without_a_zone_counts_as_utc(recent, settings):
    entry = {"path": "/x", "kind": "", "name": "x", "version": "", "when": "2026-05-12T09:30:00"}
    settings.set_value(RECENT, [entry])
    assert recent.entries()[0].when == START
