"""Claims follow their sentences: through other edits, into other sections, and out of the text."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import Select, and_, event, select
from sqlalchemy.orm import Session, UOWTransaction

from models.articles.article import Revision, Section, SectionKind
from models.articles.passages import identity, sentences_of
from models.base.database import before_commit
from models.claims.claim import Claim, ClaimEvent

ALIKE, ALIKE_ELSEWHERE = 70, 88
"""From 0 to 100, as rapidfuzz measures: enough to be the same sentence, changed."""

_TOUCHED = "sections whose text changed"


class Saying(NamedTuple):
    """A sentence as it stands in a saved section."""

    section: int
    text: str


@before_commit
def reanchor_changed_claims(session: Session) -> None:
    """Let the claims of every article that this gesture wrote in find their sentences again."""
    session.flush()
    if sections := session.info.pop(_TOUCHED, None):
        articles = select(Section.article_id).where(Section.id.in_(sections)).distinct()
        for article_id in session.scalars(articles).all():
            reanchor_claims(session, article_id)


def reanchor_claims(session: Session, article_id: int) -> None:
    """Errors: none. A changed sentence voids the review; a lost one keeps the claim, as gone."""
    followed = select(Claim).where(Claim.article_id == article_id, Claim.dropped_at.is_(None))
    claims = session.scalars(followed).all()
    if not claims:
        return
    standing: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings(session, article_id):
        standing[identity(saying.text)].append(saying)
    taken = {identity(claim.sentence) for claim in claims}
    for claim in claims:
        if same := standing.get(identity(claim.sentence)):
            _found_again(session, claim, _nearest(same, claim.section_id))
        elif changed := _successor(session, claim, standing, taken):
            taken.add(identity(changed.text))
            _changed(session, claim, changed)
        elif not claim.is_gone:
            claim.is_gone, claim.version = True, claim.version + 1
            session.add(ClaimEvent(claim_id=claim.id, kind="gone", old=claim.sentence))


def sayings(session: Session, article_id: int) -> Iterator[Saying]:
    """All sentences of the saved text; those of sections that are deleted or notes are not."""
    for section_id, heading, body, caption in session.execute(_texts_of(article_id)):
        yield from _said(section_id, heading, body, caption)


def _said(section_id: int, heading: str, body: str, caption: str) -> Iterator[Saying]:
    if heading:
        yield Saying(section_id, heading)
    for each in (*sentences_of(body), *sentences_of(caption)):
        yield Saying(section_id, each.text)


def _texts_of(article_id: int) -> Select[int, str, str, str]:
    """By columns, so that what was just saved is seen."""
    newest = and_(Revision.section_id == Section.id, Revision.number == Section.latest)
    return (
        select(Section.id, Revision.heading, Revision.body, Revision.caption)
        .join(Revision, newest)
        .where(
            Section.article_id == article_id,
            Section.deleted_at.is_(None),
            Section.kind != SectionKind.NOTE,
        )
        .order_by(Section.position, Section.id)
    )


def _nearest(places: list[Saying], section: int) -> Saying:
    """The one in this section, where the same words stand in several."""
    return next((each for each in places if each.section == section), places[0])


def _found_again(session: Session, claim: Claim, same: Saying) -> None:
    claim.section_id = same.section
    if claim.is_gone:
        claim.is_gone, claim.version = False, claim.version + 1
        session.add(ClaimEvent(claim_id=claim.id, kind="back", new=same.text))
    claim.sentence = same.text


def _changed(session: Session, claim: Claim, changed: Saying) -> None:
    kind = "changed" if claim.reviewed_at is None else "changed and unreviewed"
    session.add(ClaimEvent(claim_id=claim.id, kind=kind, old=claim.sentence, new=changed.text))
    claim.section_id, claim.sentence, claim.is_gone = changed.section, changed.text, False
    claim.reviewed_at = claim.reviewed_by_id = None
    claim.version += 1


def _successor(
    session: Session, claim: Claim, standing: dict[str, list[Saying]], taken: Collection[str]
) -> Saying | None:
    """The new sentence that is most like it: in its section first, then anywhere."""
    new: dict[bool, list[str]] = defaultdict(list)
    before = {} if claim.is_gone else _said_before(session, claim.section_id)
    for key, places in standing.items():
        is_here = _nearest(places, claim.section_id).section == claim.section_id
        if key not in taken and not (is_here and key in before):
            new[is_here].append(key)
    for keys, at_least in ((new[True], ALIKE), (new[False], ALIKE_ELSEWHERE)):
        best = process.extractOne(
            identity(claim.sentence), keys, scorer=fuzz.ratio, score_cutoff=at_least
        )
        if best:
            return _nearest(standing[best[0]], claim.section_id)
    return None


def _said_before(session: Session, section_id: int) -> Collection[str]:
    """Neighbours that stood in the section already are nobody's successor."""
    latest = select(Section.latest).where(Section.id == section_id).scalar_subquery()
    before = (
        select(Revision.heading, Revision.body, Revision.caption)
        .where(Revision.section_id == section_id, Revision.number < latest)
        .where(Revision.is_set_aside.is_(False))
        .order_by(Revision.number.desc())
        .limit(1)
    )
    text = session.execute(before).one_or_none()
    return {identity(each.text) for each in _said(section_id, *text)} if text else set()


@event.listens_for(Session, "after_flush")
def _note(session: Session, _flush: UOWTransaction) -> None:
    """Whoever changes a text, by whatever action: its claims are looked at before the commit."""
    for thing in (*session.new, *session.dirty):
        if isinstance(thing, Revision):
            session.info.setdefault(_TOUCHED, set()).add(thing.section_id)
        elif isinstance(thing, Section):
            session.info.setdefault(_TOUCHED, set()).add(thing.id)
