"""What claims rest on: sources that many claims and articles may share."""

import re
from contextlib import suppress
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from actions.claims.marking import claim_as_read, note_event, unreview
from models.base.refusal import Refused
from models.base.table import now
from models.base.text import BadText, clean_line
from models.claims.claim import Claim, Source
from models.claims.sources import claims_using, source_at
from models.staff.log import record
from models.staff.member import Actor, Permission

LONGEST_TITLE, LONGEST_URL = 500, 500
EARLIEST = 1500
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


class SourceGone(Refused):
    words = "That source was removed meanwhile."


def add_source(
    session: Session, title: str, *, url: str = "", year: int | None = None, by: Actor
) -> Source:
    """One that is there already under this address is given back. Errors: BadText."""
    by.must(Permission.EDIT_ARTICLES)
    title = clean_line(title, field="Title", limit=LONGEST_TITLE)
    address = source_address(url)
    if not title:
        raise BadText("Title", "say what the source is called")
    if year is not None and not EARLIEST <= year <= now().year + 1:
        raise BadText("Year", "give the year in which it was published")
    if address and (known := session.scalar(source_at(address))):
        return known
    source = Source(title=title, url=address, year=year, added_by_id=by.id)
    session.add(source)
    session.flush()
    _log(session, by, "source.added", source)
    return source


def cite_source(
    session: Session, claim_id: int, source_id: int, *, version: int, by: Actor
) -> Claim:
    """The claim rests on it, and waits for a review. Errors: ClaimGone, StaleClaim, SourceGone."""
    by.must(Permission.EDIT_ARTICLES)
    claim = claim_as_read(session, claim_id, version)
    source = _in_use(session, source_id)
    if source not in claim.sources:
        claim.sources.append(source)
        unreview(claim)
        note_event(session, claim, "source added", by, new=source.title)
    return claim


def uncite_source(
    session: Session, claim_id: int, source_id: int, *, version: int, by: Actor
) -> Claim:
    """The claim rests on it no more; others may. Errors: ClaimGone, StaleClaim."""
    by.must(Permission.EDIT_ARTICLES)
    claim = claim_as_read(session, claim_id, version)
    for source in [each for each in claim.sources if each.id == source_id]:
        claim.sources.remove(source)
        unreview(claim)
        note_event(session, claim, "source taken away", by, old=source.title)
    return claim


def remove_source(session: Session, source_id: int, *, by: Actor) -> int:
    """Retracted, say: every claim that uses it turns red; how many do. Errors: SourceGone."""
    by.must(Permission.EDIT_ARTICLES)
    source = _in_use(session, source_id)
    source.removed_at = now()
    _log(session, by, "source.removed", source)
    return _tell(session, source, "source removed", by)


def restore_source(session: Session, source_id: int, *, by: Actor) -> int:
    """It was removed by mistake. Reviews that it stood in the way of stay void."""
    by.must(Permission.EDIT_ARTICLES)
    source = session.get(Source, source_id)
    if source is None:
        raise SourceGone
    if source.removed_at is None:
        return 0
    source.removed_at = None
    _log(session, by, "source.restored", source)
    return _tell(session, source, "source restored", by)


def source_address(typed: str) -> str:
    """http(s) alone, a DOI as its address; empty stays empty. Errors: BadText."""
    url = clean_line(typed, field="Address", limit=LONGEST_URL)
    if doi := _DOI.fullmatch(url):
        return f"https://doi.org/{doi[1]}"
    with suppress(ValueError):  # from brackets that make no sense
        parts = urlsplit(url)
        if not url or (parts.scheme in {"http", "https"} and parts.hostname and " " not in url):
            return url
    raise BadText("Address", "give a DOI, or an address that begins with https://")


def _tell(session: Session, source: Source, kind: str, by: Actor) -> int:
    claims = session.scalars(claims_using(source.id)).all()
    for claim in claims:
        unreview(claim)
        note_event(session, claim, kind, by, old=source.title)
    return len(claims)


def _in_use(session: Session, source_id: int) -> Source:
    source = session.get(Source, source_id)
    if source is None or source.removed_at:
        raise SourceGone
    return source


def _log(session: Session, by: Actor, action: str, source: Source) -> None:
    record(session, by, action, subject=f"source:{source.id}")
