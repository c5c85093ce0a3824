"""The comments beside an article: those on the open section first, then all others."""

from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.opening import OpenArticle
from actions.comments.reading import Talk, Thread, talk_about
from actions.comments.talking import see_mentions, write_comment
from desk.comments.box import comment_box
from desk.comments.passage import (
    forget_passage,
    passage,
    passage_choice,
    takes_the_cursor,
)
from desk.comments.thread import comment_thread
from desk.frame.acting import note_in_passing
from desk.frame.sign_in import signed_in_staff
from desk.widgets.changed_line import changed_line
from models.articles.article import Section
from models.base.database import reading
from models.comments.comment import NEW_THREAD
from models.staff.member import Actor

RESOLVED = "resolved"


def article_comments(found: OpenArticle, section: Section | None, by: Actor) -> None:
    ids = [section.id] if section else []
    with reading() as session:
        talk = talk_about(session, found.article.id, ids, by=by)
    if talk.is_addressed:
        note_in_passing(lambda session, reader: see_mentions(session, found.article.id, by=reader))
    changed_line(
        f"comments-{found.article.id}",
        _said(talk),
        partial(_look, found.article.id, ids),
        "Somebody said something.",
    )
    if section and section.deleted_at is None:
        _begin(section, talk)
    _threads(talk, section, by)


def _look(article_id: int, ids: list[int]) -> object:
    by = signed_in_staff()
    with reading() as session:
        return _said(talk_about(session, article_id, ids, by=by))


def _said(talk: Talk) -> object:
    return [
        (e.id, e.edited_at, e.deleted_at, e.resolved_at)
        for thread in talk.threads
        for e in (thread.first, *thread.replies)
    ]


def _begin(section: Section, talk: Talk) -> None:
    """A place that stays, so that what is half typed is not moved."""
    passage_choice(section)

    def write(session: Session, text: str, by: Actor) -> None:
        write_comment(session, section.id, text, quote=passage(section.id), by=by)
        forget_passage(section.id)

    comment_box(
        section.id,
        NEW_THREAD,
        talk.drafts.get((section.id, NEW_THREAD), ""),
        label="New comment",
        button="Comment",
        names=talk.names,
        gesture=write,
        takes_cursor=takes_the_cursor(section.id),
    )


def _threads(talk: Talk, section: Section | None, by: Actor) -> None:
    shows_resolved = RESOLVED in st.query_params
    shown = [each for each in talk.threads if each.is_open or shows_resolved]
    here = [each for each in shown if section and each.section.id == section.id]
    elsewhere = [each for each in shown if each not in here]
    for thread in here:
        comment_thread(thread, talk, by, is_here=True)
    if elsewhere:
        st.markdown("**In other sections**" if section else "**Comments**")
        for thread in elsewhere:
            comment_thread(thread, talk, by, is_here=False)
    if not talk.threads:
        st.caption("Nobody has said anything about this article yet. Be the first.")
    _switch(talk.threads, shows_resolved=shows_resolved)


def _switch(threads: list[Thread], *, shows_resolved: bool) -> None:
    resolved = sum(not each.is_open for each in threads)
    if resolved:
        label = "Hide resolved" if shows_resolved else f"Show resolved ({resolved})"
        st.button(label, type="tertiary", key="c-resolved", on_click=_turn)


def _turn() -> None:
    if RESOLVED in st.query_params:
        del st.query_params[RESOLVED]
    else:
        st.query_params[RESOLVED] = "1"
