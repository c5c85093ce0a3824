"""The list of articles: narrowed by state and words of the title, a page at a time."""

from math import ceil

import streamlit as st

from actions.articles import restore_from_trash
from desk.clock import spoken
from desk.messages import escaped, say
from desk.navigation import open_page
from desk.parts.article_bar import state_badge
from desk.sign_in import acting
from models.article import Article, ArticleState
from models.article_list import IN_USE, count_of, found_articles
from models.database import reading

PER_PAGE = 20
TABS: dict[str, frozenset[ArticleState]] = {
    "All": IN_USE,
    "Drafts": frozenset({ArticleState.DRAFT}),
    "Published": frozenset({ArticleState.PUBLISHED}),
    "Withdrawn": frozenset({ArticleState.WITHDRAWN}),
    "Trash": frozenset({ArticleState.TRASH}),
}


def article_list(*, may_edit: bool) -> None:
    """The names of the tabs stand in the address, so they hold no counts."""
    tab = st.segmented_control(
        "State",
        list(TABS),
        default="All",
        required=True,
        key="state",
        bind="query-params",
        label_visibility="collapsed",
    )
    words = st.text_input(
        "Search titles", type="search", key="q", bind="query-params", live=True,
        placeholder="Search titles", label_visibility="collapsed", icon=":material/search:",
    )  # fmt: skip
    _page(str(tab), words or "", may_edit=may_edit)


def _page(tab: str, words: str, *, may_edit: bool) -> None:
    found = found_articles(words, TABS[tab])
    with reading() as session:
        count = session.scalars(count_of(found)).one()
        pages = max(1, ceil(count / PER_PAGE))
        first = (min(_page_number(), pages) - 1) * PER_PAGE
        articles = session.scalars(found.offset(first).limit(PER_PAGE)).all()
    if articles:
        st.caption("1 article" if count == 1 else f"{count:,} articles")
    else:
        st.write("No title has these words." if words else "No article here.")
    for article in articles:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            _row(article, may_edit=may_edit)
    if pages > 1:
        st.pagination(pages, key="page", bind="query-params")


def _page_number() -> int:
    asked = st.query_params.get("page", "1")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1  # noqa: PLR2004


def _row(article: Article, *, may_edit: bool) -> None:
    name = escaped(article.title) or "Untitled"
    if article.state is ArticleState.TRASH:
        st.markdown(name, width="stretch")
        if may_edit and st.button("Restore", key=f"restore-{article.id}"):
            _restore(article.id)
        return
    if st.button(name, type="tertiary", key=f"open-{article.id}"):
        open_page("article", slug=article.slug)
    st.space("stretch")
    st.markdown(state_badge(article.state), width="content")
    st.caption(f"Changed {spoken(article.updated_at)}", width="content")


def _restore(article_id: int) -> None:
    with acting() as (session, by):
        restore_from_trash(session, article_id, by=by)
    say("Restored. It is not public.")
