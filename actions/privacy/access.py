"""Everything that is held about somebody who asks for it: what they wrote, and what was done."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from actions.privacy.erasing import look_up_everything_of
from models.base.table import now
from models.enquiries.enquiry import Enquiry, EnquiryEvent, timeline_of
from models.notices.reply_mail import unsent_replies_to
from models.staff.log import LogEntry, entries_about, record
from models.staff.member import Actor, Permission

FOR_THE_MACHINE = frozenset({"email_key", "phone_key", "phone_digits", "name_keys", "notes"})
"""Other spellings of what is there already, for finding it."""


def gather_everything_of(session: Session, enquiry_id: int, *, by: Actor) -> dict[str, Any] | None:
    """Plain values for JSON, moments as ISO 8601 in UTC; None when there is no such enquiry.

    On record as given out, for each enquiry. Errors: NotAllowed.
    """
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    found = look_up_everything_of(session, enquiry_id, by=by)
    for enquiry in found:
        record(session, by, "person.given_out", subject=f"enquiry:{enquiry.id}")
    if not found:
        return None
    return {
        "made_at": now().isoformat(timespec="seconds"),
        "enquiries": [_all_of(session, enquiry) for enquiry in found],
    }


def _all_of(session: Session, enquiry: Enquiry) -> dict[str, Any]:
    columns = [each.key for each in Enquiry.__mapper__.column_attrs]
    told = {name: _plain(getattr(enquiry, name)) for name in columns if name not in FOR_THE_MACHINE}
    log = session.scalars(entries_about(f"enquiry:{enquiry.id}"))
    return told | {
        "timeline": [_event(each) for each in session.scalars(timeline_of(enquiry.id))],
        "replies_on_their_way": [
            {"address": each.address, "subject": each.subject, "body": each.body}
            for each in session.scalars(unsent_replies_to(enquiry.id))
        ],
        "who_looked_or_changed": [_entry(each) for each in log],
    }


def _event(each: EnquiryEvent) -> dict[str, Any]:
    by = each.by.full_name if each.by else ""
    told = {"what": each.kind, "from": each.old, "to": each.new, "text": each.text, "by": by}
    return {"at": _plain(each.at)} | told


def _entry(each: LogEntry) -> dict[str, Any]:
    return {"at": _plain(each.at), "what": each.action, "by": each.actor}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
