"""One article in the list: its title, where it stands, whose it is, and the words found in it."""

import streamlit as st

from actions.articles.lifecycle import restore_from_trash
from actions.articles.reading import ArticleRow, Passage
from actions.articles.results import SHORT, Tally
from desk.articles.bar import article_badge
from desk.articles.listing.address import ticked_articles
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.reviews.badge import review_badge
from desk.widgets.clock import spoken
from desk.widgets.list_address import tick
from models.articles.article import ArticleState
from models.articles.difference import as_read
from models.library.article_search import END_OF_MARK, MARK

INDENT = 8
"""Pixels that Streamlit leaves before the words of a link."""


def article_row(row: ArticleRow, *, may_edit: bool) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        if may_edit:
            _box(row)
        with st.container(gap=None):
            _title(row)
            if row.passage:
                _passage(row.slug, row.passage)
            with st.container(horizontal=True, wrap=False, gap=None):
                st.space(INDENT)
                st.markdown(_told(row), width="stretch")
        if may_edit and row.state is ArticleState.TRASH:
            st.button("Restore", key=f"a-back-{row.id}", on_click=_restore, args=(row.id,))


def _box(row: ArticleRow) -> None:
    key = f"a-tick-{row.id}"
    is_ticked = row.id in ticked_articles()
    if st.session_state.get(key) != is_ticked:
        st.session_state[key] = is_ticked
    name = escaped(row.title) or "Untitled"
    st.checkbox(
        f"Tick {name}", label_visibility="collapsed", key=key, on_change=_tick, args=(row.id, key)
    )


def _tick(article_id: int, key: str) -> None:
    others = [each for each in ticked_articles() if each != article_id]
    tick([*others, article_id] if st.session_state[key] else others)


def _restore(article_id: int) -> None:
    attempt(
        lambda session, by: restore_from_trash(session, article_id, by=by),
        "Restored. It is not public.",
    )


def _title(row: ArticleRow) -> None:
    name = escaped(row.title) or "Untitled"
    st.page_link(page_at("article"), label=f"**{name}**", query_params={"slug": row.slug})


def _told(row: ArticleRow) -> str:
    verb = "In the trash since" if row.state is ArticleState.TRASH else "Changed"
    told = [escaped(row.author), f"{verb} {escaped(spoken(row.updated_at))}"]
    if row.results.enquiries:
        told.append(f"**{brought(row.results)}** in {SHORT} days")
    words = " · ".join(part for part in told if part)
    tags = "".join(f" :gray-badge[{escaped(tag)}]" for tag in row.tags)
    state = article_badge(row.state, is_changed=row.is_changed_since)
    state += f" {review_badge(row.review, is_approved=row.is_approved)}"
    return f":small[{state} :gray[{words}]{tags}]"


def brought(results: Tally) -> str:
    """“12 enquiries, 3 booked”."""
    many = "1 enquiry" if results.enquiries == 1 else f"{results.enquiries:,} enquiries"
    return f"{many}, {results.booked:,} booked" if results.booked else many


def _passage(slug: str, passage: Passage) -> None:
    query = {"slug": slug, "section": str(passage.section_id)}
    words = highlighted(passage.text)
    if passage.is_remark:
        query["panel"] = "Comments"
        words = f":gray[In a comment:] {words}"
    st.page_link(page_at("article"), label=words, query_params=query)


def highlighted(text: str) -> str:
    """Markdown in which what stood between MARK signs is marked, and all else is literal."""
    pieces = as_read(text).split(MARK)
    shown = [escaped_within(pieces[0])]
    for piece in pieces[1:]:
        hit, _, rest = piece.partition(END_OF_MARK)
        shown.append(f":orange-background[{escaped(hit)}]{escaped_within(rest)}")
    return "".join(shown)


def escaped_within(text: str) -> str:
    """As `escaped`, but what joins other text keeps the space at its ends."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return f"{before}{escaped(text)}{after}"
