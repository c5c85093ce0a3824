"""Looking back: what each section said before, what was public when, what is being written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from models.articles.article import Draft, Revision, Section, Version


def revisions_of(section_id: int) -> Select[Revision]:
    """Newest first, with their authors."""
    return (
        select(Revision)
        .where(Revision.section_id == section_id)
        .order_by(Revision.number.desc())
        .options(selectinload(Revision.saved_by))
    )


def revision_number(section_id: int, number: int) -> Select[Revision]:
    return select(Revision).where(Revision.section_id == section_id, Revision.number == number)


def versions_of(article_id: int) -> Select[Version]:
    return (
        select(Version)
        .where(Version.article_id == article_id)
        .order_by(Version.number.desc())
        .options(selectinload(Version.published_by))
    )


def drafts_of(staff_id: int, article_id: int) -> Select[Draft]:
    return (
        select(Draft)
        .join(Section, Section.id == Draft.section_id)
        .where(Draft.staff_id == staff_id, Section.article_id == article_id)
    )


def newest_version_number(article_id: int) -> Select[int]:
    return select(func.coalesce(func.max(Version.number), 0)).where(
        Version.article_id == article_id
    )


def draft_of(staff_id: int, section_id: int) -> Select[Draft]:
    return select(Draft).where(Draft.staff_id == staff_id, Draft.section_id == section_id)


def version_number(article_id: int, number: int) -> Select[Version]:
    return select(Version).where(Version.article_id == article_id, Version.number == number)


def drafts_of_others(staff_id: int | None, section_id: int) -> Select[Draft]:
    return select(Draft).where(Draft.section_id == section_id, Draft.staff_id != (staff_id or 0))


def deleted_sections_of(article_id: int) -> Select[Section]:
    """Last deleted first, with the text they had."""
    return (
        select(Section)
        .where(Section.article_id == article_id, Section.deleted_at.is_not(None))
        .order_by(Section.deleted_at.desc())
        .options(selectinload(Section.draft))
    )


def newest_revision_of(section: Section) -> Select[Revision]:
    return revision_number(section.id, section.latest)


def version_live_at(article_id: int, moment: datetime) -> Select[Version]:
    """What readers saw at this moment, with who published it."""
    return (
        select(Version)
        .where(
            Version.article_id == article_id,
            Version.published_at <= moment,
            or_(Version.withdrawn_at.is_(None), Version.withdrawn_at > moment),
        )
        .order_by(Version.number.desc())
        .limit(1)
        .options(selectinload(Version.published_by))
    )


def latest_saves_in(article_id: int, each: int) -> Select[Revision, Section]:
    """The newest `each` revisions of every section, deleted ones too, newest first."""
    return (
        select(Revision, Section)
        .join(Revision.section)
        .where(Section.article_id == article_id, Revision.number > Section.latest - each)
        .order_by(Revision.id.desc())
        .options(selectinload(Revision.saved_by))
    )


def as_other(draft: Draft) -> dict[str, Any]:
    """A draft as it is set aside for one from another browser."""
    return {
        "content": draft.content,
        "based_on": draft.based_on,
        "saved_at": draft.saved_at.isoformat(),
        "written_in": draft.written_in,
    }


def texts_aside(draft: Draft) -> list[dict[str, Any]]:
    """What the same person wrote in other browsers, the last one first."""
    found, other = [], draft.other
    while other:
        found.append({name: value for name, value in other.items() if name != "other"})
        other = other.get("other")
    return found


def goes_on_in(aside: Mapping[str, Any], known: datetime | None, mark: str) -> bool:
    """The tab of this `mark`, or whoever knows the draft of that moment, wrote on from it."""
    is_known = known is not None and aside["saved_at"] == known.isoformat()
    return is_known or (bool(mark) and aside.get("written_in") == mark)


def put_aside(draft: Draft, texts: Sequence[Mapping[str, Any]]) -> None:
    """All that is set aside, in this order; of one there is no further `other`."""
    other: dict[str, Any] | None = None
    for text in reversed(texts):
        other = {**text, "other": other} if other else dict(text)
    draft.other = other


def bring_forward(draft: Draft, texts: Sequence[Mapping[str, Any]]) -> None:
    """The first of those set aside is the draft again."""
    first, *rest = texts
    draft.content, draft.based_on = first["content"], first["based_on"]
    draft.saved_at = datetime.fromisoformat(first["saved_at"])
    draft.written_in, draft.typed_at = None, None  # the tab that it came from has gone on
    put_aside(draft, rest)
