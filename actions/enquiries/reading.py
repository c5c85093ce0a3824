"""Looking at enquiries: a page of the list, and one record; who opened it is written down."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy.orm import Session

import settings
from actions.enquiries.masking import is_hidden_from, is_masked_for
from models.base.table import now
from models.clinic.hours import ClinicHours
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status, enquiry_with_people, timeline_of
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.list import PER_PAGE, TableRow, table_rows, told_rows
from models.enquiries.listing.page import counts_within, page_of_ids
from models.enquiries.listing.search import where_found
from models.enquiries.masking import mask, masked_email, masked_phone
from models.enquiries.note_draft import note_draft_of
from models.enquiries.pair import parts_of
from models.enquiries.replies.draft import ReplyDraft, reply_draft_of
from models.enquiries.taking_back import last_change
from models.enquiries.times import unanswered_since
from models.notices.reply_mail import ReplyMail, unsent_replies_to
from models.staff.log import entries_since, record
from models.staff.member import Actor, Permission

SAME_READING = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class EnquiryPage:
    """One page of the list; `total` is exact or, beyond a cap, at least that many.

    `late` are those on it whose first answer is overdue.
    `found` says, after a search, where each was found.
    """

    rows: list[TableRow]
    total: int
    is_exact: bool
    number: int
    per_page: int = PER_PAGE
    late: frozenset[int] = frozenset()
    found: dict[int, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))


def list_enquiries(
    session: Session,
    chosen: EnquiryFilter,
    number: int = 1,
    *,
    by: Actor,
    per_page: int = PER_PAGE,
) -> EnquiryPage:
    """The page `number`, or the last one there is. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    found = page_of_ids(session, chosen, number, per_page)
    by_id = {row.id: TableRow(*row) for row in session.execute(table_rows(found.ids))}
    rows = [by_id[each] for each in found.ids]
    where = where_found(session, found.words.exact, found.ids) if found.words else {}
    if is_masked_for(session, by=by):
        rows, where = [_masked(row) for row in rows], {}
    return EnquiryPage(
        rows=rows,
        total=found.total,
        is_exact=found.is_exact,
        number=found.number,
        per_page=per_page,
        late=_late(session, found.ids),
        found=where,
    )


def count_by_status(session: Session, chosen: EnquiryFilter, *, by: Actor) -> dict[Status, int]:
    """How many the same search and filters find in each. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return counts_within(session, chosen)


def all_that_match(session: Session, chosen: EnquiryFilter, most: int, *, by: Actor) -> list[int]:
    """The ids of the first `most` of the list, in its order. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    return page_of_ids(session, chosen, 1, most).ids


def _masked(row: TableRow) -> TableRow:
    return replace(row, phone=masked_phone(row.phone), email=masked_email(row.email), message="")


def _late(session: Session, ids: list[int]) -> frozenset[int]:
    hours = ClinicHours.of(session)
    moment = hours.before(now(), hours.answer_within)
    return frozenset(session.scalars(unanswered_since(moment, ids)) if moment else ())


@dataclass(frozen=True, slots=True)
class OpenEnquiry:
    """One record with all that belongs to it; `is_logged` when this reading is on record.

    `timeline` is also that of its `parts`, which were merged into it. It may itself be part of
    `whole`. `undoable` is the reader's own last change, `unsent` are replies that are not
    delivered.
    `is_masked`: neither contact nor words are in here, until the reader asks for them.
    """

    enquiry: Enquiry
    timeline: list[EnquiryEvent]
    parts: list[Enquiry]
    whole: Enquiry | None
    note_draft: str
    is_logged: bool
    hours: ClinicHours
    undoable: EnquiryEvent | None = None
    reply_draft: ReplyDraft | None = None
    unsent: list[ReplyMail] = field(default_factory=list)
    is_masked: bool = False


def look_up_enquiry(session: Session, enquiry_id: int, *, by: Actor) -> OpenEnquiry | None:
    """None when there is no such enquiry. Show it only once it is logged. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    enquiry = session.scalar(enquiry_with_people(enquiry_id))
    if enquiry is None:
        return None
    parts = list(session.scalars(parts_of(enquiry.id)))
    timeline = list(session.scalars(timeline_of(enquiry.id, *(part.id for part in parts))))
    opened = OpenEnquiry(
        enquiry=enquiry,
        timeline=timeline,
        parts=parts,
        whole=session.get(Enquiry, enquiry.merged_into_id) if enquiry.merged_into_id else None,
        note_draft=_note_draft(session, enquiry_id, by),
        is_logged=_is_logged(session, enquiry_id, by),
        hours=ClinicHours.of(session),
        reply_draft=session.scalar(reply_draft_of(by.id, enquiry.id)),
        unsent=list(session.scalars(unsent_replies_to(enquiry.id))),
        undoable=last_change((each for each in timeline if each.enquiry_id == enquiry.id), by.id),
        is_masked=is_hidden_from(session, enquiry.id, by=by),
    )
    if opened.is_masked:
        mask(session, {enquiry, *parts}, timeline)
    return opened


def _note_draft(session: Session, enquiry_id: int, by: Actor) -> str:
    draft = session.scalar(note_draft_of(by.id, enquiry_id))
    return draft.text if draft else ""


def _is_logged(session: Session, enquiry_id: int, by: Actor) -> bool:
    lately = entries_since(now() - SAME_READING, "enquiry.read", f"enquiry:{enquiry_id}", by.id)
    return session.scalar(lately.limit(1)) is not None


def log_reading(session: Session, enquiry_id: int, *, by: Actor) -> None:
    """Once per person and enquiry in SAME_READING. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    if not _is_logged(session, enquiry_id, by):
        record(session, by, "enquiry.read", subject=f"enquiry:{enquiry_id}")


def open_enquiry(session: Session, enquiry_id: int, *, by: Actor) -> OpenEnquiry | None:
    """The same, and on record: once per person and enquiry in SAME_READING. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    opened = look_up_enquiry(session, enquiry_id, by=by)
    if opened:
        log_reading(session, enquiry_id, by=by)
    return opened


def tell_enquiries(
    session: Session, chosen: EnquiryFilter, limit: int | None = None, *, by: Actor
) -> list[dict[str, str | bool]]:
    """Newest first, in words: moments in ISO 8601 in the clinic's zone. Errors: NotAllowed."""
    by.must(Permission.READ_ENQUIRIES)
    told = [
        {
            **row._asdict(),
            "status": row.status.value,
            "received_at": row.received_at.astimezone(settings.TIMEZONE).isoformat(),
        }
        for row in session.execute(told_rows(chosen, limit))
    ]
    record(session, by, "enquiry.listed", details={"enquiries": len(told)})
    return told
