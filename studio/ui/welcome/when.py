"""How long ago something was, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE, _HOUR = 60, 3600
_WEEK = 7
_FORMATS = {"en": ("d MMMM", "d MMMM yyyy"), "zh": ("M月d日", "yyyy年M月d日")}


def when_text(moment: datetime, now: datetime, language: str) -> str:
    """`moment` as people say it at `now`, both with a time zone: «2 hours ago», «12 May».

    Days are those of `now`'s time zone.
    """
    translate = QCoreApplication.translate
    moment = moment.astimezone(now.tzinfo)
    seconds = (now - moment).total_seconds()
    days = (now.date() - moment.date()).days
    if seconds < _MINUTE:
        return translate("when", "Just now")
    if seconds < _HOUR:
        minutes = int(seconds // _MINUTE)
        return (
            translate("when", "1 minute ago")
            if minutes == 1
            else translate("when", "{n} minutes ago").format(n=minutes)
        )
    if days == 0:
        hours = int(seconds // _HOUR)
        return (
            translate("when", "1 hour ago")
            if hours == 1
            else translate("when", "{n} hours ago").format(n=hours)
        )
    if days == 1:
        return translate("when", "Yesterday")
    locale = QLocale(QLocale.Language.Chinese if language == "zh" else QLocale.Language.English)
    if days < _WEEK:
        return locale.dayName(moment.isoweekday())
    this_year, other_year = _FORMATS[language]
    date = QDate(moment.year, moment.month, moment.day)
    return locale.toString(date, this_year if moment.year == now.year else other_year)
