"""Why a request may not come from a person: noted for the front desk, never a reason to drop it."""

import re
from collections.abc import Iterator

from models.intake.booking import BookingRequest
from public.booking.form import Stamp

FASTEST_PERSON = 0.5  # seconds; autofill and a quick thumb take longer, a program less
MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


def suspicions(request: BookingRequest, stamp: Stamp | None = None, trap: str = "") -> list[str]:
    """`trap` is what stood in the field that people don't see."""
    return [*_of_the_text(request), *_of_the_form(stamp or Stamp(), trap)]


def _of_the_text(request: BookingRequest) -> Iterator[str]:
    links = len(_LINK.findall(request.message))
    if links > MOST_LINKS:
        yield f"{links} links in the message"
    if _LINK.search(request.name):
        yield "A link in place of a name"


def _of_the_form(stamp: Stamp, trap: str) -> Iterator[str]:
    if trap:
        yield "The field that people don't see was filled in"
    if not stamp.is_ours:
        yield "The form was altered"
    if stamp.age is not None and stamp.age < FASTEST_PERSON:
        yield "Sent within half a second of opening the form"
