"""What stands between an article and its readers, and what deserves a look before it goes on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten
from typing import cast

from sqlalchemy.orm import Session

from actions.articles.opening import OpenArticle
from actions.articles.publishing import live_version
from actions.copy_checks.checking import blocking_reasons
from models.articles.page import PageContent
from models.articles.readiness import Reason, empty_rows, reasons_against
from models.claims.claim import Claim, ClaimState, claims_of
from models.clinic.moments import clinic_today
from models.comments.comment import open_threads
from models.reviews.review import ReviewState, Verdict, newest_verdicts
from models.reviews.standing import Standing, reasons_unapproved, standings
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


class Mark(StrEnum):
    """How a section stands, in the outline; the first that holds is said."""

    SENT_BACK = "Sent back"
    TO_MEND = "To mend"
    APPROVED = "Approved"
    CHANGED = "Changed"


@dataclass(frozen=True, slots=True)
class AllWaiting:
    """`counts` by the panel that shows it, `marks` by section, `sent_back` who said why."""

    counts: Mapping[str, int]
    marks: Mapping[int, Mark]
    sent_back: Mapping[int, Verdict]


def what_waits(session: Session, found: OpenArticle, *, by: Actor) -> AllWaiting:
    """What there is to mend, to give a source and to answer, and how each section stands.

    Errors: NotAllowed.
    """
    by.must(Permission.READ_ARTICLES)
    article = found.article
    blocking = blocking_reasons(session, article.id, found.saved)
    parts = standings(found.sections, session.scalars(newest_verdicts(article.id)).all())
    counts = {
        "Checks": len(blocking),
        "Claims": len(_without_source(session, article.id)),
        "Comments": session.scalar(open_threads(article.id)) or 0,
    }
    header = found.sections[0].id
    lacking = {reason.section or header for reason in (*blocking, *reasons_against(found.saved))}
    changed = _changed(session, found)
    marks = {
        part.section.id: mark
        for part in parts
        if (mark := _mark(part, found.review[0], lacking, changed))
    }
    sent_back = {e.section.id: e.verdict for e in parts if e.is_sent_back and e.verdict}
    return AllWaiting(counts, marks, sent_back)


def _mark(
    part: Standing, state: ReviewState, lacking: Collection[int], changed: Collection[int]
) -> Mark | None:
    here = part.section.id
    if part.is_sent_back:
        return Mark.SENT_BACK
    if here in lacking:
        return Mark.TO_MEND
    if part.is_approved and state is not ReviewState.NONE:
        return Mark.APPROVED
    return Mark.CHANGED if part.is_void or here in changed else None


def _changed(session: Session, found: OpenArticle) -> set[int]:
    """Sections that readers have otherwise, or not at all; none of what was never public."""
    if not found.is_changed_since or (live := live_version(session, found.article)) is None:
        return set()
    before, after = cast("PageContent", live.content), found.saved
    had = {section["id"]: section for section in before["sections"]}
    changed = {e["id"] for e in after["sections"] if had.get(e["id"]) != e}
    is_title_new = (before["title"], before["standfirst"]) != (after["title"], after["standfirst"])
    return changed | ({found.sections[0].id} if is_title_new else set())


def _without_source(session: Session, article_id: int) -> list[Claim]:
    today = clinic_today()
    return [e for e in session.scalars(claims_of(article_id)) if e.state(today) in UNSOURCED]


def _unsourced(claim: Claim) -> Reason:
    sentence = shorten(claim.sentence, LONGEST, placeholder="…")
    return Reason(
        f"A claim without a source: “{sentence}”", section=claim.section_id, panel="Claims"
    )
