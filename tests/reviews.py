"""Reviews for tests: what somebody has before their eyes, approved and signed off."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions.articles.sections import save_section
from actions.reviews.reviewing import approve_article
from actions.reviews.reviewing import approve_section as approve
from actions.reviews.showing import note_shown
from actions.reviews.signing_off import sign_off
from models.articles.article import Section
from models.articles.content import SectionContent
from models.reviews.review import SignOff
from models.reviews.shown import Shown
from models.reviews.standing import standings_of
from models.staff.member import Actor
from tests.articles import Written


def seen(session: Session, article: Written) -> dict[int, int]:
    """What somebody looking at the whole article now reads: section → revision."""
    session.flush()
    return {part.section.id: part.section.latest for part in standings_of(session, article.id)}


def read_through(session: Session, article: Written, by: Actor) -> None:
    """The whole article has just been on this person's screen, every part to its end."""
    session.execute(delete(Shown).where(Shown.staff_id == by.id))
    note_shown(session, article.id, seen(session, article), by=by)
    session.flush()


def approve_section(session: Session, section: int, number: int, *, by: Actor) -> None:
    """Read to its end, then approved."""
    article = session.get_one(Section, section).article_id
    note_shown(session, article, {section: number}, by=by)
    session.flush()
    approve(session, section, number, by=by)


def approve_all(session: Session, article: Written, by: Actor) -> None:
    read_through(session, article, by)
    approve_article(session, article.id, seen(session, article), by=by)
    session.flush()


def signed_off(session: Session, article: Written, by: Actor) -> SignOff:
    """Every part approved and the whole signed by this clinician."""
    read_through(session, article, by)
    approve_article(session, article.id, seen(session, article), by=by)
    session.flush()
    signed = sign_off(session, article.id, seen(session, article), by=by)
    session.flush()
    return signed


def edit(session: Session, section: int, by: Actor, body: str = "Changed.") -> None:
    latest = session.get_one(Section, section).latest
    save_section(session, section, SectionContent("Spring", body), based_on=latest, by=by)
    session.flush()
