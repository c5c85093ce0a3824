"""The list of articles: narrowed by what the address asks for, a page at a time."""

import streamlit as st

from actions.articles.reading import ArticlePage, article_choices, list_articles
from actions.articles.taking_back.many import offered_articles_undo
from desk.articles.listing.address import choose_articles, chosen_articles
from desk.articles.listing.bulk import article_bulk_bar
from desk.articles.listing.filters import ArticleOffers, article_filters
from desk.articles.listing.outcomes import article_count
from desk.articles.listing.table import article_table
from desk.articles.listing.undo import undo_line
from desk.widgets.list_address import page_number, turn_to
from models.base.database import reading
from models.library.article_filter import ALL, IN_REVIEW, ArticleFilter
from models.library.article_found import PER_PAGE
from models.staff.member import Actor, Permission

IN_TRASH = "Trash"
EMPTY: dict[str, str] = {
    ALL: "Everything is in the trash.",
    "Drafts": "No draft: everything written is public, withdrawn or in the trash.",
    IN_REVIEW: "Nothing waits for a reviewer.",
    "Published": "Readers see nothing yet. Open a draft and publish it.",
    "Withdrawn": "Nothing was taken away from readers.",
    IN_TRASH: "The trash is empty.",
}


def article_list(by: Actor) -> None:
    wanted, may_edit = chosen_articles(), by.may(Permission.EDIT_ARTICLES)
    with reading() as session:
        page = list_articles(session, wanted, page_number(), by=by)
        offers = ArticleOffers(*article_choices(session, by=by))
        last = offered_articles_undo(session, by=by) if may_edit else None
    article_filters(wanted, offers)
    undo_line(last)
    in_trash = wanted.tab == IN_TRASH
    if may_edit:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="a-bulk"):
            ids = [row.id for row in page.rows]
            article_bulk_bar(ids, offers.tags, by, in_trash=in_trash)
    if page.rows:
        _rows(page, in_trash=in_trash, may_edit=may_edit)
    else:
        _nothing(wanted)


def _rows(page: ArticlePage, *, in_trash: bool, may_edit: bool) -> None:
    article_table(page, in_trash=in_trash, may_edit=may_edit)
    first = (page.number - 1) * PER_PAGE + 1
    shown = f"{first:,}–{first + len(page.rows) - 1:,} of {article_count(page.total)}"
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(shown if page.pages > 1 else article_count(page.total), width="content")
        if page.pages > 1:
            _pagination(page)


def _pagination(page: ArticlePage) -> None:
    if st.session_state.get("a-page") != page.number:
        st.session_state["a-page"] = page.number
    st.pagination(
        page.pages,
        key="a-page",
        max_visible_pages=5,
        width=330,
        on_change=lambda: turn_to(st.session_state["a-page"]),
    )


def _nothing(wanted: ArticleFilter) -> None:
    st.header("No article here", anchor=False)
    if not wanted.is_narrowed:
        st.write(EMPTY.get(wanted.tab, "Choose another tab."))
        return
    if wanted.term:
        st.write("No article has all these words in its text.")
    else:
        st.write("No article fits these filters.")
    with st.container(horizontal=True):
        if wanted.tab != ALL and wanted.term:
            wider = ArticleFilter(term=wanted.term)
            st.button("Search everywhere", key="a-wider", on_click=choose_articles, args=(wider,))
        st.button("Remove filters", key="a-all", on_click=choose_articles, args=(ArticleFilter(),))
