"""Whom an editor asks for a review, by which day, and with what words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.base.refusal import Refused
from models.base.text import BadText, clean_text
from models.clinic.moments import clinic_today
from models.reviews.review import Review
from models.staff.member import Actor, Permission, StaffMember, active_staff

LONGEST_MESSAGE = 2_000


@dataclass(frozen=True, slots=True)
class Wish:
    """`reviewer` is a colleague's id; None leaves it to whoever has time."""

    reviewer: int | None = None
    wanted_on: date | None = None
    message: str = ""


NO_WISH = Wish()


class NoReviewer(Refused):
    """Whoever is named cannot approve articles."""

    words = "Whom you chose cannot approve articles any more. Choose somebody else."


def who_can_review(session: Session, *, by: Actor) -> dict[int, str]:
    """Names of colleagues who may approve, by id, A–Z; two of one name are told apart.

    Errors: NotAllowed.
    """
    by.must(Permission.EDIT_ARTICLES)
    found = [
        member
        for member in session.scalars(active_staff())
        if member.id != by.id and member.as_actor().may(Permission.APPROVE_ARTICLES)
    ]
    times = Counter(member.full_name for member in found)
    return {
        e.id: f"{e.full_name} ({e.username})" if times[e.full_name] > 1 else e.full_name
        for e in found
    }


def put_wish(session: Session, review: Review, wish: Wish) -> None:
    """Errors: NoReviewer, BadText."""
    if wish.reviewer is not None:
        member = session.get(StaffMember, wish.reviewer)
        if member is None or not member.as_actor().may(Permission.APPROVE_ARTICLES):
            raise NoReviewer
    if wish.wanted_on and wish.wanted_on < clinic_today():
        raise BadText("Wanted by", "is a day that has passed")
    review.message = clean_text(wish.message, field="Message", limit=LONGEST_MESSAGE)
    review.reviewer_id, review.wanted_on = wish.reviewer, wish.wanted_on
