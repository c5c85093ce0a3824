"""Text being written: opened once, compared with the database on every run, never lost."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import datetime
from typing import Any, cast

import streamlit as st

from actions.articles.draft_ends import discard_draft
from actions.articles.drafts import Typing, keep_draft
from actions.articles.history import saved_text
from actions.articles.refusals import SavedText
from desk.frame.messages import keep_trouble, words_of
from desk.frame.sign_in import acting, signed_in_staff
from desk.widgets.rich_text.box import last_typed, rewrite, written
from desk.widgets.rich_text.told import Picture
from desk.widgets.typing.box import Found
from models.articles.article import Draft, Section
from models.articles.content import SectionContent
from models.base.database import reading
from models.base.trouble import trouble_of

_KEY, _ANEW = "desk.writing", "desk.writing.anew"


@dataclass(slots=True)
class Writing:
    """One section being written in one browser tab.

    `saved` is the text of revision `based_on`, `text` what the widgets held last, `given`
    what the text box began with; `resumed_from` is the moment of the draft it began with;
    `slug` is the article's address as this tab knows it, `mark` what its drafts are known by;
    `is_anew` when it begins without what was typed here before: after discarding;
    `newest` is what a colleague saved meanwhile, `inside` the picture last put into the text.
    """

    section_id: int
    article_id: int
    based_on: int
    saved: SectionContent
    text: SectionContent
    given: str
    kept_at: datetime | None = None
    resumed_from: datetime | None = None
    pictures: int = 0
    slug: str = ""
    is_anew: bool = False
    newest: SavedText | None = None
    inside: Picture | None = None
    mark: str = dataclass_field(default_factory=lambda: secrets.token_hex(8))

    @property
    def is_unsaved(self) -> bool:
        return self.text != self.saved


def field(section_id: int, name: str) -> str:
    """The key of the widget that holds one field of a section's text."""
    return f"section-{section_id}-{name}"


def being_written() -> Writing | None:
    return cast("Writing | None", st.session_state.get(_KEY))


def opened(section: Section, draft: Draft | None) -> Writing:
    """What is being written in this section; begun from the draft, if there is one."""
    writing = being_written()
    if writing is None or writing.section_id != section.id:
        writing = _begun(section, draft)
        writing.is_anew = st.session_state.pop(_ANEW, None) == section.id
        st.session_state[_KEY] = writing
        fill(writing, writing.text)
    elif draft and draft.written_in == writing.mark:
        writing.kept_at = draft.saved_at  # sent beside the runs since the last one
    for name, value in _fields(writing.text).items():
        st.session_state.setdefault(field(section.id, name), value)
    return writing


def _begun(section: Section, draft: Draft | None) -> Writing:
    newest = SectionContent.of(section.draft)
    if draft is None or SectionContent.from_dict(draft.content) == newest:
        return Writing(section.id, section.article_id, section.latest, newest, newest, newest.body)
    text = SectionContent.from_dict(draft.content)
    base = newest if draft.based_on == section.latest else _revision(section.id, draft.based_on)
    writing = Writing(section.id, section.article_id, draft.based_on, base, text, text.body)
    writing.kept_at = writing.resumed_from = draft.saved_at
    return writing


def _revision(section_id: int, number: int) -> SectionContent:
    by = signed_in_staff()
    with reading() as session:
        return saved_text(session, section_id, number, by=by)


def fill(writing: Writing, text: SectionContent) -> None:
    """Let the widgets begin anew with this text; call it before they are drawn."""
    for name in _fields(text):
        st.session_state.pop(field(writing.section_id, name), None)
    writing.given = text.body
    rewrite(field(writing.section_id, "body"), text.body)


def collected(writing: Writing) -> SectionContent:
    """What the widgets hold, as far as the browser has told, drawn in this run or not."""
    held = {
        name: st.session_state.get(field(writing.section_id, name), value)
        for name, value in _fields(writing.text).items()
    }
    body = written(field(writing.section_id, "body"))
    return replace(writing.text, **held, body=writing.text.body if body is None else body)


def keep_what_was_typed() -> None:
    """Nothing typed is lost, wherever the click led that sent it."""
    if writing := being_written():
        keep_text(writing, collected(writing))


def keep_if_possible() -> None:
    """The same before a page is drawn: what a full disk does not take stays in its box."""
    try:
        keep_what_was_typed()
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        keep_trouble(words_of(error, trouble))


def keep_text(writing: Writing, text: SectionContent) -> None:
    """Keep a text as the draft, if it changed since the last run."""
    if text == writing.text:
        return
    with acting(even_run_out=True) as (session, by):
        if text == writing.saved:
            discard_draft(
                session, writing.section_id, draft_at=writing.kept_at, mark=writing.mark, by=by
            )
            kept_at = None
        else:
            draft = keep_draft(
                session,
                writing.section_id,
                text,
                based_on=writing.based_on,
                known=writing.kept_at,
                typing=Typing(writing.mark, last_typed(field(writing.section_id, "body"))),
                by=by,
            )
            kept_at = draft.saved_at if draft else None
    writing.text, writing.kept_at = text, kept_at


def go_on_from(draft: Draft | None, found: Found) -> bool:
    """What this tab kept while the desk was away: True when the page is to begin from it.

    A tab that stayed open holds its newest text itself; only what that goes on from is older.
    """
    writing = being_written()
    if writing is None or draft is None:
        return False
    writing.kept_at = draft.saved_at
    if found == "copy" and SectionContent.from_dict(draft.content) != writing.text:
        begin_again()
        return True
    if draft.based_on == writing.based_on:
        return False
    writing.based_on = draft.based_on
    writing.saved = _revision(writing.section_id, draft.based_on)
    return True


def is_own(writing: Writing, draft: Draft) -> bool:
    return draft.written_in == writing.mark or draft.saved_at == writing.kept_at


def now_saved(writing: Writing, number: int) -> None:
    """The text in the widgets is revision `number` now; they stay as they are."""
    writing.based_on, writing.saved, writing.given = number, writing.text, writing.text.body
    writing.kept_at = writing.resumed_from = None


def begin_again() -> None:
    """Forget what is open here, so that the next run opens it anew from the database."""
    if writing := being_written():
        st.session_state[_ANEW] = writing.section_id
    st.session_state.pop(_KEY, None)


def _fields(text: SectionContent) -> Mapping[str, Any]:
    """All but the body, which the text box keeps itself."""
    return {name: value for name, value in text.as_dict().items() if name != "body"}
