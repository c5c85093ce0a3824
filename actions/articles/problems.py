"""What stands between an article and its readers, and what deserves a look before it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from sqlalchemy.orm import Session

from actions.copy_checks.checking import blocking_reasons
from models.articles.page import PageContent
from models.articles.readiness import Reason, empty_rows, reasons_against
from models.claims.claim import Claim, ClaimState, claims_of
from models.clinic.moments import clinic_today
from models.comments.comment import open_threads
from models.reviews.standing import reasons_unapproved
from models.staff.member import Actor, Permission

LONGEST = 80
UNSOURCED = {ClaimState.NO_SOURCE, ClaimState.SOURCE_REMOVED}


@dataclass(frozen=True, slots=True)
class Problems:
    """`blocking` is what the text lacks, `unapproved` what review holds back, `worth_a_look` what
    holds nothing back."""

    blocking: Sequence[Reason]
    unapproved: Sequence[Reason]
    worth_a_look: Sequence[Reason]


def problems_of(session: Session, article_id: int, content: PageContent, *, by: Actor) -> Problems:
    """Of this text of the article, as publishing would find them."""
    by.must(Permission.READ_ARTICLES)
    blocking = [*reasons_against(content), *blocking_reasons(session, article_id, content)]
    unsourced = [_unsourced(each) for each in _without_source(session, article_id)]
    unapproved = reasons_unapproved(session, article_id)
    return Problems(blocking, unapproved, [*unsourced, *empty_rows(content)])


def what_waits(
    session: Session, article_id: int, content: PageContent, *, by: Actor
) -> Mapping[str, int]:
    """How much there is to mend, to give a source and to answer, by the panel that shows it.

    Errors: NotAllowed.
    """
    by.must(Permission.READ_ARTICLES)
    return {
        "Checks": len(blocking_reasons(session, article_id, content)),
        "Claims": len(_without_source(session, article_id)),
        "Comments": session.scalar(open_threads(article_id)) or 0,
    }


def _without_source(session: Session, article_id: int) -> list[Claim]:
    today = clinic_today()
    return [e for e in session.scalars(claims_of(article_id)) if e.state(today) in UNSOURCED]


def _unsourced(claim: Claim) -> Reason:
    sentence = shorten(claim.sentence, LONGEST, placeholder="…")
    return Reason(
        f"A claim without a source: “{sentence}”", section=claim.section_id, panel="Claims"
    )
