"""All articles: find one, start one, take one out of the trash."""

import streamlit as st

from actions.articles.worklist.gathering import has_articles
from desk.articles.files import download_all
from desk.articles.listing.list import article_list
from desk.articles.new import new_article
from desk.frame.messages import show_message
from desk.frame.navigation import open_page, way_back
from desk.frame.sign_in import signed_in_staff
from models.base.database import reading
from models.staff.member import Actor, Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    show_message()
    may_edit = by.may(Permission.EDIT_ARTICLES)
    if may_edit and "new" in st.query_params:
        begin()
    else:
        browse(by)


def begin() -> None:
    way_back("articles", "All articles")
    st.title("New article", anchor=False)
    new_article()


def browse(by: Actor) -> None:
    may_edit = by.may(Permission.EDIT_ARTICLES)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title("Articles", width="stretch", anchor=False)
        if may_edit and st.button(
            "Find and replace", type="tertiary", icon=":material/find_replace:", key="replace"
        ):
            open_page("replace")
        if may_edit:
            download_all()
        if may_edit and st.button(
            "New article", type="primary", icon=":material/add:", key="new-article"
        ):
            open_page("articles", new="1")
    with reading() as session:
        is_begun = has_articles(session, by=by)
    if is_begun:
        article_list(by)
    else:
        teach(may_edit=may_edit)


def teach(*, may_edit: bool) -> None:
    st.header("Nothing written yet", anchor=False)
    st.write(
        "An article is a title, an introduction and sections in order. Start blank, paste a text "
        "you have, or bring a Word document; readers see nothing until it is published."
    )
    if may_edit and st.button("Write the first one", key="first"):
        open_page("articles", new="1")


page()
