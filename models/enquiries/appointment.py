"""A booked time as a file for any calendar: initials only, and nothing of what it is about."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import settings
from models.base.table import now
from models.enquiries.enquiry import Enquiry


def appointment_file(enquiry: Enquiry, starts_at: datetime, minutes: int) -> bytes:
    """RFC 5545, in the clinic's zone, with the zone's rules of these years."""
    from icalendar import Calendar, Event  # noqa: PLC0415  few enquiries ever need it

    there = starts_at.astimezone(settings.TIMEZONE)
    event = Event()
    event.add("uid", f"enquiry-{enquiry.id}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("dtstamp", now())
    event.add("sequence", enquiry.version)
    event.add("summary", f"Appointment {initials(enquiry.name)}".strip())
    event.add("dtstart", there)
    event.add("dtend", (starts_at + timedelta(minutes=minutes)).astimezone(settings.TIMEZONE))
    event.add("location", settings.CLINIC_NAME)
    event.add("class", "PRIVATE")
    calendar = Calendar()
    for name, value in (("prodid", "-//Copydesk//EN"), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(name, value)
    calendar.add_component(event)
    first, last = there.date().replace(month=1, day=1), there.date().replace(month=12, day=31)
    calendar.add_missing_timezones(first, last)
    return bytes(calendar.to_ical())


def initials(name: str) -> str:
    """“A.S.” of Anna Smith: the first letter of the first and of the last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [words[0][0], *([words[-1][0]] if len(words) > 1 else [])] if words else []
    return "".join(f"{letter.upper()}." for letter in letters)
