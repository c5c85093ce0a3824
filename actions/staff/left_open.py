"""What waits on a colleague: told before their account is closed, and handed over with it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiries.handing_over import end_handing_over, hand_over, is_back
from actions.enquiries.undo import take_back
from actions.staff.accounts import disable_staff, enable_staff
from models.articles.list import drafts_of_each_author
from models.enquiries.left_open import (
    count_of_follow_ups,
    handing_over_of,
    how_many_changed_hands,
)
from models.enquiries.listing.facet import open_of_each_colleague
from models.reviews.list import reviews_asked_of_each
from models.staff.change_batch import ChangeBatch, ChangeKind, newest_standing_change
from models.staff.member import Actor, Permission


@dataclass(frozen=True, slots=True)
class OpenWork:
    """`articles` are theirs and not public, `reviews` are asked of them and not given."""

    enquiries: int = 0
    follow_ups: int = 0
    articles: int = 0
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class HandedOver:
    """`many` enquiries went to a colleague; `refused` stayed, and why.

    Of more than go at once, `of` is how many there are: the clock carries on.
    """

    many: int
    refused: tuple[str, ...] = ()
    of: int = 0


@dataclass(frozen=True, slots=True)
class UnderWay:
    """`done` of so many enquiries went to a colleague, or came back; so many `stay` so far."""

    batch_id: int
    is_back: bool
    done: int
    of: int
    stay: int


def open_work_of_each(session: Session, *, by: Actor) -> dict[int, OpenWork]:
    """By number of the colleague, follow-ups aside: these are told of one alone."""
    by.must(Permission.MANAGE_STAFF)
    enquiries = dict(session.execute(open_of_each_colleague()).all())
    articles = dict(session.execute(drafts_of_each_author()).all())
    reviews = dict(session.execute(reviews_asked_of_each()).all())
    return {
        each: OpenWork(enquiries.get(each, 0), 0, articles.get(each, 0), reviews.get(each, 0))
        for each in {*enquiries, *articles, *reviews}
        if each
    }


def open_work_of(session: Session, staff_id: int, *, by: Actor) -> OpenWork:
    """Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    work = open_work_of_each(session, by=by).get(staff_id, OpenWork())
    follow_ups = session.scalars(count_of_follow_ups(staff_id)).one()
    return OpenWork(work.enquiries, follow_ups, work.articles, work.reviews)


def close_account(
    session: Session, staff_id: int, *, hand_to: int | None, based_on: int, by: Actor
) -> HandedOver:
    """Disable it; open enquiries and follow-ups go to `hand_to` in the same act, if anybody.

    Errors: NotAllowed, MoveRefused, StaleAccount, LastAdministrator; then nothing was done.
    """
    by.must(Permission.MANAGE_STAFF)
    end_handing_over(session, staff_id, by=by)
    many, of, stay = hand_over(session, staff_id, hand_to, by=by) if hand_to else (0, 0, [])
    disable_staff(session, staff_id, based_on=based_on, by=by)
    refused = tuple(f"{name}: {why}" for name, why in stay)
    return HandedOver(many, refused, of if of > many else 0)


def handover_to_take_back(session: Session, staff_id: int, *, by: Actor) -> int | None:
    """The number of one's own gesture that handed theirs over, while it stands."""
    by.must(Permission.MANAGE_STAFF)
    sought = newest_standing_change(ChangeKind.ENQUIRIES, f"staff:{staff_id}", by.id or 0)
    return session.scalar(sought)


def reopen_account(
    session: Session, staff_id: int, batch_id: int, *, based_on: int, by: Actor
) -> HandedOver:
    """Enable it and give the enquiries back, but those that somebody changed since.

    Errors: NotAllowed, StaleAccount, NotTakenBack; then nothing was done.
    """
    by.must(Permission.MANAGE_STAFF)
    enable_staff(session, staff_id, based_on=based_on, by=by)
    session.flush()
    outcomes = take_back(session, batch_id, by=by)
    refused = tuple(f"{each.name}: {each.refused}" for each in outcomes if each.refused)
    going_on = under_way_of(session, staff_id, by=by)
    return HandedOver(len(outcomes) - len(refused), refused, going_on.of if going_on else 0)


def under_way_of(session: Session, staff_id: int, *, by: Actor) -> UnderWay | None:
    """How far what they had is on its way to a colleague, or back. Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    batch = session.scalars(handing_over_of(staff_id)).first()
    if batch is None:
        return None
    told = {name: batch.kept.get(name, 0) for name in ("done", "of", "stay")}
    return UnderWay(batch.id, is_back(batch), **told)


def how_many_stayed(session: Session, batch_id: int, *, by: Actor) -> int:
    """With whoever took them over, once all others were given back. Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    batch = session.get_one(ChangeBatch, batch_id)
    return session.scalars(how_many_changed_hands(batch)).one() if batch.taken_back_at else 0
