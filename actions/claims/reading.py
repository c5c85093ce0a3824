"""Looking at claims: those of one article, the ledger of all, and what one of them rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row
from sqlalchemy.orm import Session

from models.claims.claim import Claim, ClaimEvent, Source, claims_of, events_of_claim
from models.claims.following import sayings
from models.claims.list import PER_PAGE, Wanted, claims_wanted, count_of_claims
from models.claims.sources import sources_in_use
from models.clinic.moments import clinic_today
from models.staff.member import Actor, Permission

NEWEST_EVENTS = 30


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Each with the slug and title of its article."""

    rows: Sequence[Row[Claim, str, str]]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_claims(
    session: Session, wanted: Wanted, words: str, number: int, *, by: Actor
) -> ClaimPage:
    """The page `number`, or the last one there is. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    found = claims_wanted(wanted, words, clinic_today())
    page = ClaimPage((), session.scalars(count_of_claims(found)).one())
    first = (min(number, page.pages) - 1) * PER_PAGE
    return ClaimPage(session.execute(found.offset(first).limit(PER_PAGE)).all(), page.total)


def claims_in(session: Session, article_id: int, *, by: Actor) -> Sequence[Claim]:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalars(claims_of(article_id)).all()


def saved_sentences(session: Session, article_id: int, section_id: int, *, by: Actor) -> list[str]:
    """Of one section, in order. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return [each.text for each in sayings(session, article_id) if each.section == section_id]


def other_sources(session: Session, claim: Claim, *, by: Actor) -> list[Source]:
    """Those that the claim may rest on too, by title. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    cited = {source.id for source in claim.sources}
    return [each for each in session.scalars(sources_in_use()) if each.id not in cited]


def history_of_claim(
    session: Session, claim_id: int, *, by: Actor
) -> Sequence[Row[ClaimEvent, str | None]]:
    """Newest first, each with the name of the person. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.execute(events_of_claim(claim_id).limit(NEWEST_EVENTS)).all()
