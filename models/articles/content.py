"""What one section says: the same fields while it is written, saved, and restored."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from models.articles.article import Article, Revision, Section, SectionKind
from models.base.table import now
from models.base.text import LONG_TEXT, ONE_LINE, clean_line, clean_text
from models.staff.member import Actor


@dataclass(frozen=True, slots=True)
class SectionContent:
    """`body` is Markdown; `image` the SHA-256 of a stored picture.

    `call_to_action_id` names the shared one whose words these are, unless it `has_own_words`.
    """

    heading: str = ""
    body: str = ""
    image: str | None = None
    alt: str = ""
    is_decorative: bool = False
    caption: str = ""
    button_label: str = ""
    call_to_action_id: int | None = None
    has_own_words: bool = False

    @classmethod
    def of(cls, revision: Revision) -> Self:
        return cls(**{field.name: getattr(revision, field.name) for field in fields(cls)})

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Fields that this program doesn't know are left out, missing ones are empty."""
        return cls(**{field.name: kept[field.name] for field in fields(cls) if field.name in kept})

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def cleaned(self) -> Self:
        """As it may be saved. Errors: BadText, naming the field."""
        return type(self)(
            heading=clean_line(self.heading, field="Heading", limit=ONE_LINE),
            body=clean_text(self.body, field="Text", limit=LONG_TEXT),
            image=self.image,
            alt=clean_line(self.alt, field="Alternative text", limit=1_000),
            is_decorative=self.is_decorative,
            caption=clean_text(self.caption, field="Caption", limit=2_000),
            button_label=clean_line(self.button_label, field="Button label", limit=100),
            call_to_action_id=self.call_to_action_id,
            has_own_words=self.has_own_words,
        )


def covers(content: SectionContent, older: Mapping[str, Any]) -> bool:
    """Nothing of the older text is missing: it was typed on, or put into this one."""
    now_, was = content.as_dict(), SectionContent.from_dict(older).as_dict()
    return all(
        value in now_[name] if isinstance(value, str) and name != "image" else value == now_[name]
        for name, value in was.items()
    )


def next_revision(
    session: Session,
    section: Section,
    article: Article,
    content: SectionContent,
    *,
    note: str = "",
    by: Actor,
) -> Revision:
    """Add the section's next revision, which stands now; a header's heading becomes the title."""
    revision = numbered_revision(session, section, content, note=note, by=by)
    section.latest = revision.number
    article.updated_at = now()
    if section.kind is SectionKind.HEADER:
        article.title = content.heading
    return revision


def numbered_revision(
    session: Session,
    section: Section,
    content: SectionContent,
    *,
    note: str,
    is_set_aside: bool = False,
    by: Actor,
) -> Revision:
    """Add a revision behind all there are; what stands is not changed by it."""
    highest = select(func.max(Revision.number)).where(Revision.section_id == section.id)
    revision = Revision(
        section_id=section.id,
        number=max(session.scalar(highest) or 0, section.latest) + 1,
        note=note,
        saved_by_id=by.id,
        is_set_aside=is_set_aside,
        **content.as_dict(),
    )
    session.add(revision)
    return revision


def put_section(
    session: Session,
    article_id: int,
    kind: SectionKind,
    content: SectionContent,
    *,
    position: int,
    by: Actor,
    is_hidden: bool = False,
) -> Section:
    """A new section with its first revision, in the database but not yet in an order."""
    section = Section(
        article_id=article_id, kind=kind, position=position, latest=1, is_hidden=is_hidden
    )
    session.add(section)
    session.flush()
    first = Revision(section_id=section.id, number=1, saved_by_id=by.id, **content.as_dict())
    session.add(first)
    return section


def section_and_article(section_id: int) -> Select[Section, Article]:
    """With the section's newest revision."""
    return (
        select(Section, Article)
        .join(Section.article)
        .where(Section.id == section_id)
        .options(selectinload(Section.draft))
    )


def sections_named(ids: Collection[int]) -> Select[Section]:
    """With their newest revisions, deleted ones too."""
    return select(Section).where(Section.id.in_(ids)).options(selectinload(Section.draft))


def every_section_of(article_id: int) -> Select[Section]:
    """In order, the deleted ones still at their places."""
    return (
        select(Section)
        .where(Section.article_id == article_id)
        .order_by(Section.position, Section.id)
    )
