"""Answering somebody: by mail from the desk or in another way, and what follows from it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

import settings
from actions.enquiries.changes import MoveRefused, enquiry_to_change, leave_trace
from actions.enquiries.reply_drafts import forget_reply_draft
from actions.enquiries.times import set_follow_up
from actions.enquiries.triage import change_status, set_enquiry_tags
from models.base.table import now
from models.base.text import clean_line, clean_text
from models.enquiries.enquiry import ALLOWED_MOVES, Enquiry, Status
from models.enquiries.event import ANSWERED, MAILED
from models.enquiries.replies.afterwards import NOTHING_MORE, Afterwards
from models.enquiries.reply import LONGEST_MAIL, telling, unfilled
from models.notices.reply_mail import ReplyMail
from models.staff.member import Actor, Permission

CLOSED_BECAUSE = "Question answered"


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_mailed` by the desk; else it went another way, and `body` is what was prepared.

    `may_tell`: they agreed to read about their health in a mail.
    """

    subject: str = ""
    body: str = ""
    is_mailed: bool = False
    may_tell: bool = False
    then: Afterwards = NOTHING_MORE


def answer_enquiry(
    session: Session, enquiry_id: int, answer: Answer, *, by: Actor, version: int | None = None
) -> Enquiry:
    """Puts a mail among those to be sent, or says that it went another way; once a version.

    Errors: NotAllowed, NoSuchEnquiry, StaleEnquiry, MoveRefused, BadText.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    enquiry = enquiry_to_change(session, enquiry_id, version)
    subject = clean_line(answer.subject, field="The subject", limit=LONGEST_MAIL)
    body = clean_text(answer.body, field="The text", limit=LONGEST_MAIL)
    if body:
        _must_be_ready(enquiry, f"{subject}\n{body}", answer)
    if answer.is_mailed:
        _must_let_mail(enquiry, subject, body)
        session.add(
            ReplyMail(
                enquiry_id=enquiry_id, by_id=by.id, address=enquiry.email,
                subject=subject, body=body,
            )
        )  # fmt: skip
    kind, text = MAILED if answer.is_mailed else ANSWERED, f"{subject}\n\n{body}".strip()
    leave_trace(session, enquiry, kind, by=by, text=text, logged={"told": answer.may_tell})
    _note_the_answer(session, enquiry)
    _afterwards(session, enquiry, answer.then, by)
    if body:
        forget_reply_draft(session, enquiry_id, by=by)
    return enquiry


def _must_let_mail(enquiry: Enquiry, subject: str, body: str) -> None:
    """Errors: MoveRefused."""
    if not settings.SMTP_URL:
        raise MoveRefused("No mail server is set up here. Use your mail program.")
    if not enquiry.email:
        raise MoveRefused("There is no email address. Call them, or write one in a note.")
    if not (subject and body):
        raise MoveRefused("A mail needs a subject and a text.")


def _must_be_ready(enquiry: Enquiry, text: str, answer: Answer) -> None:
    """Whoever mails it. Errors: MoveRefused."""
    if lacking := unfilled(enquiry, text):
        raise MoveRefused(f"Fill in {', '.join(f'{{{place}}}' for place in lacking)} first.")
    told = telling(enquiry, text)
    if told and not (answer.is_mailed and answer.may_tell):
        other = "say that they agreed" if answer.is_mailed else "copy it: no link carries that"
        raise MoveRefused(f"It names {' and '.join(told)}. Take it out, or {other}.")


def _note_the_answer(session: Session, enquiry: Enquiry) -> None:
    """By itself, so that no undo of what follows takes it away: what was sent was sent."""
    enquiry.first_answered_at = enquiry.first_answered_at or now()
    session.flush()


def _afterwards(session: Session, enquiry: Enquiry, then: Afterwards, by: Actor) -> None:
    """Who was New is at least in progress. A move that is none from here is left out."""
    status = then.status or (Status.IN_PROGRESS if enquiry.status is Status.NEW else None)
    if status in ALLOWED_MOVES[enquiry.status]:
        reason = CLOSED_BECAUSE if status is Status.CLOSED else ""
        change_status(session, enquiry.id, status, by=by, reason=reason)
    if then.tag:
        set_enquiry_tags(session, enquiry.id, [*enquiry.tags, then.tag], by=by)
    if then.follow_up_in is not None:
        set_follow_up(session, enquiry.id, then.follow_up_on(), by=by)
