"""The top of the editor: what state the article is in, and what can be done with it whole."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.articles.lifecycle import duplicate_article, trash_article
from actions.articles.publishing import NotReady, publish_article, withdraw_article
from actions.articles.refusals import ArticleGone
from desk.articles.files import download_article
from desk.articles.open_article import OpenArticle
from desk.articles.presence import article_presence
from desk.articles.writing.drafts import begin_again
from desk.articles.writing.undo import forget, offered, take_back
from desk.frame.device import is_phone
from desk.frame.messages import escaped, keep, say, take_message, take_trouble
from desk.frame.navigation import open_page, way_back
from desk.frame.sign_in import acting
from desk.reviews.badge import review_badge
from desk.widgets.emphasis import on_primary
from desk.widgets.keyboard import keys_button
from models.articles.article import Article, ArticleState
from models.staff.member import Actor, Permission

STATES: dict[ArticleState, tuple[str, str]] = {
    ArticleState.DRAFT: ("Draft", "gray"),
    ArticleState.PUBLISHED: ("Published", "green"),
    ArticleState.WITHDRAWN: ("Withdrawn", "orange"),
    ArticleState.TRASH: ("In the trash", "red"),
}


def state_badge(state: ArticleState, *, is_changed: bool = False) -> str:
    """Markdown; `is_changed`: readers see an older text than the saved one."""
    name, colour = STATES[state]
    later = " :orange-badge[Changed since]" if is_changed else ""
    return f":{colour}-badge[{name}]{later}"


def article_bar(found: OpenArticle, by: Actor) -> DeltaGenerator:
    """Return the place at its right end, above the panel.

    What was just done is said here: a toast would lie over the buttons.
    """
    article = found.article
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container():
            way_back("articles", "All articles")
        article_presence(found)
        if by.may(Permission.EDIT_ARTICLES) and not is_phone():
            keys_button()
        asked = _whole(article, by)
    st.title(escaped(article.title) or "Untitled", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        _said(found)
        right = st.container(horizontal=True, width="content", vertical_alignment="center")
    if words := take_trouble():
        st.error(words)
    if asked:
        _publish(article, len(found.drafts))
    return right


def _whole(article: Article, by: Actor) -> bool:
    """What can be done with the article as a whole; whether to publish it was pressed."""
    if article.state is ArticleState.PUBLISHED:
        public = f"/articles/{article.slug}"
        icon = ":material/open_in_new:"
        st.link_button("View on site", public, type="tertiary", icon=icon, key="view-on-site")
    if by.may(Permission.EDIT_ARTICLES):
        _more(article, by)
    return by.may(Permission.PUBLISH_ARTICLES) and st.button(
        "Publish", icon=":material/publish:", key="publish"
    )


def _said(found: OpenArticle) -> None:
    """The state, what was just done, and the way to take that back."""
    if words := take_message():
        forget()
    undo = offered(found.article.id)
    if undo:
        words = undo.words
    said = f" :green[:material/check: {words}]" if words else ""
    st.markdown(f"{_standing(found)}{said}", width="stretch")
    if undo and st.button("Undo", icon=":material/undo:", type="tertiary", key="undo"):
        take_back(undo)


def _standing(found: OpenArticle) -> str:
    """How it stands with readers, and in review."""
    state, is_approved = found.review
    review = review_badge(state, is_approved=is_approved)
    badge = state_badge(found.article.state, is_changed=found.is_changed_since)
    return f"{badge} {review}"


def _publish(article: Article, unsaved: int) -> None:
    if unsaved:
        _ask_about_unsaved(article.id, unsaved)
    else:
        publish(article.id)


def publish(article_id: int) -> None:
    try:
        with acting() as (session, by):
            publish_article(session, article_id, by=by)
    except NotReady as refused:
        st.error("Not published yet:\n" + "\n".join(f"- {escaped(r)}" for r in refused.reasons))
    except ArticleGone as gone:
        say(gone.reason)
    else:
        say("Published. Readers see it now.")


@st.dialog("You have unsaved text")
def _ask_about_unsaved(article_id: int, unsaved: int) -> None:
    named = "one section" if unsaved == 1 else f"{unsaved} sections"
    st.write(f"Your text in {named} is not saved. Readers would get the text saved before it.")
    if st.button("Publish what is saved", key="publish-anyway"):
        publish(article_id)


_PUBLIC = ["Duplicate", "Download", "Withdraw", "Move to trash"]


def _more(article: Article, by: Actor) -> None:
    options = ["Duplicate", "Download", "Move to trash"]
    if article.state is ArticleState.PUBLISHED:
        may_publish = by.may(Permission.PUBLISH_ARTICLES)
        options = _PUBLIC if may_publish else ["Duplicate", "Download"]
    chosen = st.menu_button(
        "More",
        options,
        type="tertiary",
        icon=":material/more_vert:",
        key=f"more-{article.state}",
    )
    if chosen == "Duplicate":
        _duplicate(article.id)
    elif chosen == "Download":
        download_article(article.slug)
    elif chosen == "Withdraw":
        _ask_withdraw(article.id)
    elif chosen == "Move to trash":
        _ask_trash(article.id, is_public=article.state is ArticleState.PUBLISHED)


def _duplicate(article_id: int) -> None:
    with acting() as (session, by):
        slug = duplicate_article(session, article_id, by=by).slug
    begin_again()
    open_page("article", slug=slug)


@st.dialog("Withdraw this article?")
def _ask_withdraw(article_id: int) -> None:
    st.write("Its address will answer “not found” until you publish it again. The text stays here.")
    if st.button(on_primary("Withdraw"), type="primary", key="withdraw"):
        with acting() as (session, by):
            withdraw_article(session, article_id, by=by)
        say("Withdrawn. Readers no longer find it.")


@st.dialog("Move this article to the trash?")
def _ask_trash(article_id: int, *, is_public: bool) -> None:
    public = "Readers will no longer find it. " if is_public else ""
    st.write(f"{public}You can restore it from Articles → Trash, with its whole history.")
    if st.button(on_primary("Move to trash"), type="primary", key="trash"):
        with acting() as (session, by):
            trash_article(session, article_id, by=by)
        begin_again()
        keep("In the trash. You can restore it from there.")
        open_page("articles", state="Trash")
