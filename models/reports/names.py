"""What is told apart in a report, by the names that people know."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.articles.article import Article, Revision, Section
from models.enquiries.state import EnquirySource
from models.reports.total import Breakdown
from models.staff.member import StaffMember

NOTHING: dict[Breakdown, str] = {
    Breakdown.SERVICE: "No service named",
    Breakdown.ARTICLE: "No article",
    Breakdown.CALL: "No call to action",
    Breakdown.COLLEAGUE: "Nobody yet",
    Breakdown.REASON: "No reason given",
}
SOURCES: dict[EnquirySource, str] = {
    EnquirySource.WEB: "The website",
    EnquirySource.API: "Another program",
    EnquirySource.DESK: "Written down at the desk",
    EnquirySource.IMPORT: "Imported",
}


def article_addresses(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """Their slugs."""
    these = select(Article.id, Article.slug).where(Article.id.in_(map(int, keys)))
    return {str(number): slug for number, slug in session.execute(these)}


def names_of(session: Session, kind: Breakdown, keys: Mapping[str, object]) -> dict[str, str]:
    """Each key's name, whatever became of what it names."""
    known = _known(session, kind, [int(key) for key in keys if key.isdecimal()])
    return {key: _name(kind, key, known) for key in keys}


def _name(kind: Breakdown, key: str, known: Mapping[str, str]) -> str:
    if key in {"", "0"}:
        return NOTHING[kind]
    if kind is Breakdown.SOURCE:
        return SOURCES[EnquirySource(key)]
    return known.get(key, f"No. {key}") if kind in _NUMBERED else key


_NUMBERED = frozenset({Breakdown.ARTICLE, Breakdown.CALL, Breakdown.COLLEAGUE})


def _known(session: Session, kind: Breakdown, numbers: list[int]) -> dict[str, str]:
    if kind is Breakdown.ARTICLE:
        found = session.execute(select(Article.id, Article.title).where(Article.id.in_(numbers)))
    elif kind is Breakdown.COLLEAGUE:
        them = StaffMember.id.in_(numbers)
        found = session.execute(select(StaffMember.id, StaffMember.full_name).where(them))
    elif kind is Breakdown.CALL:
        return _calls(session, numbers)
    else:
        return {}
    return {str(number): name for number, name in found}


def _calls(session: Session, numbers: list[int]) -> dict[str, str]:
    """Its words, and the article that it stands in."""
    newest = (Revision.section_id == Section.id) & (Revision.number == Section.latest)
    told = (
        select(Section.id, Revision.heading, Revision.button_label, Article.title)
        .join(Article, Article.id == Section.article_id)
        .outerjoin(Revision, newest)
        .where(Section.id.in_(numbers))
    )
    return {
        str(number): f"{heading or button or 'Untitled'} · {title}"
        for number, heading, button, title in session.execute(told)
    }
