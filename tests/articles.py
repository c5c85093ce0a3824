"""Articles for tests to work on: named by their sections, written by the operator."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image as Picture
from sqlalchemy.orm import Session

from actions.articles.lifecycle import create_article
from actions.articles.sections import add_section, save_section
from models.articles.article import Revision, Section, SectionKind, sections_of
from models.articles.content import SectionContent
from models.base.database import reading, writing
from models.staff.member import OPERATOR
from tests.databases import step


@dataclass(frozen=True, slots=True)
class Written:
    """`sections` are ids in their first order; the header is number 0."""

    id: int
    slug: str
    sections: tuple[int, ...]


def write_article(title: str, headings: Sequence[str], bodies: Sequence[str] = ()) -> Written:
    """Without `bodies` each section has a line about its heading."""
    texts = bodies or [f"About {heading.lower()}." for heading in headings]
    named = ("article", title, *headings, *texts)
    return step(named, lambda: _written(title, headings, texts))


def _written(title: str, headings: Sequence[str], texts: Sequence[str]) -> Written:
    with writing() as session:
        article = create_article(session, title, by=OPERATOR)
        sections = [section.id for section in session.scalars(sections_of(article.id))]
        for _ in headings[1:]:
            after = sections[-1]
            added = add_section(session, SectionKind.TEXT, after=after, by=OPERATOR)
            sections.append(added.id)
        for section_id, heading, body in zip(sections[1:], headings, texts, strict=True):
            content = SectionContent(heading=heading, body=body)
            save_section(session, section_id, content, based_on=1, by=OPERATOR)
        return Written(article.id, article.slug, tuple(sections))


def add_to(session: Session, article: Written, kind: SectionKind, content: SectionContent) -> int:
    """A saved section of this kind at the end; its id."""
    last = order_of(session, article)[-1]
    section = add_section(session, kind, after=last, by=OPERATOR)
    save_section(session, section.id, content, based_on=1, by=OPERATOR)
    return section.id


def order_of(session: Session, article: Written) -> list[int]:
    return [section.id for section in session.scalars(sections_of(article.id))]


def newest(section_id: int) -> Revision:
    """What everybody sees of a section now."""
    with reading() as session:
        section = session.get_one(Section, section_id)
        found = session.query(Revision).filter_by(section_id=section_id, number=section.latest)
        return found.one()


def picture(width: int = 1200, height: int = 800, kind: str = "JPEG", **wishes: object) -> bytes:
    file = BytesIO()
    Picture.linear_gradient("L").resize((width, height)).convert("RGB").save(file, kind, **wishes)
    return file.getvalue()
