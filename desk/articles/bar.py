"""The top of the editor: what state the article is in, and what can be done with it whole."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.articles.lifecycle import duplicate_article, trash_article
from actions.articles.opening import OpenArticle
from desk.articles.files import download_article
from desk.articles.publishing import publish_or_ask, publishing
from desk.articles.writing.drafts import begin_again
from desk.articles.writing.undo import forget, offered, take_back
from desk.frame.acting import attempt, attempted
from desk.frame.device import is_phone
from desk.frame.messages import escaped, keep_message, say_trouble, take_message, take_trouble
from desk.frame.navigation import open_page, way_back
from desk.reviews.badge import review_badge
from desk.widgets.keyboard import keys_button
from desk.widgets.table.parts import Badge, Colour
from models.articles.article import Article, ArticleState
from models.staff.member import Actor, Permission

STATES: dict[ArticleState, tuple[str, Colour]] = {
    ArticleState.DRAFT: ("Draft", "gray"),
    ArticleState.PUBLISHED: ("Published", "green"),
    ArticleState.WITHDRAWN: ("Withdrawn", "orange"),
    ArticleState.TRASH: ("In the trash", "red"),
}


def article_standing(state: ArticleState, *, is_changed: bool = False) -> list[Badge]:
    """`is_changed`: readers see an older text than the saved one."""
    later = [Badge("Changed since", "orange")] if is_changed else []
    return [Badge(*STATES[state]), *later]


def article_badge(state: ArticleState, *, is_changed: bool = False) -> str:
    """The same in Markdown."""
    told = article_standing(state, is_changed=is_changed)
    return " ".join(f":{colour}-badge[{name}]" for name, colour in told)


@dataclass(frozen=True, slots=True)
class Places:
    """Where others draw: `save` in the header that stays, `strip` below it, `others` in a line
    that is there even when nobody else is, so that nothing moves."""

    save: DeltaGenerator
    strip: DeltaGenerator
    others: DeltaGenerator


def article_bar(found: OpenArticle, by: Actor) -> Places:
    """It stays while the text goes by, and says what was just done.

    A toast would lie over its buttons.
    """
    article = found.article
    with st.container(key="article-header"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap="xxsmall"):
                st.title(escaped(article.title) or "Untitled", anchor=False)
                beside_said = _said(found, by)
            save = st.container(horizontal=True, width="content", vertical_alignment="center")
            ask = _whole(article, by)
        if words := take_trouble():
            st.error(words)
    strip, below = _below(by)
    if ask:
        ask(found, by)
    return Places(save, strip, others=below if is_phone() else beside_said)


def _below(by: Actor) -> tuple[DeltaGenerator, DeltaGenerator]:
    """The places of the strip, and of who else is here on a phone."""
    with st.container(horizontal=True, vertical_alignment="center", key="article-strip"):
        with st.container(width="content"):
            way_back("articles", "All articles")
        others = st.container() if is_phone() else st.space("stretch")
        if by.may(Permission.EDIT_ARTICLES) and not is_phone():
            keys_button()
        strip = st.container(horizontal=True, width="content", vertical_alignment="center")
    return strip, others


def _whole(article: Article, by: Actor) -> Callable[[OpenArticle, Actor], None] | None:
    """What can be done with the article as a whole; returns what was asked for."""
    asked = _publishing() if by.may(Permission.PUBLISH_ARTICLES) else None
    if article.state is ArticleState.PUBLISHED:
        public = f"/articles/{article.slug}"
        icon = ":material/open_in_new:"
        st.link_button("View on site", public, type="tertiary", icon=icon, key="view-on-site")
    if by.may(Permission.EDIT_ARTICLES):
        _more(article, by)
    return asked


def _publishing() -> Callable[[OpenArticle, Actor], None] | None:
    """At once, or with a look at what changes, at a time, and back."""
    is_at_once = st.button("Publish", icon=":material/publish:", key="publish")
    more = ":material/arrow_drop_down:"
    tip = "What changes for readers; later, at a time; withdraw"
    is_asked = st.button("Changes", icon=more, key="publish-more", help=tip)
    if is_at_once:
        return publish_or_ask
    return publishing if is_asked else None


def _said(found: OpenArticle, by: Actor) -> DeltaGenerator:
    """The state, what was just done, and the way to take that back; the rest of the line."""
    words, undo = take_message(), offered(found, by)
    if words and undo:
        forget(undo)
        undo = None
    words = undo.words if undo else words
    said = f" :green[:material/check: {words}]" if words else ""
    with st.container(
        horizontal=True, vertical_alignment="center", wrap=is_phone(), key="article-said"
    ):
        st.markdown(f"{_standing(found)}{said}", width="content")
        if undo:
            st.button("Undo", icon=":material/undo:", type="tertiary", key="undo",
                      on_click=take_back, args=(undo,))  # fmt: skip
        return st.container(key="who-is-here")


def _standing(found: OpenArticle) -> str:
    """How it stands with readers, and in review."""
    state, is_approved = found.review
    review = review_badge(state, is_approved=is_approved)
    badge = article_badge(found.article.state, is_changed=found.is_changed_since)
    return f"{badge} {review}"


def _more(article: Article, by: Actor) -> None:
    options = ["Duplicate", "Download", "Move to trash"]
    is_public = article.state is ArticleState.PUBLISHED
    if is_public and not by.may(Permission.PUBLISH_ARTICLES):
        options.remove("Move to trash")
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
    elif chosen == "Move to trash":
        _ask_trash(article.id, is_public=is_public)


def _duplicate(article_id: int) -> None:
    slug = attempted(
        lambda session, by: duplicate_article(session, article_id, by=by).slug, tell=say_trouble
    )
    if slug:
        begin_again()
        open_page("article", slug=slug)


@st.dialog("Move this article to the trash?")
def _ask_trash(article_id: int, *, is_public: bool) -> None:
    public = "Readers will no longer find it. " if is_public else ""
    st.write(f"{public}You can restore it from Articles → Trash, with its whole history.")
    if st.button("Move to trash", type="primary", key="trash"):
        attempt(lambda session, by: trash_article(session, article_id, by=by), tell=say_trouble)
        begin_again()
        keep_message("In the trash. You can restore it from there.")
        open_page("articles", state="Trash")
