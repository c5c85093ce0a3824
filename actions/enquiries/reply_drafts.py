"""Keeping a reply that somebody has begun, until they send it or empty it."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.base.table import now
from models.base.text import LONG_TEXT, clean_text
from models.enquiries.enquiry import Enquiry, changes_of
from models.enquiries.event import REPLIES
from models.enquiries.replies.draft import ReplyDraft, reply_draft_of
from models.staff.member import Actor, Permission

ON_ITS_WAY = timedelta(seconds=10)


def keep_typed_reply(
    session: Session, enquiry_id: int, fields: Mapping[str, str], *, by: Actor
) -> ReplyDraft | None:
    """Keep what a tab sends while somebody types; None when there is nothing (more) to keep.

    Sent before the reply was and come after it, it begins no new draft.
    Errors: NotAllowed, BadText.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    is_begun = session.scalar(reply_draft_of(by.id, enquiry_id)) is not None
    if session.get(Enquiry, enquiry_id) is None or (
        not is_begun and _was_just_sent(session, enquiry_id, by)
    ):
        return None
    return keep_reply_draft(session, enquiry_id, fields, by=by)


def keep_reply_draft(
    session: Session, enquiry_id: int, fields: Mapping[str, str], *, by: Actor
) -> ReplyDraft:
    """One per person and enquiry. Errors: NotAllowed, BadText."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    draft = session.scalar(reply_draft_of(by.id, enquiry_id))
    if draft is None:
        draft = ReplyDraft(staff_id=by.id, enquiry_id=enquiry_id)
        session.add(draft)
    for name, text in fields.items():
        setattr(draft, name, clean_text(text, field="The reply", limit=LONG_TEXT))
    draft.written_at = now()
    session.flush()
    return draft


def _was_just_sent(session: Session, enquiry_id: int, by: Actor) -> bool:
    newest = session.scalars(changes_of(enquiry_id).limit(MOST_OF_ONE_GESTURE)).all()
    return any(
        event.kind in REPLIES and event.by_id == by.id and event.at > now() - ON_ITS_WAY
        for event in newest
    )


MOST_OF_ONE_GESTURE = 5
"""What a reply may change beside itself: status, tags, follow-up."""


def forget_reply_draft(session: Session, enquiry_id: int, *, by: Actor) -> None:
    by.must(Permission.TRIAGE_ENQUIRIES)
    ours = (ReplyDraft.staff_id == by.id) & (ReplyDraft.enquiry_id == enquiry_id)
    session.execute(delete(ReplyDraft).where(ours))
