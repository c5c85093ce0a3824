"""Who may be the same person: by the same contact, or almost the same name and another hint."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio, token_sort_ratio
from sqlalchemy import Select, false, or_, select

from models.enquiries.contact import email_key, phone_key
from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.search import matching, rowid

MOST_SAME, MOST_NAMED, MOST_OF_ONE = 20, 40, 100
ALMOST, OTHER = 88, 70
TELLING = 30
"""Fewer letters of a message say nothing."""
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Traits:
    """What two enquiries are compared by; `id` 0 is not written down yet."""

    name: str
    email_key: str = ""
    phone_key: str = ""
    message: str = ""
    service: str = ""
    received_at: datetime | None = None
    id: int = 0

    @classmethod
    def of(cls, enquiry: Enquiry) -> Self:
        return cls(**{name: getattr(enquiry, name) for name in cls.__dataclass_fields__})

    @classmethod
    def typed(cls, name: str, email: str, phone: str, region: str) -> Self:
        return cls(name, email_key(email), phone_key(phone, region))


def of_the_same_contact(known: Traits) -> Select[Enquiry]:
    """Others with this email address or phone number, newest first."""
    keys = ((Enquiry.email_key, known.email_key), (Enquiry.phone_key, known.phone_key))
    same = [column == key for column, key in keys if key]
    others = select(Enquiry).where(
        or_(false(), *same), Enquiry.id != known.id, Enquiry.merged_into_id.is_(None)
    )
    return others.order_by(Enquiry.id.desc()).limit(MOST_SAME)


def all_of_one_contact(known: Traits) -> Select[Enquiry]:
    """It, what was merged into it, and all others with its address or number, newest first."""
    keys = ((Enquiry.email_key, known.email_key), (Enquiry.phone_key, known.phone_key))
    same = [column == key for column, key in keys if key]
    its_own = (Enquiry.id == known.id, Enquiry.merged_into_id == known.id)
    found = select(Enquiry).where(or_(*its_own, *same))
    return found.order_by(Enquiry.id.desc()).limit(MOST_OF_ONE)


def of_a_like_name(known: Traits) -> Select[Enquiry] | None:
    """The newest with the last name and a like first one, or the other way round."""
    words = re.findall(r"\w+", known.name.casefold())
    if len(words) < 2:  # noqa: PLR2004  two, and the line says of what
        return None
    first, last = words[0], words[-1]
    newest = (
        matching(f'name : ("{one}" AND "{other[:2]}" *)').order_by(rowid.desc()).limit(MOST_NAMED)
        for one, other in ((last, first), (first, last))
    )
    like = or_(*(Enquiry.id.in_(found) for found in newest))
    others = select(Enquiry).where(like, Enquiry.id != known.id, Enquiry.merged_into_id.is_(None))
    return others.order_by(Enquiry.id.desc())


def why_the_same(one: Traits, other: Traits) -> str:
    """In words; empty when nothing speaks for it."""
    same = [
        words
        for words, is_so in (
            ("same email address", one.email_key and one.email_key == other.email_key),
            ("same phone number", one.phone_key and one.phone_key == other.phone_key),
        )
        if is_so
    ]
    likeness = token_sort_ratio(one.name.casefold(), other.name.casefold())
    if same:
        name = ["another name"] if one.name and likeness < OTHER else []
        return ", ".join(same + name)
    hints = list(_hints(one, other)) if likeness >= ALMOST else []
    return ", ".join(["almost the same name", *hints]) if hints else ""


def _hints(one: Traits, other: Traits) -> Iterable[str]:
    if one.email_key and other.email_key and ratio(one.email_key, other.email_key) >= ALMOST:
        yield "almost the same email address"
    phones = (one.phone_key, other.phone_key)
    if all(phones) and Levenshtein.distance(*phones, score_cutoff=1) <= 1:
        yield "almost the same phone number"
    texts = (one.message[:300].casefold(), other.message[:300].casefold())
    if min(map(len, texts)) >= TELLING and ratio(*texts) >= ALMOST:
        yield "almost the same message"
    moments = [each.received_at for each in (one, other) if each.received_at]
    is_soon = len(moments) == 2 and max(moments) - min(moments) <= SOON  # noqa: PLR2004  two, and the line says of what
    if one.service and one.service == other.service and is_soon:
        yield "same service within a week"
