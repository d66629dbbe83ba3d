"""Moments are said as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from studio.ui.welcome.when import when_text

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 5, 14, 10, 0, tzinfo=ZONE)  # a Thursday


@pytest.mark.parametrize(
    ("ago", "english"),
    [
        (timedelta(seconds=-5), "Just now"),
        (timedelta(seconds=59), "Just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1, minutes=59), "1 hour ago"),
        (timedelta(hours=9), "9 hours ago"),
        (timedelta(hours=11), "Yesterday"),
        (timedelta(days=2), "Tuesday"),
        (timedelta(days=6), "Friday"),
        (timedelta(days=7), "7 May"),
        (timedelta(days=200), "26 October 2025"),
    ],
)
def test_english(qapp, ago, english):
    assert when_text(NOW - ago, NOW, "en") == english


def test_chinese_dates(qapp):
    assert when_text(NOW - timedelta(days=2), NOW, "zh") == "星期二"
    assert when_text(NOW - timedelta(days=7), NOW, "zh") == "5月7日"
    assert when_text(NOW - timedelta(days=200), NOW, "zh") == "2025年10月26日"


def test_days_are_those_of_the_reader(qapp):
    late_in_utc = datetime(2026, 5, 12, 23, 0, tzinfo=timezone.utc)
    assert when_text(late_in_utc, NOW, "en") == "Yesterday"
