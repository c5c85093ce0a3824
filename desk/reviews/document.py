"""An article in review, as one document: every part whole, and how far one is in view."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.refusals import ArticleGone
from actions.reviews.reading import ReviewView, look_up_review, where_review_stands
from actions.reviews.showing import note_shown
from desk.frame.acting import note_in_passing
from desk.frame.messages import is_waiting
from desk.frame.sign_in import signed_in_staff
from desk.reviews.ends import WITHIN, ends_shown, watch_ends
from desk.reviews.margin import notes_on
from desk.reviews.panel import after_the_text, review_progress
from desk.reviews.part import part_to_read
from desk.widgets.changed_line import changed_line
from desk.widgets.difference import difference_style
from models.articles.article import Section
from models.base.database import reading
from models.reviews.workflow import Move, moves_open_to
from models.staff.member import Actor, Permission

LEGEND = (
    "What came is underlined on green, what went is struck out on red: since you answered or saw "
    "a part last, or, where you never did, since it was last approved."
)


@st.fragment
def article_review(found: OpenArticle, _section: Section | None, by: Actor) -> None:
    """A fragment: that the end of a part came into view draws nothing else anew."""
    if is_waiting():
        st.rerun()
    view = _view(found, by)
    moves = moves_open_to(by, found.article.state, view.state)
    ends = f"ends-{found.article.id}"
    if Move.APPROVE in moves and (new := _newly(view, ends_shown(ends))):
        _note(found.article.id, new)
        view = _view(found, by)
    review_progress(found, view, moves, by)
    _watch(found.article.id)
    if view.bases:
        st.caption(LEGEND)
    _parts(found, view, by, may_rule=Move.APPROVE in moves)
    if Move.APPROVE in moves:
        watch_ends(ends)
    after_the_text(found, view, by)


def _watch(article_id: int) -> None:
    """A fragment in a fragment: it looks by itself, and the text stays where it is."""
    look = partial(_standing, article_id)
    changed_line(f"review-{article_id}", look(), look, "A colleague changed or answered something.")


def _standing(article_id: int) -> object:
    by = signed_in_staff()
    with reading() as session:
        return where_review_stands(session, article_id, by=by)


def _view(found: OpenArticle, by: Actor) -> ReviewView:
    with reading() as session:
        return look_up_review(session, found, by=by)


def _newly(view: ReviewView, ends: Mapping[int, int]) -> dict[int, int]:
    unread = {part.section.id for part in view.unread}
    return {each: ends[each] for each in unread if ends.get(each) == view.seen[each]}


def _note(article_id: int, ends: Mapping[int, int]) -> None:
    """An article that is gone meanwhile is told of by whatever is clicked next."""
    with suppress(ArticleGone):
        note_in_passing(lambda session, by: note_shown(session, article_id, ends, by=by))


def _parts(found: OpenArticle, view: ReviewView, by: Actor, *, may_rule: bool) -> None:
    notes = notes_on(found, by)
    difference_style()
    with st.container(key=WITHIN, gap="large"):
        for part in view.parts:
            part_to_read(
                part,
                view.bases.get(part.section.id),
                notes,
                is_shown=part.section.id in view.shown,
                may_rule=may_rule,
                may_write=by.may(Permission.EDIT_ARTICLES),
            )
