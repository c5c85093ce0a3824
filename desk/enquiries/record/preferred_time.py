"""When somebody would like to come: in their own words, or in their zone and the clinic's."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import settings
from desk.frame.messages import escaped


def preferred_time(said: str, timezone: str) -> str:
    """In Markdown. A moment is shown in the clinic's zone, and in theirs where it differs."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return escaped(said)
    theirs = _zone(timezone)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=theirs or settings.TIMEZONE)
    here = moment.astimezone(settings.TIMEZONE)
    words = f"{escaped(_said(here))} (clinic time)"
    there = moment.astimezone(theirs) if theirs else moment
    if there.utcoffset() != here.utcoffset():
        words += (
            f" · {escaped(_said(there))} where they are ({escaped(timezone or str(there.tzinfo))})"
        )
    return words


def _said(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B}, {moment:%H:%M}"


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
