"""Every place besides the enquiry itself that holds something of the person who wrote."""

import re
from collections.abc import Collection, Iterable

from sqlalchemy import Delete, Select, delete, select

import settings
from models.enquiries.enquiry import Enquiry, EnquiryEvent, IdempotencyKey
from models.enquiries.note_draft import NoteDraft
from models.enquiries.pair import EnquiryPair
from models.enquiries.replies.draft import ReplyDraft
from models.exports.export import Export
from models.exports.saved import SavedExport
from models.imports.batch import ImportBatch
from models.imports.row import ImportRow
from models.notices.notice import Notice
from models.notices.reply_mail import ReplyMail
from models.privacy.hold import LegalHold

ERASED = "(erased)"
SHORTEST_WORD = 3


def all_of(ids: Collection[int]) -> list[Delete]:
    """In this order: what points at an enquiry before the enquiry."""
    pointing = (
        *(EnquiryEvent, Notice, NoteDraft, ReplyDraft, ReplyMail, IdempotencyKey, ImportRow),
        LegalHold,
    )
    pairs = EnquiryPair.first_id.in_(ids) | EnquiryPair.second_id.in_(ids)
    return [
        *(delete(table).where(table.enquiry_id.in_(ids)) for table in pointing),
        delete(EnquiryPair).where(pairs),
        delete(Enquiry).where(Enquiry.id.in_(ids)),
    ]


def imports_that_brought(ids: Collection[int]) -> Select[ImportBatch]:
    """Their first rows and what was found in them are samples of people."""
    brought = select(ImportRow.batch_id).where(ImportRow.enquiry_id.in_(ids))
    return select(ImportBatch).where(ImportBatch.id.in_(brought))


def merged_with(ids: Collection[int]) -> Select[int]:
    """What was merged into them, and what they were merged into: all one person."""
    whole = select(Enquiry.merged_into_id).where(Enquiry.id.in_(ids))
    return select(Enquiry.id).where(Enquiry.merged_into_id.in_(ids) | Enquiry.id.in_(whole))


def telling_words(enquiries: Iterable[Enquiry]) -> frozenset[str]:
    """What somebody may have written as a reason to mean this person."""
    told = " ".join(f"{each.name} {each.email} {each.phone_digits}" for each in enquiries)
    words = re.findall(r"[\w@.+-]+", told.casefold())
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD)


def forget_words(export: Export | SavedExport, words: frozenset[str]) -> None:
    """What a list is taken for could name somebody, and so could its name; no search is kept."""
    if _names(export.reason, words):
        export.reason = ERASED
    if isinstance(export, SavedExport) and _names(export.name, words):
        export.name = f"{ERASED} {export.id}"


def _names(text: str, words: frozenset[str]) -> bool:
    return bool(words & set(re.findall(r"[\w@.+-]+", text.casefold())))


def may_hold(export: Export, enquiries: Iterable[Enquiry]) -> bool:
    """Whether one of them may have been in it, by what has not changed since.

    Chosen one by one it is certain; by a filter, their status then is not known.
    """
    there = [each for each in enquiries if each.id <= export.last_enquiry_id]
    if "ids" in export.chosen:
        return bool({each.id for each in there} & set(export.chosen["ids"]))
    return any(_fits(each, export.chosen.get("filter", {})) for each in there)


def _fits(enquiry: Enquiry, asked: dict[str, str]) -> bool:
    day = enquiry.received_at.astimezone(settings.TIMEZONE).date().isoformat()
    return asked.get("since", "") <= day <= (asked.get("until") or day)
