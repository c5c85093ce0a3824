"""Where shared calls to action are used: in the newest texts, and on public pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from models.articles.article import Article, ArticleState, Revision, Section, Version


@dataclass(slots=True)
class CallUse:
    """One article with the sections that share the words, and those with their own in its place."""

    article_id: int
    slug: str
    title: str
    is_in_trash: bool
    following: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    is_public: bool = False


def sections_with(call_ids: Iterable[int]) -> Select[Section, Article, Revision]:
    """Sections whose newest text shares these words or stands in their place."""
    newest = and_(Revision.section_id == Section.id, Revision.number == Section.latest)
    return (
        select(Section, Article, Revision)
        .join(Article, Article.id == Section.article_id)
        .join(Revision, newest)
        .where(Revision.call_to_action_id.in_(call_ids))
        .order_by(Article.title, Article.id, Section.position)
    )


def pages_that_may_follow(call_ids: Iterable[int]) -> Select[Article, Version]:
    """Public articles that ever had these words: look into the Version to be sure."""
    had = (
        select(Section.article_id)
        .join(Revision, Revision.section_id == Section.id)
        .where(Revision.call_to_action_id.in_(call_ids))
    )
    is_live = and_(Version.article_id == Article.id, Version.number == Article.live_number)
    return (
        select(Article, Version)
        .join(Version, is_live)
        .where(Article.id.in_(had), Article.state == ArticleState.PUBLISHED)
        .order_by(Article.title, Article.id)
    )


def follows(part: Any, call_id: int) -> bool:
    """Whether a part of a published page shares the words of this one."""
    return part.get("call_to_action_id") == call_id and not part.get("has_own_words")


def uses_of_calls(session: Session, call_ids: list[int]) -> dict[int, list[CallUse]]:
    """By call to action, each article once, by title. Two selects however many."""
    uses: dict[int, dict[int, CallUse]] = {call_id: {} for call_id in call_ids}

    def use(call_id: int, article: Article) -> CallUse:
        is_in_trash = article.state is ArticleState.TRASH
        new = CallUse(article.id, article.slug, article.title, is_in_trash)
        return uses[call_id].setdefault(article.id, new)

    for section, article, revision in session.execute(sections_with(call_ids)):
        found = use(revision.call_to_action_id or 0, article)
        (found.own if revision.has_own_words else found.following).append(section.id)
    for article, version in session.execute(pages_that_may_follow(call_ids)):
        for call_id in call_ids:
            if any(follows(part, call_id) for part in version.content["sections"]):
                use(call_id, article).is_public = True
    return {call_id: [*found.values()] for call_id, found in uses.items()}
