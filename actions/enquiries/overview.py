"""What stands around the list: whom to call, who waits, how many of each, and the choices."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row
from sqlalchemy.orm import Session

from models.articles.list import titles_by_slug
from models.clinic.hours import ClinicHours
from models.clinic.setting import setting, settings_named
from models.enquiries.awaiting import enquiries_assigned_to, enquiries_waiting_longest
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.listing.count import counts_by_status, how_many_of_status
from models.enquiries.listing.facet import how_many
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.list import count_up_to_the_cap, people_to_call, side_by_side
from models.enquiries.listing.news import arrived_since, newest_change, sent_since
from models.enquiries.tag import enquiry_tags_in_use
from models.enquiries.times import enquiries_to_follow_up
from models.notices.reply_mail import replies_given_up
from models.staff.member import Actor, Permission, StaffMember, staff_who_may

Since = Sequence[Row[int, str, str, datetime]]
"""Number, name, service, and the moment since when."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who waits for the clinic; `to_call` are those with risk phrases, `due` those of a day, and
    `unreached` those to whom a reply was not delivered and is not tried again.

    `protocol` says what to do for those to be called.
    """

    to_call: list[Enquiry]
    protocol: str
    totals: dict[Status, int]
    longest: Since
    assigned: Since
    due: Sequence[Row[int, str, str, date | None]]
    unreached: Since
    hours: ClinicHours


@dataclass(frozen=True, slots=True)
class ClinicWords:
    """What the clinic offers, what it does for people at risk, and what it answers often."""

    services: list[str]
    protocol: str
    replies: list[dict[str, str]]


def whom_to_call(session: Session, most: int, *, by: Actor) -> list[Enquiry]:
    """Who waits longest comes first. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return list(session.scalars(people_to_call().limit(most)))


def who_is_waiting(session: Session, day: date, most_to_call: int, *, by: Actor) -> Waiting:
    """`day` is today on the clinic's clock. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return Waiting(
        to_call=whom_to_call(session, most_to_call, by=by),
        protocol=setting(session, "risk_protocol"),
        totals=dict(session.execute(counts_by_status()).all()),
        longest=session.execute(enquiries_waiting_longest()).all(),
        assigned=session.execute(enquiries_assigned_to(by.id or 0)).all(),
        due=session.execute(enquiries_to_follow_up(day)).all(),
        unreached=session.execute(replies_given_up()).all(),
        hours=ClinicHours.of(session),
    )


def how_many_match(session: Session, wanted: Collection[EnquiryFilter], *, by: Actor) -> list[int]:
    """Of each, with one look: from the kept totals, or counted to one more than COUNTED.

    Errors: NotAllowed.
    """
    by.must(Permission.READ_ENQUIRIES)
    counts = ((how_many if each.is_kept else count_up_to_the_cap)(each) for each in wanted)
    return [many or 0 for many in session.execute(side_by_side(counts)).one()]


def what_narrows(session: Session, *, by: Actor) -> tuple[dict[str, str], list[str]]:
    """Articles, title by slug, and the tags of enquiries. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return dict(session.execute(titles_by_slug()).all()), list(
        session.scalars(enquiry_tags_in_use())
    )


def clinic_words(session: Session, *, by: Actor) -> ClinicWords:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    told = settings_named(session, ("services", "risk_protocol", "reply_templates"))
    return ClinicWords(told["services"], told["risk_protocol"], told["reply_templates"])


def who_takes_enquiries(session: Session, *, by: Actor) -> dict[int, str]:
    """Colleagues by number, those that an enquiry can be given to. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return dict(session.execute(staff_who_may(Permission.TRIAGE_ENQUIRIES)).all())


def colleague_name(session: Session, staff_id: int, *, by: Actor) -> str:
    """Also of who is gone; empty for nobody. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    member = session.get(StaffMember, staff_id)
    return member.full_name if member else ""


def newest_change_listed(session: Session, *, spam_too: bool, by: Actor) -> int:
    """Its number, as a list with these enquiries shows it. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return session.execute(newest_change(spam_too=spam_too)).scalar_one()


def how_many_arrived(session: Session, since: int, *, spam_too: bool, by: Actor) -> tuple[int, int]:
    """After that change, and how many of them need a call. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    arrived, to_call = session.execute(arrived_since(since, spam_too=spam_too)).one()
    return arrived, to_call


@dataclass(frozen=True, slots=True)
class News:
    """`new` wait for a first look, `sent` were sent by visitors since the look before, and
    `to_call` of those with risk phrases.
    """

    new: int
    newest: int
    sent: int = 0
    to_call: int = 0


def news_since(session: Session, seen: int | None, *, by: Actor) -> News:
    """`seen` is the newest change of the look before. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    looks = how_many_of_status(Status.NEW), newest_change()
    new, newest = session.execute(side_by_side(looks)).one()
    if seen is None or newest <= seen:
        return News(new or 0, newest or 0)
    return News(new or 0, newest or 0, *session.execute(sent_since(seen)).one())
