"""Putting back what an import left out of an article, and leaving it out again."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from actions.articles.manuscripts.markdown.text import as_markdown, shown
from actions.articles.manuscripts.placing import spot_for
from actions.articles.refusals import OmissionChanged
from actions.articles.sections import open_section, save_section
from models.articles.article import Section, SectionKind, sections_of
from models.articles.content import SectionContent
from models.articles.history import newest_revision_of
from models.imports.omission import Omission, has_omission, omission_numbered, omissions_of
from models.staff.log import record
from models.staff.member import Actor, Permission

HOLDING = frozenset({SectionKind.HEADER, SectionKind.TEXT, SectionKind.REFERENCES})
"""Sections that take a paragraph more."""


def look_up_omissions(session: Session, article_id: int, *, by: Actor) -> Sequence[Omission]:
    """Errors: NotAllowed."""
    by.must(Permission.EDIT_ARTICLES)
    return session.scalars(omissions_of(article_id)).all()


def has_omissions(session: Session, article_id: int, *, by: Actor) -> bool:
    """Whether it came from a file of which something was left out. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalars(has_omission(article_id)).one()


def put_back_omission(session: Session, omission_id: int, *, by: Actor) -> int:
    """As a paragraph at its place, or else at the end of the last text; the section's id.

    Errors: OmissionChanged, SectionGone, BadText. What is back already stays as it is.
    """
    by.must(Permission.EDIT_ARTICLES)
    omission = _found(session, omission_id)
    if omission.section_id is not None:
        return omission.section_id
    section, place = _place_of(session, omission)
    paragraphs = _paragraphs(_newest(session, section))
    paragraphs.insert(place, as_markdown(" ".join(omission.text.split())))
    _save(session, section, paragraphs, note="Put back what the import left out", by=by)
    omission.section_id = section.id
    _log(session, by, "article.put_back", omission)
    return section.id


def leave_out_again(session: Session, omission_id: int, *, by: Actor) -> None:
    """Errors: OmissionChanged when somebody wrote in it since; SectionGone."""
    by.must(Permission.EDIT_ARTICLES)
    omission = _found(session, omission_id)
    if omission.section_id is None:
        return
    section, _ = open_section(session, omission.section_id)
    paragraphs = _paragraphs(_newest(session, section))
    words = " ".join(omission.text.split())
    place = next((n for n, each in enumerate(paragraphs) if shown(each) == words), None)
    if place is None:
        raise OmissionChanged("It reads differently by now. Change it in the text itself.")
    del paragraphs[place]
    _save(session, section, paragraphs, note="Left out again", by=by)
    omission.section_id = None
    _log(session, by, "article.left_out_again", omission)


def _found(session: Session, omission_id: int) -> Omission:
    if omission := session.scalar(omission_numbered(omission_id)):
        return omission
    raise OmissionChanged("There is no such part. Look at the list again.")


def _place_of(session: Session, omission: Omission) -> tuple[Section, int]:
    """A picture or a call to action takes no paragraph: the text before it does."""
    sections = session.scalars(sections_of(omission.article_id)).all()
    texts = [(each.draft.heading, each.draft.body or each.draft.caption) for each in sections]
    spot = spot_for(texts, omission.follows, omission.precedes)
    at = spot.text if spot else len(sections) - 1
    holding = max(n for n, each in enumerate(sections) if each.kind in HOLDING and n <= at)
    section = sections[holding]
    if spot and spot.text == holding:
        return section, spot.paragraph
    return section, len(_newest(session, section).body)


def _newest(session: Session, section: Section) -> SectionContent:
    return SectionContent.of(session.scalars(newest_revision_of(section)).one())


def _paragraphs(content: SectionContent) -> list[str]:
    return content.body.split("\n\n") if content.body else []


def _save(
    session: Session, section: Section, paragraphs: Sequence[str], *, note: str, by: Actor
) -> None:
    content = replace(_newest(session, section), body="\n\n".join(paragraphs))
    save_section(session, section.id, content, based_on=section.latest, note=note, by=by)


def _log(session: Session, by: Actor, action: str, omission: Omission) -> None:
    details = {"section": omission.section_id, "omission": omission.id}
    record(session, by, action, subject=f"article:{omission.article_id}", details=details)
