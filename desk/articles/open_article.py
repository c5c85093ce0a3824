"""The article that the address names: what is saved, and what this person is writing in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.publishing import current_page, is_behind, live_version
from desk.articles.writing.drafts import being_written
from models.articles.article import (
    Article,
    ArticleState,
    Draft,
    Section,
    article_with_slug,
    former_slug,
    sections_of,
)
from models.articles.content import section_and_article
from models.articles.history import deleted_sections_of, drafts_of
from models.articles.page import PageContent
from models.base.database import reading
from models.reviews.list import review_standings
from models.reviews.review import ReviewState

MOST_GONE = 20
_NO_REVIEW = (ReviewState.NONE, False)


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """`drafts` by section id, also of deleted sections; `saved` is the page without them.

    `is_changed_since`: readers see an older text than the saved one. `review` is how it
    stands in review, and whether all of it is approved; `gone` are the sections deleted last.
    """

    article: Article
    sections: Sequence[Section]
    drafts: dict[int, Draft]
    saved: PageContent
    is_changed_since: bool
    gone: Sequence[Section]
    review: tuple[ReviewState, bool]

    @property
    def touched_at(self) -> datetime:
        """Changes whenever what a preview shows may have changed."""
        return max([self.article.updated_at, *(each.saved_at for each in self.drafts.values())])


def open_article(staff_id: int | None) -> OpenArticle | None:
    """By the slug in the address, which is put right when the article has another one now."""
    slug = st.query_params.get("slug", "")
    with reading() as session:
        article = session.scalar(article_with_slug(slug)) or _elsewhere(session, slug)
        if article is None:
            return None
        sections = session.scalars(sections_of(article.id)).all()
        drafts = session.scalars(drafts_of(staff_id or 0, article.id)).all()
        saved = current_page(session, article, sections=sections)
        is_public = article.state is ArticleState.PUBLISHED
        is_changed = is_public and is_behind(live_version(session, article), saved)
        gone = session.scalars(deleted_sections_of(article.id).limit(MOST_GONE)).all()
        review = review_standings(session, [article.id]).get(article.id, _NO_REVIEW)
    if article.slug != slug:
        st.query_params["slug"] = article.slug
    if (writing := being_written()) and writing.article_id == article.id:
        writing.slug = article.slug
    writings = {each.section_id: each for each in drafts}
    return OpenArticle(article, sections, writings, saved, is_changed, gone, review)


def _elsewhere(session: Session, slug: str) -> Article | None:
    """Its address was changed: once public, or while somebody was writing in it here."""
    if present := session.scalar(former_slug(slug)):
        return session.scalar(article_with_slug(present))
    writing = being_written()
    is_here = writing is not None and writing.slug == slug
    return session.get(Article, writing.article_id) if writing and is_here else None


def chosen_section(found: OpenArticle) -> Section | None:
    """The one in the address, deleted or not; the header when it names none; None if unknown."""
    wanted = st.query_params.get("section", str(found.sections[0].id))
    section = next((each for each in found.sections if str(each.id) == wanted), None)
    if section or not wanted.isdecimal():
        return section
    with reading() as session:
        apart = session.execute(section_and_article(int(wanted))).one_or_none()
    if apart is None or apart[1].id != found.article.id:
        return None
    return apart[0]


def is_wide() -> bool:
    """The panel beside the text has more room than the text."""
    return bool(st.query_params.get("wide"))
