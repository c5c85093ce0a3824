"""Marking a sentence as a claim, saying how sure it is, and reviewing it."""

from datetime import date, timedelta

from rapidfuzz import fuzz, process
from sqlalchemy.orm import Session

from actions.articles.sections import open_section
from models.articles.passages import identity
from models.base.refusal import Refused
from models.base.table import now
from models.base.text import clean_line
from models.claims.claim import Claim, ClaimEvent, Grade, claim_whole, claims_of, written_down
from models.claims.following import Saying, sayings
from models.clinic.moments import clinic_today
from models.clinic.setting import setting
from models.staff.log import record
from models.staff.member import Actor, Permission

NEAR_ENOUGH = 80
LONGEST_SENTENCE = 4_000
DAYS_A_MONTH = 30


CHANGED = "A colleague changed this claim, or its sentence, meanwhile. Look at it again."


class NoSuchSentence(Refused):
    words = "The saved text has no such sentence here. Save the section first."


class ClaimGone(Refused):
    """There is no such claim any more."""

    words = CHANGED


class StaleClaim(Refused):
    """Somebody changed the claim, or its sentence, after it was opened."""

    words = CHANGED


class NotReviewable(Refused):
    """Something is missing that a review needs."""


def mark_claim(session: Session, section_id: int, sentence: str, *, by: Actor) -> Claim:
    """The claim for the sentence of the saved text that is most like this one; one at most.

    Errors: NoSuchSentence, SectionGone, BadText.
    """
    by.must(Permission.EDIT_ARTICLES)
    section, article = open_section(session, section_id)
    session.flush()
    wanted = clean_line(sentence, field="The sentence", limit=LONGEST_SENTENCE)
    said = _said_in(session, article.id, section.id, wanted)
    for claim in session.scalars(claims_of(article.id)):
        if identity(claim.sentence) == identity(said.text):
            return claim
    claim = Claim(
        article_id=article.id, section_id=section.id, sentence=said.text, made_by_id=by.id
    )
    session.add(claim)
    session.flush()
    note_event(session, claim, "made", by, new=said.text)
    return claim


def _said_in(session: Session, article_id: int, section_id: int, wanted: str) -> Saying:
    here = {
        identity(each.text): each
        for each in sayings(session, article_id)
        if each.section == section_id
    }
    best = process.extractOne(identity(wanted), list(here), scorer=fuzz.ratio,
                              score_cutoff=NEAR_ENOUGH)  # fmt: skip
    if best is None:
        raise NoSuchSentence
    return here[best[0]]


def describe_claim(
    session: Session,
    claim_id: int,
    *,
    grade: Grade,
    expires_on: date | None,
    version: int,
    by: Actor,
) -> Claim:
    """How sure it is and until when. A change voids the review. Errors: ClaimGone, StaleClaim."""
    by.must(Permission.EDIT_ARTICLES)
    claim = claim_as_read(session, claim_id, version)
    if claim.grade is not grade:
        note_event(session, claim, "grade", by, old=claim.grade, new=grade)
    if claim.expires_on != expires_on:
        days = [day.isoformat() if day else "" for day in (claim.expires_on, expires_on)]
        note_event(session, claim, "expiry", by, old=days[0], new=days[1])
    if (claim.grade, claim.expires_on) != (grade, expires_on):
        claim.grade, claim.expires_on = grade, expires_on
        unreview(claim)
    return claim


def review_claim(session: Session, claim_id: int, *, version: int, by: Actor) -> Claim:
    """Somebody read the sentence against its sources. Errors: ClaimGone, StaleClaim, NotReviewable.

    Without a day of expiry it is good for as long as a medical review is.
    """
    by.must(Permission.APPROVE_ARTICLES)
    claim = claim_as_read(session, claim_id, version)
    if reason := _why_not(claim):
        raise NotReviewable(reason)
    months = int(setting(session, "review_months"))
    claim.expires_on = claim.expires_on or clinic_today() + timedelta(days=DAYS_A_MONTH * months)
    claim.reviewed_at, claim.reviewed_by_id = now(), by.id
    claim.version += 1
    note_event(session, claim, "reviewed", by, new=claim.sentence)
    return claim


def _why_not(claim: Claim) -> str:
    if claim.is_gone:
        return "The sentence is not in the text any more."
    if any(source.removed_at for source in claim.sources):
        return "One of its sources was removed. Take it away here, and add another."
    if not claim.sources:
        return "It has no source yet. Add one first."
    if claim.grade is Grade.NONE:
        return "Say first how sure the evidence is."
    if claim.expires_on is not None and claim.expires_on <= clinic_today():
        return "Its day of expiry has passed. Choose a later one first."
    return ""


def drop_claim(session: Session, claim_id: int, *, version: int, by: Actor) -> None:
    """It is no claim after all; its history stays. Errors: ClaimGone, StaleClaim."""
    by.must(Permission.EDIT_ARTICLES)
    claim = claim_as_read(session, claim_id, version)
    claim.dropped_at = now()
    claim.version += 1
    note_event(session, claim, "dropped", by, old=claim.sentence)


def claim_as_read(session: Session, claim_id: int, version: int) -> Claim:
    """With its sources. Errors: ClaimGone; StaleClaim when it is not at this version any more."""
    claim = session.scalars(claim_whole(claim_id)).one_or_none()
    if claim is None or claim.dropped_at:
        raise ClaimGone
    if claim.version != version:
        raise StaleClaim
    return claim


def unreview(claim: Claim) -> None:
    claim.reviewed_at = claim.reviewed_by_id = None
    claim.version += 1


def note_event(
    session: Session, claim: Claim, kind: str, by: Actor, *, old: str = "", new: str = ""
) -> None:
    """In the claim's history, with the words; and in the log, without."""
    by.must(Permission.READ_ARTICLES)
    session.add(ClaimEvent(claim_id=claim.id, by_id=by.id, kind=kind, old=old, new=new))
    details = {"article": claim.article_id, "what": kind}
    record(session, by, "claim.changed", subject=f"claim:{claim.id}", details=details)


def frozen_claims(session: Session, article_id: int) -> list[dict[str, object]]:
    """What an article's claims are at this moment, for the Version that is published now."""
    today = clinic_today()
    return [
        written_down(claim, today)
        for claim in session.scalars(claims_of(article_id))
        if not claim.is_gone
    ]
