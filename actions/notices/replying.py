"""Mailing the replies of the desk: which is next, what became of it, and trying it again."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.enquiries.changes import MoveRefused, leave_trace
from actions.enquiries.reply_drafts import keep_reply_draft
from models.base.table import now
from models.enquiries.enquiry import Enquiry
from models.enquiries.event import DELIVERED, UNDELIVERED, WITHDRAWN
from models.notices.notice import LEASE, MOST_TRIES, Stand, next_try
from models.notices.reply_mail import ReplyMail, replies_to_send
from models.notices.words import why_not_mailed
from models.staff.member import OPERATOR, Actor, Permission


@dataclass(frozen=True, slots=True)
class LeasedReply:
    """A mail that this process alone may send now."""

    id: int
    address: str
    subject: str
    body: str


def has_reply_to_send(session: Session) -> bool:
    """Cheap, for looking every few seconds."""
    return session.scalars(replies_to_send().limit(1)).first() is not None


def lease_reply(session: Session) -> LeasedReply | None:
    """What to send next, if anything: in a write transaction, so that no two have the same."""
    mail = session.scalars(replies_to_send().limit(1)).first()
    if mail is None:
        return None
    mail.tries += 1
    mail.claimed_until = now() + LEASE
    return LeasedReply(mail.id, mail.address, mail.subject, mail.body)


def record_reply_delivery(session: Session, mail_id: int, failure: str = "") -> None:
    """Delivered when there is no `failure`; else tried again later, and given up at last.

    The timeline tells both, a failure when its reason is a new one.
    """
    mail = session.get(ReplyMail, mail_id)
    if mail is None:
        return
    enquiry = session.get_one(Enquiry, mail.enquiry_id)
    if not failure:
        leave_trace(session, enquiry, DELIVERED, by=OPERATOR)
        session.delete(mail)
        return
    is_news = failure != mail.failure
    mail.claimed_until, mail.failure, mail.due_at = None, failure, next_try(mail.tries)
    if mail.tries >= MOST_TRIES:
        mail.stand, is_news = Stand.GIVEN_UP, True
    if is_news:
        leave_trace(session, enquiry, UNDELIVERED, by=OPERATOR, text=_why(mail))


def _why(mail: ReplyMail) -> str:
    after = "It is not tried again." if mail.stand is Stand.GIVEN_UP else "It will be tried again."
    return f"{why_not_mailed(mail.failure).capitalize()}. {after}"


def try_reply_again(session: Session, mail_id: int, *, by: Actor) -> None:
    """Now. Errors: NotAllowed, MoveRefused when it was delivered meanwhile."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    mail = _still_here(session, mail_id)
    mail.stand, mail.due_at, mail.tries = Stand.WAITING, now(), 0


def withdraw_reply(session: Session, mail_id: int, *, by: Actor) -> None:
    """Not sent after all; its text is a draft of this person's again. Errors: as above."""
    by.must(Permission.TRIAGE_ENQUIRIES)
    mail = _still_here(session, mail_id)
    if mail.claimed_until and mail.claimed_until > now():
        raise MoveRefused("It is being sent at this moment. Look again in a minute.")
    enquiry = session.get_one(Enquiry, mail.enquiry_id)
    leave_trace(session, enquiry, WITHDRAWN, by=by)
    kept = {"subject": mail.subject, "body": mail.body}
    session.delete(mail)
    keep_reply_draft(session, enquiry.id, kept, by=by)


def _still_here(session: Session, mail_id: int) -> ReplyMail:
    mail = session.get(ReplyMail, mail_id)
    if mail is None:
        raise MoveRefused("It was delivered or withdrawn meanwhile.")
    return mail
