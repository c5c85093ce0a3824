"""Text being written: kept for the person who writes it until they save or discard it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from actions.articles.refusals import DraftGone, SectionGone
from models.articles.article import Draft, Revision
from models.articles.content import SectionContent, covers, section_and_article
from models.articles.history import (
    as_other,
    draft_of,
    goes_on_in,
    put_aside,
    revision_number,
    texts_aside,
)
from models.base.table import now
from models.staff.member import Actor, Permission

MOST_LETTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Typing:
    """Who a text comes from: the mark of one tab, and its last key in milliseconds of its clock."""

    mark: str = ""
    typed_at: int = 0

    def wrote(self, draft: Draft) -> bool:
        return bool(self.mark) and draft.written_in == self.mark

    def is_behind(self, draft: Draft) -> bool:
        return self.wrote(draft) and self.typed_at < (draft.typed_at or 0)


NOT_TYPED = Typing()


def keep_draft(
    session: Session,
    section_id: int,
    content: SectionContent,
    *,
    based_on: int,
    known: datetime | None = None,
    typing: Typing = NOT_TYPED,
    by: Actor,
) -> Draft | None:
    """One draft per person and section, kept also when the section is gone meanwhile.

    `known` is the moment of the draft that this text goes on from: one of another moment was
    written in another browser, and is set aside unless this text holds it. One of the same tab
    never is; a body that is behind what that tab sent already stays out.
    No log entry: it happens with every pause in typing, and nobody else sees it.
    Errors: SectionGone when the section never existed.
    """
    by.must(Permission.EDIT_ARTICLES)
    if by.id is None or len(content.body) > MOST_LETTERS:
        return None
    draft = session.scalar(draft_of(by.id, section_id))
    if draft is None:
        draft = _begun(session, section_id, by.id)
    elif typing.is_behind(draft):
        content = replace(content, body=SectionContent.from_dict(draft.content).body)
    else:
        _set_aside(draft, content, known, typing)
    draft.content, draft.based_on, draft.saved_at = content.as_dict(), based_on, now()
    draft.written_in = typing.mark
    draft.typed_at = max(typing.typed_at, (draft.typed_at or 0) if typing.wrote(draft) else 0)
    return draft


def _set_aside(
    draft: Draft, content: SectionContent, known: datetime | None, typing: Typing
) -> None:
    """What this text does not go on from; an older text of the same tab is none of its own."""
    texts = texts_aside(draft)
    if not typing.wrote(draft) and draft.saved_at != known and not covers(content, draft.content):
        texts.insert(0, as_other(draft))
    put_aside(draft, [each for each in texts if not goes_on_in(each, known, typing.mark)])


def _begun(session: Session, section_id: int, staff_id: int) -> Draft:
    """Errors: SectionGone when the section never existed."""
    _newest(session, section_id)
    draft = Draft(staff_id=staff_id, section_id=section_id, content={}, typed_at=0)
    session.add(draft)
    return draft


TYPED_FIELDS = frozenset({"heading", "body", "alt", "caption", "button_label"})


def keep_typed(
    session: Session,
    section_id: int,
    fields: Mapping[str, str],
    *,
    based_on: int,
    known: datetime | None,
    typing: Typing,
    by: Actor,
) -> Draft | None:
    """Keep what a tab sends while somebody types; None when there is nothing (more) to keep.

    What came late changes nothing: it is behind a newer text of the same tab, or the section
    was saved with it meanwhile. Errors: SectionGone; DraftGone when it was discarded meanwhile.
    """
    by.must(Permission.EDIT_ARTICLES)
    draft = session.scalar(draft_of(by.id, section_id)) if by.id else None
    newest = _newest(session, section_id)
    base = _goes_on_from(session, _own(draft, known, typing), section_id, based_on)
    content = SectionContent.from_dict({**base.as_dict(), **fields})
    if not (draft or _begins(content, fields, newest, based_on=based_on, known=known, by=by)):
        return None
    if draft and (typing.is_behind(draft) or draft.content == content.as_dict()):
        return draft
    if draft and typing.wrote(draft) and content == SectionContent.of(newest) and not draft.other:
        session.delete(draft)
        return None
    return keep_draft(
        session, section_id, content, based_on=based_on, known=known, typing=typing, by=by
    )


def _own(draft: Draft | None, known: datetime | None, typing: Typing) -> Draft | None:
    """What this tab wrote itself, or goes on from."""
    return draft if draft and (typing.wrote(draft) or draft.saved_at == known) else None


def _begins(
    content: SectionContent,
    fields: Mapping[str, str],
    newest: Revision,
    *,
    based_on: int,
    known: datetime | None,
    by: Actor,
) -> bool:
    """Not when it says what is saved. Errors: DraftGone."""
    if content == SectionContent.of(newest) or _is_late(fields, newest, based_on, by):
        return False
    if known:
        raise DraftGone
    return True


def _newest(session: Session, section_id: int) -> Revision:
    """Errors: SectionGone when the section never existed."""
    found = session.execute(section_and_article(section_id)).one_or_none()
    if found is None:
        raise SectionGone("There is no such section.")
    return found[0].draft


def _is_late(fields: Mapping[str, str], newest: Revision, based_on: int, by: Actor) -> bool:
    """It came after this person saved it, with what they typed since."""
    saved = SectionContent.of(newest)
    return (
        based_on < newest.number
        and newest.saved_by_id == by.id
        and covers(saved, {**saved.as_dict(), **fields})
    )


def _goes_on_from(
    session: Session, draft: Draft | None, section_id: int, based_on: int
) -> SectionContent:
    """What is not typed stays as it was: pictures, ticks, a shared call to action."""
    if draft:
        return SectionContent.from_dict(draft.content)
    base = session.scalars(revision_number(section_id, based_on)).one_or_none()
    if base is None:
        raise SectionGone("There is no such text.")
    return SectionContent.of(base)
