"""Which rows are here already: by our reference, by their words, or twice in one file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from actions.imports.judging import Judged
from models.enquiries.enquiry import Enquiry
from models.imports.fields import RowOutcome
from models.imports.keys import digest_of
from models.imports.row import of_these_people, received_elsewhere, rows_with_keys
from models.intake.receipt import REFERENCES_TAKEN

WANTED = frozenset({RowOutcome.NEW, RowOutcome.REPAIRED})


class SeenRows:
    """What stood in the file before, by half a digest each: a hundred thousand rows in 20 MB."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}

    def earlier(self, row: Judged) -> int | None:
        """The line of the same row further up. A reference of ours tells all others apart."""
        keys = [f"ref {row.reference}"] if row.reference else [row.content_key, row.source_key]
        places = [_half(key) for key in keys if key]
        found = next((self._lines[place] for place in places if place in self._lines), None)
        if found is None:
            self._lines |= dict.fromkeys(places, row.line)
        return found


def _half(key: str) -> int:
    return int((digest_of([key]) if key.startswith("ref ") else key)[:16], 16)


def told_apart(session: Session, rows: Sequence[Judged], seen: SeenRows) -> list[Judged]:
    """The same rows; those that are here already, or came further up, as duplicates."""
    known = _Known(session, rows)
    return [_told(row, known, seen) for row in rows]


def _told(row: Judged, known: "_Known", seen: SeenRows) -> Judged:
    if row.outcome is RowOutcome.ERROR:
        return row
    if reference := known.as_which(row):
        return replace(
            row, outcome=RowOutcome.DUPLICATE, reason=f"It is here already: {reference}."
        )
    if row.outcome is RowOutcome.UNCLEAR:
        return row
    if line := seen.earlier(row):
        return replace(row, outcome=RowOutcome.DUPLICATE, reason=f"The same as line {line}.")
    return row


class _Known:
    """What the database has of some rows."""

    def __init__(self, session: Session, rows: Sequence[Judged]) -> None:
        references = {row.reference for row in rows if row.reference}
        self._references = set(session.scalars(REFERENCES_TAKEN, {"references": list(references)}))
        without = [row for row in rows if not row.reference]
        self._by_key = dict(_imported(session, without)) if without else {}
        self._by_words = dict(_elsewhere(session, without)) if without else {}

    def as_which(self, row: Judged) -> str:
        """The reference under which it is here; empty when it is not."""
        if row.reference:
            return row.reference if row.reference in self._references else ""
        found = self._by_key.get(row.content_key) or self._by_key.get(row.source_key)
        return found or self._by_words.get(_words_of(row), "")


def _imported(session: Session, rows: Sequence[Judged]) -> Iterator[tuple[str, str]]:
    content = {row.content_key for row in rows if row.content_key}
    source = {row.source_key for row in rows}
    for content_key, source_key, reference in session.execute(rows_with_keys(content, source)):
        yield content_key, reference
        yield source_key, reference


ContentKey = tuple[str, str, str, str, str, str, datetime | None]


def _elsewhere(session: Session, rows: Sequence[Judged]) -> Iterator[tuple[ContentKey, str]]:
    """What came through the website or the desk: its moment counts only where the row has one."""
    moments = {row.received_at for row in rows if row.received_at}
    for enquiry in session.scalars(received_elsewhere(moments)) if moments else ():
        yield _words_of_enquiry(enquiry, enquiry.received_at), enquiry.reference
    undated = [_words_of(row) for row in rows if row.arrival and not row.received_at]
    emails = {words[1] for words in undated} - {""}
    phones = {row.phone_key for row in rows if row.arrival and not row.received_at} - {""}
    if emails or phones:
        for enquiry in session.scalars(of_these_people(emails, phones)):
            yield _words_of_enquiry(enquiry, None), enquiry.reference


def _words_of(row: Judged) -> ContentKey:
    if row.arrival is None:
        return ("", "", "", "", "", "", None)
    asked = row.arrival.request
    who = (asked.name.casefold(), asked.email.casefold(), asked.phone)
    return (*who, asked.service, asked.preferred_at, asked.message, row.received_at)


def _words_of_enquiry(enquiry: Enquiry, at: datetime | None) -> ContentKey:
    who = (enquiry.name.casefold(), enquiry.email.casefold(), enquiry.phone)
    return (*who, enquiry.service, enquiry.preferred_at, enquiry.message, at)
