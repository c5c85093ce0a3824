"""The article and the section that the address names."""

import streamlit as st

from actions.articles.opening import OpenArticle, look_up_article, look_up_section
from desk.articles.writing.drafts import being_written
from models.articles.article import Section
from models.base.database import reading
from models.staff.member import Actor

CLOSED = "none"
"""In the address, for no panel beside the text."""


def open_article(by: Actor) -> OpenArticle | None:
    """By the slug in the address, which is put right when the article has another one now."""
    slug, writing = st.query_params.get("slug", ""), being_written()
    written = writing.article_id if writing and writing.slug == slug else None
    with reading() as session:
        found = look_up_article(session, slug, written, by=by)
    if found is None:
        return None
    if found.article.slug != slug:
        st.query_params["slug"] = found.article.slug
    if writing and writing.article_id == found.article.id:
        writing.slug = found.article.slug
    return found


def chosen_section(found: OpenArticle, by: Actor) -> Section | None:
    """The one in the address, deleted or not; the header when it names none; None if unknown."""
    wanted = st.query_params.get("section", str(found.sections[0].id))
    section = next((each for each in found.sections if str(each.id) == wanted), None)
    if section or not wanted.isdecimal():
        return section
    with reading() as session:
        return look_up_section(session, found.article.id, int(wanted), by=by)


def is_wide() -> bool:
    """The panel beside the text has more room than the text."""
    return bool(st.query_params.get("wide"))
